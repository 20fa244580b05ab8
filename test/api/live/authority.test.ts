import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Api } from "../../../src/api/server.js";
import { issueToken } from "../../../src/modules/identity/index.js";
import { settableClock, systemClock } from "../../../src/platform/clock.js";
import { type Caller, startTestApi, testIssuer, testSigningKeys } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import {
  firstHolding,
  grantRole,
  lockPerson,
  makeClient,
  personId,
  revokeApiClient,
  withdrawRole,
} from "../identity/documents.js";
import { createFakeDoor, type FakeDoor, type FakeSubscription, ticks } from "./fake-door.js";
import { openAcknowledged, openSocket, type RawSocket } from "./raw-socket.js";

const clock = settableClock(systemClock.now());

let api: Api;
let door: FakeDoor;
let world: World;

beforeAll(async () => {
  door = createFakeDoor();
  api = await startTestApi({ liveDoor: door, clock });
});

beforeEach(async () => {
  clock.set(systemClock.now());
  world = await makeProvince();
});

afterAll(() => api.close(1000));

/** A token of somebody, made at an instant. */
async function tokenOf(subject: { person?: string; client?: string }, now = clock.now()): Promise<string> {
  const { client = null, person = null } = subject;
  const scopes = client === null ? null : ["directory.read", "tickets.read"];
  return (await issueToken(await testSigningKeys(), { issuer: testIssuer, person, client, scopes, now })).token;
}

/** A WebSocket of somebody, with a subscription. */
async function subscribed(token: string, payload: object = {}): Promise<{ socket: RawSocket; told: FakeSubscription }> {
  const before = door.subscriptions.length;
  const init = { authorization: `Bearer ${token}`, acceptLanguage: "en", ...payload };
  const socket = await openAcknowledged(api, init);
  socket.send({ type: "subscribe", id: "1", payload: { query: ticks } });
  await door.started(before + 1);
  const told = door.subscriptions[before];
  if (told === undefined) throw new Error("nothing was opened");
  return { socket, told };
}

const noLonger = { code: 4403, reason: "Forbidden: the token, the role or the program is not valid any more" };

/** Within how many milliseconds a connection is to end. */
const promised = 5000;

describe("a connection ends with 4403 within five seconds", () => {
  const endsAfter = async (token: string, change: () => Promise<unknown>) => {
    const { socket, told } = await subscribed(token);
    await change();
    const since = performance.now();
    expect(await socket.closed).toEqual(noLonger);
    expect(performance.now() - since).toBeLessThan(promised);
    expect(told.stops).toBe(1);
  };

  test("when the last role there is withdrawn", async () => {
    const administrator = world.as("countyA1.administrator");
    const handler = world.as("countyA1.handler");
    const id = await firstHolding(administrator, handler);
    await endsAfter(await tokenOf({ person: handler.id }), () => administrator.ask(withdrawRole, { input: { id } }));
  });

  test("when the person is locked", async () => {
    const handler = world.as("countyA1.handler");
    const input = { id: personId(handler), version: 1 };
    await endsAfter(await tokenOf({ person: handler.id }), () =>
      world.as("countyA1.administrator").ask(lockPerson, { input }),
    );
  });

  test("when the client is revoked", async () => {
    const { apiClient } = await makeClient(world);
    const input = { id: apiClient.id, version: apiClient.version };
    await endsAfter(await tokenOf({ client: apiClient.clientId }), () =>
      world.as("cityA.administrator").ask(revokeApiClient, { input }),
    );
  });

  test("with the usual settings", async () => {
    const usual = await startTestApi({ liveDoor: door, stateMilliseconds: 2000 });
    const handler = world.as("countyA1.handler");
    const administrator = world.as("countyA1.administrator");
    const id = await firstHolding(administrator, handler);
    const socket = await openAcknowledged(usual, { authorization: `Bearer ${await tokenOf({ person: handler.id })}` });
    await administrator.ask(withdrawRole, { input: { id } });
    const since = performance.now();
    expect(await socket.closed).toMatchObject({ code: 4403 });
    expect(performance.now() - since).toBeLessThan(promised);
    await usual.close(1000);
  });

  test("when the token expires", async () => {
    const { socket, told } = await subscribed(await tokenOf({ person: world.as("countyA1.handler").id }));
    clock.set(new Date(clock.now().getTime() + 3600 * 1000));
    expect(await socket.closed).toEqual({ code: 4403, reason: "Forbidden: the token has expired" });
    expect(told.stops).toBe(1);
  });
});

describe("a connection goes on", () => {
  test("with the roles that the person has now", async () => {
    const handler = world.as("countyA1.handler");
    const { socket, told } = await subscribed(await tokenOf({ person: handler.id }));
    const input = { person: personId(handler), role: "SUPERVISOR", bureau: world.code.countyA1 };
    await world.as("countyA1.administrator").ask(grantRole, { input });
    await expect.poll(() => told.renewals, { timeout: promised }).toHaveLength(1);
    expect(told.renewals[0]?.roles).toEqual(["HANDLER", "SUPERVISOR"]);
    // What is opened from now on is opened with them too.
    socket.send({ type: "subscribe", id: "2", payload: { query: ticks } });
    await expect.poll(() => door.subscriptions.at(-1)?.exchange.actor?.roles).toEqual(["HANDLER", "SUPERVISOR"]);
    socket.ws.close();
  });

  test("when nothing has changed, without a word", async () => {
    const { socket, told } = await subscribed(await tokenOf({ person: world.as("countyA1.handler").id }));
    const other = await subscribed(await tokenOf({ person: world.as("countyA1.analyst").id }));
    clock.set(new Date(clock.now().getTime() + 3600 * 1000));
    await other.socket.closed;
    expect(told.renewals).toEqual([]);
    await socket.closed;
  });
});

