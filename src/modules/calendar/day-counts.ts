import { type DayNumber, isWeekend } from "./local-date.js";

/**
 * The working days of the announced years, counted once, so that no limit is counted day by day again. Days before and after the
 * table are plain weeks, of which the count is a formula.
 */
export interface DayCounts {
  /** The first and the last announced day, as numbers. */
  readonly announcedFrom: DayNumber;
  readonly announcedUntil: DayNumber;
  /** The first day of the table. */
  readonly first: DayNumber;
  /** The count of the working days up to each day of the table, that day included; days are counted from the first Monday of 1970. */
  readonly counted: Int32Array;
  /** The working days of the table in their order. */
  readonly workingDays: Int32Array;
  /** The count up to the day before the table. */
  readonly countedBefore: number;
}

/** The days that differ from plain weeks. */
interface ArrangedDays {
  readonly holidayDays: ReadonlyMap<DayNumber, string>;
  readonly makeUpDays: ReadonlySet<DayNumber>;
}

/** Answers whether people work on a day: a make-up day, or a weekday that is not off. */
export function isWorkedOn(day: DayNumber, arranged: ArrangedDays): boolean {
  if (arranged.makeUpDays.has(day)) return true;
  return !arranged.holidayDays.has(day) && !isWeekend(day);
}

/** Counts the working days from the first arranged day to the last. */
export function tabulateDays(announcedFrom: DayNumber, announcedUntil: DayNumber, arranged: ArrangedDays): DayCounts {
  let [first, last] = [announcedFrom, announcedUntil];
  for (const day of [...arranged.holidayDays.keys(), ...arranged.makeUpDays]) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
  const countedBefore = weekdaysUntil(first - 1);
  const counted = new Int32Array(last - first + 1);
  const workingDays: DayNumber[] = [];
  for (let day = first; day <= last; day += 1) {
    if (isWorkedOn(day, arranged)) workingDays.push(day);
    counted[day - first] = countedBefore + workingDays.length;
  }
  return { announcedFrom, announcedUntil, first, counted, workingDays: Int32Array.from(workingDays), countedBefore };
}

/** Answers how many working days lie up to a day, that day included, counted from the first Monday of 1970; negative before it. */
export function workingDaysUntil(day: DayNumber, counts: DayCounts): number {
  const index = day - counts.first;
  if (index < 0) return weekdaysUntil(day);
  const { length } = counts.counted;
  if (index < length) return counts.counted[index] ?? 0;
  return (
    counts.countedBefore + counts.workingDays.length + weekdaysUntil(day) - weekdaysUntil(counts.first + length - 1)
  );
}

/** Answers the day up to which so many working days lie: the working day with that number. */
export function workingDayAt(number: number, counts: DayCounts): DayNumber {
  const index = number - counts.countedBefore - 1;
  if (index < 0) return weekdayAt(number);
  const { length } = counts.workingDays;
  if (index < length) return counts.workingDays[index] ?? 0;
  return weekdayAt(weekdaysUntil(counts.first + counts.counted.length - 1) + index - length + 1);
}

/** Day 0 was a Thursday, so day 4 was a Monday. */
const FIRST_MONDAY = 4;

function weekdaysUntil(day: DayNumber): number {
  const weeks = Math.floor((day - FIRST_MONDAY) / 7);
  return weeks * 5 + Math.min(day - FIRST_MONDAY - weeks * 7 + 1, 5);
}

function weekdayAt(number: number): DayNumber {
  const weeks = Math.floor((number - 1) / 5);
  return FIRST_MONDAY + weeks * 7 + (number - 1 - weeks * 5);
}
