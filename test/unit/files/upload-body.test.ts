import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { readBody } from "../../../src/api/request-body.js";
import { type Patience, readUpload, type UploadBody } from "../../../src/api/upload-body.js";

let server: Server | undefined;
let socket: Socket | undefined;

afterEach(() => {
  socket?.destroy();
  server?.closeAllConnections();
  server?.close();
});

/** A request under way: what was written of its body so far has been sent. */
async function requestOf(length: number, begun: string): Promise<{ request: IncomingMessage; socket: Socket }> {
  const started = createServer();
  server = started;
  const coming = new Promise<IncomingMessage>((resolve) => started.on("request", resolve));
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  const { port } = started.address() as AddressInfo;
  const opened = connect(port, "127.0.0.1");
  socket = opened;
  opened.on("error", () => undefined);
  opened.write(`PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n${begun}`);
  return { request: await coming, socket: opened };
}

async function take(body: UploadBody): Promise<{ taken: string; code: string | null; failure: string | null }> {
  let taken = "";
  try {
    for await (const piece of body.pieces) taken += Buffer.from(piece).toString();
    return { taken, code: null, failure: null };
  } catch (error) {
    const code = (error as { code: string }).code;
    return { taken, code, failure: body.failure()?.code ?? null };
  }
}

const patience: Patience = { silence: 5000, grace: 5000, pace: 1, longest: 5000 };

describe("the body of an upload", () => {
  test("comes as it was sent", async () => {
    const { request } = await requestOf(5, "hello");
    expect(await take(readUpload(request, 5, patience))).toEqual({ taken: "hello", code: null, failure: null });
  });

  test("that is longer than announced is given up at once", async () => {
    const { request } = await requestOf(500, "x".repeat(100));
    expect(await take(readUpload(request, 5, patience))).toMatchObject({ code: "TOO_LARGE", failure: "TOO_LARGE" });
  });

  test("that breaks off is not taken for a whole one", async () => {
    const { request, socket: sender } = await requestOf(500, "hello");
    const taking = take(readUpload(request, 500, patience));
    sender.destroy();
    expect(await taking).toMatchObject({ code: "INVALID_INPUT", failure: "INVALID_INPUT" });
  });

  test("of which nothing comes for too long is given up", async () => {
    const { request } = await requestOf(500, "hello");
    const body = readUpload(request, 500, { ...patience, silence: 20 });
    expect(await take(body)).toEqual({ taken: "hello", code: "TIMED_OUT", failure: "TIMED_OUT" });
  });

  test("that comes more slowly than anybody's line is given up", async () => {
    const { request } = await requestOf(500, "hello");
    const body = readUpload(request, 500, { ...patience, grace: 20, pace: 1_000_000 });
    expect(await take(body)).toEqual({ taken: "hello", code: "TIMED_OUT", failure: "TIMED_OUT" });
  });

  test("that takes longer than any may is given up, whatever its pace", async () => {
    const { request } = await requestOf(500, "hello");
    expect(await take(readUpload(request, 500, { ...patience, longest: 20 }))).toMatchObject({ code: "TIMED_OUT" });
  });
});

describe("the body of any other request", () => {
  test("that does not come in time is given up", async () => {
    const { request } = await requestOf(500, "hello");
    await expect(readBody(request, 1000, 20)).rejects.toMatchObject({ code: "TIMED_OUT" });
  });

  test("that came in time is read, and nothing is given up afterwards", async () => {
    const { request } = await requestOf(5, "hello");
    expect((await readBody(request, 1000, 5000)).toString()).toBe("hello");
  });
});
