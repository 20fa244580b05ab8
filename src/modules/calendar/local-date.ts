/** A calendar date in Asia/Shanghai as YYYY-MM-DD. Callers check text from outside with `isLocalDate`. */
export type LocalDate = string;

/**
 * The number of whole days since 1970-01-01: the form in which dates are counted inside this module, because adding and comparing
 * whole numbers involves no time of day and no zone.
 */
export type DayNumber = number;

const DAY_MILLISECONDS = 86_400_000;

/** Asia/Shanghai is UTC+8 all year; summer time was last kept in 1991. */
const SHANGHAI_OFFSET_MILLISECONDS = 8 * 3_600_000;

/** Answers whether the text is a date that exists, written YYYY-MM-DD. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const milliseconds = Date.parse(text);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
}

/** Answers the day number of a date. */
export function dayNumberOf(date: LocalDate): DayNumber {
  return Date.parse(date) / DAY_MILLISECONDS;
}

/** Answers the date of a day number. */
export function dateOfDayNumber(day: DayNumber): LocalDate {
  return new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** Answers whether the day is a Saturday or a Sunday (公休日). Day 0 was a Thursday, so day 2 was a Saturday. */
export function isWeekend(day: DayNumber): boolean {
  const sinceSaturday = (((day - 2) % 7) + 7) % 7;
  return sinceSaturday <= 1;
}

/** Answers the last millisecond of a date in Asia/Shanghai, 23:59:59.999+08:00: the instant at which a limit ends. */
export function endOfDay(date: LocalDate): Date {
  return new Date((dayNumberOf(date) + 1) * DAY_MILLISECONDS - SHANGHAI_OFFSET_MILLISECONDS - 1);
}
