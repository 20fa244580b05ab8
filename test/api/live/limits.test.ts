import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Api } from "../../../src/api/server.js";
import { createLogger } from "../../../src/platform/log.js";
import { addressOf, startTestApi } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { createFakeDoor, type FakeDoor, ticks } from "./fake-door.js";
import { statusOf } from "./handshake.js";
import { type Message, openAcknowledged, openSocket, type RawSocket } from "./raw-socket.js";

const limits = { socketOperations: 3, clientSockets: 2, bureauSockets: 3, mostSockets: 5, waitingBytes: 256 * 1024 };

let api: Api;
let door: FakeDoor;
let world: World;
const open: RawSocket[] = [];

beforeAll(async () => {
  door = createFakeDoor();
  api = await startTestApi({ liveDoor: door, liveLimits: limits });
  world = await makeProvince();
});

afterEach(async () => {
  for (const { closed, ws } of open.splice(0)) {
    ws.terminate();
    await closed;
  }
  // The server learns of it a moment later.
  await expect.poll(async () => figure('lianxin_live_connections{way="socket"}')).toBe(0);
});

afterAll(() => api.close(1000));

const authorizationOf = async (name: Parameters<World["as"]>[0]) => `Bearer ${await world.as(name).token()}`;

async function openAs(name: Parameters<World["as"]>[0]): Promise<RawSocket> {
  const authorization = await authorizationOf(name);
  const socket = await openAcknowledged(api, { authorization, acceptLanguage: "en" });
  open.push(socket);
  return socket;
}

async function refusedAs(name: Parameters<World["as"]>[0]) {
  const socket = await openSocket(api, { headers: { Authorization: await authorizationOf(name) } });
  open.push(socket);
  socket.send({ type: "connection_init", payload: { acceptLanguage: "en" } });
  return socket.closed;
}

