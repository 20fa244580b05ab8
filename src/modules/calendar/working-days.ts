import { ANNOUNCED_CALENDAR, type WorkingCalendar } from "./arrangements.js";
import { isWorkedOn, workingDayAt, workingDaysUntil } from "./day-counts.js";
import { type DayNumber, dateOfDayNumber, dayNumberOf, type LocalDate } from "./local-date.js";

/** The last day of a limit. */
export interface DueDate {
  readonly due: LocalDate;
  /**
   * True when a counted day lies outside the announced years, where plain weeks were assumed: the date is worked out again when
   * the State Council announces the year.
   */
  readonly provisional: boolean;
}

/** Answers whether every day from the first to the last is one that the State Council has arranged. */
function isAnnounced(first: DayNumber, last: DayNumber, calendar: WorkingCalendar): boolean {
  return first >= calendar.counts.announcedFrom && last <= calendar.counts.announcedUntil;
}

/** Answers whether people work on the date: a weekday that is not off, or a make-up day (调休上班). */
export function isWorkingDay(date: LocalDate, calendar: WorkingCalendar = ANNOUNCED_CALENDAR): boolean {
  return isWorkedOn(dayNumberOf(date), calendar);
}

/**
 * Answers whether the date is a statutory holiday (法定节假日) in the sense of art. 45 of Order 121.
 *
 * The article does not say whether it means the thirteen days of the holiday decree or the period that the State Council announces
 * around them. This answers for the announced period, with the weekends and exchanged days inside it: no bureau is open on them, and a
 * limit that ended on the fourth day of the Spring Festival would defeat the article's purpose. A make-up day is never a holiday. A
 * weekend that only adjoins a holiday (与周末连休) is a plain weekend, as it would be without the holiday.
 */
export function isStatutoryHoliday(date: LocalDate, calendar: WorkingCalendar = ANNOUNCED_CALENDAR): boolean {
  return calendar.holidayDays.has(dayNumberOf(date));
}

/** Answers the Chinese name of the holiday in whose announced period the date lies, such as 春节; null for any other date. */
export function holidayNameOf(date: LocalDate, calendar: WorkingCalendar = ANNOUNCED_CALENDAR): string | null {
  return calendar.holidayDays.get(dayNumberOf(date)) ?? null;
}

/**
 * Answers the last day of a limit of `count` working days. The first day is not counted, counting starts on the next working
 * day (art. 45 of Order 121). The count is a whole number; zero or less gives the start itself.
 */
export function addWorkingDays(
  start: LocalDate,
  count: number,
  calendar: WorkingCalendar = ANNOUNCED_CALENDAR,
): DueDate {
  const startDay = dayNumberOf(start);
  const { counts } = calendar;
  const day = count > 0 ? workingDayAt(workingDaysUntil(startDay, counts) + count, counts) : startDay;
  const firstCounted = Math.min(startDay + 1, day);
  return { due: dateOfDayNumber(day), provisional: !isAnnounced(firstCounted, day, calendar) };
}

/**
 * Answers the last day of a limit of `count` natural days. The first day is not counted; a last day on a statutory holiday
 * moves to the first day after the holiday (art. 45 of Order 121). The count is a whole number of zero or more.
 *
 * The article says nothing of plain weekends, so they do not move the limit unless `weekendsMove` says so: then the last day moves to
 * the next working day. Only the last day depends on the calendar, so only it can make the date provisional.
 */
export function addNaturalDays(
  start: LocalDate,
  count: number,
  weekendsMove = false,
  calendar: WorkingCalendar = ANNOUNCED_CALENDAR,
): DueDate {
  const lastCounted = dayNumberOf(start) + Math.max(count, 0);
  let day = lastCounted;
  while (calendar.holidayDays.has(day) || (weekendsMove && !isWorkedOn(day, calendar))) day += 1;
  return { due: dateOfDayNumber(day), provisional: !isAnnounced(lastCounted, day, calendar) };
}

/**
 * Answers how many working days lie between two dates, the first not counted and the last counted, so that
 * `workingDaysBetween(start, addWorkingDays(start, n).due)` is n. When `to` lies before `from` the answer is negative: the number
 * of working days by which a limit is overdue.
 */
export function workingDaysBetween(
  from: LocalDate,
  to: LocalDate,
  calendar: WorkingCalendar = ANNOUNCED_CALENDAR,
): number {
  const [first, last] = [dayNumberOf(from), dayNumberOf(to)];
  if (last < first) return -workingDaysBetween(to, from, calendar);
  return workingDaysUntil(last, calendar.counts) - workingDaysUntil(first, calendar.counts);
}

/**
 * Answers the working day on which so many working days are left until a date, so that `workingDaysBetween` it and the date is
 * `count`: when to warn of a limit that ends on the date. The count is a whole number of one or more.
 */
export function workingDayBefore(
  date: LocalDate,
  count: number,
  calendar: WorkingCalendar = ANNOUNCED_CALENDAR,
): LocalDate {
  const { counts } = calendar;
  return dateOfDayNumber(workingDayAt(workingDaysUntil(dayNumberOf(date), counts) - count, counts));
}
