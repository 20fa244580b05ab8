/** How many days it takes until a day of the past counts half as much for the level of today: twelve weeks. */
const halfLifeDays = 84;

const decay = 2 ** (-1 / halfLifeDays);

/** The history by days, as the parts of the fit see it; all arrays have one entry for each day, the oldest first. */
export interface DailyHistory {
  /** Tickets of the day. */
  readonly counts: Float64Array;
  /** The class of the day: weekday, holiday, make-up day. */
  readonly classes: Uint8Array;
  /** What a day counts in the fit: 1, and less the more it stands out upwards (a surge of the past). */
  readonly weights: Float64Array;
}

/** The level at the end of the history: tickets on a day of factor 1. */
export interface EndLevel {
  readonly level: number;
  /** How many tickets, weighted by their age, the level rests on: the shape of its gamma distribution, so 1 / shape is its squared relative error. */
  readonly shape: number;
}

/**
 * The level about each day: tickets over factors, of all days, weighted by 2^(-distance / 84 days). It moves with the seasons and
 * the years without a curve having to be chosen for them.
 */
export function localLevels({ counts, classes, weights }: DailyHistory, factors: Float64Array): Float64Array {
  const days = counts.length;
  const [above, below] = [new Float64Array(days), new Float64Array(days)];
  const sweep = (from: number, step: 1 | -1): void => {
    let [tickets, exposure] = [0, 0];
    for (let day = from; day >= 0 && day < days; day += step) {
      const weight = weights[day] ?? 0;
      above[day] = (above[day] ?? 0) + tickets;
      below[day] = (below[day] ?? 0) + exposure;
      tickets = decay * (tickets + weight * (counts[day] ?? 0));
      exposure = decay * (exposure + weight * factorOf(factors, classes, day));
    }
  };
  sweep(0, 1);
  sweep(days - 1, -1);
  return above.map((tickets, day) => {
    const weight = weights[day] ?? 0;
    const exposure = (below[day] ?? 0) + weight * factorOf(factors, classes, day);
    return (tickets + weight * (counts[day] ?? 0) + jeffreys) / Math.max(exposure, Number.MIN_VALUE);
  });
}

/** The half ticket of Jeffreys' prior for the rate of a Poisson process: no history makes a ticket impossible. */
const jeffreys = 0.5;

/** The level after the last day of the history, with what it rests on; `excess` is the dispersion of a day's count, 1 for Poisson's. */
export function endLevelOf(
  { counts, classes, weights }: DailyHistory,
  factors: Float64Array,
  excess: number,
): EndLevel {
  let [tickets, exposure, squares] = [0, 0, 0];
  let age = 1;
  for (let day = counts.length - 1; day >= 0; day -= 1) {
    const weight = (weights[day] ?? 0) * age;
    const factor = factorOf(factors, classes, day);
    tickets += weight * (counts[day] ?? 0);
    exposure += weight * factor;
    squares += weight * weight * factor;
    age *= decay;
  }
  const level = (tickets + jeffreys) / Math.max(exposure, Number.MIN_VALUE);
  // The variance of a weighted mean of counts with variance excess * level * factor.
  const variance = (excess * level * squares) / Math.max(exposure * exposure, Number.MIN_VALUE);
  return { level, shape: jeffreys + (variance > 0 ? (level * level) / variance : 0) };
}

const factorOf = (factors: Float64Array, classes: Uint8Array, day: number): number => factors[classes[day] ?? 0] ?? 1;