describe("who acts is said", () => {
  const opened = async (headers: Record<string, string>, payload: object) => {
    const socket = await openSocket(api, { headers });
    socket.send({ type: "connection_init", payload });
    const ack = await Promise.race([socket.next(), socket.closed]);
    socket.ws.close();
    return ack;
  };

  test("by the header of the request, where the payload says nothing", async () => {
    const authorization = `Bearer ${await tokenOf({ person: world.as("countyA1.handler").id })}`;
    expect(await opened({ Authorization: authorization }, {})).toEqual({
      type: "connection_ack",
      payload: { expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/) },
    });
  });

  test("by the payload, where both say something", async () => {
    const authorization = `Bearer ${await tokenOf({ person: world.as("countyA1.handler").id })}`;
    expect(await opened({ Authorization: "Bearer abc" }, { authorization })).toMatchObject({ type: "connection_ack" });
    expect(await opened({ Authorization: authorization }, { Authorization: "Bearer abc" })).toMatchObject({
      code: 4403,
    });
  });

  test("with the bureau, by either", async () => {
    const handler = world.as("countyA1.handler");
    const input = { person: personId(handler), role: "SUPERVISOR", bureau: world.code.countyA2 };
    await world.as("cityA.administrator").ask(grantRole, { input });
    const token = await tokenOf({ person: handler.id });
    const { socket, told } = await subscribed(token, { lianxinBureau: world.code.countyA2 });
    expect(told.exchange.actor?.bureau.bureau).toBe(world.code.countyA2);
    expect(await opened({ "Lianxin-Bureau": "nowhere" }, { authorization: `Bearer ${token}` })).toMatchObject({
      code: 4403,
    });
    socket.ws.close();
  });

  test("to the door by the token that was presented, and the method of a change", async () => {
    const token = await tokenOf({ person: world.as("countyA1.handler").id });
    const { socket, told } = await subscribed(token);
    expect(told.exchange).toMatchObject({ method: "POST", path: "/graphql", locale: "en" });
    expect(told.exchange.request.headers).toEqual({ authorization: `Bearer ${token}` });
    socket.ws.close();
  });
});

describe("a fresh token", () => {
  let handler: Caller;
  let later: Date;

  beforeEach(() => {
    handler = world.as("countyA1.handler");
    later = new Date(clock.now().getTime() + 1800 * 1000);
  });

  test("in a ping is told until when it is good, and the subscription goes on past the first one", async () => {
    const first = await tokenOf({ person: handler.id });
    const { socket, told } = await subscribed(first);
    const { socket: other } = await subscribed(first);
    clock.set(later);
    socket.send({ type: "ping", payload: { authorization: `Bearer ${await tokenOf({ person: handler.id })}` } });
    const expiresAt = new Date(Math.floor(later.getTime() / 1000) * 1000 + 3600 * 1000).toISOString();
    expect(await socket.next()).toEqual({ type: "pong", payload: { expiresAt } });
    clock.set(new Date(later.getTime() + 1800 * 1000));
    expect(await other.closed).toMatchObject({ code: 4403 });
    door.tell({ ticks: 1 });
    expect(await socket.next()).toEqual({ type: "next", id: "1", payload: { data: { ticks: 1 } } });
    expect([told.stops, told.renewals.length]).toEqual([0, 1]);
    socket.ws.close();
  });

  test("among the extensions of an operation is taken, and goes no further", async () => {
    const { socket, told } = await subscribed(await tokenOf({ person: handler.id }));
    clock.set(later);
    const authorization = `Bearer ${await tokenOf({ person: handler.id })}`;
    const extensions = { authorization, other: 1 };
    socket.send({ type: "subscribe", id: "2", payload: { query: "{ hello }", extensions } });
    expect(await socket.next()).toMatchObject({ type: "next", id: "2" });
    expect(door.asked.at(-1)?.extensions).toEqual({ other: 1 });
    expect(told.renewals).toHaveLength(1);
    socket.ws.close();
  });

  const refused = async (token: string) => {
    const { socket, told } = await subscribed(await tokenOf({ person: handler.id }));
    socket.send({ type: "ping", payload: { authorization: `Bearer ${token}` } });
    const ended = await socket.closed;
    expect(told.stops).toBe(1);
    return ended;
  };
  const another = { code: 4403, reason: "Forbidden: a fresh token must be of the same person, program and bureau" };

  test("of another person ends the connection", async () => {
    expect(await refused(await tokenOf({ person: world.as("countyA1.analyst").id }))).toEqual(another);
  });

  test("of the same person through a program ends the connection", async () => {
    const { apiClient } = await makeClient(world, { bureau: world.code.countyA1 });
    expect(await refused(await tokenOf({ person: handler.id, client: apiClient.clientId }))).toEqual(another);
  });

  test("that is none ends the connection", async () => {
    expect(await refused("abc")).toEqual({ code: 4403, reason: "Forbidden" });
  });
});
