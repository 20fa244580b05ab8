import { once } from "node:events";
import { createServer, get, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Answer, sendAnswer } from "../../src/api/answer.js";
import { beginExchange, type Exchange } from "../../src/api/context.js";
import { createSendingPlaces, type StreamedAnswer } from "../../src/api/sending-places.js";

const piecesOf = (texts: readonly string[]): StreamedAnswer => ({
  status: 200,
  headers: {},
  body: {
    length: null,
    pieces: async function* () {
      for (const text of texts) yield Buffer.from(text);
    },
  },
});

const broken: StreamedAnswer = {
  ...piecesOf([]),
  body: {
    length: null,
    pieces: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error("the disk is gone")) }) }),
  },
};

let server: Server | undefined;

/** Serves what is made of each request, and says when the sending of each has ended. */
async function serve(make: (exchange: Exchange) => Promise<Answer>): Promise<{ port: number; ended: Promise<void>[] }> {
  const ended: Promise<void>[] = [];
  server = createServer((request, response) => {
    const exchange = beginExchange(request);
    const sending = make(exchange).then((answer) => sendAnswer(exchange, response, answer, {}, true));
    ended.push(sending.catch(() => undefined));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { port: (server.address() as AddressInfo).port, ended };
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const statusOf = async (port: number, method = "GET"): Promise<number> => {
  const response = await fetch(`http://127.0.0.1:${port}/`, { method });
  await response.arrayBuffer();
  return response.status;
};

/** An answer of which there is always more. */
const endless = {
  ...piecesOf([]),
  body: {
    length: null,
    pieces: async function* () {
      for (;;) yield Buffer.alloc(65_536);
    },
  },
};

describe("a place for a body that is sent", () => {
  it("is taken when the answer is made: whoever comes at the same time is told to come again", async () => {
    const send = createSendingPlaces(2);
    let begun = 0;
    let begin = (): void => undefined;
    const all = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const { port } = await serve(async (exchange) => {
      begun += 1;
      if (begun === 5) begin();
      // All of them have come before the answer of the first is made.
      await all;
      return send(exchange, piecesOf(["a", "b"]));
    });
    const statuses = await Promise.all(Array.from({ length: 5 }, () => statusOf(port)));
    expect(statuses.sort()).toEqual([200, 200, 503, 503, 503]);
  });

  it("is free again once the body was sent, whole or not at all", async () => {
    const send = createSendingPlaces(1);
    const { port } = await serve(async (exchange) => send(exchange, piecesOf(["a"])));
    expect(await statusOf(port, "HEAD")).toBe(200);
    expect(await statusOf(port)).toBe(200);
    expect(await statusOf(port)).toBe(200);
  });

  it("is free again where the body breaks off", async () => {
    const send = createSendingPlaces(1);
    const answers = [broken, piecesOf(["a"])];
    const { port } = await serve(async (exchange) => send(exchange, answers.shift() ?? broken));
    await expect(statusOf(port)).rejects.toThrow("fetch failed");
    expect(await statusOf(port)).toBe(200);
  });

  it("is free again where the caller went away before the first piece", async () => {
    const send = createSendingPlaces(1);
    let goAway: (() => void) | null = null;
    const { ended, port } = await serve(async (exchange) => {
      const closed = goAway === null ? null : once(exchange.request.socket, "close");
      goAway?.();
      await closed;
      return send(exchange, piecesOf(["a", "b"]));
    });
    const request = get({ host: "127.0.0.1", port });
    goAway = () => request.destroy();
    await once(request, "error");
    await Promise.all(ended);
    goAway = null;
    expect(await statusOf(port)).toBe(200);
  });

  it("is free again where the connection ended before the answers that waited behind another on it", async () => {
    const send = createSendingPlaces(3);
    const { ended, port } = await serve(async (exchange) =>
      send(exchange, exchange.path === "/" ? piecesOf(["a"]) : endless),
    );
    const socket = connect(port, "127.0.0.1").pause();
    socket.write("GET /files HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(3));
    await expect.poll(() => ended.length).toBe(3);
    await expect.poll(() => statusOf(port)).toBe(503);
    socket.destroy();
    await expect.poll(() => statusOf(port)).toBe(200);
    await Promise.all(ended);
  });

  it("is free again where the caller takes nothing of the body for too long", async () => {
    const send = createSendingPlaces(1, 50);
    const { ended, port } = await serve(async (exchange) =>
      send(exchange, exchange.path === "/" ? piecesOf(["a"]) : endless),
    );
    const socket = connect(port, "127.0.0.1").pause();
    socket.write("GET /file HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await expect.poll(() => ended.length).toBe(1);
    await Promise.all(ended);
    expect(await statusOf(port)).toBe(200);
    socket.destroy();
  });

  it("is given back once alone, however often it is told that the body has ended", () => {
    const send = createSendingPlaces(1);
    const exchange = beginExchange({ method: "GET", url: "/", headers: {} } as IncomingMessage);
    const { body } = send(exchange, piecesOf(["a"])) as StreamedAnswer;
    body.end?.();
    expect(send(exchange, piecesOf(["a"])).status).toBe(200);
    body.end?.();
    expect(send(exchange, piecesOf(["a"])).status).toBe(503);
  });
});
