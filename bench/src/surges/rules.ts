import type { DayKinds, DepartureRule, HourSeries } from "../../../src/modules/surges/detection/index.js";
import type { Detection } from "./detection.js";

const [hour, day] = [3_600_000, 86_400_000];
const eastOfGreenwich = 8 * hour;

/** What a rule says at an instant. */
export interface Verdict {
  isOver: boolean;
  isQuiet: boolean;
}

/** A rule on one series of tickets; it is asked at ascending instants (milliseconds). */
export type Watch = (now: number) => Verdict;

/** A series to be watched. */
export interface Watched {
  /** The instants of tickets, ascending. */
  instants: readonly number[];
  kinds: DayKinds;
  /** Where the history begins. */
  start: number;
  until: number;
}

/** Our rule, by the product's own functions: it knows the tickets up to the instant at which it is asked, and no others. */
export function ourRule(detection: Detection, rule: DepartureRule, { instants, kinds, start, until }: Watched): Watch {
  const series: HourSeries = detection.makeSeries({ from: new Date(start), until: new Date(until), counts: [] });
  let known = 0;
  let [endDay, baseline]: [number, ReturnType<Detection["baselineFor"]>] = [Number.NaN, null];
  return (now) => {
    for (; (instants[known] ?? Number.POSITIVE_INFINITY) <= now; known += 1) {
      const place = Math.floor((instants[known] ?? 0) / hour) - series.from;
      series.counts[place] = (series.counts[place] ?? 0) + 1;
    }
    const at = new Date(now);
    const today = detection.historyEnd(at, null);
    if (today !== endDay) {
      baseline = detection.baselineFor({ series, kinds, rule, now: at, openSince: null });
      endDay = today;
    }
    if (baseline === null) throw new Error("there is too little history");
    const windows = detection.judgeWindows({ baseline, series, kinds, rule, now: at });
    return { isOver: windows.some(({ isOver }) => isOver), isQuiet: detection.areQuiet(windows) };
  };
}

const daysOfMean = 56;

/**
 * The simple rule: the tickets of the last 24 hours are more than the mean of the last 56 days by so many standard deviations
 * of these days. It is asked as often as ours, and as quiet as it is when it is not over.
 */
export function sigmaRule(sigmas: number, { instants, start, until }: Watched): Watch {
  const firstDay = Math.floor((start + eastOfGreenwich) / day);
  const days = new Float64Array(Math.ceil((until + eastOfGreenwich) / day) - firstDay);
  let [known, left] = [0, 0];
  let [today, limit] = [Number.NaN, 0];
  return (now) => {
    for (; (instants[known] ?? Number.POSITIVE_INFINITY) <= now; known += 1) {
      const place = Math.floor(((instants[known] ?? 0) + eastOfGreenwich) / day) - firstDay;
      days[place] = (days[place] ?? 0) + 1;
    }
    while (left < known && (instants[left] ?? 0) <= now - day) left += 1;
    const place = Math.floor((now + eastOfGreenwich) / day) - firstDay;
    if (place !== today)
      [today, limit] = [place, limitOf(days.subarray(Math.max(0, place - daysOfMean), place), sigmas)];
    const isOver = known - left > limit;
    return { isOver, isQuiet: !isOver };
  };
}

function limitOf(days: Float64Array, sigmas: number): number {
  const mean = days.reduce((sum, count) => sum + count, 0) / days.length;
  const variance = days.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (days.length - 1);
  return mean + sigmas * Math.sqrt(variance);
}
