import { beforeAll, describe, expect, it } from "vitest";
import { toGlobalId } from "../../../src/platform/ids.js";
import { expectCode } from "../../api.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import type { TicketAnswer } from "../tickets/driving.js";
import { ask, idsOf, list, type OrderAnswer, orderInput, readOrder, run, setOrderStage, stepOn } from "./ordering.js";

const stage = setOrderStage();

let ticket: TicketAnswer;
let other: TicketAnswer;
/** City A to county A1, oldest first: answered, listed, and one of the province to city A over both tickets. */
let answered: OrderAnswer;
let listed: OrderAnswer;
let above: OrderAnswer;
let stranger: World;

beforeAll(async () => {
  const { as, order, tick, ticketAt, world } = stage;
  stranger = await makeProvince();
  [ticket, other] = [await ticketAt(), await ticketAt("countyA2")];
  const first = await order([ticket], { replyBy: "2026-09-22" });
  answered = await run(as("countyA1.handler"), "answerSupervisionOrder", stepOn(first, { answer: "已办" }));
  tick();
  listed = await order([ticket], { kind: "LISTED", ground: "MEDIA_ATTENTION", replyBy: "2026-09-22" });
  tick();
  above = await run(
    as("province.supervisor"),
    "issueSupervisionOrder",
    orderInput(world.code.cityA, [ticket, other], { replyBy: "2026-09-29" }),
  );
});

describe("supervisionOrders", () => {
  it.each<[PersonName, "ISSUED_BY_US" | "RECEIVED_BY_US" | "IN_REGION", () => OrderAnswer[]]>([
    ["cityA.analyst", "ISSUED_BY_US", () => [listed, answered]],
    ["cityA.analyst", "RECEIVED_BY_US", () => [above]],
    ["cityA.analyst", "IN_REGION", () => [above, listed, answered]],
    ["cityACentre.operator", "IN_REGION", () => [above, listed, answered]],
    ["cityACentre.operator", "RECEIVED_BY_US", () => []],
    ["countyA1.handler", "RECEIVED_BY_US", () => [listed, answered]],
    ["countyA1.handler", "ISSUED_BY_US", () => []],
    ["countyA1.handler", "IN_REGION", () => [listed, answered]],
    ["province.supervisor", "ISSUED_BY_US", () => [above]],
    ["province.supervisor", "IN_REGION", () => [above, listed, answered]],
    ["cityB.supervisor", "IN_REGION", () => []],
    ["countyA2.handler", "IN_REGION", () => []],
    ["streetA1.handler", "IN_REGION", () => []],
    ["cityAPrice.priceSupervisor", "IN_REGION", () => []],
  ])("shows %s of %s the newest first", async (person, view, expected) => {
    expect(await idsOf(stage.as(person), { view })).toEqual(expected().map(({ id }) => id));
  });

  it("shows the nation what a province shows, and nobody of another province anything", async () => {
    const { as, world } = stage;
    const received = { receiver: world.code.cityA };
    expect(await idsOf(as("nation.supervisor"), { filter: received })).toEqual([above.id]);
    expect(await idsOf(stranger.as("province.supervisor"), {})).toEqual([]);
  });

  it("is narrowed by state, kind, origin, ground, receiver, ticket and lateness, all at once", async () => {
    const { as, on, world } = stage;
    const of = (filter: Record<string, unknown>) => idsOf(as("cityA.supervisor"), { filter });
    expect(await of({ states: ["ANSWERED"] })).toEqual([answered.id]);
    expect(await of({ states: ["ISSUED", "ANSWERED"] })).toEqual([above.id, listed.id, answered.id]);
    expect(await of({ states: [] })).toEqual([]);
    expect(await of({ kind: "LISTED" })).toEqual([listed.id]);
    expect(await of({ origin: "MANUAL" })).toEqual([above.id, listed.id, answered.id]);
    expect(await of({ origin: "RISEN" })).toEqual([]);
    expect(await of({ ground: "MEDIA_ATTENTION" })).toEqual([listed.id]);
    expect(await of({ receiver: world.code.countyA1 })).toEqual([listed.id, answered.id]);
    expect(await of({ ticket: other.id })).toEqual([above.id]);
    expect(await of({ ticket: ticket.id, kind: "ORDINARY", states: ["ISSUED"] })).toEqual([above.id]);
    expect(await of({ isOverdue: true })).toEqual([]);
    on("2026-09-23");
    expect(await of({ isOverdue: true })).toEqual([listed.id]);
    expect(await of({ isOverdue: false })).toEqual([above.id, answered.id]);
    on("2026-09-21");
  });

  it("comes in pages that meet", async () => {
    const ids: string[] = [];
    for (let after: string | null = null; ; ) {
      const { data } = await list(stage.as("cityA.supervisor"), { first: 1, after });
      const { nodes, pageInfo, totalCount } = data.supervisionOrders;
      expect({ count: nodes.length, totalCount, before: pageInfo.hasPreviousPage }).toEqual({
        count: 1,
        totalCount: 3,
        before: after !== null,
      });
      ids.push(...nodes.map(({ id }) => id));
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) break;
    }
    expect(ids).toEqual([above.id, listed.id, answered.id]);
  });

  it.each<[string, Record<string, unknown>, "INVALID_INPUT" | "TOO_LARGE" | "NOT_FOUND", string]>([
    ["an empty page", { first: 0 }, "INVALID_INPUT", "first"],
    ["a page of 101", { first: 101 }, "TOO_LARGE", "first"],
    ["a cursor of nothing", { after: "x" }, "INVALID_INPUT", "after"],
    [
      "a cursor whose parts differ",
      {
        after: Buffer.from(JSON.stringify(["newest", "2026-01-01", "00000000-0000-7000-8000-000000000000"])).toString(
          "base64url",
        ),
      },
      "INVALID_INPUT",
      "after",
    ],
    ["a ground that is no code", { filter: { ground: "x\u0000" } }, "INVALID_INPUT", "filter.ground"],
    ["a receiver with NUL", { filter: { receiver: "3\u0000" } }, "INVALID_INPUT", "filter.receiver"],
    ["a ticket that is none", { filter: { ticket: "x" } }, "NOT_FOUND", "filter.ticket"],
  ])("refuses %s", async (_, variables, code, field) => {
    expectCode(await list(stage.as("cityA.supervisor"), variables), code, field);
  });

  it("does not tell which orders a ticket has that one does not see", async () => {
    for (const person of ["countyA2.handler", "cityB.head"] as const) {
      expectCode(await list(stage.as(person), { filter: { ticket: ticket.id } }), "NOT_FOUND", "filter.ticket");
    }
  });

  it("is for those who work on tickets", async () => {
    for (const person of ["cityA.administrator", "cityA.auditor"] as const) {
      expectCode(await list(stage.as(person)), "FORBIDDEN");
    }
  });
});

