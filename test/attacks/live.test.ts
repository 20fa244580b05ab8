import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../../src/api/server.js";
import { issueToken } from "../../src/modules/identity/index.js";
import { systemClock } from "../../src/platform/clock.js";
import { toGlobalId } from "../../src/platform/ids.js";
import { toCursor } from "../../src/platform/pagination.js";
import { makeClient } from "../api/identity/documents.js";
import { type Message, openAcknowledged, openSocket } from "../api/live/raw-socket.js";
import { complaint, register } from "../api/tickets/driving.js";
import { type AnsweredError, addressOf, type Caller, startTestApi, testIssuer, testSigningKeys } from "../api.js";
import { relayNow } from "../events.js";
import { makeProvince, type World } from "../world.js";

const evil = "https://evil.example.com";

let api: Api;
let world: World;
let foreign: World;
/** A ticket of no line, which the centre of city A registered and keeps. */
let ticket: string;

beforeAll(async () => {
  api = await startTestApi();
  [world, foreign] = await Promise.all([makeProvince(), makeProvince()]);
  ticket = (await register(world.as("cityACentre.operator"), complaint(world, { issueClass: "QUALITY" }))).id;
  await relayNow();
});

afterAll(() => api.close(1000));

/** What the first answer to an operation over a socket is. */
async function answered(token: string, query: string, variables: object = {}): Promise<Message> {
  const socket = await openAcknowledged(api, { authorization: `Bearer ${token}`, acceptLanguage: "en" });
  socket.send({ type: "subscribe", id: "1", payload: { query, variables } });
  const message = await socket.next();
  socket.ws.close();
  return message;
}

/** The errors by which an operation is refused, without the number of the request. */
async function refusedAs(token: string, query: string, variables: object = {}): Promise<unknown[]> {
  const { payload, type } = await answered(token, query, variables);
  expect(type).toBe("error");
  return (payload as AnsweredError[]).map(({ extensions: { requestId: _, ...extensions }, message }) => ({
    message,
    extensions,
  }));
}

const one = "subscription ($id: ID!) { ticketChange(id: $id) { cursor } }";

describe("who names a ticket that he never saw learns nothing of it:", () => {
  it.each<[string, () => Caller]>([
    ["somebody of another province", () => foreign.as("province.supervisor")],
    ["somebody of a sister city", () => world.as("cityB.supervisor")],
    ["somebody of a county beneath", () => world.as("countyA1.handler")],
    ["a department of another line", () => world.as("cityAPrice.priceSupervisor")],
  ])("%s", async (_, caller) => {
    const token = await caller().token();
    const known = await refusedAs(token, one, { id: ticket });
    expect(known).toMatchObject([{ extensions: { code: "NOT_FOUND" } }]);
    const unknown = toGlobalId("Ticket", world.code.province, randomUUID());
    expect(await refusedAs(token, one, { id: unknown })).toEqual(known);
  });
});

describe("a program is told what its scopes let it read:", () => {
  const tokenWith = async (...scopes: ("directory.read" | "price.desk" | "statistics.read")[]): Promise<string> => {
    const bureau = world.code.cityACentre;
    const { apiClient } = await makeClient(world, { bureau, scopes: ["tickets.read", ...scopes] });
    const { id: person } = world.as("cityACentre.supervisor");
    const given = { issuer: testIssuer, person, client: apiClient.clientId, scopes, now: systemClock.now() };
    return (await issueToken(await testSigningKeys(), given)).token;
  };

  it.each([
    ["ticketChanges { cursor }"],
    ["escalations { cursor }"],
    ["waitingWork { cursor }"],
    ["priceCaseChanges { cursor }"],
    ["surgeAlertChanges { cursor }"],
    [
      'statisticsChanges(question: { measures: [RECEIVED], period: { from: "2026-01-01", to: "2026-01-31" } }) { cursor }',
    ],
  ])("nothing of %s, without the scope for it", async (field) => {
    const refused = await refusedAs(await tokenWith("directory.read"), `subscription { ${field} }`);
    expect(refused).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });

  it("and of changes nothing either", async () => {
    const refused = await answered(await tokenWith("price.desk"), "{ changes(first: 5) { nodes { subjectId } } }");
    expect(JSON.stringify(refused.payload)).toContain('"FORBIDDEN"');
    expect(JSON.stringify(refused.payload)).not.toContain('subjectId":');
  });
});

