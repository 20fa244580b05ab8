import { once } from "node:events";
import { connect } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { testAddress } from "../../api.js";
import { makeProvince, type World } from "../../world.js";

let port = 0;
let world: World;
let token = "";

beforeAll(async () => {
  port = Number(new URL(await testAddress()).port);
  world = await makeProvince();
  token = await world.as("cityACentre.operator").token();
});

/** A request that would register a ticket, if anything of it were carried out. */
const operation = {
  query: `mutation { registerTicket(input: { idempotencyKey: "smuggled", channel: "PHONE", kind: COMPLAINT,
    issueClass: "PRICE", facts: "口罩太贵", request: "退款", contact: { name: "王小明", phone: "13800001234" },
    respondent: { name: "大药房" } }) { ticket { id } } }`,
};
const json = Buffer.from(JSON.stringify(operation));

const last = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

/**
 * Sends bytes as they are, and a last request that ends the connection; gives all that is answered.
 *
 * @param head lines of the head besides the address, the host and the token
 */
async function send(
  head: readonly string[],
  body: Buffer,
  start = "POST /graphql HTTP/1.1",
  bearer = token,
): Promise<string> {
  const lines = [start, "Host: x", `Authorization: Bearer ${bearer}`, ...head, "", ""];
  return exchange(Buffer.concat([Buffer.from(lines.join("\r\n")), body, Buffer.from(last)]));
}

async function exchange(bytes: Buffer): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => void chunks.push(chunk));
  // A connection that is cut while we still write is as good as one that is ended.
  socket.on("error", () => {});
  socket.write(bytes);
  await once(socket, "close");
  return Buffer.concat(chunks).toString("utf8");
}

