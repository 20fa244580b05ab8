import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Api } from "../../../src/api/server.js";
import { createLogger } from "../../../src/platform/log.js";
import { startTestApi } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { createFakeDoor, type FakeDoor, ticks } from "./fake-door.js";
import { type Message, openAcknowledged, openSocket } from "./raw-socket.js";

let api: Api;
let door: FakeDoor;
let world: World;
let authorization = "";

const english = { acceptLanguage: "en" };

// The fault is meant to happen.
const silent = createLogger("silent");

beforeAll(async () => {
  door = createFakeDoor();
  api = await startTestApi({ liveDoor: door, liveLimits: { initTimeout: 300, socketMessages: 20 } });
  world = await makeProvince();
  authorization = `Bearer ${await world.as("cityACentre.dispatcher").token()}`;
});

afterAll(() => api.close(1000));

const open = () => openAcknowledged(api, { authorization, ...english });
const subscription = (id: string, query = ticks): Message => ({ type: "subscribe", id, payload: { query } });

describe("4400, a message that is none of the protocol's:", () => {
  const wrong: Record<string, string> = {
    "no JSON": "hello",
    "a list": "[]",
    "a message of no type": "{}",
    "a type that there is not": '{"type":"start","id":"1","payload":{"query":"{ hello }"}}',
    "a type of the server": '{"type":"connection_ack"}',
    "an operation without an identifier": '{"type":"subscribe","payload":{"query":"{ hello }"}}',
    "an operation with an empty identifier": '{"type":"subscribe","id":"","payload":{"query":"{ hello }"}}',
    "an identifier that is too long": JSON.stringify(subscription("x".repeat(129))),
    "an operation without a payload": '{"type":"subscribe","id":"1"}',
    "an operation without a query": '{"type":"subscribe","id":"1","payload":{}}',
    "a query that is no text": '{"type":"subscribe","id":"1","payload":{"query":1}}',
    "variables that are no object": '{"type":"subscribe","id":"1","payload":{"query":"{ hello }","variables":[]}}',
    "extensions that are no object": '{"type":"subscribe","id":"1","payload":{"query":"{ hello }","extensions":"x"}}',
    "an end of no operation": '{"type":"complete"}',
    "a payload of a ping that is no object": '{"type":"ping","payload":"x"}',
  };
  test.each(Object.entries(wrong))("%s", async (_name, text) => {
    const socket = await open();
    socket.send(text);
    expect(await socket.closed).toEqual({ code: 4400, reason: "Invalid message received" });
  });

  test("bytes in place of a text", async () => {
    const socket = await open();
    socket.ws.send(Buffer.from('{"type":"ping"}'), { binary: true });
    expect(await socket.closed).toMatchObject({ code: 4400 });
  });

  test("a payload of the first message that is no object", async () => {
    const socket = await openSocket(api);
    socket.send('{"type":"connection_init","payload":"token"}');
    expect(await socket.closed).toMatchObject({ code: 4400 });
  });
});

describe("4401, an operation before the connection is acknowledged:", () => {
  test("without the first message", async () => {
    const socket = await openSocket(api);
    socket.send(subscription("1"));
    expect(await socket.closed).toMatchObject({ code: 4401 });
  });

  test("right behind the first message", async () => {
    const socket = await openSocket(api, { headers: { "Accept-Language": "en" } });
    socket.send({ type: "connection_init", payload: { authorization } });
    socket.send(subscription("1"));
    expect(await socket.closed).toEqual({ code: 4401, reason: "Unauthorized" });
  });
});

describe("4403, nobody whom we know:", () => {
  const initialised = async (payload?: object) => {
    const socket = await openSocket(api, { headers: { "Accept-Language": "en" } });
    socket.send(payload === undefined ? { type: "connection_init" } : { type: "connection_init", payload });
    return socket.closed;
  };
  const forbidden = { code: 4403, reason: "Forbidden" };

  test("no token", async () => {
    expect(await initialised()).toEqual(forbidden);
  });

  test("a token that is none", async () => {
    expect(await initialised({ authorization: "Bearer abc" })).toEqual(forbidden);
  });

  test("another scheme", async () => {
    expect(await initialised({ authorization: "Basic YTpi" })).toEqual(forbidden);
  });

  test("a token that is no text", async () => {
    expect(await initialised({ authorization: { token: "abc" } })).toEqual(forbidden);
  });

  test("a bureau at which the person holds no role", async () => {
    const lianxinBureau = world.as("cityBCentre.dispatcher").bureau;
    expect(await initialised({ authorization, lianxinBureau })).toEqual(forbidden);
  });

  test("a bureau that is no text", async () => {
    expect(await initialised({ authorization, "Lianxin-Bureau": 320500 })).toEqual(forbidden);
  });
});

