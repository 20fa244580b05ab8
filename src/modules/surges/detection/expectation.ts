import type { Baseline } from "./baseline.js";
import { type DayKinds, dayClasses, dayClassOf, dayGroupOf } from "./day-kinds.js";
import { excessAt, noDispersion } from "./dispersion.js";
import type { CountDistribution } from "./negative-binomial.js";
import { dayOfHour, type HourNumber, hourMilliseconds, hourOfDay } from "./series.js";

/** A stretch of time of which the expected count is asked. */
export interface Stretch {
  /** Its first hour. */
  readonly from: HourNumber;
  /** Its end, which may lie within an hour: then as much is expected of that hour as has passed of it. */
  readonly until: Date;
  /** The length of the window by which its scatter is judged, one of those that the baseline was fitted for. */
  readonly windowHours: number;
}

/**
 * The predictive distribution of the tickets in a stretch of time where nothing is the matter. Its variance is that of the
 * counts about their mean (Poisson's, with the dispersion of windows of this length) and that of the mean itself, which rests
 * on so much history and no more: of the level, of the factors of the days, and of the share of the day. Farrington et al.
 * (1996) 3.5; negative binomial as in Noufaily et al. (2013).
 */
export function expectedOf(baseline: Baseline, kinds: DayKinds, stretch: Stretch): CountDistribution {
  const { end, days, course, dispersions } = baseline;
  const byClass = new Float64Array(dayClasses);
  let [mean, share, tickets] = [0, 0, Number.POSITIVE_INFINITY];
  const ending = stretch.until.getTime() / hourMilliseconds;
  for (let hour = stretch.from; hour < ending; hour += 1) {
    const dayClass = dayClassOf(kinds, dayOfHour(hour));
    const group = dayGroupOf(dayClass);
    const part = (course.shares[group][hourOfDay(hour)] ?? 0) * Math.min(ending - hour, 1);
    const expected = end.level * (days.factors[dayClass] ?? 1) * part;
    byClass[dayClass] = (byClass[dayClass] ?? 0) + expected;
    mean += expected;
    share += part;
    tickets = Math.min(tickets, course.tickets[group]);
  }
  let uncertain = (mean * mean) / end.shape;
  for (let dayClass = 0; dayClass < dayClasses; dayClass += 1) {
    uncertain += (byClass[dayClass] ?? 0) ** 2 / (days.shapes[dayClass] ?? 1);
  }
  // What is not known of the course of the day matters to parts of a day alone.
  if (share > 0 && share < 1) uncertain += (mean * mean * (1 - share)) / (share * tickets);
  const dispersion = dispersions.get(stretch.windowHours) ?? noDispersion;
  return { mean, variance: mean * excessAt(dispersion, mean) + uncertain };
}
