import { beforeAll, describe, expect, it } from "vitest";
import { fromGlobalId, toGlobalId } from "../../src/platform/ids.js";
import { toCursor } from "../../src/platform/pagination.js";
import { type Caller, expectCode, type Variables } from "../api.js";
import { makeProvince, type Unit, type World } from "../world.js";
import { register, registrationOf } from "./subjects.js";

const listDocument = `query ($after: String, $order: TicketOrder! = RECEIVED_DESCENDING, $filter: TicketFilter) {
  tickets(first: 100, after: $after, order: $order, filter: $filter) {
    totalCount nodes { id } edges { cursor } pageInfo { endCursor }
  }
}`;

interface ListAnswer {
  tickets: {
    totalCount: number;
    nodes: { id: string }[];
    edges: { cursor: string }[];
    pageInfo: { endCursor: string | null };
  };
}

const nodeDocument = "query ($id: ID!) { node(id: $id) { id __typename } }";

async function list(caller: Caller, variables: Variables = {}): Promise<ListAnswer["tickets"]> {
  return (await caller.ask<ListAnswer>(listDocument, variables)).tickets;
}

async function step(caller: Caller, mutation: string, input: string, values: Variables): Promise<number> {
  const data = await caller.ask<Record<string, { ticket: { version: number } }>>(
    `mutation ($input: ${input}!) { ${mutation}(input: $input) { ticket { version } } }`,
    { input: values },
  );
  return data[mutation]?.ticket.version ?? 0;
}

describe("what one bureau was given", () => {
  let world: World;
  let other: World;

  beforeAll(async () => {
    [world, other] = await Promise.all([makeProvince(), makeProvince()]);
  });

  const intake = (of: World, unit: Unit & ("cityACentre" | "cityBCentre" | "countyA1"), changes: Variables = {}) =>
    register(of.as(`${unit}.operator`), {
      ...registrationOf("引用", of.code[unit]),
      idempotencyKey: `${of.code[unit]}-${Math.random()}`,
      ...changes,
    });

  it("moves another's list, as a cursor, and shows nothing through it", async () => {
    const foreign = await intake(world, "cityBCentre");
    const own = await intake(world, "cityACentre");
    await intake(world, "cityBCentre");
    const { edges } = await list(world.as("cityB.supervisor"));
    for (const { cursor } of edges) {
      const { nodes } = await list(world.as("cityA.supervisor"), { after: cursor });
      expect(nodes.map(({ id }) => id)).not.toContain(foreign.ticket.id);
    }
    const behindNewest = await list(world.as("cityA.supervisor"), { after: edges[0]?.cursor });
    expect(behindNewest.nodes.map(({ id }) => id)).toContain(own.ticket.id);
  });

  it("is no key of another: the same key and input make a ticket of its own there, and no other input is refused", async () => {
    const input = registrationOf("幂等", `${world.code.cityA}K`);
    const first = await register(world.as("cityACentre.operator"), input);
    const bureaus = [world.as("cityBCentre.operator"), world.as("cityA.operator"), other.as("cityACentre.operator")];
    for (const operator of bureaus) {
      const again = await register(operator, input);
      expect(again).toMatchObject({ isRepeated: false });
      expect(again.ticket.id).not.toBe(first.ticket.id);
      expectCode(
        await operator.gql(
          "mutation ($input: RegisterTicketInput!) { registerTicket(input: $input) { ticket { id } } }",
          { input: { ...input, facts: "别的事实" } },
        ),
        "IDEMPOTENCY_MISMATCH",
        "idempotencyKey",
      );
    }
    expect(await register(world.as("cityACentre.operator"), input)).toMatchObject({
      isRepeated: true,
      ticket: { id: first.ticket.id },
    });
    const unused = { ...input, idempotencyKey: `unused-${world.code.cityA}` };
    expect(await register(other.as("cityBCentre.operator"), unused)).toMatchObject({ isRepeated: false });
  });

  it("is not found by searching for its words, nor by its number", async () => {
    const word = `独有词${world.code.cityB}`;
    const { ticket } = await intake(world, "cityBCentre", { facts: `${word}价格` });
    const numberDocument = "query ($number: String!) { ticketsByNumber(number: $number) { id } }";
    for (const [caller, isSeen] of [
      [world.as("cityB.supervisor"), true],
      [world.as("province.supervisor"), true],
      [world.as("cityBPrice.priceSupervisor"), true],
      [world.as("cityA.supervisor"), false],
      [world.as("cityAPrice.priceSupervisor"), false],
      [world.as("countyB1.handler"), false],
      [other.as("province.supervisor"), false],
    ] as const) {
      expect((await list(caller, { filter: { text: word } })).totalCount, caller.login).toBe(isSeen ? 1 : 0);
      const found = await caller.ask<{ ticketsByNumber: object[] }>(numberDocument, { number: ticket.number });
      expect(found.ticketsByNumber, caller.login).toHaveLength(isSeen ? 1 : 0);
    }
  });

  it("is not found under the key of another province, nor under another type", async () => {
    const { ticket } = await intake(world, "cityBCentre");
    const [, id = ""] = fromGlobalId(ticket.id)?.parts ?? [];
    const wrong = [
      toGlobalId("Ticket", other.code.province, id),
      toGlobalId("Ticket", id, world.code.province),
      toGlobalId("Ticket", world.code.province, "not-a-uuid"),
      toGlobalId("Ticket", world.code.province, id, "more"),
      toGlobalId("Person", id),
      toGlobalId("constructor", id),
      ticket.id.slice(0, -1),
    ];
    for (const caller of [world.as("province.supervisor"), other.as("province.supervisor")]) {
      for (const one of wrong) expectCode(await caller.gql(nodeDocument, { id: one }), "NOT_FOUND", "id");
      const { nodes } = await caller.ask<{ nodes: unknown[] }>("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
        ids: wrong,
      });
      expect(nodes).toEqual(wrong.map(() => null));
    }
  });

  it("is not read by node without the role for tickets: neither an administrator nor an auditor sees it there", async () => {
    const { ticket } = await intake(world, "cityACentre");
    for (const caller of [world.as("cityA.administrator"), world.as("cityA.auditor")]) {
      expectCode(await caller.gql(nodeDocument, { id: ticket.id }), "NOT_FOUND", "id");
    }
    const seen = await world.as("cityA.analyst").ask(nodeDocument, { id: ticket.id });
    expect(seen).toEqual({ node: { id: ticket.id, __typename: "Ticket" } });
  });

  for (const key of ["infinity", "2026-02-30", "0000-01-01", "2026-04-15", "now", "-infinity"]) {
    it(`is not reached by a cursor made by hand that says ${key}`, async () => {
      const id = "00000000-0000-7000-8000-000000000000";
      for (const order of ["RECEIVED_DESCENDING", "DUE_ASCENDING"]) {
        if (order === "DUE_ASCENDING" && key === "2026-04-15") continue;
        const variables = { after: toCursor(order, key, id), order };
        expectCode(await world.as("cityA.supervisor").gql(listDocument, variables), "INVALID_INPUT", "after");
      }
      const noId = { after: toCursor("RECEIVED_DESCENDING", "2026-04-15T00:00:00.000Z", "x") };
      expectCode(await world.as("cityA.supervisor").gql(listDocument, noId), "INVALID_INPUT", "after");
    });
  }
});

