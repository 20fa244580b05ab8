import { dateOfDayNumber, dayNumberOf, type LocalDate } from "../../calendar/index.js";

/** Days in China, the first and the last included. The last is not before the first; callers check what comes from outside. */
export interface DayRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** The units of time by which days are grouped. */
export const bucketUnits = ["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"] as const;

/** A unit of time by which days are grouped. */
export type BucketUnit = (typeof bucketUnits)[number];

/** A unit of time inside a period: its code, and those of its days that lie in the period. */
export interface Bucket extends DayRange {
  readonly code: string;
}

const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));
const monthOf = (date: LocalDate): number => Number(date.slice(5, 7));
const dayLater = (date: LocalDate, days: number): LocalDate => dateOfDayNumber(dayNumberOf(date) + days);

/** The first day of the month that lies so many months after that of a date, or before it. */
function firstOfMonth(date: LocalDate, months = 0): LocalDate {
  const month = yearOf(date) * 12 + monthOf(date) - 1 + months;
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`;
}

/** The last day of the month of a date. */
export function lastOfMonth(date: LocalDate): LocalDate {
  return dayLater(firstOfMonth(date, 1), -1);
}

/** How many whole months the days are; null where they are not whole months. */
function wholeMonths({ from, to }: DayRange): number | null {
  if (from !== firstOfMonth(from) || to !== lastOfMonth(to)) return null;
  return yearOf(to) * 12 + monthOf(to) - yearOf(from) * 12 - monthOf(from) + 1;
}

/** The same number of days right before the period: before the 31 days of March 2026 lie those from 29 January to 28 February. */
export function equalDaysBefore({ from, to }: DayRange): DayRange {
  const days = dayNumberOf(to) - dayNumberOf(from) + 1;
  return { from: dayLater(from, -days), to: dayLater(from, -1) };
}

/**
 * The period before, of equal length (环比). Whole months are as long as the same number of whole months right before them: March goes
 * with February, a quarter with the quarter before, as the trade's monthly figures do. Any other period goes with the same number of
 * days right before it.
 */
export function periodBefore(period: DayRange): DayRange {
  const months = wholeMonths(period);
  if (months === null) return equalDaysBefore(period);
  return { from: firstOfMonth(period.from, -months), to: dayLater(period.from, -1) };
}

function yearBefore(date: LocalDate): LocalDate {
  const day = date.endsWith("-02-29") ? "-02-28" : date.slice(4);
  return `${String(yearOf(date) - 1).padStart(4, "0")}${day}`;
}

/**
 * The same period of the year before (同比): the same calendar days, 29 February taken as 28 February.
 *
 * A period that ends on the last day of a month keeps its day of the month: February 2025 goes with the first 28 days of February 2024,
 * so that like is compared with like, day by day. The 29th of that year has no counterpart and is not counted.
 */
export function samePeriodYearBefore({ from, to }: DayRange): DayRange {
  return { from: yearBefore(from), to: yearBefore(to) };
}

/** The whole months of a period by their first days, and the days at its edges that are no whole month, in order. */
export interface MonthsAndDays {
  readonly months: readonly LocalDate[];
  readonly days: readonly DayRange[];
}

/** Splits a period into whole months and edges, so that most of it is read from rollups of months. Each day lies in exactly one part. */
export function splitByMonth(period: DayRange): MonthsAndDays {
  const parts = bucketsOf(period, "MONTH");
  const isWhole = ({ from, to }: Bucket): boolean => from === firstOfMonth(from) && to === lastOfMonth(from);
  return {
    months: parts.filter(isWhole).map(({ from }) => from),
    days: parts.filter((part) => !isWhole(part)).map(({ from, to }) => ({ from, to })),
  };
}

/** Day 0 was a Thursday, so day -3 was a Monday: the first day of a week by GB/T 7408 and ISO 8601. */
function mondayOf(date: LocalDate): LocalDate {
  const day = dayNumberOf(date);
  return dateOfDayNumber(day - ((((day + 3) % 7) + 7) % 7));
}

/**
 * The code of the unit of time in which a day lies: DAY "2026-03-05", WEEK its Monday "2026-03-02" (weeks as in ISO 8601), MONTH
 * "2026-03", QUARTER "2026-Q1", YEAR "2026". Codes of one unit are in order as texts.
 */
export function bucketOf(date: LocalDate, unit: BucketUnit): string {
  switch (unit) {
    case "DAY":
      return date;
    case "WEEK":
      return mondayOf(date);
    case "MONTH":
      return date.slice(0, 7);
    case "QUARTER":
      return `${date.slice(0, 4)}-Q${Math.ceil(monthOf(date) / 3)}`;
    case "YEAR":
      return date.slice(0, 4);
  }
}

/** The first day of the unit of time after that of a day. */
function nextBucket(date: LocalDate, unit: BucketUnit): LocalDate {
  switch (unit) {
    case "DAY":
      return dayLater(date, 1);
    case "WEEK":
      return dayLater(mondayOf(date), 7);
    case "MONTH":
      return firstOfMonth(date, 1);
    case "QUARTER":
      return firstOfMonth(date, 3 - ((monthOf(date) - 1) % 3));
    case "YEAR":
      return firstOfMonth(date, 13 - monthOf(date));
  }
}

/** All units of time that a period touches, in order; those at its edges with only the days that lie in it. */
export function bucketsOf({ from, to }: DayRange, unit: BucketUnit): Bucket[] {
  const buckets: Bucket[] = [];
  for (let first = from; first <= to; ) {
    const next = nextBucket(first, unit);
    const last = dayLater(next, -1);
    buckets.push({ code: bucketOf(first, unit), from: first, to: last < to ? last : to });
    first = next;
  }
  return buckets;
}
