import type { ticketFacts } from "../../../schema/index.js";
import { chinaDay, chinaHour } from "../../platform/clock.js";
import { type WorkingCalendar, workingDaysBetween } from "../calendar/index.js";
import { type DeadlineRow, type Limit, never, orderDayOf } from "../deadlines/index.js";
import type { TicketRow } from "./ticket.store.js";

/** The facts of a ticket as they stand in their table. */
export type FactRow = typeof ticketFacts.$inferSelect;

/**
 * What of the facts follows from the ticket and its deadlines. The rest is noted by others: the place under the tree of
 * then is kept by the writing, orders by whoever issues them, the grade by whoever calls back.
 */
export type DerivedFacts = Omit<FactRow, "cityThen" | "countyThen" | "holderThen" | "isSupervised" | "grade">;

/** The columns of a ticket that its facts follow from. */
export const factSources = [
  ...(["province", "id", "kind", "state", "city", "county", "holder", "intakeCity", "intakeCounty"] as const),
  ...(["intakeBureau", "previousCity", "previousCounty", "previousHolder", "line", "channel", "issueClass"] as const),
  ...(["goodsClass", "topics", "respondentName", "registeredAt", "dispatchedAt", "acceptedAt", "decidedAt"] as const),
  ...(["closedAt", "settlementMethod", "terminationGround", "refusalGround", "duplicateOf", "caseNumber"] as const),
  ...(["leadFrom", "turnedInto", "returns", "disputedAmount", "recoveredLoss", "fineAmount"] as const),
  ...(["confiscatedAmount", "mergedInto"] as const),
] as const satisfies readonly (keyof TicketRow)[];

/** What of a ticket its facts follow from. */
export type FactSource = Pick<TicketRow, (typeof factSources)[number]>;

/**
 * The statistical facts of a ticket (统计事实). Pure: the same ticket, deadlines and calendar give the same facts, whatever
 * the present time, so that they can be worked out again at any time.
 *
 * Days are days in China; durations run from the registration, in whole hours and in working days (the day of registration
 * not counted, as limits are counted); amounts are in 分.
 */
export function factsOf(
  ticket: FactSource,
  deadlines: readonly DeadlineRow[],
  calendar: WorkingCalendar,
): DerivedFacts {
  const registeredOn = chinaDay(ticket.registeredAt);
  const since = { at: ticket.registeredAt, on: registeredOn, calendar };
  const toDispatch = durationOf(since, ticket.dispatchedAt);
  const toAcceptance = durationOf(since, ticket.acceptedAt);
  const toClosing = durationOf(since, ticket.closedAt);
  return {
    province: ticket.province,
    ticketId: ticket.id,
    city: ticket.city,
    county: ticket.county,
    holder: ticket.holder,
    intakeCity: ticket.intakeCity,
    intakeCounty: ticket.intakeCounty,
    intakeBureau: ticket.intakeBureau,
    previousCity: ticket.previousCity,
    previousCounty: ticket.previousCounty,
    previousHolder: ticket.previousHolder,
    kind: ticket.kind,
    line: ticket.line ?? "",
    channel: ticket.channel,
    issueClass: ticket.issueClass,
    goodsClass: ticket.goodsClass ?? "",
    topics: [...ticket.topics].sort(),
    state: ticket.state,
    respondent: ticket.respondentName ?? "",
    registeredOn,
    registeredHour: chinaHour(ticket.registeredAt),
    dispatchedOn: dayOf(ticket.dispatchedAt),
    acceptedOn: dayOf(ticket.acceptedAt),
    closedOn: dayOf(ticket.closedAt),
    ...limitFacts(deadlines),
    supervisionDueOn: supervisionDay(deadlines, calendar),
    isToDispatch: isToDispatch(ticket),
    outcome: outcomeOf(ticket),
    isTurnedIntoCase: ticket.turnedInto !== null,
    isReturned: ticket.returns > 0,
    disputedAmount: ticket.disputedAmount ?? 0n,
    recoveredLoss: ticket.recoveredLoss ?? 0n,
    fineAmount: ticket.fineAmount ?? 0n,
    confiscatedAmount: ticket.confiscatedAmount ?? 0n,
    hoursToDispatch: toDispatch.hours,
    hoursToAcceptance: toAcceptance.hours,
    hoursToClosing: toClosing.hours,
    workingDaysToDispatch: toDispatch.workingDays,
    workingDaysToAcceptance: toAcceptance.workingDays,
    workingDaysToClosing: toClosing.workingDays,
  };
}