describe("a reference from a ticket that one sees to one that one does not see", () => {
  const linkDocument = `query ($id: ID!) {
    ticket(id: $id) { linkedTicket { id } duplicateOf { id } timeline { text remark } }
  }`;

  interface LinkAnswer {
    ticket: { linkedTicket: { id: string } | null; duplicateOf: { id: string } | null };
  }

  it("is empty for the other part of mixed material of another business line", async () => {
    const world = await makeProvince();
    const { ticket, linkedTicket } = await register(world.as("cityACentre.operator"), {
      ...registrationOf("混合", world.code.cityA),
      also: { kind: "REPORT", issueClass: "ADVERTISING", facts: "广告违法" },
    });
    const centre = await world.as("cityACentre.dispatcher").ask<LinkAnswer>(linkDocument, { id: ticket.id });
    expect(centre.ticket.linkedTicket?.id).toBe(linkedTicket?.id);
    const price = await world.as("cityAPrice.priceSupervisor").ask<LinkAnswer>(linkDocument, { id: ticket.id });
    expect(price.ticket.linkedTicket).toBeNull();
    expectCode(
      await world.as("cityAPrice.priceSupervisor").gql(linkDocument, { id: linkedTicket?.id }),
      "NOT_FOUND",
      "id",
    );
  });

  it("is empty for the report that another repeats, and nobody marks a repetition of one that he does not see", async () => {
    const world = await makeProvince();
    const handler = world.as("countyA1.handler");
    const report = (unit: "countyA1" | "cityACentre" | "cityBCentre", issueClass: string) =>
      register(world.as(`${unit}.operator`), {
        ...registrationOf("重复", `${world.code[unit]}${issueClass}`),
        kind: "REPORT",
        issueClass,
      });
    const original = await report("countyA1", "ADVERTISING");
    const foreign = await report("cityBCentre", "ADVERTISING");
    const repeated = await report("cityACentre", "PRICE");
    const ticketId = repeated.ticket.id;
    const { countyA1: bureau } = world.code;
    let version = await step(world.as("cityACentre.dispatcher"), "dispatchTicket", "DispatchTicketInput", {
      ...{ ticketId, version: repeated.ticket.version, bureau, reason: "理由充分" },
    });
    version = await step(handler, "signTicket", "TicketStepInput", { ticketId, version });
    version = await step(handler, "startVerification", "StartVerificationInput", { ticketId, version });
    const mark = "mutation ($input: MarkDuplicateInput!) { markDuplicateReport(input: $input) { ticket { id } } }";
    const ofForeign = await handler.gql(mark, { input: { ticketId, version, originalId: foreign.ticket.id } });
    expectCode(ofForeign, "NOT_FOUND", "originalId");
    await handler.ask(mark, { input: { ticketId, version, originalId: original.ticket.id } });
    const seen = await handler.ask<LinkAnswer>(linkDocument, { id: ticketId });
    expect(seen.ticket.duplicateOf?.id).toBe(original.ticket.id);
    const price = await world.as("cityAPrice.priceSupervisor").gql<LinkAnswer>(linkDocument, { id: ticketId });
    expect(price.data.ticket.duplicateOf).toBeNull();
    expect(JSON.stringify(price.data)).not.toContain(original.ticket.id);
  });
});
