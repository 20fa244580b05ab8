import {
  ANNOUNCED_ARRANGEMENTS,
  ANNOUNCED_CALENDAR,
  ANNOUNCED_YEARS,
  buildCalendar,
  type HolidayPeriod,
  type WorkingCalendar,
} from "./arrangements.js";
import type { AnnouncedYearRow } from "./calendar.store.js";
import type { LocalDate } from "./local-date.js";

/** What one notice arranged: the days of its year, and perhaps of the last week of the year before. */
export interface YearArrangement {
  readonly year: number;
  readonly holidays: readonly HolidayPeriod[];
  readonly makeUpDays: readonly LocalDate[];
  /** The notice of the State Council; null for a year as it came with the release. */
  readonly notice: string | null;
  /** When it was announced here; null for a year as it came with the release. */
  readonly announcedAt: Date | null;
}

/** The years in force, without a gap, and the calendar of them. */
export interface CalendarInForce {
  readonly years: readonly YearArrangement[];
  readonly calendar: WorkingCalendar;
}

const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/** The first day of December that the notice of the next year may arrange: 12-30 was a day off in 2007, 12-29 a make-up day in 2018. */
export const firstDayOfYearEnd = "12-25";

// A period belongs to the notice of the year in which it ends, a make-up day of the last week to that of the year that follows.
const shippedYears: readonly YearArrangement[] = ANNOUNCED_YEARS.map((year) => ({
  year,
  holidays: ANNOUNCED_ARRANGEMENTS.holidays.filter(({ last }) => yearOf(last) === year),
  makeUpDays: ANNOUNCED_ARRANGEMENTS.makeUpDays.filter(
    (day) => (day.slice(5) >= firstDayOfYearEnd ? yearOf(day) + 1 : yearOf(day)) === year,
  ),
  notice: null,
  announcedAt: null,
}));

const shipped: CalendarInForce = { years: shippedYears, calendar: ANNOUNCED_CALENDAR };

/**
 * The years in force: those of the release, each replaced by what was announced of it in this installation, and those that
 * were announced beyond them. A year after a gap does not count: the horizon is the last year before which all are known.
 *
 * @param rows in ascending order; without any, the answer holds the very `ANNOUNCED_CALENDAR`
 */
export function yearsInForce(rows: readonly AnnouncedYearRow[]): CalendarInForce {
  if (rows.length === 0) return shipped;
  const announced = new Map(rows.map((row) => [row.year, toArrangement(row)]));
  const years = shippedYears.map((one) => announced.get(one.year) ?? one);
  for (let next = announced.get(horizonOf(years) + 1); next !== undefined; next = announced.get(next.year + 1)) {
    years.push(next);
  }
  return { years, calendar: calendarOfYears(years) };
}

/** The last announced year. */
export function horizonOf(years: readonly YearArrangement[]): number {
  return years.at(-1)?.year ?? 0;
}

/** The calendar of consecutive years in ascending order. */
export function calendarOfYears(years: readonly YearArrangement[]): WorkingCalendar {
  return buildCalendar({
    firstYear: years[0]?.year ?? 0,
    lastYear: horizonOf(years),
    holidays: years.flatMap(({ holidays }) => holidays),
    makeUpDays: years.flatMap(({ makeUpDays }) => makeUpDays),
  });
}

function toArrangement(row: AnnouncedYearRow): YearArrangement {
  const { year, makeUpDays, notice, announcedAt } = row;
  return { year, holidays: row.holidays as HolidayPeriod[], makeUpDays, notice, announcedAt };
}