const statusesOf = (answer: string): number[] =>
  [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

async function ticketsOf(province = world): Promise<unknown[]> {
  const { tickets } = await province
    .as("cityACentre.operator")
    .ask<{ tickets: { nodes: unknown[] } }>("{ tickets { nodes { id } } }");
  return tickets.nodes;
}

const length = (body: Buffer = json) => `Content-Length: ${body.length}`;
const asJson = "Content-Type: application/json";
const chunked = Buffer.concat([Buffer.from(`${json.length.toString(16)}\r\n`), json, Buffer.from("\r\n0\r\n\r\n")]);
const form = Buffer.from(new URLSearchParams(operation).toString());
const part = `--b\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${json}\r\n--b--\r\n`;
const wide = Buffer.from(JSON.stringify(operation), "utf16le");

describe("a request of the usual form", () => {
  test.each([
    ["with its length", [asJson, length()], json],
    ["in chunks", [asJson, "Transfer-Encoding: chunked"], chunked],
  ] as [string, string[], Buffer][])("registers a ticket %s, so that the others could", async (_name, head, body) => {
    const province = await makeProvince();
    const own = await province.as("cityACentre.operator").token();
    const answer = await send(head, body, "POST /graphql HTTP/1.1", own);
    expect(answer).toContain('{"data":{"registerTicket":{"ticket":{"id":');
    expect(await ticketsOf(province)).toHaveLength(1);
  });
});

describe("a body that is not JSON in UTF-8 by its type", () => {
  test.each([
    ["no type", [], json],
    ["plain text", ["Content-Type: text/plain"], json],
    ["plain text that says JSON in a parameter", ["Content-Type: text/plain; a=application/json"], json],
    ["a form", ["Content-Type: application/x-www-form-urlencoded"], form],
    ["a form of parts", ["Content-Type: multipart/form-data; boundary=b"], Buffer.from(part)],
    ["a document alone", ["Content-Type: application/graphql"], Buffer.from(operation.query)],
    ["two types in one header", ["Content-Type: application/json, text/plain"], json],
    ["a type that begins like JSON", ["Content-Type: application/jsonp"], json],
    ["JSON of another kind", ["Content-Type: application/ld+json"], json],
    ["JSON in UTF-16", ["Content-Type: application/json; charset=utf-16le"], wide],
    ["JSON in UTF-7", ["Content-Type: application/json; charset=utf-7"], json],
    ["JSON in GBK", ["Content-Type: application/json; charset=gbk"], json],
    ["JSON in two encodings", ["Content-Type: application/json; charset=utf-8; charset=utf-7"], json],
  ] as [string, string[], Buffer][])("is refused with %s, and nothing is done", async (_name, head, body) => {
    expect(statusesOf(await send([...head, length(body)], body))[0]).toBe(415);
    expect(await ticketsOf()).toEqual([]);
  });

  test.each([
    ["UTF-16", wide],
    ["a broken character", Buffer.concat([json.subarray(0, -30), Buffer.from([0xc3, 0x28]), json.subarray(-30)])],
  ])("is refused with %s under the name of UTF-8, and nothing is done", async (_name, body) => {
    expect(statusesOf(await send([asJson, length(body)], body))[0]).toBe(400);
    expect(await ticketsOf()).toEqual([]);
  });
});

describe("a body that is encoded", () => {
  test.each([
    ["gzip", gzipSync(json)],
    ["deflate", deflateSync(json)],
    ["br", brotliCompressSync(json)],
    ["identity", json],
    ["gzip", json],
    ["x-unknown", json],
  ])("by %s is refused, and nothing is done", async (encoding, body) => {
    const answer = await send([asJson, `Content-Encoding: ${encoding}`, length(body)], body);
    expect(statusesOf(answer)).toEqual([415]);
    expect(answer).toContain('"field":"content-encoding"');
    expect(await ticketsOf()).toEqual([]);
  });

  test("is refused at the token endpoint too", async () => {
    const head = ["Content-Type: application/x-www-form-urlencoded", "Content-Encoding: gzip"];
    const body = gzipSync("grant_type=client_credentials");
    const answer = await send([...head, length(body)], body, "POST /oauth/token HTTP/1.1");
    expect(statusesOf(answer)).toEqual([415]);
  });
});

describe("a request that two readers could read differently", () => {
  const hidden = Buffer.concat([
    Buffer.from(`POST /graphql HTTP/1.1\r\nHost: x\r\n${asJson}\r\n${length()}\r\n`),
    Buffer.from("Authorization: Bearer TOKEN\r\n\r\n"),
    json,
  ]);
  const smuggled = (): Buffer => Buffer.from(hidden.toString("utf8").replace("TOKEN", token));
  const zero = Buffer.from("0\r\n\r\n");

  test.each([
    ["two lengths that differ", [asJson, length(), "Content-Length: 0"], () => json],
    ["two lengths that are equal", [asJson, length(), length()], () => json],
    ["a list of lengths", [asJson, `${length()}, ${json.length}`], () => json],
    ["a length with a sign", [asJson, `Content-Length: +${json.length}`], () => json],
    ["a length in hexadecimal", [asJson, `Content-Length: 0x${json.length.toString(16)}`], () => json],
    ["a length beside chunks", [asJson, length(chunked), "Transfer-Encoding: chunked"], () => chunked],
    ["chunks beside a length", [asJson, "Transfer-Encoding: chunked", length(chunked)], () => chunked],
    [
      "a request behind the last chunk, inside the length",
      [asJson, "Content-Length: 900", "Transfer-Encoding: chunked"],
      () => Buffer.concat([zero, smuggled()]),
    ],
    ["chunks named twice", [asJson, "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"], () => chunked],
    ["chunks within compression", [asJson, "Transfer-Encoding: gzip, chunked"], () => chunked],
    ["chunks and then something else", [asJson, "Transfer-Encoding: chunked, identity"], () => chunked],
    ["another transfer encoding", [asJson, "Transfer-Encoding: identity"], () => chunked],
    ["a transfer encoding like chunks", [asJson, "Transfer-Encoding: xchunked"], () => chunked],
    ["a space before the colon", [asJson, "Transfer-Encoding : chunked", length(chunked)], () => chunked],
    [
      "a header that ends with a line feed alone",
      [`${asJson}\nTransfer-Encoding: chunked`, length(chunked)],
      () => chunked,
    ],
    ["two types, the good one last", ["Content-Type: text/plain", asJson, length()], () => json],
    ["two types, the good one first", [asJson, "Content-Type: text/plain", length()], () => json],
    ["a type folded over two lines", ["Content-Type: text/plain;", " a=application/json", length()], () => json],
    ["two hosts", [asJson, "Host: y", length()], () => json],
    ["two origins", [asJson, "Origin: https://a.example", "Origin: https://b.example", length()], () => json],
  ] as [string, string[], () => Buffer][])("is refused with %s, and nothing is done", async (_name, head, body) => {
    expect(statusesOf(await send(head, body()))).toEqual([400]);
    expect(await ticketsOf()).toEqual([]);
  });

  test.each(["GET", "HEAD"])("is refused when a %s brings another request in its body", async (method) => {
    const body = smuggled();
    const answer = await send([asJson, length(body)], body, `${method} /graphql?query={__typename} HTTP/1.1`);
    expect(statusesOf(answer)).toEqual([400]);
    expect(await ticketsOf()).toEqual([]);
  });

  test("is refused when a GET brings another request in a chunk", async () => {
    const body = smuggled();
    const chunk = Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from("\r\n0\r\n\r\n")]);
    const answer = await send(["Transfer-Encoding: chunked"], chunk, "GET /healthz HTTP/1.1");
    expect(statusesOf(answer)).toEqual([400]);
    expect(await ticketsOf()).toEqual([]);
  });

  test("is refused with two tokens, and nothing is done", async () => {
    const answer = await send([asJson, "Authorization: Bearer none", length()], json);
    expect(statusesOf(answer)[0]).toBe(401);
    expect(await ticketsOf()).toEqual([]);
  });
});

