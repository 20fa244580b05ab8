import { getNamedType, isObjectType } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { buildLianxinSchema } from "../../src/api/schema.js";
import { toCursor } from "../../src/platform/pagination.js";
import { personAt, rolesFor } from "../access/people.js";
import { rosterDay } from "../access/shift-matters.js";
import { makeSubjects, type Subjects } from "../access/subjects.js";
import { type Caller, expectCode } from "../api.js";
import { makeProvince, type World } from "../world.js";

const encoded = (value: unknown): string =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

const uuid = "0190a0b0-0000-7000-8000-000000000000";
const day = "2026-04-15T00:00:00.000Z";

/** Every list of the schema: at its root, and within an object that is found by an argument. */
const lists: Record<string, (subjects: Subjects, page: string) => string> = {
  apiClients: (_, page) => `apiClients${page}`,
  auditEntries: (_, page) => `auditEntries${page}`,
  bureaus: (_, page) => `bureaus${page}`,
  callbacks: ({ world, centre }, page) =>
    `callbacks(view: OURS, filter: { bureau: "${world.code[centre]}" }, ${page.slice(1)}`,
  changes: (_, page) => `changes${page}`,
  concentrationTickets: ({ concentrationKey }, page) =>
    `concentrationTickets(key: "${concentrationKey}", ${page.slice(1)}`,
  corrections: (_, page) => `corrections${page}`,
  importMappings: (_, page) => `importMappings${page}`,
  imports: (_, page) => `imports${page}`,
  proposals: (_, page) => `proposals${page}`,
  copies: (_, page) => `copies(view: IN_REGION, ${page.slice(1)}`,
  calls: (_, page) => `calls${page}`,
  dutyNotices: (_, page) => `dutyNotices${page}`,
  leaves: (_, page) => `leaves${page}`,
  rosterChanges: (_, page) => `rosterChanges(from: "${rosterDay()}", to: "${rosterDay()}", ${page.slice(1)}`,
  rosterPeople: (_, page) => `rosterPeople${page}`,
  shiftSwapCandidates: ({ shiftAssignment }, page) =>
    `shiftSwapCandidates(given: "${shiftAssignment}", ${page.slice(1)}`,
  shiftSwaps: (_, page) => `shiftSwaps${page}`,
  shiftVersions: (_, page) => `shiftVersions${page}`,
  disputes: (_, page) => `disputes${page}`,
  divisions: (_, page) => `divisions${page}`,
  elevations: (_, page) => `elevations${page}`,
  emergencies: (_, page) => `emergencies${page}`,
  exports: (_, page) => `exports${page}`,
  extensionRequests: ({ world, centre }, page) =>
    `extensionRequests(view: OURS, filter: { bureau: "${world.code[centre]}" }, ${page.slice(1)}`,
  handovers: (_, page) => `handovers${page}`,
  investigationTasks: (_, page) => `investigationTasks${page}`,
  investigations: (_, page) => `investigations${page}`,
  outsideIssuers: (_, page) => `outsideIssuers${page}`,
  people: (_, page) => `people${page}`,
  priceCases: (_, page) => `priceCases${page}`,
  priceDigests: (_, page) => `priceDigests${page}`,
  priceSuggestions: (_, page) => `priceSuggestions${page}`,
  referrals: (_, page) => `referrals${page}`,
  reminders: (_, page) => `reminders(view: FROM_US, ${page.slice(1)}`,
  reorganisations: (_, page) => `reorganisations${page}`,
  reports: (_, page) => `reports(view: BENEATH, ${page.slice(1)}`,
  setAsideJobs: (_, page) => `setAsideJobs${page}`,
  surgeAlerts: (_, page) => `surgeAlerts${page}`,
  knowledgeDocuments: (_, page) => `knowledgeDocuments${page.slice(0, -1)}, view: OWN)`,
  surgeRules: (_, page) => `surgeRules${page}`,
  supervisionOrders: (_, page) => `supervisionOrders${page}`,
  tickets: (_, page) => `tickets${page}`,
  "tickets by their limit": (_, page) => `tickets(order: DUE_ASCENDING, ${page.slice(1)}`,
  webhooks: (_, page) => `webhooks${page}`,
  webhookDeliveries: ({ webhook }, page) => `webhookDeliveries(webhookId: "${webhook}", ${page.slice(1)}`,
  "Bureau.children": ({ world }, page) => `bureau(code: "${world.code.cityA}") { children${page}`,
  "Emergency.acknowledgements": ({ emergency }, page) => `emergency(id: "${emergency}") { acknowledgements${page}`,
  "Emergency.dailyReports": ({ emergency }, page) => `emergency(id: "${emergency}") { dailyReports${page}`,
  "Import.problems": ({ bulkImport }, page) => `import(id: "${bulkImport}") { problems${page}`,
  "SupervisionOrder.tickets": ({ supervisionOrder }, page) =>
    `supervisionOrder(id: "${supervisionOrder}") { tickets${page}`,
  "SurgeAlert.tickets": ({ surgeAlert }, page) => `surgeAlert(id: "${surgeAlert}") { tickets${page}`,
  "CallsBehind.calls": ({ drillToken }, page) =>
    `callsBehind(token: "${drillToken}", measure: CALLS_OFFERED, ${page.slice(1)} { calls`,
  "TicketsBehind.tickets": ({ drillToken }, page) =>
    `ticketsBehind(token: "${drillToken}", measure: RECEIVED, ${page.slice(1)} { tickets`,
  "Division.children": ({ world }, page) => `division(code: "${world.division.cityA}") { children${page}`,
};