describe("a supervision order", () => {
  const node = "query ($id: ID!) { node(id: $id) { id ... on SupervisionOrder { state } } }";

  it("is read by its sides and those above them, by its own field and as a node", async () => {
    for (const person of [
      "cityA.analyst",
      "countyA1.handler",
      "province.head",
      "nation.head",
      "cityACentre.operator",
    ] as const) {
      expect((await readOrder(stage.as(person), listed)).id).toBe(listed.id);
      expect(await stage.as(person).ask(node, { id: listed.id })).toEqual({ node: { id: listed.id, state: "ISSUED" } });
    }
  });

  it("is not there for a sister city, another province, or a bureau beneath that is no party", async () => {
    const strangers = [
      stranger.as("province.head"),
      ...(["cityB.head", "countyA2.head", "streetA1.head"] as const).map(stage.as),
    ];
    for (const caller of strangers) {
      expectCode(await ask(caller, listed.id), "NOT_FOUND", "id");
      expectCode(await caller.gql(node, { id: listed.id }), "NOT_FOUND", "id");
    }
    expectCode(await ask(stage.as("countyA1.head"), above.id), "NOT_FOUND", "id");
    for (const id of ["", "x", ticket.id, toGlobalId("SupervisionOrder", "x", "y")]) {
      expectCode(await ask(stage.as("cityA.head"), id), "NOT_FOUND", "id");
    }
  });

  it("shows its tickets in pages, of those that the reader sees, and how many there are", async () => {
    const document = `query ($id: ID!, $after: String) { supervisionOrder(id: $id) { ticketCount
      tickets(first: 1, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } } }`;
    interface Answer {
      supervisionOrder: {
        ticketCount: number;
        tickets: { totalCount: number; nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      };
    }
    const city = stage.as("cityA.head");
    const { supervisionOrder: first } = await city.ask<Answer>(document, { id: above.id });
    expect(first).toMatchObject({ ticketCount: 2, tickets: { totalCount: 2, pageInfo: { hasNextPage: true } } });
    const { endCursor: after } = first.tickets.pageInfo;
    const { supervisionOrder: second } = await city.ask<Answer>(document, { id: above.id, after });
    expect(second.tickets.pageInfo.hasNextPage).toBe(false);
    expect([...first.tickets.nodes, ...second.tickets.nodes].map(({ id }) => id).sort()).toEqual(
      [ticket.id, other.id].sort(),
    );
  });

  it("stands at its tickets, for whoever sees both", async () => {
    const document = "query ($id: ID!) { ticket(id: $id) { supervisionOrders { id ticketCount } } }";
    const at = async (person: PersonName, { id }: TicketAnswer): Promise<string[]> => {
      const { ticket: read } = await stage
        .as(person)
        .ask<{ ticket: { supervisionOrders: { id: string }[] } }>(document, { id });
      return read.supervisionOrders.map((order) => order.id);
    };
    expect(await at("cityA.head", ticket)).toEqual([above.id, listed.id, answered.id]);
    expect(await at("countyA1.handler", ticket)).toEqual([listed.id, answered.id]);
    expect(await at("cityA.head", other)).toEqual([above.id]);
    expect(await at("countyA2.handler", other)).toEqual([]);
  });
});