const dayOf = (instant: Date | null): string | null => (instant === null ? null : chinaDay(instant));

const millisecondsOfHour = 3_600_000;

function durationOf(
  { at, on, calendar }: { at: Date; on: string; calendar: WorkingCalendar },
  end: Date | null,
): { hours: number | null; workingDays: number | null } {
  if (end === null) return { hours: null, workingDays: null };
  return {
    hours: Math.floor((end.getTime() - at.getTime()) / millisecondsOfHour),
    workingDays: workingDaysBetween(on, chinaDay(end), calendar),
  };
}

/**
 * What was done with a ticket; null before it is decided. A case that was filed stays one, also where the report is done
 * again; a report of which none was filed may have been referred to another body. Closed without a decision it was merged into another, or
 * handed over to another province.
 */
function outcomeOf(ticket: FactSource): string | null {
  const { kind, closedAt, decidedAt } = ticket;
  if (ticket.settlementMethod !== null) return "SETTLED";
  if (ticket.terminationGround !== null) return "TERMINATED";
  if (ticket.refusalGround !== null) return "REFUSED";
  if (ticket.caseNumber !== null) return "CASE_FILED";
  if (decidedAt === null) return closedAt === null ? null : ticket.mergedInto === null ? "HANDED_OVER" : "MERGED";
  if (kind === "CONSULTATION") return "ANSWERED";
  if (ticket.duplicateOf !== null) return "DUPLICATE";
  return "NOT_FILED";
}

// A report that was opened on a lead stands with whoever found it, and a consultation waits only where nobody could answer.
// What was merged before its dispatch goes with the ticket that goes on.
function isToDispatch({ kind, state, dispatchedAt, leadFrom, mergedInto }: FactSource): boolean {
  if (dispatchedAt !== null) return true;
  if (mergedInto !== null) return false;
  return kind === "CONSULTATION" ? state === "ESCALATED" : leadFrom === null;
}

/** A limit is counted by its last run: that of the bureau that holds the ticket in the end. */
function lastOf(deadlines: readonly DeadlineRow[], limit: Limit): DeadlineRow | undefined {
  return deadlines.findLast((row) => row.limit === limit && row.state !== "CANCELLED");
}

interface LimitFact {
  dueOn: string | null;
  isMet: boolean | null;
}

function limitFact(row: DeadlineRow | undefined): LimitFact {
  if (row === undefined || row.dueOn === never) return { dueOn: null, isMet: null };
  return { dueOn: row.dueOn, isMet: row.state === "MET" ? true : row.state === "MISSED" ? false : null };
}

function limitFacts(deadlines: readonly DeadlineRow[]) {
  const check = lastOf(deadlines, "ACCEPTANCE");
  const verification = lastOf(deadlines, "VERIFICATION");
  const [checked, verified] = [limitFact(check), limitFact(verification)];
  // A complaint is to be closed by the end of mediation, or of the check where it is not accepted; a report by that of
  // verification; what is done again by the limit for that.
  const closing = limitFact(lastOf(deadlines, "REWORK") ?? lastOf(deadlines, "MEDIATION") ?? verification ?? check);
  return {
    checkDueOn: checked.dueOn,
    isCheckMet: checked.isMet,
    verificationDueOn: verified.dueOn,
    isVerificationMet: verified.isMet,
    closingDueOn: closing.dueOn,
    isClosingMet: closing.isMet,
  };
}

/** The first day on which an order was, or will be, due: of a limit of law that was not over before that day. */
function supervisionDay(deadlines: readonly DeadlineRow[], calendar: WorkingCalendar): string | null {
  const days = deadlines.flatMap((row) => {
    const day = row.state === "CANCELLED" ? null : orderDayOf(row, calendar);
    const isOpen = day !== null && (row.endedAt === null || chinaDay(row.endedAt) >= day);
    return isOpen ? [day] : [];
  });
  return days.sort()[0] ?? null;
}