describe("the other codes of the protocol:", () => {
  test("4406, a subprotocol of old", async () => {
    const socket = await openSocket(api, { subprotocol: "graphql-ws" });
    expect(await socket.closed).toMatchObject({ code: 4406 });
  });

  test("4406, no subprotocol", async () => {
    const socket = await openSocket(api, { subprotocol: null, headers: { "Accept-Language": "en" } });
    expect(await socket.closed).toEqual({ code: 4406, reason: "Subprotocol not acceptable" });
  });

  test("4408, no first message in time, whatever else is sent", async () => {
    const socket = await openSocket(api, { headers: { "Accept-Language": "en" } });
    socket.send({ type: "ping" });
    expect(await socket.next()).toEqual({ type: "pong" });
    expect(await socket.closed).toEqual({ code: 4408, reason: "Connection initialisation timeout" });
  });

  test("4409, an identifier that is in use, and the operation is over", async () => {
    const socket = await open();
    const before = door.subscriptions.length;
    socket.send(subscription("one"));
    await door.started(before + 1);
    socket.send(subscription("one"));
    expect(await socket.closed).toEqual({ code: 4409, reason: "Subscriber for one already exists" });
    expect(door.subscriptions[before]?.stops).toBe(1);
  });

  test("4409, an identifier of an operation that is still being opened", async () => {
    const socket = await open();
    socket.send(subscription("one", "{ wait }"));
    socket.send(subscription("one", "{ hello }"));
    expect(await socket.closed).toMatchObject({ code: 4409 });
    door.release();
  });

  test("an identifier can be used again when its operation is over", async () => {
    const socket = await open();
    for (const _time of [1, 2]) {
      socket.send(subscription("one", "{ hello }"));
      expect(await socket.next()).toMatchObject({ type: "next", id: "one" });
      expect(await socket.next()).toEqual({ type: "complete", id: "one" });
    }
    socket.ws.close();
  });

  test("4429, a second first message", async () => {
    const socket = await open();
    socket.send({ type: "connection_init", payload: { authorization } });
    expect(await socket.closed).toEqual({ code: 4429, reason: "Too many initialisation requests" });
  });

  test("4429, two first messages at once", async () => {
    const socket = await openSocket(api);
    socket.send({ type: "connection_init", payload: { authorization } });
    socket.send({ type: "connection_init", payload: { authorization } });
    expect(await socket.closed).toMatchObject({ code: 4429 });
  });

  test("4500, a fault of ours", async () => {
    const quiet = await startTestApi({ liveDoor: door, log: silent });
    const socket = await openAcknowledged(quiet, { authorization, ...english });
    socket.send(subscription("1", "{ fault }"));
    expect(await socket.closed).toEqual({ code: 4500, reason: "Internal server error" });
    await quiet.close(1000);
  });
});

describe("codes of RFC 6455:", () => {
  test("1001 when the process stops, and the subscription is over", async () => {
    const own = createFakeDoor();
    const stopping = await startTestApi({ liveDoor: own });
    const socket = await openAcknowledged(stopping, { authorization, ...english });
    socket.send(subscription("1"));
    await own.started(1);
    await stopping.close(1000);
    expect(await socket.closed).toEqual({ code: 1001, reason: "Going away" });
    expect(own.subscriptions[0]?.stops).toBe(1);
  });

  test("1007, a text that is not UTF-8", async () => {
    const socket = await open();
    socket.ws.send(Buffer.from([0x22, 0xff, 0x22]), { binary: false });
    expect(await socket.closed).toMatchObject({ code: 1007 });
  });

  test("1008, too many messages in a second", async () => {
    const socket = await open();
    for (let count = 0; count < 21; count += 1) socket.send({ type: "ping" });
    expect(await socket.closed).toEqual({ code: 1008, reason: "Too many messages" });
  });

  test("1009, a message that is too long", async () => {
    const socket = await open();
    socket.send(subscription("1", `{ hello } # ${"x".repeat(64 * 1024)}`));
    expect(await socket.closed).toMatchObject({ code: 1009 });
  });

  test("1013, while the database is away", async () => {
    const socket = await open();
    socket.send(subscription("1", "{ away }"));
    expect(await socket.closed).toEqual({ code: 1013, reason: "Try again later" });
  });
});

describe("the reason", () => {
  test("is said in the language of the first message", async () => {
    const socket = await openSocket(api);
    socket.send({ type: "connection_init", payload: { acceptLanguage: "zh-CN" } });
    expect(await socket.closed).toEqual({ code: 4403, reason: "需要有效的访问令牌" });
  });

  test("is cut between two characters where it would be too long", async () => {
    const socket = await openAcknowledged(api, { authorization, acceptLanguage: "zh-CN" });
    const id = "投诉".repeat(30);
    socket.send(subscription(id, "{ wait }"));
    socket.send(subscription(id, "{ wait }"));
    const { code, reason } = await socket.closed;
    expect([code, `操作 ${id} 已存在`.startsWith(reason), Buffer.byteLength(reason)]).toEqual([4409, true, 121]);
    door.release();
  });
});
