import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../../src/platform/clock.js";
import { newId, toGlobalId } from "../../../src/platform/ids.js";
import { toCursor } from "../../../src/platform/pagination.js";
import { type Caller, expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { addEntry, type EntryAnswer, endDocument, renameDocument } from "../dictionaries/entries.js";

interface AuditAnswer {
  auditEntries: {
    totalCount: number;
    totalCountIsExact: boolean;
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
    nodes: {
      id: string;
      at: string;
      action: string;
      personId: string | null;
      clientId: string | null;
      person: { login: string } | null;
      bureau: { code: string };
      subjectType: string;
      subjectId: string;
      requestId: string;
      details: { name: string; value: string }[];
    }[];
  };
}

const document = `query ($filter: AuditEntryFilter, $first: Int, $after: String) {
  auditEntries(filter: $filter, first: $first, after: $after) {
    totalCount totalCountIsExact pageInfo { hasNextPage hasPreviousPage endCursor }
    nodes { id at action personId clientId person { login } bureau { code } subjectType subjectId requestId details { name value } }
  }
}`;

const nodeDocument = "query ($id: ID!) { node(id: $id) { id __typename } }";

describe("auditEntries", () => {
  let world: World;
  let administrator: Caller;
  let entry: EntryAnswer;

  beforeAll(async () => {
    world = await makeProvince();
    administrator = world.as("cityA.administrator");
    entry = await addEntry(administrator, {});
    await administrator.ask(renameDocument, { input: { id: entry.id, position: 7 } });
    await administrator.ask(endDocument, { input: { id: entry.id } });
    await addEntry(world.as("countyA1.administrator"), { code: "COUNTY_TOPIC" });
    await addEntry(world.as("cityB.administrator"), { code: "OTHER_CITY_TOPIC" });
    await addEntry(world.as("cityAPrice.administrator"), { code: "PRICE_DESK_TOPIC" });
  });

  const read = async (caller: Caller, variables: Record<string, unknown> = {}) =>
    (await caller.ask<AuditAnswer>(document, variables)).auditEntries;

  const codesOf = async (caller: Caller): Promise<string[]> => {
    const { nodes } = await read(caller, { first: 100 });
    return nodes.map(({ details }) => details.find(({ name }) => name === "code")?.value ?? "");
  };

  it("tell who did what to what, in which bureau and request", async () => {
    const { nodes } = await read(world.as("cityA.auditor"), { filter: { subject: entry.id }, first: 1 });
    expect(nodes).toMatchObject([
      {
        action: "dictionary.manage",
        personId: toGlobalId("Person", administrator.id),
        clientId: null,
        person: { login: administrator.login },
        bureau: { code: world.code.cityA },
        subjectType: "DictionaryEntry",
        subjectId: entry.id,
        requestId: expect.stringMatching(/^[\w-]{8,}$/),
      },
    ]);
  });

  it("tell what was changed, in codes", async () => {
    const { nodes } = await read(world.as("cityA.auditor"), { filter: { subject: entry.id } });
    const changes = nodes.map(({ details }) => details.find(({ name }) => name === "change")?.value);
    expect(changes).toEqual(["ENDED", "RENAMED", "ADDED"]);
  });

  it("come newest first", async () => {
    const { nodes } = await read(world.as("province.auditor"), { first: 100 });
    const times = nodes.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
  });

  it("come page by page without a gap or a repetition", async () => {
    const auditor = world.as("province.auditor");
    const whole = await read(auditor, { first: 100 });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: AuditAnswer["auditEntries"] = await read(auditor, { first: 2, after });
      seen.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(whole.nodes.map(({ id }) => id));
  });

  it("are counted within the same scope", async () => {
    const { totalCount, totalCountIsExact } = await read(world.as("countyA1.auditor"), { first: 1 });
    expect([totalCount, totalCountIsExact]).toEqual([1, true]);
  });

  for (const [unit, codes] of [
    ["province", ["PRICE_DESK_TOPIC", "OTHER_CITY_TOPIC", "COUNTY_TOPIC", "HAIRY_CRABS", "HAIRY_CRABS", "HAIRY_CRABS"]],
    ["cityA", ["PRICE_DESK_TOPIC", "COUNTY_TOPIC", "HAIRY_CRABS", "HAIRY_CRABS", "HAIRY_CRABS"]],
    ["cityACentre", []],
    ["countyA1", ["COUNTY_TOPIC"]],
    ["cityAPrice", ["PRICE_DESK_TOPIC"]],
    ["cityB", ["OTHER_CITY_TOPIC"]],
    ["streetA1", []],
  ] as const) {
    it(`are for the auditor of ${unit} those of the bureau and of all beneath it`, async () => {
      expect(await codesOf(world.as(`${unit}.auditor`))).toEqual(codes);
    });
  }

  for (const at of ["0000-01-01T00:00:00.000Z", "+275760-09-13T00:00:00.000Z"]) {
    it(`refuse a cursor made by hand that points at ${at}`, async () => {
      const after = toCursor("newest", at, newId(systemClock.now()));
      expectCode(await world.as("province.auditor").gql(document, { after }), "INVALID_INPUT", "after");
    });
  }

  it("can be asked for one bureau alone", async () => {
    const filter = { bureau: world.code.countyA1 };
    const { nodes } = await read(world.as("province.auditor"), { filter });
    expect(nodes.map(({ bureau }) => bureau.code)).toEqual([world.code.countyA1]);
  });

  it("can be asked for one person alone", async () => {
    const filter = { person: toGlobalId("Person", administrator.id) };
    const { totalCount } = await read(world.as("province.auditor"), { filter });
    expect(totalCount).toBe(3);
  });

  it("can be asked for one action alone", async () => {
    const { totalCount } = await read(world.as("province.auditor"), { filter: { action: "ticket.dispatch" } });
    expect(totalCount).toBe(0);
  });

  it("can be asked for a time, its beginning included and its end not", async () => {
    const auditor = world.as("province.auditor");
    const { nodes } = await read(auditor, { first: 100 });
    const newest = nodes[0]?.at ?? "";
    const oldest = nodes.at(-1)?.at ?? "";
    const { nodes: found } = await read(auditor, { filter: { from: oldest, to: newest }, first: 100 });
    const expected = nodes.filter(({ at }) => at !== newest);
    expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  });

  it("hold nothing about a subject of another province", async () => {
    const stranger = (await makeProvince()).as("province.auditor");
    const { nodes, totalCount } = await read(stranger, { filter: { subject: entry.id } });
    expect([nodes, totalCount]).toEqual([[], 0]);
  });

  it("are not read with a cursor from another province", async () => {
    const { pageInfo } = await read(world.as("province.auditor"), { first: 1 });
    const stranger = (await makeProvince()).as("province.auditor");
    const { nodes } = await read(stranger, { after: pageInfo.endCursor });
    expect(nodes).toEqual([]);
  });

  for (const unit of ["province", "cityB"] as const) {
    it(`are FORBIDDEN for ${unit}, which is not beneath`, async () => {
      const result = await world.as("cityA.auditor").gql(document, { filter: { bureau: world.code[unit] } });
      expectCode(result, "FORBIDDEN");
    });
  }

  it("are NOT_FOUND for a bureau that does not exist", async () => {
    const result = await world.as("cityA.auditor").gql(document, { filter: { bureau: "999999" } });
    expectCode(result, "NOT_FOUND", "filter.bureau");
  });

  it("are NOT_FOUND for an identifier that is no person's", async () => {
    const result = await world.as("cityA.auditor").gql(document, { filter: { person: entry.id } });
    expectCode(result, "NOT_FOUND", "filter.person");
  });

  it("are refused for an action that is not in the table of actions", async () => {
    const result = await world.as("cityA.auditor").gql(document, { filter: { action: "ticket.eat" } });
    expectCode(result, "INVALID_INPUT", "filter.action");
  });

  it("are refused for a time that ends before it begins", async () => {
    const filter = { from: "2026-05-02T00:00:00.000Z", to: "2026-05-01T00:00:00.000Z" };
    expectCode(await world.as("cityA.auditor").gql(document, { filter }), "INVALID_INPUT", "filter.to");
  });

  it("are refused for a cursor of another list", async () => {
    const after = Buffer.from(JSON.stringify(["newest", "yesterday", "1"])).toString("base64url");
    expectCode(await world.as("cityA.auditor").gql(document, { after }), "INVALID_INPUT", "after");
  });

  it("are TOO_LARGE for a page of more than 100", async () => {
    expectCode(await world.as("cityA.auditor").gql(document, { first: 101 }), "TOO_LARGE", "first");
  });

  it("are FORBIDDEN to an administrator, who is no auditor", async () => {
    expectCode(await administrator.gql(document), "FORBIDDEN");
  });

  it("can be read again by their identifier", async () => {
    const auditor = world.as("cityA.auditor");
    const { nodes } = await read(auditor, { first: 1 });
    const id = nodes[0]?.id;
    expect(await auditor.ask(nodeDocument, { id })).toEqual({ node: { id, __typename: "AuditEntry" } });
  });

  for (const name of ["cityA.administrator", "cityB.auditor", "countyA1.auditor"] as const) {
    it(`are NOT_FOUND by their identifier for ${name}`, async () => {
      const { nodes } = await read(world.as("cityA.auditor"), { filter: { subject: entry.id }, first: 1 });
      expectCode(await world.as(name).gql(nodeDocument, { id: nodes[0]?.id }), "NOT_FOUND");
    });
  }
});