describe("several operations in one request", () => {
  test.each([
    ["a list", Buffer.from(`[${json},${json}]`)],
    ["an empty list", Buffer.from("[]")],
    ["a list of one", Buffer.from(`[${json}]`)],
  ])("are refused as %s, and nothing is done", async (_name, body) => {
    const answer = await send([asJson, length(body)], body);
    expect(statusesOf(answer)[0]).toBe(400);
    expect(answer).toContain('"code":"INVALID_DOCUMENT"');
    expect(await ticketsOf()).toEqual([]);
  });
});

describe("a change", () => {
  const search = `?query=${encodeURIComponent(operation.query)}`;

  test("is not made by GET", async () => {
    expect(statusesOf(await send([], Buffer.alloc(0), `GET /graphql${search} HTTP/1.1`))[0]).toBe(405);
    expect(await ticketsOf()).toEqual([]);
  });

  test("is not made by a POST that has it in its address", async () => {
    const body = Buffer.from("{}");
    expect(statusesOf(await send([asJson, length(body)], body, `POST /graphql${search} HTTP/1.1`))[0]).toBe(400);
    expect(await ticketsOf()).toEqual([]);
  });

  test("is not made for a caller who takes no answer of ours", async () => {
    expect(statusesOf(await send([asJson, "Accept: text/html", length()], json))[0]).toBe(406);
    expect(await ticketsOf()).toEqual([]);
  });

  test.each(["PUT", "PATCH", "DELETE", "OPTIONS", "QUERY", "TRACE"])("is not made by %s", async (method) => {
    expect(statusesOf(await send([asJson, length()], json, `${method} /graphql HTTP/1.1`))[0]).toBeGreaterThanOrEqual(
      400,
    );
    expect(await ticketsOf()).toEqual([]);
  });

  test("is not made by a header that asks for another method", async () => {
    const answer = await send(["X-HTTP-Method-Override: POST"], Buffer.alloc(0), `GET /graphql${search} HTTP/1.1`);
    expect(statusesOf(answer)[0]).toBe(405);
    expect(await ticketsOf()).toEqual([]);
  });
});