// What everybody may see, and other tests add to meanwhile.
const isPublic = new Set(["bureaus", "divisions"]);

// What has no end has no count, and its items are known by their places.
const selections: Readonly<Record<string, string>> = {
  changes: "totalCount: __typename nodes { id: cursor }",
  "Emergency.acknowledgements": "totalCount nodes { id: announcement }",
  "Import.problems": "totalCount nodes { id: row }",
  rosterChanges: "totalCount nodes { id: personId }",
  rosterPeople: "totalCount nodes { id: personId }",
  shiftSwapCandidates: "totalCount nodes { id: personId }",
  shiftVersions: "totalCount nodes { id: code }",
  webhookDeliveries: "totalCount nodes { id: messageId }",
};

const isNested = (list: string): boolean => list.includes(".");

// Whose shift it is asks who could take it.
const isOfSupervisor = (list: string): boolean => isNested(list) || list === "shiftSwapCandidates";

/** Cursors that nobody was ever given. */
const forged: Record<string, string> = {
  "no base64": "%%%",
  "base64 of garbage": Buffer.from([0xff, 0xfe, 0x00, 0x80]).toString("base64url"),
  "base64 with padding": `${encoded(["id", uuid, uuid])}==`,
  "an empty text": "",
  spaces: "   ",
  "a NUL": "a\u0000",
  "a text that is no list": encoded("id"),
  null: encoded("null"),
  "a list of two": encoded(["id", uuid]),
  "a list of four": encoded(["id", uuid, uuid, uuid]),
  numbers: encoded([1, 2, 3]),
  "an object with the members of a list": encoded({ 0: "id", 1: uuid, 2: uuid, length: 3 }),
  "objects in place of texts": encoded(["id", { toString: 1 }, ["x"]]),
  "an order that there is not": encoded(["nothing", uuid, uuid]),
  "an order that is __proto__": encoded(["__proto__", uuid, uuid]),
  "SQL in the order": encoded(["id' OR '1'='1", uuid, uuid]),
  "JSON with spaces between": encoded(`["id", "${uuid}", "${uuid}"]`),
  "a cursor of 100,000 letters": "A".repeat(100_000),
  "lists nested 300 deep": encoded("[".repeat(180)),
};

/** Keys and ids that are put into a cursor of the right order. */
const places: Record<string, [key: string, id: string]> = {
  "SQL in the key": ["' OR '1'='1' --", uuid],
  "SQL in the id": [day, "x'; DROP TABLE tickets; --"],
  "a NUL in the key": ["a\u0000", uuid],
  "a NUL in the id": [day, `${uuid.slice(0, -1)}\u0000`],
  "half a pair in the key": ["\ud800", uuid],
  wildcards: ["%", "%"],
  "an empty key": ["", uuid],
  "an empty id": [day, ""],
  infinity: ["infinity", uuid],
  NaN: ["NaN", uuid],
  "a year that there is not": ["99999-01-01T00:00:00.000Z", uuid],
  "a day that there is not": ["2026-02-30T00:00:00.000Z", uuid],
  "a number that is too great": ["9".repeat(100), uuid],
  "a key of 10,000 letters": ["a".repeat(10_000), uuid],
  "an id in capitals": [day, uuid.toUpperCase()],
};

interface Connection {
  totalCount: number;
  nodes: { id: string }[];
  edges: { cursor: string }[];
}

let world: World;
let other: World;
let subjects: Subjects;
let foreign: Subjects;
/** All of each list, as it is seen without a cursor. */
const wholes = new Map<string, Connection>();
/** Cursors that another province was given, of every list. */
const foreignCursors = new Set<string>();

const callerOf = (list: string, whose: Subjects): Caller => {
  const [root = ""] = list.split(" ");
  return personAt(whose.world, "cityA", isOfSupervisor(list) ? "SUPERVISOR" : rolesFor(`Query.${root}`, {}).able);
};

