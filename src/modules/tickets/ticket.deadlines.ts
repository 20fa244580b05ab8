import { pathOf } from "../../platform/actor.js";
import { currentCalendar, type WorkingCalendar } from "../calendar/index.js";
import {
  advance,
  type DeadlineFacts,
  type DeadlineRow,
  noBureauRules,
  type RulesInForce,
  rulesFor,
  running,
} from "../deadlines/index.js";
import type { Regime } from "../dictionaries/index.js";
import { type AnyChange, placeOfTicket } from "./ticket.change.js";
import type { TicketRow } from "./ticket.store.js";
import type { TicketKind } from "./ticket.words.js";

/** What of a ticket its deadlines are worked out from, after a step at an instant. */
export function deadlineFacts(ticket: TicketRow, at: Date): DeadlineFacts {
  // Each by its name: the row of a list reads its values when they are asked for, and a copy of it would hold none.
  return {
    kind: ticket.kind as TicketKind,
    state: ticket.state,
    regime: ticket.regime as Regime,
    isAnonymous: ticket.isAnonymous,
    registeredAt: ticket.registeredAt,
    dispatchedAt: ticket.dispatchedAt,
    competentReceivedAt: ticket.competentReceivedAt,
    acceptedAt: ticket.acceptedAt,
    decidedAt: ticket.decidedAt,
    feedbackAt: ticket.feedbackAt,
    reopenedAt: ticket.reopenedAt,
    leadFrom: ticket.leadFrom,
    holder: ticket.holder,
    path: pathOf(placeOfTicket(ticket)),
    at,
  };
}

/**
 * The deadlines of a ticket as its steps leave them. Each step is taken by itself: a limit may begin and end within one
 * call, and both are kept.
 */
export async function deadlinesAfter(change: AnyChange): Promise<readonly DeadlineRow[]> {
  const { tx, actor, ticket } = change;
  const rules = await rulesFor(tx, "bureau" in actor ? actor : null, pathOf(placeOfTicket(ticket)));
  return advanceAll(change, rules, await currentCalendar(tx));
}

/** The deadlines of a ticket as it was found, also of one of an earlier release, of which none were kept. */
export async function deadlinesOf({ tx, deadlines, origin, at }: AnyChange): Promise<readonly DeadlineRow[]> {
  if (deadlines.length > 0 || !("found" in origin)) return deadlines;
  return deadlinesOfOld(origin.found, at, await currentCalendar(tx));
}

/** The deadlines as the steps leave them, with the rules and the calendar at hand. Pure. */
function advanceAll(
  { deadlines, origin, steps, at }: Pick<AnyChange, "deadlines" | "origin" | "steps" | "at">,
  rules: RulesInForce,
  calendar: WorkingCalendar,
): readonly DeadlineRow[] {
  // A ticket of an earlier release has no rows: it gets those that ought to run before the first step.
  const isOld = deadlines.length === 0 && "found" in origin;
  let rows = isOld ? advance([], deadlineFacts(origin.found, at), rules, calendar) : deadlines;
  for (const step of steps) {
    const changed = step.deadlines?.(rows, { rules, calendar }) ?? rows;
    rows = advance(changed, deadlineFacts(step.after, at), rules, calendar);
  }
  return rows;
}

/** A ticket with the limit that is over first. */
export function withDue<Ticket extends Pick<TicketRow, "dueOn" | "dueLimit">>(
  ticket: Ticket,
  rows: readonly DeadlineRow[],
): Ticket {
  const due = running(rows);
  return { ...ticket, dueOn: due?.dueOn ?? "infinity", dueLimit: due?.limit ?? null };
}

/** The deadlines of a ticket of an earlier release, of which none were kept: those that ought to run now. */
export function deadlinesOfOld(ticket: TicketRow, now: Date, calendar: WorkingCalendar): readonly DeadlineRow[] {
  return advance([], deadlineFacts(ticket, now), noBureauRules, calendar);
}
