import type { Action } from "../../access/index.js";

/** The states of a supervision order (督办单). */
export const orderStates = ["ISSUED", "RECEIVED", "ANSWERED", "SENT_BACK", "ACCEPTED", "CLOSED"] as const;

/** A state of a supervision order. */
export type OrderState = (typeof orderStates)[number];

/** What is done with a supervision order. */
export const orderVerbs = ["CONFIRM", "ANSWER", "ACCEPT", "SEND_BACK", "CLOSE"] as const;

/** A verb of supervision orders. */
export type OrderVerb = (typeof orderVerbs)[number];

/** The two sides of an order. */
export type OrderParty = "ISSUER" | "RECEIVER";

/** One row of the table: from these states, this verb leads there. */
export interface OrderEdge {
  verb: OrderVerb;
  from: readonly OrderState[];
  to: OrderState;
  /** Whose verb it is. */
  by: OrderParty;
  /** The action of the table of actions that guards it. */
  action: Action;
}

const edge = (verb: OrderVerb, from: readonly OrderState[], to: OrderState, by: OrderParty): OrderEdge => ({
  verb,
  from,
  to,
  by,
  action: by === "ISSUER" ? "supervision.decide" : "supervision.receive",
});

/** The states in which an answer is waited for. */
export const unansweredStates = ["ISSUED", "RECEIVED", "SENT_BACK"] as const satisfies readonly OrderState[];

/**
 * THE table of states and verbs of a supervision order. There is no edge outside it: commands look their edge up here, and
 * `permittedActions` is read from the same rows. An answer is decided upon before the order is closed; an order that was
 * not answered is withdrawn by closing it.
 */
export const orderEdges: readonly OrderEdge[] = [
  edge("CONFIRM", ["ISSUED"], "RECEIVED", "RECEIVER"),
  edge("ANSWER", unansweredStates, "ANSWERED", "RECEIVER"),
  edge("ACCEPT", ["ANSWERED"], "ACCEPTED", "ISSUER"),
  edge("SEND_BACK", ["ANSWERED"], "SENT_BACK", "ISSUER"),
  edge("CLOSE", [...unansweredStates, "ACCEPTED"], "CLOSED", "ISSUER"),
];

/** The edge of a verb out of a state, or null where the table has none. */
export function findOrderEdge(state: OrderState, verb: OrderVerb): OrderEdge | null {
  return orderEdges.find((row) => row.verb === verb && row.from.includes(state)) ?? null;
}

/** The edges that lead out of a state, in the order of the table. */
export function orderEdgesFrom(state: OrderState): readonly OrderEdge[] {
  return orderEdges.filter((row) => row.from.includes(state));
}

/** Who uses a verb, and by which action, wherever the order stands. */
export function sideOf(verb: OrderVerb): Pick<OrderEdge, "by" | "action"> {
  const row = orderEdges.find((one) => one.verb === verb);
  if (row === undefined) throw new Error(`no edge has the verb ${verb}`);
  return row;
}

/** Whether an order in this state waits for an answer: only such an order rises, and only such an order is overdue. */
export function isUnanswered(state: string): boolean {
  return (unansweredStates as readonly string[]).includes(state);
}
