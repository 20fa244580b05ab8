import type { Action } from "../../access/index.js";

import { finishedStates, type TicketKind, type TicketState, type TicketVerb, ticketKinds } from "./ticket.words.js";

/** One row of the table: from these states, this verb leads there. */
export interface Edge {
  verb: TicketVerb;
  kinds: readonly TicketKind[];
  from: readonly TicketState[];
  /** The state after; null where the verb changes the ticket and leaves the state. */
  to: TicketState | null;
  /** The action of the table of actions that guards the verb. */
  action: Action;
  /** The matter by which alone the step is taken; null where it is a command on the ticket itself. */
  through: Matter | null;
}

/** What moves a ticket besides commands on it: a request, a dispute, a callback, or the platform by itself. */
export type Matter = "EXTENSION" | "DISPUTE" | "ELEVATION" | "CALLBACK" | "MERGER" | "CORRECTION" | "PLATFORM";

const every = ticketKinds;
const dispatched = ["COMPLAINT", "REPORT"] as const;
const complaint = ["COMPLAINT"] as const;
const report = ["REPORT"] as const;
const consultation = ["CONSULTATION"] as const;

const edge = (
  verb: TicketVerb,
  kinds: readonly TicketKind[],
  from: readonly TicketState[],
  to: TicketState | null,
  action: Action,
  through: Matter | null = null,
): Edge => ({ verb, kinds, from, to, action, through });

/** Where a complaint stands before it is decided whether it is accepted, once it was dispatched. */
const undecided = ["DISPATCHED", "SIGNED", "CHECKING", "AWAITING_MATERIALS"] as const;
const entered = ["REGISTERED", "IN_REVIEW", "RETURNED_TO_OPERATOR"] as const;
const mediation = ["ACCEPTED", "MEDIATING", "SUSPENDED", "TESTING"] as const;
/** Where a report stands before a case is filed or not. */
const unverified = ["DISPATCHED", "SIGNED", "VERIFYING"] as const;
const judged = ["CASE_FILED", "NOT_FILED", "DUPLICATE", "REFERRED"] as const;
const unanswered = ["DISPATCHED", "SIGNED"] as const;
/** Where a limit may run on a ticket. */
const limited = {
  COMPLAINT: [...entered, ...undecided, "REFUSED", ...mediation, "SETTLED", "TERMINATED", "CLOSED"],
  REPORT: [...entered, ...unverified, ...judged, "CLOSED"],
  CONSULTATION: ["REGISTERED", "ESCALATED", ...unanswered, "ANSWERED"],
} as const;

/**
 * THE table of states and verbs. There is no edge outside it: commands look their edge up here, and what a client is
 * told it may do (`permittedActions`) is read from the same rows.
 */
