import { afterAll, beforeAll, expect } from "vitest";
import { risingOrdersPass } from "../../../src/modules/supervision/index.js";
import type { Caller, GraphqlResult, Variables } from "../../api.js";
import { jobTools } from "../../jobs.js";
import { type Stage, setStage } from "../../stage.js";
import type { PersonName, Unit, World } from "../../world.js";
import { complaint, register, type TicketAnswer, take } from "../tickets/driving.js";

/** The fields of an order that tests look at. */
export const orderFields = `id kind origin state version replyBy isOverdue wasLate risesOn issuedAt receivedAt answeredAt
  decidedAt closedAt issuer { code } receiver { code } ground { code name } requirement answer decision issuedByName
  answeredByName decidedByName tickets { totalCount nodes { id } } ticketCount permittedActions
  risenFrom { id } risenTo { id }`;

/** An order as tests read it. */
export interface OrderAnswer {
  id: string;
  kind: string;
  origin: string;
  state: string;
  version: number;
  replyBy: string;
  isOverdue: boolean;
  wasLate: boolean;
  risesOn: string | null;
  receivedAt: string | null;
  answeredAt: string | null;
  closedAt: string | null;
  issuer: { code: string };
  receiver: { code: string };
  ground: { code: string; name: string };
  requirement: string;
  answer: string | null;
  decision: string | null;
  issuedByName: string | null;
  tickets: { totalCount: number; nodes: { id: string }[] };
  ticketCount: number;
  permittedActions: string[];
  risenFrom: { id: string } | null;
  risenTo: { id: string } | null;
}

const inputTypes = {
  issueSupervisionOrder: "IssueSupervisionOrderInput",
  confirmSupervisionOrder: "SupervisionOrderStepInput",
  answerSupervisionOrder: "AnswerSupervisionOrderInput",
  acceptSupervisionAnswer: "AcceptSupervisionAnswerInput",
  sendBackSupervisionAnswer: "SendBackSupervisionAnswerInput",
  closeSupervisionOrder: "CloseSupervisionOrderInput",
} as const;

/** The name of a mutation on orders. */
export type OrderMutation = keyof typeof inputTypes;

/** All mutations on an order that is there. */
export const orderSteps = Object.keys(inputTypes).slice(1) as Exclude<OrderMutation, "issueSupervisionOrder">[];

/** Sends a mutation, whatever comes of it. */
export function send(
  caller: Caller,
  name: OrderMutation,
  input: Variables,
): Promise<GraphqlResult<Record<string, { order: OrderAnswer }>>> {
  return caller.gql(`mutation ($input: ${inputTypes[name]}!) { ${name}(input: $input) { order { ${orderFields} } } }`, {
    input,
  });
}

/** Sends a mutation that must succeed. */
export async function run(caller: Caller, name: OrderMutation, input: Variables): Promise<OrderAnswer> {
  const { data, errors } = await send(caller, name, input);
  expect(errors).toBeUndefined();
  return data[name]?.order ?? expect.fail(`${name} gave no order`);
}

/** The input of an order to a bureau over tickets. */
export function orderInput(receiver: string, tickets: readonly { id: string }[], more: Variables = {}): Variables {
  return {
    tickets: tickets.map(({ id }) => id),
    receiver,
    kind: "ORDINARY",
    ground: "REPEATED_COMPLAINT",
    requirement: "请查明原因并答复群众",
    replyBy: "2026-09-24",
    ...more,
  };
}

/** What a step on an order needs besides its own words. */
export function stepOn({ id, version }: Pick<OrderAnswer, "id" | "version">, more: Variables = {}): Variables {
  return { orderId: id, version, ...more };
}

/** Reads an order, whatever comes of it. */
export function ask(caller: Caller, id: string): Promise<GraphqlResult<{ supervisionOrder: OrderAnswer }>> {
  return caller.gql(`query ($id: ID!) { supervisionOrder(id: $id) { ${orderFields} } }`, { id });
}

/** Reads an order that must be visible. */
export async function readOrder(caller: Caller, { id }: Pick<OrderAnswer, "id">): Promise<OrderAnswer> {
  const { data, errors } = await ask(caller, id);
  expect(errors).toBeUndefined();
  return data.supervisionOrder;
}

const listDocument = `query ($view: SupervisionView, $filter: SupervisionOrderFilter, $first: Int, $after: String) {
  supervisionOrders(view: $view, filter: $filter, first: $first, after: $after) {
    nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage endCursor } } }`;

/** A page of orders as tests read it. */
export interface OrderPage {
  supervisionOrders: {
    nodes: { id: string }[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
  };
}

/** Reads a list of orders, whatever comes of it. */
export function list(caller: Caller, variables: Variables = {}): Promise<GraphqlResult<OrderPage>> {
  return caller.gql(listDocument, { view: "IN_REGION", ...variables });
}

/** The identifiers of a list of orders, which must be whole. */
export async function idsOf(caller: Caller, variables: Variables = {}): Promise<string[]> {
  const { data, errors } = await list(caller, { first: 100, ...variables });
  expect(errors).toBeUndefined();
  const { nodes, totalCount } = data.supervisionOrders;
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ id }) => id);
}

/** The sentences of the timeline of a ticket. */
export async function timelineOf(caller: Caller, { id }: Pick<TicketAnswer, "id">): Promise<string[]> {
  const { ticket } = await caller.ask<{ ticket: { timeline: { text: string }[] } }>(
    "query ($id: ID!) { ticket(id: $id) { timeline { text } } }",
    { id },
  );
  return ticket.timeline.map(({ text }) => text);
}

/** A province, an API of its own with a clock that the test sets, and what tests of orders do there. */
export interface OrderStage {
  readonly world: World;
  /** Sets the clock to ten in the morning of a day. */
  on(day: string): void;
  /** Lets a minute go by. */
  tick(): void;
  as(name: PersonName): Caller;
  /** A complaint that was dispatched to a bureau of the city A. */
  ticketAt(unit?: Unit, more?: Variables): Promise<TicketAnswer>;
  /** An order of the city A to the county A1. */
  order(tickets: readonly { id: string }[], more?: Variables): Promise<OrderAnswer>;
  /** Lets the orders of the province rise that are due. */
  rise(): Promise<{ handled: number; parked: number }>;
}

/** Sets a stage for the tests of a file, on a Monday of 2026; it is there from the first test on. */
export function setOrderStage(day = "2026-09-21"): OrderStage {
  let set: { stage: Stage; world: World } | undefined;
  beforeAll(async () => {
    const stage = await setStage(day);
    set = { stage, world: await stage.makeProvince() };
  });
  afterAll(() => set?.stage.close());
  const there = () => set ?? expect.fail("the stage is not set yet");
  const as = (name: PersonName): Caller => there().world.as(name);
  return {
    get world() {
      return there().world;
    },
    on: (next) => there().stage.goTo(next),
    tick: () => {
      const { clock } = there().stage;
      clock.set(new Date(clock.now().getTime() + 60_000));
    },
    as,
    ticketAt: async (unit = "countyA1", more = {}) => {
      const { world } = there();
      const ticket = await register(as("cityACentre.operator"), complaint(world, more));
      const where = { bureau: world.code[unit], reason: "分派理由" };
      return take(as("cityACentre.dispatcher"), "dispatchTicket", ticket, where);
    },
    order: (tickets, more = {}) =>
      run(as("cityA.supervisor"), "issueSupervisionOrder", orderInput(there().world.code.countyA1, tickets, more)),
    rise: () => {
      const { stage, world } = there();
      return risingOrdersPass.run({ ...jobTools(undefined, stage.clock), province: world.code.province });
    },
  };
}
