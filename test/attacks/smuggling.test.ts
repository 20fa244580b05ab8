import { beforeAll, describe, expect, it } from "vitest";
import { expectCode, testAddress } from "../api.js";
import { makeProvince } from "../world.js";
import { exchangeBytes, type RawAnswer, send } from "./requests.js";

const document = JSON.stringify({ query: "{ viewer { name } }" });

let address: string;
let token: string;

beforeAll(async () => {
  address = await testAddress();
  token = await (await makeProvince()).as("cityA.handler").token();
});

const ask = (headers: Record<string, string | string[]>, body: string | Buffer = document): Promise<RawAnswer> =>
  send({ address, headers: { Authorization: `Bearer ${token}`, "Accept-Language": "en", ...headers }, body });

describe("a body whose type is not application/json in UTF-8 is refused unread:", () => {
  const form = '--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n';

  it.each<[string, string]>([
    ["text/plain", document],
    ["text/plain; application/json", document],
    ["text/plain, application/json", document],
    ["application/json, text/plain", document],
    ["application/x-www-form-urlencoded", `query=${encodeURIComponent("{ viewer { name } }")}`],
    ["application/x-www-form-urlencoded; x=application/json", document],
    ["multipart/form-data; boundary=x", `${form}${document}\r\n--x--`],
    ["multipart/form-data; boundary=application/json", document],
    ["application/graphql", "{ viewer { name } }"],
    ["application/graphql+json", document],
    ["application/jsonx", document],
    ["application/json-patch+json", document],
    ["application/vnd.api+json", document],
    ["text/json", document],
    ["application/json; charset=utf-16", document],
    ["application/json; charset=utf-7", document],
    ["application/json; charset=utf-8; charset=utf-7", document],
    ["application/json;charset=utf-8, text/plain", document],
    ["*/*", document],
    ["application/json\\", document],
  ])("%s", async (type, body) => {
    const answer = await ask({ "Content-Type": type }, body);
    expect(answer.data).toBeUndefined();
    expect(answer.status).toBe(415);
    expectCode(answer, "INVALID_INPUT", "content-type");
  });

  it("no type at all", async () => {
    const answer = await ask({});
    expect([answer.status, answer.data]).toEqual([415, undefined]);
  });

  it("two headers of which the second is JSON", async () => {
    const answer = await ask({ "Content-Type": ["text/plain", "application/json"] });
    expect([answer.status, answer.data]).toEqual([400, undefined]);
    expectCode(answer, "INVALID_INPUT", "content-type");
  });

  it("a form at the address of tokens that says it is JSON", async () => {
    const body = "grant_type=client_credentials&client_id=x&client_secret=y";
    const headers = { "Content-Type": "application/json" };
    const answer = await send({ address, path: "/oauth/token", headers, body });
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([400, "invalid_request"]);
  });
});

