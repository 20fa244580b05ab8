import { parse } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { beginExchange } from "../../src/api/context.js";
import { type DeliveryParts, deliver, type Telling } from "../../src/api/live/delivery.js";
import { likenessOf } from "../../src/api/live/opening.js";
import { standInRequest } from "../../src/api/live/stand-in-request.js";
import { buildLianxinSchema } from "../../src/api/schema.js";
import type { Api } from "../../src/api/server.js";
import type { Actor } from "../../src/platform/actor.js";
import { systemClock } from "../../src/platform/clock.js";
import { actorOf } from "../../src/platform/context.js";
import type { LiveSource } from "../../src/platform/live-source.js";
import { createLogger } from "../../src/platform/log.js";
import { usualRequestLimits } from "../../src/platform/request-limits.js";
import { openAcknowledged, type RawSocket } from "../api/live/raw-socket.js";
import { addressOf, expectCode, gql, startTestApi, testIssuer, testSeal, type Variables } from "../api.js";
import { testDatabase } from "../database.js";
import { makeProvince } from "../world.js";

const source = { likeness: "same" } as LiveSource;

const likeness = (text: string, variables: Variables = {}, operationName: string | null = null, locale = "zh") =>
  likenessOf(buildLianxinSchema(), { document: parse(text), operationName, variables, context: {} }, source, locale);

const surges = (after: string, fields: string): string =>
  `subscription ($after: String, $page: String, $first: Int = 5, $flag: Boolean = true) {
    surgeAlertChanges(after: ${after}) { ${fields} } }`;

const ticketsAfter = (page: string, more = ""): string => `alert { tickets(after: ${page} ${more}) { nodes { id } } }`;