const ask = (list: string, page: { first: number; after?: string }, whose: Subjects = subjects) => {
  const opening = lists[list]?.(whose, "(first: $first, after: $after)") ?? "";
  const selection = `{ ${selections[list] ?? "totalCount nodes { id }"} edges { cursor } }${isNested(list) ? " }" : ""}`;
  return callerOf(list, whose).gql(`query ($first: Int, $after: String) { ${opening} ${selection} }`, page);
};

const connectionIn = (data: unknown): Connection => {
  const [first] = Object.values(data as Record<string, unknown>);
  const nested = ["acknowledgements", "calls", "children", "dailyReports", "problems", "tickets"];
  const inside = nested.map((name) => (first as Record<string, unknown>)[name]).find((one) => one !== undefined);
  return (inside ?? first) as Connection;
};

async function whole(list: string, whose: Subjects): Promise<Connection> {
  const { data, errors } = await ask(list, { first: 100 }, whose);
  expect([list, errors]).toEqual([list, undefined]);
  return connectionIn(data);
}

/** Looks at every list at the same time. */
const inEveryList = (look: (list: string) => Promise<void>): Promise<void> =>
  Promise.all(Object.keys(lists).map(look)).then(() => undefined);

const orderOf = (list: string): string => {
  const [edge] = wholes.get(list)?.edges ?? [];
  return (JSON.parse(Buffer.from(edge?.cursor ?? "", "base64url").toString() || '["id"]') as string[])[0] ?? "";
};

/** Expects that a cursor is refused, or that what stands behind it is a part of the list that is seen without it. */
async function expectNothingNew(list: string, after: string): Promise<void> {
  const result = await ask(list, { first: 5, after });
  if (result.errors !== undefined) {
    expectCode(result, "INVALID_INPUT", "after");
    return;
  }
  if (isPublic.has(list)) return;
  const { nodes = [], totalCount = 0 } = wholes.get(list) ?? {};
  const seen = connectionIn(result.data);
  expect([list, seen.totalCount]).toEqual([list, totalCount]);
  if (totalCount <= 100) expect(nodes).toEqual(expect.arrayContaining(seen.nodes));
}

beforeAll(async () => {
  [world, other] = await Promise.all([makeProvince(), makeProvince()]);
  [subjects, foreign] = await Promise.all([
    makeSubjects(world, "cityA", `C${world.code.cityA}`),
    makeSubjects(other, "cityA", `C${other.code.cityA}`),
  ]);
  await inEveryList(async (list) => {
    wholes.set(list, await whole(list, subjects));
    for (const { cursor } of (await whole(list, foreign)).edges.slice(0, 2)) foreignCursors.add(cursor);
  });
}, 240_000);

it("the lists here are all the lists of the schema", () => {
  const schema = buildLianxinSchema();
  const found = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => getNamedType(field.type).name.endsWith("Connection"))
        .map((field) => (type.name === "Query" ? field.name : `${type.name}.${field.name}`)),
    );
  const names = Object.keys(lists).filter((list) => !list.includes(" "));
  expect(names.sort()).toEqual(found.sort());
});

describe("every list", () => {
  it.each(Object.keys(forged))("refuses as a cursor: %s", (what) =>
    inEveryList(async (list) => {
      expectCode(await ask(list, { first: 5, after: forged[what] ?? "" }), "INVALID_INPUT", "after");
    }),
  );

  it("refuses a cursor of its own of which a letter is missing, more, or another", () =>
    inEveryList(async (list) => {
      const cursor = toCursor(orderOf(list), day, uuid);
      for (const after of [cursor.slice(0, -1), cursor.slice(1), `${cursor}A`, `A${cursor}`, cursor.toUpperCase()]) {
        expectCode(await ask(list, { first: 5, after }), "INVALID_INPUT", "after");
      }
    }));

  it.each(Object.keys(places))("takes a cursor for no place, or shows nothing new behind it, with %s", (what) => {
    const [key, id] = places[what] ?? ["", ""];
    return inEveryList((list) => expectNothingNew(list, toCursor(orderOf(list), key, id)));
  });

  it("shows nothing but its own rows behind the cursors of another province and of other lists", {
    timeout: 120_000,
  }, async () => {
    expect(foreignCursors.size).toBeGreaterThan(10);
    await inEveryList(async (list) => {
      for (const cursor of foreignCursors) await expectNothingNew(list, cursor);
    });
  });

  it.each([0, -1, -2_147_483_648, 101, 2_147_483_647])("refuses a page of %d", (first) =>
    inEveryList(async (list) => {
      expectCode(await ask(list, { first }), first > 100 ? "TOO_LARGE" : "INVALID_INPUT", "first");
    }),
  );
});