describe("a request whose end is not clear is refused, and what follows it is not taken for another:", () => {
  const head = (lines: string): string =>
    `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n${lines}\r\n\r\n`;
  const hidden = "GET /healthz HTTP/1.1\r\nHost: hidden\r\n\r\n";
  const chunked = `${document.length.toString(16)}\r\n${document}\r\n0\r\n\r\n`;

  it.each<[string, () => string]>([
    [
      "Content-Length and Transfer-Encoding",
      () => `${head(`Content-Length: 5\r\nTransfer-Encoding: chunked`)}${chunked}${hidden}`,
    ],
    [
      "Transfer-Encoding and Content-Length",
      () => `${head(`Transfer-Encoding: chunked\r\nContent-Length: ${chunked.length}`)}${chunked}${hidden}`,
    ],
    [
      "two lengths that differ",
      () => `${head(`Content-Length: ${document.length}\r\nContent-Length: 5`)}${document}${hidden}`,
    ],
    ["two lengths in one line", () => `${head(`Content-Length: ${document.length}, 5`)}${document}${hidden}`],
    ["a length with a sign", () => `${head(`Content-Length: +${document.length}`)}${document}${hidden}`],
    [
      "a length that is hexadecimal",
      () => `${head(`Content-Length: 0x${document.length.toString(16)}`)}${document}${hidden}`,
    ],
    ["a length below nought", () => `${head("Content-Length: -1")}${document}${hidden}`],
    ["an encoding that there is not", () => `${head("Transfer-Encoding: xchunked")}${chunked}${hidden}`],
    ["chunked and something after it", () => `${head("Transfer-Encoding: chunked, identity")}${chunked}${hidden}`],
    [
      "a chunk whose size is no number",
      () => `${head("Transfer-Encoding: chunked")}zz\r\n${document}\r\n0\r\n\r\n${hidden}`,
    ],
    [
      "a chunk whose size is negative",
      () => `${head("Transfer-Encoding: chunked")}-1\r\n${document}\r\n0\r\n\r\n${hidden}`,
    ],
    ["a header that is folded", () => `${head(`X-A: b\r\n Transfer-Encoding: chunked`)}${chunked}${hidden}`],
    [
      "a header with a space before its colon",
      () => `${head(`Content-Length : ${document.length}`)}${document}${hidden}`,
    ],
    ["a header with a NUL", () => `${head("X-A: b\u0000c")}${document}${hidden}`],
    [
      "ends of lines without a carriage return",
      () => `${head(`Content-Length: 5`).replaceAll("\r\n", "\n")}${document}${hidden}`,
    ],
    ["two hosts", () => `${head(`Host: y\r\nContent-Length: ${document.length}`)}${document}${hidden}`],
    ["a version that there is not", () => `GET /healthz HTTP/3.7\r\nHost: x\r\n\r\n${hidden}`],
    ["a method in small letters", () => `get /healthz HTTP/1.1\r\nHost: x\r\n\r\n${hidden}`],
  ])("%s", async (_, bytes) => {
    const answer = await exchangeBytes(address, bytes());
    expect(answer).not.toContain("viewer");
    expect(answer.split("HTTP/1.1 ").length - 1).toBeLessThanOrEqual(1);
    expect(answer).toMatch(/^HTTP\/1\.1 [45]\d\d /);
  });

  it("two requests one after the other get two answers, each with an identifier of its own", async () => {
    const one = `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${document.length}\r\n`;
    const answer = await exchangeBytes(address, `${one}\r\n${document}${one}Connection: close\r\n\r\n${document}`);
    expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
    expect(new Set(answer.match(/X-Request-Id: \S+/g)).size).toBe(2);
  });

  it("a refused body is not read as the next request", async () => {
    const wrong = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`;
    const answer = await exchangeBytes(address, wrong);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  });
});

describe("a header of another way in changes nothing:", () => {
  it.each<[string, Record<string, string>]>([
    ["the method", { "X-HTTP-Method-Override": "GET", "X-HTTP-Method": "DELETE", "X-Method-Override": "PUT" }],
    ["the address", { "X-Original-URL": "/metrics", "X-Rewrite-URL": "/healthz", "X-Forwarded-Prefix": "/x" }],
    ["the host", { "X-Forwarded-Host": "evil.example", Forwarded: "host=evil.example;for=127.0.0.1" }],
    [
      "who asks",
      { "X-Forwarded-User": "nation.administrator", "X-Remote-User": "root", "X-User-Id": "1", From: "a@b.cn" },
    ],
    ["where from", { "X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1", "True-Client-IP": "::1" }],
    ["the scheme", { "X-Forwarded-Proto": "https", "Upgrade-Insecure-Requests": "1" }],
    ["the content's coding", { "Accept-Encoding": "identity, *;q=0", TE: "trailers" }],
  ])("%s", async (_, headers) => {
    const answer = await ask({ "Content-Type": "application/json", ...headers });
    expect(answer.data).toEqual({ viewer: { name: expect.any(String) } });
    expect(JSON.stringify(answer.headers)).not.toContain("evil.example");
  });
});
