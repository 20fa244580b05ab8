import type { DeadlineFacts, DeadlineRow } from "../../../src/modules/deadlines/index.js";
import type { Product } from "../product.js";
import type { Kind, LoadedTicket } from "./ticket.js";
import { worldEnd } from "./times.js";

/** What the deadlines of a loaded ticket are worked out from. */
export type TicketWithTimes = Pick<
  LoadedTicket,
  | "kind"
  | "state"
  | "regime"
  | "isAnonymous"
  | "at"
  | "intake"
  | "registeredAt"
  | "dispatchedAt"
  | "signedAt"
  | "acceptedAt"
  | "decidedAt"
  | "closedAt"
  | "feedbackAt"
  | "archivedAt"
>;

const decidedStates: Readonly<Record<Kind, string>> = {
  COMPLAINT: "SETTLED",
  REPORT: "NOT_FILED",
  CONSULTATION: "ANSWERED",
};

/** The steps of a ticket that its deadlines may hang on: the state that each led to. */
function stepsOf(ticket: TicketWithTimes): { state: string; at: number }[] {
  const { kind, registeredAt, dispatchedAt, signedAt, acceptedAt, decidedAt, closedAt, archivedAt, state } = ticket;
  const taken = [
    { state: "REGISTERED", at: registeredAt },
    { state: "DISPATCHED", at: dispatchedAt },
    { state: kind === "REPORT" ? "VERIFYING" : "SIGNED", at: signedAt },
    { state: "ACCEPTED", at: acceptedAt },
    { state: decidedStates[kind], at: decidedAt },
    { state: "CLOSED", at: closedAt },
    { state: "ARCHIVED", at: archivedAt },
  ].filter((step): step is { state: string; at: number } => step.at !== null);
  const last = taken.at(-1)?.at ?? registeredAt;
  return taken.at(-1)?.state === state ? taken : [...taken, { state, at: last }];
}

function factsAt(ticket: TicketWithTimes, state: string, at: number): DeadlineFacts {
  const reached = (instant: number | null): Date | null =>
    instant === null || instant > at ? null : new Date(instant);
  return {
    kind: ticket.kind,
    state,
    regime: ticket.regime,
    isAnonymous: ticket.isAnonymous,
    registeredAt: new Date(ticket.registeredAt),
    dispatchedAt: reached(ticket.dispatchedAt),
    competentReceivedAt: reached(ticket.dispatchedAt),
    acceptedAt: reached(ticket.acceptedAt),
    decidedAt: reached(ticket.decidedAt),
    feedbackAt: reached(ticket.feedbackAt),
    reopenedAt: null,
    leadFrom: null,
    holder: reached(ticket.dispatchedAt) === null ? ticket.intake.bureau : ticket.at.bureau,
    path: [],
    at: new Date(at),
  };
}

/**
 * The deadlines of a ticket of the loaded world, worked out by the product itself, step by step. What should have been done
 * for them up to the end of the loaded world, such as warnings, counts as done.
 */
export function deadlinesOf(product: Product, ticket: TicketWithTimes): readonly DeadlineRow[] {
  let rows: readonly DeadlineRow[] = [];
  for (const { state, at } of stepsOf(ticket)) {
    rows = product.advance(rows, factsAt(ticket, state, at), product.noBureauRules, product.ANNOUNCED_CALENDAR);
  }
  const today = product.chinaDay(new Date(worldEnd));
  return rows.map((row) => withStepsDone(product, row, today));
}

function withStepsDone(product: Product, row: DeadlineRow, today: string): DeadlineRow {
  let { nextStep, nextStepOn } = row;
  while (nextStep !== null && nextStepOn <= today) {
    const { warningDays } = product.noBureauRules;
    ({ nextStep, nextStepOn } = product.nextStepOf(row, nextStep, warningDays, product.ANNOUNCED_CALENDAR, today));
  }
  return { ...row, nextStep, nextStepOn };
}
