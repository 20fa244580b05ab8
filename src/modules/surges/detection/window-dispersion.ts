import type { DayCourse } from "./day-course.js";
import { dayGroupOf } from "./day-kinds.js";
import { type Dispersion, dispersionOf } from "./dispersion.js";
import { type DailyHistory, daysOfLevel } from "./level.js";
import { hoursOfDay } from "./series.js";

/** The history by hours with what was fitted to it. */
export interface FittedHistory {
  /** Tickets by hours, 24 for each day. */
  readonly hours: Float64Array;
  readonly history: DailyHistory;
  /** The level about each day. */
  readonly levels: Float64Array;
  /** The factor of each class of days. */
  readonly factors: Float64Array;
  readonly course: DayCourse;
  /** The part of the scatter that the weights leave (see `shareLeft`). */
  readonly share: number;
  /** Of the level, in days. */
  readonly halfLife: number;
}

/**
 * The dispersion of the counts over windows of each length: how busy days, or weeks, scatter is not to be had from hours.
 * Windows up to a day lie side by side, longer ones begin each midnight and overlap.
 */
export function windowDispersions(fitted: FittedHistory, windowHours: readonly number[]): Map<number, Dispersion> {
  const [counts, means] = [summed(fitted.hours), summed(expectedHours(fitted))];
  return new Map(windowHours.map((length) => [length, dispersionOfWindows(fitted, counts, means, length)]));
}

function dispersionOfWindows(
  { history, share, halfLife }: FittedHistory,
  counts: Float64Array,
  means: Float64Array,
  length: number,
): Dispersion {
  const step = Math.min(length, hoursOfDay);
  const hours = counts.length - 1;
  const windows = Math.max(0, Math.floor((hours - length) / step) + 1);
  const residuals = {
    counts: new Float64Array(windows),
    means: new Float64Array(windows),
    weights: new Float64Array(windows),
  };
  for (let window = 0; window < windows; window += 1) {
    const [from, until] = [window * step, window * step + length];
    residuals.counts[window] = (counts[until] ?? 0) - (counts[from] ?? 0);
    residuals.means[window] = (means[until] ?? 0) - (means[from] ?? 0);
    residuals.weights[window] = leastWeight(history.weights, from, until);
  }
  // The level was fitted to the same counts: it follows a window by the part that the window has in it.
  const own = length / hoursOfDay / Math.min(history.counts.length, daysOfLevel(halfLife));
  return dispersionOf(residuals, share * (1 - Math.min(own, 0.5)));
}

/** What a window weighs: as much as the least of its days, so that none that touches a surge of the past counts much. */
function leastWeight(weights: Float64Array, from: number, until: number): number {
  let least = 1;
  for (let day = Math.floor(from / hoursOfDay); day * hoursOfDay < until; day += 1) {
    least = Math.min(least, weights[day] ?? 1);
  }
  return least;
}

function expectedHours({ hours, history, levels, factors, course }: FittedHistory): Float64Array {
  return hours.map((_, place) => {
    const day = Math.floor(place / hoursOfDay);
    const dayClass = history.classes[day] ?? 0;
    const share = course.shares[dayGroupOf(dayClass)][place - day * hoursOfDay] ?? 0;
    return (levels[day] ?? 0) * (factors[dayClass] ?? 1) * share;
  });
}

/** The sums up to each place, beginning with 0. */
function summed(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let place = 0; place < values.length; place += 1) sums[place + 1] = (sums[place] ?? 0) + (values[place] ?? 0);
  return sums;
}
