import { expect } from "vitest";
import type { Caller, GraphqlResult, Variables } from "../../api.js";
import type { Unit, World } from "../../world.js";
import { complaint, freshKey, register, staff, type TicketAnswer, take } from "../tickets/driving.js";

/** The fields of a dispute that tests look at. */
export const disputeFields = `id version state origin raisedAt negotiateUntil answeredAt referredAt endedAt
  raiser { code } proposedBureau { code } superior { code } designatedBureau { code } reason { code name }
  explanation answer grounds permittedActions ticket { id state } extract { number state facts holder { code } }`;

interface Named {
  code: string;
}

/** A dispute as tests read it. */
export interface DisputeAnswer {
  id: string;
  version: number;
  state: string;
  origin: string;
  raisedAt: string;
  negotiateUntil: string;
  answeredAt: string | null;
  referredAt: string | null;
  endedAt: string | null;
  raiser: Named;
  proposedBureau: Named;
  superior: Named;
  designatedBureau: Named | null;
  reason: Named & { name: string };
  explanation: string;
  answer: string | null;
  grounds: string | null;
  permittedActions: string[];
  ticket: { id: string; state: string } | null;
  extract: { number: string; state: string; facts: string; holder: Named } | null;
}

const inputTypes = {
  raiseDispute: "RaiseDisputeInput",
  acceptDispute: "DisputeStepInput",
  contestDispute: "ContestDisputeInput",
  referDispute: "DisputeStepInput",
  withdrawDispute: "DisputeStepInput",
  designate: "DesignateInput",
} as const;

/** The name of a mutation on disputes. */
export type DisputeMutation = keyof typeof inputTypes;

/** Sends a mutation on disputes, whatever comes of it. */
export function send(
  caller: Caller,
  mutation: DisputeMutation,
  input: Variables,
): Promise<GraphqlResult<Record<string, { dispute: DisputeAnswer }>>> {
  return caller.gql(
    `mutation ($input: ${inputTypes[mutation]}!) { ${mutation}(input: $input) { dispute { ${disputeFields} } } }`,
    { input },
  );
}

/** Sends a mutation on disputes that must succeed. */
export async function act(caller: Caller, mutation: DisputeMutation, input: Variables): Promise<DisputeAnswer> {
  const { data, errors } = await send(caller, mutation, input);
  expect(errors).toBeUndefined();
  return data[mutation]?.dispute ?? expect.fail(`${mutation} gave no dispute`);
}

/** The input of a step on a dispute. */
export function upon({ id, version }: Pick<DisputeAnswer, "id" | "version">, more: Variables = {}): Variables {
  return { disputeId: id, version, ...more };
}

/** Reads a dispute that must be visible. */
export async function readDispute(caller: Caller, { id }: Pick<DisputeAnswer, "id">): Promise<DisputeAnswer> {
  const { dispute } = await caller.ask<{ dispute: DisputeAnswer }>(
    `query ($id: ID!) { dispute(id: $id) { ${disputeFields} } }`,
    { id },
  );
  return dispute;
}

/** A new complaint that a bureau of city A has signed for. */
export async function ticketAt(world: World, unit: Unit, more: Variables = {}): Promise<TicketAnswer> {
  const { operator, dispatcher } = staff(world);
  const ticket = await register(operator, complaint(world, { idempotencyKey: freshKey(), ...more }));
  const sent = await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code[unit], reason: "按地址分派" });
  return take(world.as(`${unit}.handler`), "signTicket", sent);
}

/** The input by which the holder of a ticket names another bureau as competent. */
export function naming(world: World, ticket: Pick<TicketAnswer, "id" | "version">, unit: Unit): Variables {
  return {
    ticketId: ticket.id,
    version: ticket.version,
    proposedBureau: world.code[unit],
    reason: "NOT_OUR_DUTY",
    explanation: "经营地址在对方辖区",
  };
}

/** A ticket at the zone of city A, which says that county A2 is competent. */
export async function dispute(world: World, more: Variables = {}) {
  const ticket = await ticketAt(world, "zoneA", more);
  const raised = await act(world.as("zoneA.handler"), "raiseDispute", naming(world, ticket, "countyA2"));
  return { ticket, raised };
}

/** The sentences of the timeline of a ticket, oldest first. */
export async function timelineOf(caller: Caller, { id }: Pick<TicketAnswer, "id">) {
  const { ticket } = await caller.ask<{
    ticket: { timeline: { verb: string; text: string; remark: string | null }[] };
  }>("query ($id: ID!) { ticket(id: $id) { timeline { verb text remark } } }", { id });
  return ticket.timeline;
}
