import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import type { TicketAnswer } from "../tickets/driving.js";
import { act, type DisputeAnswer, dispute, naming, ticketAt, upon } from "./dispute-driving.js";

interface Page {
  nodes: { id: string; state: string }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const document = `query ($view: DisputeView, $filter: DisputeFilter, $first: Int, $after: String) {
  disputes(view: $view, filter: $filter, first: $first, after: $after) {
    nodes { id state } totalCount pageInfo { hasNextPage endCursor } } }`;

async function list(caller: Caller, variables: Variables = {}): Promise<Page> {
  const { disputes } = await caller.ask<{ disputes: Page }>(document, variables);
  return disputes;
}

const idsOf = ({ nodes }: Page): string[] => nodes.map(({ id }) => id);

let world: World;
let tickets: TicketAnswer[];
let within: DisputeAnswer[];
let across: DisputeAnswer;

beforeAll(async () => {
  world = await makeProvince();
  const made = [];
  for (let count = 0; count < 3; count += 1) made.push(await dispute(world));
  tickets = made.map(({ ticket }) => ticket);
  within = made.map(({ raised }) => raised);
  const ticket = await ticketAt(world, "countyA1");
  across = await act(world.as("countyA1.head"), "raiseDispute", naming(world, ticket, "countyB1"));
  const [first = across] = within;
  within[0] = await act(world.as("zoneA.head"), "referDispute", upon(first));
});

const newestFirst = (): string[] => [across, ...[...within].reverse()].map(({ id }) => id);

describe("the list of disputes", () => {
  it("shows all of the region, newest first, page by page", async () => {
    for (const who of ["cityA.supervisor", "cityACentre.dispatcher", "province.head"] as const) {
      const page = await list(world.as(who));
      expect(idsOf(page)).toEqual(newestFirst());
      expect(page.totalCount).toBe(4);
    }
    const first = await list(world.as("cityA.head"), { first: 3 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = await list(world.as("cityA.head"), { first: 3, after: first.pageInfo.endCursor });
    expect([...idsOf(first), ...idsOf(rest)]).toEqual(newestFirst());
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  it("shows each side its own", async () => {
    expect(await list(world.as("zoneA.handler"), { view: "RAISED_BY_US" })).toMatchObject({ totalCount: 3 });
    expect(await list(world.as("zoneA.handler"), { view: "NAMING_US" })).toMatchObject({ totalCount: 0 });
    expect(await list(world.as("countyA2.handler"), { view: "NAMING_US" })).toMatchObject({ totalCount: 3 });
    expect(idsOf(await list(world.as("countyB1.handler")))).toEqual([across.id]);
    expect(idsOf(await list(world.as("cityB.supervisor")))).toEqual([across.id]);
    expect(idsOf(await list(world.as("countyA1.handler")))).toEqual([across.id]);
  });

  it("shows the superior what waits for it", async () => {
    const waiting = await list(world.as("cityA.supervisor"), { view: "FOR_US_TO_DESIGNATE" });
    expect(idsOf(waiting)).toEqual([within[0]?.id]);
    expect(await list(world.as("province.head"), { view: "FOR_US_TO_DESIGNATE" })).toMatchObject({ totalCount: 0 });
    const ended = { view: "FOR_US_TO_DESIGNATE", filter: { state: "AGREED" } };
    expect(await list(world.as("cityA.supervisor"), ended)).toMatchObject({ nodes: [], totalCount: 0 });
  });

  it("is narrowed by the state and the ticket", async () => {
    const city = world.as("cityA.head");
    expect(idsOf(await list(city, { filter: { state: "REFERRED" } }))).toEqual([within[0]?.id]);
    expect(idsOf(await list(city, { filter: { ticket: tickets[1]?.id } }))).toEqual([within[1]?.id]);
    expectCode(await city.gql(document, { filter: { ticket: "no-ticket" } }), "NOT_FOUND", "filter.ticket");
  });

  it.each<[Variables, "INVALID_INPUT" | "TOO_LARGE", string]>([
    [{ first: 0 }, "INVALID_INPUT", "first"],
    [{ first: 101 }, "TOO_LARGE", "first"],
    [{ after: "x" }, "INVALID_INPUT", "after"],
  ])("refuses the page %j", async (variables, code, field) => {
    expectCode(await world.as("cityA.head").gql(document, variables), code, field);
  });

  it("is empty for strangers, and for units that are no party", async () => {
    const other = await makeProvince();
    const callers = [other.as("province.head"), world.as("cityAPrice.handler"), world.as("countyB2.head")];
    for (const caller of callers) expect(await list(caller)).toMatchObject({ nodes: [], totalCount: 0 });
    expectCode(await world.as("cityA.administrator").gql(document), "FORBIDDEN");
  });
});

describe("a dispute as a node", () => {
  const node = "query ($id: ID!) { node(id: $id) { ... on Dispute { state } } }";

  it("is read by its parties and those above, and by nobody else", async () => {
    for (const who of ["countyA1.handler", "countyB1.head", "cityB.analyst", "province.head"] as const) {
      expect(await world.as(who).ask(node, { id: across.id })).toEqual({ node: { state: "NEGOTIATING" } });
    }
    for (const who of ["countyA2.head", "cityBPrice.handler", "province.administrator"] as const) {
      expectCode(await world.as(who).gql(node, { id: across.id }), "NOT_FOUND", "id");
    }
  });

  it("is shown with its ticket, to those who see both", async () => {
    const ofTicket = "query ($id: ID!) { ticket(id: $id) { disputes { id } elevations { id } } }";
    const { ticket } = await world.as("cityA.head").ask<{ ticket: object }>(ofTicket, { id: tickets[0]?.id });
    expect(ticket).toEqual({ disputes: [{ id: within[0]?.id }], elevations: [] });
  });
});
