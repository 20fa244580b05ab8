import data from "./data/arrangements.json" with { type: "json" };
import { type DayCounts, tabulateDays } from "./day-counts.js";
import { type DayNumber, dayNumberOf, type LocalDate } from "./local-date.js";

/** One run of days off that the State Council announced, first and last day included. */
export interface HolidayPeriod {
  /** The Chinese name of the holiday, such as 春节. */
  readonly name: string;
  readonly first: LocalDate;
  readonly last: LocalDate;
}

/** The State Council's arrangements of holidays (节假日安排) for consecutive years. */
export interface Arrangements {
  readonly firstYear: number;
  readonly lastYear: number;
  readonly holidays: readonly HolidayPeriod[];
  /** Weekend days on which people work in exchange for a day off (调休上班). */
  readonly makeUpDays: readonly LocalDate[];
}

/** Arrangements in the form in which days are counted. */
export interface WorkingCalendar {
  /** The first day of the first announced year. */
  readonly announcedFrom: LocalDate;
  /** The announced horizon: the last day of the last announced year. Later days are taken as plain weeks. */
  readonly announcedUntil: LocalDate;
  /** The days off, each with the Chinese name of its holiday. */
  readonly holidayDays: ReadonlyMap<DayNumber, string>;
  readonly makeUpDays: ReadonlySet<DayNumber>;
  /** The working days, counted beforehand. */
  readonly counts: DayCounts;
}

/** The arrangements that are committed with the source, 2004 to 2026, derived by src/cli/derive-calendar.ts. */
export const ANNOUNCED_ARRANGEMENTS: Arrangements = {
  firstYear: data.firstYear,
  lastYear: data.lastYear,
  holidays: data.holidays.map(([name = "", first = "", last = ""]) => ({ name, first, last })),
  makeUpDays: data.makeUpDays,
};

/** Builds a calendar from arrangements; a year that is announced later is added to the list and the calendar built anew. */
export function buildCalendar(arrangements: Arrangements): WorkingCalendar {
  const holidayDays = new Map<DayNumber, string>();
  for (const { name, first, last } of arrangements.holidays) {
    for (let day = dayNumberOf(first); day <= dayNumberOf(last); day += 1) holidayDays.set(day, name);
  }
  const announcedFrom = `${arrangements.firstYear}-01-01`;
  const announcedUntil = `${arrangements.lastYear}-12-31`;
  const makeUpDays = new Set(arrangements.makeUpDays.map(dayNumberOf));
  const counts = tabulateDays(dayNumberOf(announcedFrom), dayNumberOf(announcedUntil), { holidayDays, makeUpDays });
  return { announcedFrom, announcedUntil, holidayDays, makeUpDays, counts };
}

/** The calendar of the committed arrangements, used wherever no other calendar is given. */
export const ANNOUNCED_CALENDAR: WorkingCalendar = buildCalendar(ANNOUNCED_ARRANGEMENTS);

/** The years whose arrangements are committed, in ascending order without gaps. */
export const ANNOUNCED_YEARS: readonly number[] = Array.from(
  { length: data.lastYear - data.firstYear + 1 },
  (_, index) => data.firstYear + index,
);
