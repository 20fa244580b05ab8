import type { HalfHourCalls } from "./load.store.js";
import { busyPercentile } from "./staffing.words.js";

/** How many half-hours a day has. */
export const halfHoursOfDay = 48;

/** What is expected of a half-hour. */
export interface ExpectedHalfHour {
  /** Calls, as the mean of the like days. */
  mean: number;
  /** Calls on a busy one of the like days. */
  busy: number;
  /** Seconds that are talked in a call, on average. */
  talkingSeconds: number;
}

/** What the like days tell. */
export interface Expectation {
  /** How many of the like days had calls: the others were not recorded, or the telephone was silent, and count for nothing. */
  days: number;
  /** How many calls they had. */
  calls: number;
  /** Whether any of these was answered and has ended, so that it is known how long is talked. */
  isTalkingKnown: boolean;
  /** 48 of them; null where no like day had a call, or nobody knows how long one takes. */
  halfHours: readonly ExpectedHalfHour[] | null;
}

/** From so many answered calls on a half-hour has a talking time of its own; with fewer that of the whole day is steadier. */
const leastAnswered = 20;

/** What is to be expected, by what came on like days. Pure. */
export function expectationOf(rows: readonly HalfHourCalls[]): Expectation {
  const days = [...new Set(rows.map(({ day }) => day))];
  const calls = rows.reduce((sum, { offered }) => sum + offered, 0);
  const ofDay = meanTalking(rows);
  // Without a handling time no load can be reckoned, and a guess would be an invention.
  if (ofDay === null) return { days: days.length, calls, isTalkingKnown: false, halfHours: null };
  const halfHours = Array.from({ length: halfHoursOfDay }, (_, halfHour) => {
    const found = rows.filter((row) => row.halfHour === halfHour);
    const counts = days.map((day) => found.find((row) => row.day === day)?.offered ?? 0);
    const answered = found.reduce((sum, row) => sum + row.answered, 0);
    return {
      mean: counts.reduce((sum, count) => sum + count, 0) / days.length,
      busy: percentileOf(counts, busyPercentile),
      talkingSeconds: (answered >= leastAnswered ? meanTalking(found) : null) ?? ofDay,
    };
  });
  return { days: days.length, calls, isTalkingKnown: true, halfHours };
}

function meanTalking(rows: readonly HalfHourCalls[]): number | null {
  const answered = rows.reduce((sum, row) => sum + row.answered, 0);
  return answered === 0 ? null : rows.reduce((sum, row) => sum + row.talkingSeconds, 0) / answered;
}

/** The value that so many of a hundred do not exceed, by the nearest rank: one of the values. */
export function percentileOf(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(Math.ceil((percent / 100) * sorted.length) - 1, 0)] ?? 0;
}