describe("strangers who hold all connections", () => {
  it("give way to whoever comes, the oldest first", async () => {
    const small = await startTestApi({ liveLimits: { mostSockets: 3 } });
    const strangers = [await openSocket(small), await openSocket(small), await openSocket(small)];
    const known = await openAcknowledged(small, { authorization: `Bearer ${await world.as("cityA.head").token()}` });
    expect((await strangers[0]?.closed)?.code).toBe(1006);
    const [third, fourth] = [await openSocket(small), await openSocket(small)];
    await Promise.all([strangers[1]?.closed, strangers[2]?.closed]);
    known.send({ type: "ping" });
    expect(await known.next()).toEqual({ type: "pong" });
    for (const { ws } of [known, third, fourth]) ws.terminate();
    await small.close(1000);
  });
});

describe("a page of another origin", () => {
  const stream = (search: string, headers: Readonly<Record<string, string>>, body?: string) =>
    fetch(`${addressOf(api)}/graphql/stream${search}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { Accept: "text/event-stream", ...headers },
      ...(body === undefined ? {} : { body }),
    });

  it("gets no stream by a token in the address, in a cookie or in a body", async () => {
    const token = await world.as("cityACentre.operator").token();
    const query = `query=${encodeURIComponent("subscription { ticketChanges { cursor } }")}`;
    const extensions = JSON.stringify({ authorization: `Bearer ${token}` });
    const tried = [
      await stream(`?${query}&access_token=${token}&token=${token}&authorization=Bearer%20${token}`, {}),
      await stream(`?${query}&extensions=${encodeURIComponent(extensions)}`, {}),
      await stream(`?${query}`, { Cookie: `token=${token}; authorization=Bearer ${token}` }),
      await stream(
        "",
        { "Content-Type": "application/json" },
        `{"query":"{ viewer { name } }","extensions":${extensions}}`,
      ),
    ];
    for (const response of tried) {
      expect(response.status).toBe(401);
      await response.body?.cancel();
    }
  });

  it("is not let read a stream, nor send its token to one", async () => {
    const token = await world.as("cityACentre.operator").token();
    const asked = await stream("?query=%7Bviewer%7Bname%7D%7D", { Origin: evil, Authorization: `Bearer ${token}` });
    expect(asked.headers.get("access-control-allow-origin")).toBeNull();
    await asked.body?.cancel();
    const preflight = await fetch(`${addressOf(api)}/graphql/stream`, {
      method: "OPTIONS",
      headers: {
        Origin: evil,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization",
      },
    });
    expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
    await preflight.body?.cancel();
  });
});

describe("a cursor that somebody made up is refused:", () => {
  it.each<[string, () => string]>([
    ["of the future", () => toCursor("event-log", "999999999999999", world.code.cityACentre)],
    ["of a place before the first", () => toCursor("event-log", "-1", world.code.cityACentre)],
    ["of a number that is none", () => toCursor("event-log", "1e3", world.code.cityACentre)],
    ["of another bureau", () => toCursor("event-log", "0", world.code.cityA)],
    ["of another list", () => toCursor("newest", "0", world.code.cityACentre)],
    [
      "of the backfill of another field",
      () => `${toCursor("event-log", "0", world.code.cityACentre)}.${"A".repeat(40)}`,
    ],
    ["of ten thousand letters", () => "A".repeat(10_000)],
  ])("%s", async (_, cursor) => {
    const token = await world.as("cityACentre.operator").token();
    const query = "subscription ($after: String) { ticketChanges(after: $after) { cursor } }";
    expect(await refusedAs(token, query, { after: cursor() })).toMatchObject([
      { extensions: { code: "INVALID_INPUT", field: "after" } },
    ]);
  });
});
