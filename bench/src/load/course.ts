import type { Random } from "./random.js";
import type { Kind, LoadedTicket, Materials } from "./ticket.js";
import { worldEnd } from "./times.js";

const day = 86_400_000;
// How many days half of the tickets of a kind take, about.
const meanDays = { CONSULTATION: 0.2, COMPLAINT: 15, REPORT: 12 } as const;

const openStates = {
  CONSULTATION: [
    ["REGISTERED", "ESCALATED"],
    ["DISPATCHED", "SIGNED", "ESCALATED"],
  ],
  COMPLAINT: [
    ["REGISTERED", "IN_REVIEW", "IN_REVIEW", "RETURNED_TO_OPERATOR", "DISPATCHED", "DISPATCHED", "SIGNED", "CHECKING"],
    [
      "CHECKING",
      "AWAITING_MATERIALS",
      "ACCEPTED",
      "MEDIATING",
      "MEDIATING",
      "MEDIATING",
      "SUSPENDED",
      "TESTING",
      "SETTLED",
    ],
  ],
  REPORT: [
    ["REGISTERED", "IN_REVIEW", "IN_REVIEW", "DISPATCHED", "DISPATCHED", "SIGNED", "VERIFYING"],
    ["VERIFYING", "VERIFYING", "VERIFYING", "CASE_FILED", "NOT_FILED"],
  ],
} as const;

const notDispatched = new Set(["REGISTERED", "IN_REVIEW", "RETURNED_TO_OPERATOR", "ESCALATED"]);

/** Whether a state lies before the first dispatch: the ticket is still where it came in. */
export const isBeforeDispatch = (state: string): boolean => notDispatched.has(state);

/** How far a ticket has come, and how long that took. */
export interface Stage {
  state: string;
  /** Milliseconds from the registration to the end, or to the end of the loaded world. */
  lasting: number;
  isDone: boolean;
}

/** Draws how far a ticket of some age has come: all but the latest weeks is done. */
export function stageOf(random: Random, kind: Kind, receivedAt: number): Stage {
  const age = worldEnd - receivedAt;
  const lasting = random.wait(meanDays[kind] * day);
  if (lasting < age) return { state: doneState(random, age), lasting, isDone: true };
  return { state: random.pick(openStates[kind][age > 8 * day ? 1 : 0]), lasting: age, isDone: false };
}

const doneState = (random: Random, age: number): string =>
  age > 45 * day || random.chance(0.6) ? "ARCHIVED" : "CLOSED";

/** The instants of the steps of a ticket. */
export type Times = Pick<
  LoadedTicket,
  "dispatchedAt" | "signedAt" | "acceptedAt" | "decidedAt" | "closedAt" | "feedbackAt" | "archivedAt"
>;

const reached = (state: string, states: readonly string[]): boolean => states.includes(state);
const decided = ["SETTLED", "TERMINATED", "REFUSED", "CASE_FILED", "NOT_FILED", "ANSWERED", "CLOSED", "ARCHIVED"];
const accepted = ["ACCEPTED", "MEDIATING", "SUSPENDED", "TESTING", "SETTLED", "TERMINATED", "CLOSED", "ARCHIVED"];

/** The instants of the steps that a ticket has taken since its registration. */
export function timesOf(kind: Kind, { state, lasting }: Stage, isDispatched: boolean, from: number): Times {
  const at = (share: number): number => Math.min(Math.floor(from + lasting * share), worldEnd - 1);
  const isClosed = state === "CLOSED" || state === "ARCHIVED";
  return {
    dispatchedAt: isDispatched && !notDispatched.has(state) ? at(0.05) : null,
    signedAt: notDispatched.has(state) || state === "DISPATCHED" ? null : at(0.1),
    acceptedAt: kind === "COMPLAINT" && reached(state, accepted) ? at(0.3) : null,
    decidedAt: reached(state, decided) ? at(0.9) : null,
    closedAt: isClosed ? at(0.95) : null,
    feedbackAt: isClosed && kind !== "CONSULTATION" ? at(0.95) : null,
    archivedAt: state === "ARCHIVED" ? at(1) : null,
  };
}

/** The outcome of a ticket. */
export type Decision = Pick<
  LoadedTicket,
  "disputedAmount" | "recoveredLoss" | "fineAmount" | "settlementMethod" | "refusalGround" | "terminationGround"
>;

/** How a ticket was decided, and the amounts. */
export function decisionOf({ random, vocabulary }: Materials, kind: Kind, state: string, receivedAt: number): Decision {
  const isDecided = decided.includes(state);
  const amount = kind === "COMPLAINT" && random.chance(0.8) ? Math.ceil(random.wait(60_000)) : null;
  const outcome = kind === "COMPLAINT" && isDecided ? random.next() : -1;
  const isSettled = outcome >= 0 && outcome < 0.55;
  const regime = receivedAt >= vocabulary.orderOneTwoOneFrom ? "ORDER_121" : "ORDER_20";
  return {
    disputedAmount: amount,
    recoveredLoss: isSettled && amount !== null ? Math.floor(amount * random.next()) : null,
    fineAmount: kind === "REPORT" && isDecided && random.chance(0.06) ? 100_000 * (1 + random.below(100)) : null,
    settlementMethod: isSettled ? random.pick(vocabulary.settlementMethods) : null,
    refusalGround: outcome >= 0.8 ? random.pick(vocabulary.refusalGrounds[regime]) : null,
    terminationGround: outcome >= 0.55 && outcome < 0.8 ? random.pick(vocabulary.terminationGrounds[regime]) : null,
  };
}