/** One figure of the metrics. */
async function figure(name: string): Promise<number> {
  const response = await fetch(`${addressOf(api)}/metrics`);
  const line = (await response.text()).split("\n").find((one) => one.startsWith(`${name} `));
  return Number(line?.split(" ").at(-1) ?? Number.NaN);
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

const subscription = (id: string, query = ticks): Message => ({ type: "subscribe", id, payload: { query } });
const tooMany = { code: 1013, reason: "Too many connections of this person, program or bureau: try again later" };

describe("connections", () => {
  test("of one person are so many at most, whatever tokens they have", async () => {
    await openAs("cityA.handler");
    await openAs("cityA.handler");
    expect(await refusedAs("cityA.handler")).toEqual(tooMany);
  });

  test("of one bureau are so many at most", async () => {
    await openAs("cityA.handler");
    await openAs("cityA.analyst");
    await openAs("cityA.head");
    expect(await refusedAs("cityA.supervisor")).toEqual(tooMany);
    await openAs("cityB.supervisor");
  });

  test("count no more when they are closed", async () => {
    const first = await openAs("cityA.handler");
    await openAs("cityA.handler");
    first.ws.close();
    await first.closed;
    await expect.poll(async () => figure('lianxin_live_connections{way="socket"}')).toBe(1);
    await openAs("cityA.handler");
  });

  test("are so many at most in all, and more are refused before they are one", async () => {
    for (const name of ["cityA.handler", "cityA.head", "cityA.analyst", "cityB.handler", "cityB.head"] as const) {
      await openAs(name);
    }
    await expect(openSocket(api)).rejects.toThrow("Unexpected server response: 503");
  });

  test("whose handshake is refused by its form count for nothing", async () => {
    for (let count = 0; count <= limits.mostSockets; count += 1) {
      const headers = { Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Key": "short" };
      expect(await statusOf(api, { headers })).toBe(400);
    }
    await openAs("cityA.handler");
  });
});

describe("operations on one socket", () => {
  test("are so many at most; one more is refused, and the others go on", async () => {
    const socket = await openAs("cityA.handler");
    const before = door.subscriptions.length;
    for (const id of ["1", "2", "3"]) socket.send(subscription(id));
    await door.started(before + 3);
    socket.send(subscription("4"));
    expect(await socket.next()).toMatchObject({
      type: "error",
      id: "4",
      payload: [{ extensions: { code: "TOO_LARGE", field: "operations", actual: 4, limit: 3 } }],
    });
    socket.send({ type: "complete", id: "1" });
    socket.send(subscription("4"));
    await door.started(before + 4);
  });

  test("that are completed while they are opened are stopped, and never begun", async () => {
    const socket = await openAs("cityA.handler");
    const before = door.subscriptions.length;
    socket.send(subscription("1", "subscription { wait }"));
    socket.send({ type: "complete", id: "1" });
    socket.send({ type: "ping" });
    expect(await socket.next()).toEqual({ type: "pong" });
    door.release();
    await expect.poll(() => door.subscriptions[before]).toMatchObject({ isStarted: false, stops: 1 });
  });

  test("are stopped when the connection is cut", async () => {
    const socket = await openAs("cityA.handler");
    const before = door.subscriptions.length;
    socket.send(subscription("1"));
    await door.started(before + 1);
    socket.ws.terminate();
    await expect.poll(() => door.subscriptions[before]?.stops).toBe(1);
  });
});

describe("a reader who falls behind", () => {
  const payload = JSON.stringify({ data: { ticks: "x".repeat(20_000) } });

  const slow = async () => {
    const socket = await openAs("cityA.handler");
    const before = door.subscriptions.length;
    socket.send(subscription("1"));
    await door.started(before + 1);
    const told = door.subscriptions[before];
    if (told === undefined) throw new Error("nothing was opened");
    socket.ws.pause();
    return { socket, told };
  };

  test("is told to resume from what he has, and nothing more is kept for him", async () => {
    const { socket, told } = await slow();
    // The system takes some megabytes before anything waits with us.
    let sent = 0;
    while (told.stops === 0) {
      sent += 1;
      told.sink.next(payload, `cursor-${sent}`);
      await nextTurn();
    }
    expect(told.sink.waitingBytes()).toBeLessThan(limits.waitingBytes + 2 * payload.length);
    const cursors: unknown[] = [];
    socket.ws.on("message", () => cursors.push(cursors.length + 1));
    socket.ws.resume();
    const { code, reason } = await socket.closed;
    expect([code, reason]).toEqual([1013, `Too slow: resume after cursor-${sent - 1}`]);
    expect(cursors).toHaveLength(sent - 1);
  });

  test("is not blamed for what is told at once, however much it is", async () => {
    const { socket, told } = await slow();
    for (let count = 0; count < 1000; count += 1) told.sink.next(payload, null);
    expect(told.sink.waitingBytes()).toBeGreaterThan(limits.waitingBytes);
    expect(told.stops).toBe(0);
    socket.ws.resume();
    for (let count = 0; count < 1000; count += 1) await socket.next();
  });

  test("who does not read on is cut after a while", async () => {
    const { socket, told } = await slow();
    while (told.stops === 0) {
      told.sink.next(payload, "cursor");
      await nextTurn();
    }
    await expect.poll(() => figure('lianxin_live_connections{way="socket"}'), { timeout: 8000 }).toBe(0);
    socket.ws.terminate();
  });

  test("can be waited for, as a replay does", async () => {
    const { socket, told } = await slow();
    while (told.sink.waitingBytes() < limits.waitingBytes / 2) told.sink.next(payload, null);
    const drained = told.sink.drained();
    socket.ws.resume();
    await drained;
    expect(told.sink.waitingBytes()).toBeLessThanOrEqual(limits.waitingBytes / 4);
    expect(told.stops).toBe(0);
  });

  test("is waited for no longer when he is gone", async () => {
    const { socket, told } = await slow();
    while (told.sink.waitingBytes() < limits.waitingBytes / 2) told.sink.next(payload, null);
    const drained = told.sink.drained();
    socket.ws.terminate();
    await drained;
  });
});

describe("a connection that does not answer", () => {
  test("is asked now and then, and cut", async () => {
    const watchful = await startTestApi({ liveDoor: door, liveLimits: { pingInterval: 80 } });
    const authorization = await authorizationOf("cityA.handler");
    const dead = await openAcknowledged(watchful, { authorization }, { autoPong: false });
    const alive = await openAcknowledged(watchful, { authorization });
    expect(await dead.closed).toMatchObject({ code: 1006 });
    alive.send({ type: "ping" });
    expect(await alive.next()).toEqual({ type: "pong" });
    await watchful.close(1000);
  });
});

describe("the figures", () => {
  test("count connections, subscriptions, deliveries and ends by their codes", async () => {
    const deliveries = await figure("lianxin_live_deliveries_total");
    const socket = await openAs("cityA.handler");
    const before = door.subscriptions.length;
    socket.send(subscription("1"));
    await door.started(before + 1);
    expect(await figure("lianxin_live_subscriptions")).toBe(1);
    door.tell({ ticks: 1 });
    await socket.next();
    expect((await figure("lianxin_live_deliveries_total")) - deliveries).toBe(1);
    socket.send("nonsense");
    await socket.closed;
    await expect.poll(() => figure('lianxin_live_ends_total{way="socket",code="4400"}')).toBe(1);
    expect(await figure("lianxin_live_subscriptions")).toBe(0);
  });
});

describe("the log", () => {
  test("has one line for each connection that ends, of codes, ids and figures alone", async () => {
    const lines: string[] = [];
    const log = createLogger("info", { write: (line) => void lines.push(line) });
    const noted = await startTestApi({ liveDoor: door, log });
    const authorization = await authorizationOf("cityA.handler");
    const socket = await openAcknowledged(noted, { authorization, acceptLanguage: "en" });
    const before = door.subscriptions.length;
    socket.send(subscription("secret-of-the-caller"));
    await door.started(before + 1);
    door.tell({ ticks: "what is told" });
    await socket.next();
    socket.ws.close(1000, "words of the caller");
    await socket.closed;
    await expect.poll(() => lines).toHaveLength(1);
    const { person, bureau } = door.subscriptions[before]?.exchange.actor ?? {};
    expect(JSON.parse(lines[0] ?? "")).toEqual({
      ...{ level: "info", time: expect.any(String), msg: "a live connection ended" },
      ...{
        requestId: expect.any(String),
        way: "socket",
        code: "1000",
        deliveries: 1,
        milliseconds: expect.any(Number),
      },
      ...{ person: person?.id, bureau: bureau?.bureau },
    });
    await noted.close(1000);
  });
});
