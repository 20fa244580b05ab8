import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { testAddress } from "../api.js";

/** Sends a text over a connection of its own, and reads until the other side closes it. */
async function exchange(text: string): Promise<string> {
  const { port } = new URL(await testAddress());
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1", () => socket.write(text));
    const pieces: Buffer[] = [];
    socket.on("data", (piece) => pieces.push(piece));
    socket.on("close", () => resolve(Buffer.concat(pieces).toString("utf8")));
    socket.on("error", reject);
  });
}

const statuses = (text: string): string[] => text.match(/HTTP\/1\.1 \d+/g) ?? [];

const request = (lines: readonly string[], body = ""): string => [...lines, "", body].join("\r\n");

const upgrade = ["Connection: Upgrade", "Upgrade: h2c"];
const hidden = request(["GET /healthz HTTP/1.1", "Host: hidden"]);
const last = request(["GET /unknown HTTP/1.1", "Host: x", "Connection: close"]);
const fillers = Array.from({ length: 1500 }, () => "a: b");

describe("a request that asks for another protocol hides no other request in its body,", () => {
  it("behind more headers than are counted", async () => {
    const head = ["POST /readyz HTTP/1.1", "Host: x", ...upgrade, ...fillers, `Content-Length: ${hidden.length}`];
    expect(statuses(await exchange(request(head, hidden) + last))).toEqual(["HTTP/1.1 405", "HTTP/1.1 404"]);
  });

  it("in chunks behind as many", async () => {
    const chunked = `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`;
    const head = ["POST /readyz HTTP/1.1", "Host: x", ...upgrade, ...fillers, "Transfer-Encoding: chunked"];
    expect(statuses(await exchange(request(head, chunked) + last))).toEqual(["HTTP/1.1 405", "HTTP/1.1 404"]);
  });

  it("with its length among the headers of the connection", async () => {
    const head = ["POST /readyz HTTP/1.1", "Host: x", "Connection: Upgrade, Content-Length", "Upgrade: h2c"];
    const text = request([...head, `Content-Length: ${hidden.length}`], hidden) + last;
    expect(statuses(await exchange(text))).toEqual(["HTTP/1.1 405", "HTTP/1.1 404"]);
  });

  it("with two lengths, which is refused", async () => {
    const head = ["POST /readyz HTTP/1.1", "Host: x", ...upgrade, "Content-Length: 0"];
    const text = request([...head, `Content-Length: ${hidden.length}`], hidden);
    expect(statuses(await exchange(text))).toEqual(["HTTP/1.1 400"]);
  });

  it("and is not answered before those that came before it", async () => {
    const slow = request(["GET /readyz HTTP/1.1", "Host: x"]);
    const quick = request(["GET /unknown HTTP/1.1", "Host: x", ...upgrade]);
    const text = await exchange(slow + quick + slow + quick + last);
    const answers = ["HTTP/1.1 200", "HTTP/1.1 404"];
    expect(statuses(text)).toEqual([...answers, ...answers, "HTTP/1.1 404"]);
  });

  it("again and again on one connection", async () => {
    const one = request(["GET /healthz HTTP/1.1", "Host: x", ...upgrade]);
    const answered = statuses(await exchange(one.repeat(30) + last));
    expect(answered).toEqual([...Array.from({ length: 30 }, () => "HTTP/1.1 200"), "HTTP/1.1 404"]);
  });
});