describe("one reading serves those alone who asked the same", () => {
  it("wherever they begin, and not what pages within it begin with", () => {
    const one = likeness(surges('"a"', ticketsAfter('"x"')));
    expect(likeness(surges('"b"', ticketsAfter('"x"')))).toBe(one);
    expect(likeness(surges('"a"', ticketsAfter('"y"')))).not.toBe(one);
  });

  it("also where variables say it", () => {
    const text = surges("$after", ticketsAfter("$page"));
    const one = likeness(text, { after: "a", page: "x" });
    expect(likeness(text, { after: "b", page: "x" })).toBe(one);
    expect(likeness(text, { after: "a", page: "y" })).not.toBe(one);
    const both = surges("$after", ticketsAfter("$after"));
    expect(likeness(both, { after: "x" })).not.toBe(likeness(both, { after: "y" }));
  });

  it("where a variable is not given, and where it is null", () => {
    const text = surges("null", ticketsAfter("null", "first: $first"));
    expect(likeness(text, { first: null })).not.toBe(likeness(text));
    expect(likeness(text, { first: 5 })).toBe(likeness(text));
  });

  it("by variables that leave fields out, by aliases, by fragments and by language", () => {
    const flagged = surges("null", "cursor type @include(if: $flag)");
    const texts = [
      likeness(flagged, { flag: true }),
      likeness(flagged, { flag: false }),
      likeness(surges("null", "cursor")),
      likeness(surges("null", "type: cursor")),
      likeness(surges("null", "cursor"), {}, null, "en"),
      likeness(`${surges("null", "...A")} fragment A on SurgeAlertChange { cursor }`),
      likeness(`${surges("null", "...A")} fragment A on SurgeAlertChange { type }`),
    ];
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("by the operation that is meant, of a document with two", () => {
    const text = `subscription A { surgeAlertChanges { cursor } } subscription B { surgeAlertChanges { type } }`;
    expect(likeness(text, {}, "A")).not.toBe(likeness(text, {}, "B"));
  });
});

describe("that somebody is looked at as a person is noticed, however it is done:", () => {
  const touches = async (look: (actor: Actor) => unknown): Promise<boolean> => {
    const person = { id: "p1", login: "somebody", name: "某人" };
    const client = { id: "c1", name: "程序", scopes: ["tickets.read"] };
    const bureau = { ...{ province: "320000", city: null, county: null, bureau: "320000", line: null, parent: null } };
    const actor: Actor = {
      person,
      client,
      bureau: { ...bureau, kind: "AUTHORITY", level: "PROVINCE" },
      roles: ["HANDLER"],
    };
    const telling: Telling = {
      source: {
        ...{ ...source, after: null, concerns: () => true },
        toPayloads: async (context) => [{ seen: JSON.stringify(look(actorOf(context))) ?? null }],
      },
      operation: { document: parse("{ viewer { name } }"), operationName: null, variables: {} },
      exchange: { ...beginExchange(standInRequest("token", null)), actor },
    };
    const parts: DeliveryParts = {
      execute: async (_, told) => ({ data: { ...told } }),
      ...{ database: testDatabase(), clock: systemClock, seal: await testSeal() },
      ...{ log: createLogger("error", process.stderr), issuer: testIssuer, isProduction: false },
      limits: usualRequestLimits,
    };
    return (await deliver(parts, actor, telling, [])).isPersonal;
  };

  it.each<[string, (actor: Actor) => unknown]>([
    ["by its identifier", ({ person }) => person?.id === "p1"],
    ["in a copy", ({ person }) => ({ ...person })],
    ["in a copy of the whole, later", (actor) => ({ ...actor }).person?.name],
    ["as JSON", (actor) => JSON.stringify(actor)],
    ["as a list of values", ({ person }) => Object.values(person ?? {})],
    ["as a clone", (actor) => structuredClone(actor)],
    ["as a program", ({ client }) => client?.id],
    ["through what it inherits", ({ person }) => Object.create(person).login],
  ])("%s", async (_, look) => {
    expect(await touches(look)).toBe(true);
  });

  it.each<[string, (actor: Actor) => unknown]>([
    ["of its bureau", ({ bureau }) => bureau.bureau],
    ["of its roles", ({ roles }) => roles.join()],
    ["of scopes", ({ client }) => client?.scopes.join()],
    ["of whether there is one", ({ person, client }) => person === null || client === null],
  ])("and not where somebody asks %s", async (_, look) => {
    expect(await touches(look)).toBe(false);
  });
});

describe("a subscription whose field may be left out, or is another than it seems, is refused before it begins:", () => {
  let api: Api;
  let socket: RawSocket;
  let token: string;

  beforeAll(async () => {
    api = await startTestApi();
    token = await (await makeProvince()).as("cityA.supervisor").token();
    socket = await openAcknowledged(api, { authorization: `Bearer ${token}`, acceptLanguage: "en" });
  });

  afterAll(async () => {
    socket.ws.close();
    await api.close(1000);
  });

  const cases: [string, string, Variables][] = [
    ["skipped by a word", "subscription { ticketChanges @skip(if: false) { cursor } }", {}],
    [
      "another in the place of one that is skipped",
      "subscription { escalations @skip(if: true) { cursor } ticketChanges { cursor } }",
      {},
    ],
    [
      "within a fragment",
      "subscription { ...A @include(if: true) } fragment A on Subscription { ticketChanges { cursor } }",
      {},
    ],
    ["skipped by a variable", "subscription ($x: Boolean!) { ticketChanges @skip(if: $x) { cursor } }", { x: false }],
    [
      "skipped by a variable that is not given",
      "subscription ($f: Boolean!) { ticketChange(id: 1) @skip(if: $f) { __typename } }",
      {},
    ],
    ["two fields", "subscription { ticketChanges { cursor } escalations { cursor } }", {}],
    ["its type alone", "subscription { __typename }", {}],
    ["nothing", "subscription { ... on Subscription { a: __typename } }", {}],
  ];

  let asked = 0;

  it.each(cases)("%s, over a socket", async (_, query, variables) => {
    asked += 1;
    const id = String(asked);
    socket.send({ type: "subscribe", id, payload: { query, variables } });
    const refusal = [{ extensions: { code: "INVALID_DOCUMENT" } }];
    expect(await socket.next()).toMatchObject({ type: "error", id, payload: refusal });
  });

  it.each(cases)("%s, as a stream", async (_, query, variables) => {
    const response = await fetch(`${addressOf(api)}/graphql/stream`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/event-stream", Authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    expect(await response.text()).toContain('"code":"INVALID_DOCUMENT"');
  });

  it.each(cases)("%s, as a request", async (_, query, variables) => {
    expectCode(await gql(token, query, variables, {}, addressOf(api)), "INVALID_DOCUMENT");
  });
});
