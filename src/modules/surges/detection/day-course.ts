import { dayGroupOf } from "./day-kinds.js";
import type { DailyHistory } from "./level.js";
import { hoursOfDay } from "./series.js";

/** How the tickets of a day spread over its hours, for days that are worked and days off. */
export interface DayCourse {
  /** For each group of days 24 shares, from midnight on, that sum to 1. */
  readonly shares: readonly [Float64Array, Float64Array];
  /** How many tickets each course rests on. */
  readonly tickets: readonly [number, number];
}

// How sure we are beforehand, in tickets: that a day is even (one ticket for each hour), that neighbouring hours are alike,
// that days off have the course of all days.
const evenPrior = 24;
const neighbourPrior = 120;
const groupPrior = 120;

/** The weights of an hour and its neighbours, two on either side, where hours are smoothed: binomial. */
const kernel = [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16] as const;

/**
 * The course of the day, from the hours of the history (24 for each of its days). With many tickets it is what was counted;
 * with few it is drawn towards its neighbours, and towards an even day (a Dirichlet prior, in three steps).
 */
export function dayCourseOf(hours: Float64Array, history: DailyHistory): DayCourse {
  const groups: [Float64Array, Float64Array] = [new Float64Array(hoursOfDay), new Float64Array(hoursOfDay)];
  for (let place = 0; place < hours.length; place += 1) {
    const count = hours[place] ?? 0;
    if (count === 0) continue;
    const day = Math.floor(place / hoursOfDay);
    const group = groups[dayGroupOf(history.classes[day] ?? 0)];
    const hour = place - day * hoursOfDay;
    group[hour] = (group[hour] ?? 0) + count * (history.weights[day] ?? 0);
  }
  const all = groups[0].map((count, hour) => count + (groups[1][hour] ?? 0));
  const even = new Float64Array(hoursOfDay).fill(1 / hoursOfDay);
  const pooled = drawn(all, drawn(smoothed(all), even, evenPrior), neighbourPrior);
  return {
    shares: [drawn(groups[0], pooled, groupPrior), drawn(groups[1], pooled, groupPrior)],
    tickets: [sumOf(groups[0]) + evenPrior, sumOf(groups[1]) + evenPrior],
  };
}

/** Counts as shares, drawn towards shares that are expected with the weight of so many tickets. */
function drawn(counts: Float64Array, expected: Float64Array, weight: number): Float64Array {
  const total = sumOf(counts) + weight;
  return counts.map((count, hour) => (count + weight * (expected[hour] ?? 0)) / total);
}

function smoothed(counts: Float64Array): Float64Array {
  return counts.map((_, hour) =>
    kernel.reduce(
      (sum, weight, place) => sum + weight * (counts[(hour + place + hoursOfDay - 2) % hoursOfDay] ?? 0),
      0,
    ),
  );
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