export const edges: readonly Edge[] = [
  edge("AMEND", dispatched, ["REGISTERED", "RETURNED_TO_OPERATOR"], null, "ticket.amend"),
  edge("AMEND", consultation, ["REGISTERED"], null, "ticket.amend"),
  edge("SUBMIT", dispatched, ["REGISTERED", "RETURNED_TO_OPERATOR"], "IN_REVIEW", "ticket.submit"),
  edge("ANSWER", consultation, ["REGISTERED", "ESCALATED", "SIGNED"], "ANSWERED", "ticket.answer"),
  edge("ESCALATE", consultation, ["REGISTERED"], "ESCALATED", "ticket.escalate"),

  edge("RETURN_TO_OPERATOR", dispatched, ["IN_REVIEW"], "RETURNED_TO_OPERATOR", "ticket.returnToOperator"),
  edge("RECLASSIFY", dispatched, ["IN_REVIEW"], null, "ticket.reclassify"),
  edge("RECLASSIFY", consultation, ["ESCALATED", ...unanswered], null, "ticket.reclassify"),
  // What turns out to be something else while it is handled, such as a price case (价格案件), is corrected where it is.
  edge("RECLASSIFY", complaint, [...undecided, "ACCEPTED", "MEDIATING"], null, "ticket.reclassify"),
  edge("RECLASSIFY", report, unverified, null, "ticket.reclassify"),
  edge("SPLIT", dispatched, ["IN_REVIEW"], null, "ticket.split"),
  edge("SET_TRACING", dispatched, ["IN_REVIEW"], null, "ticket.trace"),
  edge("DISPATCH", dispatched, ["IN_REVIEW", "DISPATCHED"], "DISPATCHED", "ticket.dispatch"),
  edge("DISPATCH", consultation, ["ESCALATED", "DISPATCHED"], "DISPATCHED", "ticket.dispatch"),

  edge("SIGN", every, ["DISPATCHED"], "SIGNED", "ticket.sign"),
  // In review a ticket goes further back where it came from above, as when a street office returned it to its county.
  edge(
    "RETURN_TO_CENTRE",
    complaint,
    ["DISPATCHED", "SIGNED", "CHECKING", "AWAITING_MATERIALS", "IN_REVIEW"],
    "IN_REVIEW",
    "ticket.returnToCentre",
  ),
  edge("RETURN_TO_CENTRE", report, ["DISPATCHED", "SIGNED", "IN_REVIEW"], "IN_REVIEW", "ticket.returnToCentre"),
  edge("RETURN_TO_CENTRE", consultation, ["DISPATCHED", "SIGNED", "ESCALATED"], "ESCALATED", "ticket.returnToCentre"),

  edge("START_CHECK", complaint, ["SIGNED"], "CHECKING", "ticket.check"),
  edge("REQUEST_MATERIALS", complaint, ["CHECKING"], "AWAITING_MATERIALS", "ticket.check"),
  edge("RECEIVE_MATERIALS", complaint, ["AWAITING_MATERIALS"], "CHECKING", "ticket.check"),
  edge("ACCEPT", complaint, ["CHECKING"], "ACCEPTED", "ticket.accept"),
  // Materials that never came are a ground of refusal (art. 16(5) of Order 121).
  edge("REFUSE", complaint, ["CHECKING", "AWAITING_MATERIALS"], "REFUSED", "ticket.refuse"),
  edge("START_MEDIATION", complaint, ["ACCEPTED"], "MEDIATING", "ticket.mediate"),
  edge("SUSPEND_MEDIATION", complaint, ["MEDIATING"], "SUSPENDED", "ticket.mediate"),
  edge("RESUME_MEDIATION", complaint, ["SUSPENDED"], "MEDIATING", "ticket.mediate"),
  edge("START_TESTING", complaint, ["MEDIATING"], "TESTING", "ticket.mediate"),
  edge("FINISH_TESTING", complaint, ["TESTING"], "MEDIATING", "ticket.mediate"),
  edge("SETTLE", complaint, ["MEDIATING"], "SETTLED", "ticket.settle"),
  // A complaint may be withdrawn, or taken to a court, before anybody mediates (art. 23(1), (2) and (6) of Order 121).
  edge("TERMINATE", complaint, ["ACCEPTED", "MEDIATING", "SUSPENDED", "TESTING"], "TERMINATED", "ticket.terminate"),

  edge("START_VERIFICATION", report, ["SIGNED"], "VERIFYING", "ticket.verify"),
  edge("FILE_CASE", report, ["VERIFYING"], "CASE_FILED", "ticket.decideCase"),
  edge("DECLINE_CASE", report, ["VERIFYING"], "NOT_FILED", "ticket.decideCase"),
  edge("MARK_DUPLICATE", report, ["VERIFYING"], "DUPLICATE", "ticket.decideCase"),
  edge("REFER", report, ["VERIFYING"], "REFERRED", "ticket.decideCase"),

  edge("CLOSE", complaint, ["REFUSED", "SETTLED", "TERMINATED"], "CLOSED", "ticket.close"),
  edge("CLOSE", report, judged, "CLOSED", "ticket.close"),
  edge("CLOSE", consultation, ["ANSWERED"], "CLOSED", "ticket.answer"),
  edge("GIVE_FEEDBACK", complaint, ["REFUSED", "SETTLED", "TERMINATED", "CLOSED"], null, "ticket.feedback"),
  edge("GIVE_FEEDBACK", report, [...judged, "CLOSED"], null, "ticket.feedback"),
  edge("ARCHIVE", every, ["CLOSED"], "ARCHIVED", "ticket.archive"),

  // Only verification may be extended: with the approval of the head of the bureau (art. 27 of Order 121).
  edge("EXTEND", report, ["SIGNED", "VERIFYING"], null, "extension.decide", "EXTENSION"),
  edge("TURN_INTO_CASE", complaint, ["CHECKING", ...mediation, "SETTLED", "TERMINATED"], null, "ticket.turnIntoCase"),

  // Bureaus agree, or their common superior designates, before the matter is decided (art. 33 of Order 121).
  edge("TRANSFER", complaint, ["IN_REVIEW", ...undecided], "DISPATCHED", "dispute.answer", "DISPUTE"),
  edge("TRANSFER", report, ["IN_REVIEW", ...unverified], "DISPATCHED", "dispute.answer", "DISPUTE"),
  edge("TRANSFER", consultation, ["ESCALATED", ...unanswered], "DISPATCHED", "dispute.answer", "DISPUTE"),
  edge("REFER_TO_SUPERIOR", dispatched, ["IN_REVIEW"], null, "ticket.platform", "PLATFORM"),
  edge("REFER_TO_SUPERIOR", consultation, ["ESCALATED"], null, "ticket.platform", "PLATFORM"),
  edge("DESIGNATE", complaint, ["IN_REVIEW", ...undecided], "DISPATCHED", "dispute.designate", "DISPUTE"),
  edge("DESIGNATE", report, ["IN_REVIEW", ...unverified], "DISPATCHED", "dispute.designate", "DISPUTE"),
  edge("DESIGNATE", consultation, ["ESCALATED", ...unanswered], "DISPATCHED", "dispute.designate", "DISPUTE"),
  // A superior goes on where the bureau beneath it stood (art. 13 of Order 121).
  edge("TAKE_UP", complaint, [...undecided, ...mediation], null, "ticket.takeUp"),
  edge("TAKE_UP", report, unverified, null, "ticket.takeUp"),
  edge("TAKE_UP", consultation, unanswered, null, "ticket.takeUp"),
  edge("HAND_OVER", complaint, ["IN_REVIEW", ...undecided], "CLOSED", "ticket.handOver"),
  edge("HAND_OVER", report, ["IN_REVIEW", ...unverified], "CLOSED", "ticket.handOver"),
  edge("HAND_OVER", consultation, ["ESCALATED", ...unanswered], "CLOSED", "ticket.handOver"),
  // Done again, once, where the citizen is dissatisfied through the handler's fault.
  edge("REOPEN", every, finishedStates, "SIGNED", "callback.make", "CALLBACK"),
  // Two tickets of one citizen on one matter become one, as long as nothing was decided on the one that ends (并案).
  edge("MERGE", complaint, [...entered, ...undecided], "CLOSED", "ticket.merge", "MERGER"),
  edge("MERGE", report, [...entered, ...unverified], "CLOSED", "ticket.merge", "MERGER"),
  edge("MERGE", consultation, ["REGISTERED", "ESCALATED", ...unanswered], "CLOSED", "ticket.merge", "MERGER"),
  edge("ABSORB", complaint, [...entered, ...undecided, ...mediation], null, "ticket.merge", "MERGER"),
  edge("ABSORB", report, [...entered, ...unverified], null, "ticket.merge", "MERGER"),
  edge("ABSORB", consultation, ["REGISTERED", "ESCALATED", ...unanswered], null, "ticket.merge", "MERGER"),
  // Taken apart again, a ticket goes on where it stood: the merger names that state.
  edge("UNMERGE", every, ["CLOSED"], null, "ticket.merge", "MERGER"),
  edge("RELEASE", complaint, limited.COMPLAINT, null, "ticket.merge", "MERGER"),
  edge("RELEASE", report, limited.REPORT, null, "ticket.merge", "MERGER"),
  edge("RELEASE", consultation, [...limited.CONSULTATION, "CLOSED"], null, "ticket.merge", "MERGER"),
  // What the operator wrote down wrong is put right on request of whoever handles it, where it is.
  edge("CORRECT", complaint, ["IN_REVIEW", ...undecided, ...mediation], null, "correction.make", "CORRECTION"),
  edge("CORRECT", report, ["IN_REVIEW", ...unverified], null, "correction.make", "CORRECTION"),
  edge("CORRECT", consultation, ["ESCALATED", ...unanswered], null, "correction.make", "CORRECTION"),
  edge("RECOUNT", complaint, limited.COMPLAINT, null, "ticket.platform", "PLATFORM"),
  edge("RECOUNT", report, limited.REPORT, null, "ticket.platform", "PLATFORM"),
  edge("RECOUNT", consultation, limited.CONSULTATION, null, "ticket.platform", "PLATFORM"),
];

/** The edge of a verb, or null where the table has none. */
export function findEdge(kind: TicketKind, state: TicketState, verb: TicketVerb): Edge | null {
  return edges.find((row) => row.verb === verb && row.kinds.includes(kind) && row.from.includes(state)) ?? null;
}

/** The action that guards a verb for a kind of ticket, wherever the ticket stands. */
export function actionOf(kind: TicketKind, verb: TicketVerb): Action {
  const rows = edges.filter((row) => row.verb === verb);
  const row = rows.find(({ kinds }) => kinds.includes(kind)) ?? rows[0];
  if (row === undefined) throw new Error(`no edge has the verb ${verb}`);
  return row.action;
}

/** The edges that lead out of a state, in the order of the table. */
export function edgesFrom(kind: TicketKind, state: TicketState): readonly Edge[] {
  return edges.filter((row) => row.kinds.includes(kind) && row.from.includes(state));
}

/** The state after an edge. */
export function stateAfter(state: TicketState, edgeTaken: Pick<Edge, "to">): TicketState {
  return edgeTaken.to ?? state;
}
