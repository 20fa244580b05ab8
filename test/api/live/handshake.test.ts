import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Api } from "../../../src/api/server.js";
import { startTestApi } from "../../api.js";
import { makeProvince } from "../../world.js";
import { createFakeDoor } from "./fake-door.js";
import { statusOf } from "./handshake.js";
import { openAcknowledged } from "./raw-socket.js";

const front = "https://front.example.gov.cn";

let api: Api;
let token = "";

beforeAll(async () => {
  api = await startTestApi({ liveDoor: createFakeDoor(), corsOrigins: [front] });
  token = await (await makeProvince()).as("cityACentre.dispatcher").token();
});

afterAll(() => api.close(1000));

/** Sends a text over a connection of its own, and reads until the other side closes it. */
function exchange(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(api.port, "127.0.0.1", () => socket.write(text));
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("close", () => resolve(Buffer.concat(chunks).toString("utf8")));
    socket.on("error", reject);
  });
}

describe("a request for a WebSocket", () => {
  test("is taken at /graphql, with or without parameters", async () => {
    expect(await statusOf(api)).toBe(101);
    expect(await statusOf(api, { path: "/graphql?x=1" })).toBe(101);
  });

  test.each(["/", "/graphql/", "/graphql/stream", "/metrics"])("is NOT_FOUND at %s", async (path) => {
    expect(await statusOf(api, { path })).toBe(404);
  });

  test("of a page that may call us is taken, and of one of our own address", async () => {
    expect(await statusOf(api, { headers: { Origin: front } })).toBe(101);
    expect(await statusOf(api, { headers: { Origin: `http://127.0.0.1:${api.port}` } })).toBe(101);
  });

  test.each(["https://evil.example.com", "null", `${front}.evil.example.com`, "http://127.0.0.1:1"])(
    "of a page of %s is refused",
    async (origin) => {
      expect(await statusOf(api, { headers: { Origin: origin } })).toBe(403);
    },
  );

  test("whose form two readers might read differently is refused", async () => {
    const headers = { "Content-Length": "4" };
    expect(await statusOf(api, { headers })).toBe(400);
  });

  test("of another version is refused", async () => {
    expect(await statusOf(api, { headers: { "Sec-WebSocket-Version": "7" } })).toBe(400);
  });

  test("that is refused is told the reason, and the connection ends", async () => {
    const asked = [
      "GET /graphql HTTP/1.1",
      "Host: x",
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Accept-Language: en",
    ];
    const text = await exchange([...asked, "Origin: https://evil.example.com", "", ""].join("\r\n"));
    expect(text).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
    expect(text).toMatch(/\r\nConnection: close\r\n/);
    expect(text).toContain('"Pages of this origin may not connect."');
  });

  test("is not compressed, whatever is offered", async () => {
    const socket = await openAcknowledged(api, { authorization: `Bearer ${token}` }, { perMessageDeflate: true });
    expect(socket.ws.extensions).toBe("");
    socket.ws.close();
  });
});

describe("a request that asks for another protocol", () => {
  const upgrade = ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA"];
  const body = JSON.stringify({ query: "{ viewer { name } }" });
  const post = () => [
    ...["POST /graphql HTTP/1.1", "Host: x", `Authorization: Bearer ${token}`, "Content-Type: application/json"],
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];

  test("is answered as if it had not asked, with its body", async () => {
    const last = ["GET /healthz HTTP/1.1", "Host: x", "Connection: close", "", ""].join("\r\n");
    const text = await exchange([...post(), ...upgrade, "", body].join("\r\n") + last);
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 200"]);
    expect(text).toContain('{"data":{"viewer":');
  });

  test("and to close the connection, has it closed", async () => {
    const text = await exchange(
      ["GET /healthz HTTP/1.1", "Host: x", "Connection: upgrade, close", "Upgrade: h2c", "", ""].join("\r\n"),
    );
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  test("is still refused for its form", async () => {
    const text = await exchange([...post(), "Content-Type: text/plain", ...upgrade, "", body].join("\r\n"));
    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  });
});
