import {
  dateOfDayNumber,
  dayNumberOf,
  isStatutoryHoliday,
  isWorkingDay,
  type LocalDate,
  type WorkingCalendar,
} from "../calendar/index.js";
import type { StaffingDayKind } from "./staffing.words.js";

/** The kind of a day, by the arrangements of the State Council; by plain weeks where a year is not announced. */
export function dayKindOf(date: LocalDate, calendar: WorkingCalendar): StaffingDayKind {
  if (isStatutoryHoliday(date, calendar)) return "HOLIDAY";
  return isWorkingDay(date, calendar) ? "WORKING" : "WEEKEND";
}

/** Days that are over, looked back upon from a day. */
export interface LookedBack {
  /** The first and the last day that are looked at. */
  from: LocalDate;
  to: LocalDate;
  /** Those of the kind, in order. */
  days: readonly LocalDate[];
}

/**
 * The days of a kind in the weeks before a day, or before today where that is earlier: days that are over.
 *
 * @param day the day that is planned
 * @param today the day in China
 */
export function likeDaysOf(
  day: LocalDate,
  kind: StaffingDayKind,
  weeks: number,
  today: LocalDate,
  calendar: WorkingCalendar,
): LookedBack {
  const end = dayNumberOf(day < today ? day : today);
  const all = Array.from({ length: weeks * 7 }, (_, back) => dateOfDayNumber(end - weeks * 7 + back));
  return {
    from: dateOfDayNumber(end - weeks * 7),
    to: dateOfDayNumber(end - 1),
    days: all.filter((date) => dayKindOf(date, calendar) === kind),
  };
}
