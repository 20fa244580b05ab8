import { dayClasses, dayGroupOf, dayGroups, holidayClass, makeUpClass } from "./day-kinds.js";
import type { DailyHistory } from "./level.js";

/** How much more or less comes in on days of each class than on the average day. */
export interface DayFactors {
  /** One for each class. */
  readonly factors: Float64Array;
  /** What each rests on: the shape of its gamma distribution, so 1 / shape is its squared relative error. */
  readonly shapes: Float64Array;
}

// How sure we are beforehand, in tickets: that days off are like days that are worked; that a weekday is like its group; that
// holidays are like weekends and make-up days like working days. Relative errors beforehand are 1 / sqrt of these.
const groupPrior = 4;
const weekdayPrior = 40;
const holidayPrior = 6;

/** The factors before anything is known: all days alike. */
export const evenFactors = (): Float64Array => new Float64Array(dayClasses).fill(1);

/**
 * The factor of each class, given the level about each day: gamma-Poisson shrinkage (empirical Bayes). Each class is drawn
 * towards its group, each group towards 1, the more the fewer tickets there are, so eight weeks of a quiet county make no
 * Tuesday of nothing.
 */
export function dayFactorsOf(history: DailyHistory, levels: Float64Array, excess: number): DayFactors {
  const [tickets, exposure] = [new Float64Array(dayClasses), new Float64Array(dayClasses)];
  for (let day = 0; day < levels.length; day += 1) {
    const [dayClass, weight] = [history.classes[day] ?? 0, history.weights[day] ?? 0];
    // Counts that scatter more than Poisson's tell less: each counts as 1 / excess.
    tickets[dayClass] = (tickets[dayClass] ?? 0) + (weight * (history.counts[day] ?? 0)) / excess;
    exposure[dayClass] = (exposure[dayClass] ?? 0) + (weight * (levels[day] ?? 0)) / excess;
  }
  const groups = Object.values(dayGroups).map((group) => {
    const sums = [groupPrior, groupPrior];
    for (let dayClass = 0; dayClass < dayClasses; dayClass += 1) {
      // Holidays are few and unlike: they are not to say what a Sunday is.
      if (dayGroupOf(dayClass) !== group || dayClass === holidayClass) continue;
      sums[0] = (sums[0] ?? 0) + (tickets[dayClass] ?? 0);
      sums[1] = (sums[1] ?? 0) + (exposure[dayClass] ?? 0);
    }
    return (sums[0] ?? 0) / (sums[1] ?? 1);
  });
  const [factors, shapes] = [evenFactors(), new Float64Array(dayClasses)];
  for (let dayClass = 0; dayClass < dayClasses; dayClass += 1) {
    const prior = dayClass === holidayClass || dayClass === makeUpClass ? holidayPrior : weekdayPrior;
    const group = groups[dayGroupOf(dayClass)] ?? 1;
    shapes[dayClass] = prior + (tickets[dayClass] ?? 0);
    factors[dayClass] = (shapes[dayClass] ?? 0) / (prior / group + (exposure[dayClass] ?? 0));
  }
  return { factors, shapes };
}
