import { chinaDay } from "../../platform/clock.js";
import { addNaturalDays, addWorkingDays, type WorkingCalendar, workingDaysBetween } from "../calendar/index.js";
import type { DeadlineRow, Pause, TicketBasics } from "./deadline.row.js";
import { never } from "./deadline.row.js";
import type { Length } from "./deadline.rules.js";
import type { DayUnit } from "./limit.js";
import { statuteOf } from "./statutes.js";

/** The last day of a length that is counted from a day, and whether it is provisional. */
export function countFrom(from: string, { days, unit }: Length, calendar: WorkingCalendar): CountedDay {
  const { due, provisional } =
    unit === "WORKING" ? addWorkingDays(from, days, calendar) : addNaturalDays(from, days, false, calendar);
  return { on: due, isProvisional: provisional };
}

/** A last day that was counted. */
export interface CountedDay {
  readonly on: string;
  readonly isProvisional: boolean;
}

const dayMilliseconds = 86_400_000;

/**
 * How many days lie in a pause that is over, the first not counted and the last counted, so that a pause within one day
 * lengthens nothing (art. 22 of Order 121, art. 20 of Order 20: the time that testing takes is not counted).
 */
export function daysOfPause({ from, to }: Pause, unit: DayUnit, calendar: WorkingCalendar): number {
  if (to === null) return 0;
  const [first, last] = [chinaDay(new Date(from)), chinaDay(new Date(to))];
  if (unit === "WORKING") return workingDaysBetween(first, last, calendar);
  return Math.round((Date.parse(last) - Date.parse(first)) / dayMilliseconds);
}

/** What a deadline is counted from. */
type Counted = Pick<DeadlineRow, "limit" | "days" | "unit" | "startedAt" | "pauses" | "extendedDays">;

/** What the count of a deadline answers. */
type DueDays = Pick<DeadlineRow, "dueOn" | "statutoryDueOn" | "registeredDueOn" | "isProvisional">;

const unknownDays: DueDays = { dueOn: never, statutoryDueOn: null, registeredDueOn: null, isProvisional: false };

/**
 * The last days of a deadline: by its rule, by the statute alone, and as if it were counted from the registration. Pauses
 * and an extension lengthen all of them alike, each counted in the unit of its rule. While the clock stands still no day
 * is known.
 */
export function dueDaysOf(row: Counted, ticket: TicketBasics, calendar: WorkingCalendar): DueDays {
  const statute = statuteOf(row.limit, ticket.regime, ticket.leadFrom !== null);
  if (row.pauses.some(({ to }) => to === null)) {
    return { ...unknownDays, statutoryDueOn: statute === null ? null : never };
  }
  const lengthened = ({ days, unit }: Length): Length => ({
    days: row.pauses.reduce((sum, pause) => sum + daysOfPause(pause, unit, calendar), days + row.extendedDays),
    unit,
  });
  const start = chinaDay(row.startedAt);
  const length = lengthened(row);
  const due = countFrom(start, length, calendar);
  const isSame = statute === null || (statute.days === row.days && statute.unit === row.unit);
  const statutory = isSame ? due : countFrom(start, lengthened(statute), calendar);
  return {
    dueOn: due.on,
    statutoryDueOn: statute === null ? null : statutory.on,
    registeredDueOn: registeredDueOf(row, ticket, length, due.on, calendar),
    isProvisional: due.isProvisional,
  };
}

// The citizen thinks of the day on which he was heard; the law runs from the receipt by the competent bureau (art. 15).
function registeredDueOf(
  { limit, startedAt }: Counted,
  { registeredAt }: TicketBasics,
  length: Length,
  dueOn: string,
  calendar: WorkingCalendar,
): string | null {
  if (limit !== "ACCEPTANCE" && limit !== "VERIFICATION") return null;
  if (registeredAt.getTime() >= startedAt.getTime()) return null;
  const { on } = countFrom(chinaDay(registeredAt), length, calendar);
  return on < dueOn ? on : null;
}
