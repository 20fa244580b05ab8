import type { WorkingCalendar } from "../calendar/index.js";
import { type DeadlineRow, recount } from "../deadlines/index.js";
import { edgeThrough, placeOfTicket, planStep, type SystemChange } from "./ticket.change.js";
import { deadlineFacts, withDue } from "./ticket.deadlines.js";
import type { TicketRow } from "./ticket.store.js";

/** A ticket whose deadlines were counted anew. */
export interface Recount {
  /** The change with its step; null where no day is another that the ticket is due on. */
  readonly change: SystemChange | null;
  /** The ticket as it is then. */
  readonly ticket: TicketRow;
  /** The deadlines of which something is another, be it only that they are no longer provisional. */
  readonly deadlines: readonly DeadlineRow[];
  /** All its deadlines as they are then. */
  readonly after: readonly DeadlineRow[];
}

/**
 * Counts the deadlines of a ticket anew, and takes the step that tells of it where one of them is due on another day. Pure.
 *
 * @param change the ticket as it was found, with its deadlines
 * @param year the year that was announced
 */
export function recountTicket(change: SystemChange, calendar: WorkingCalendar, year: number): Recount {
  const { at, ticket } = change;
  const facts = deadlineFacts(ticket, at);
  const after = change.deadlines.map((row) => recount(row, facts, calendar));
  const deadlines = after.filter((row, position) => row !== change.deadlines[position]);
  const moved = change.deadlines
    .map((row, position) => ({ before: row, now: after[position] ?? row }))
    .filter(({ before, now }) => before.dueOn !== now.dueOn)
    .sort((one, other) => (one.now.dueOn < other.now.dueOn ? -1 : 1));
  const [first] = moved;
  if (first === undefined) return { change: null, ticket, deadlines, after };
  const { before, now } = first;
  const stepped = planStep(change, edgeThrough(change, "RECOUNT"), {
    detail: {
      year,
      limit: now.limit,
      dueBefore: before.dueOn,
      dueOn: now.dueOn,
      isProvisional: now.isProvisional,
      deadlines: moved.map((one) => one.now.sequence),
    },
  });
  return { change: stepped, ticket: withDue(stepped.ticket, after), deadlines, after };
}

/** For whom the platform counts the deadlines of a ticket anew: the bureau that holds it. */
export function recountedFor(ticket: TicketRow): SystemChange["actor"] {
  return { place: placeOfTicket(ticket) };
}
