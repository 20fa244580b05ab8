/** By how much the level of a region may drift in a year without that being a surge: growth, seasons. */
const driftOfYear = 0.25;

const daysOfYear = 365.25;

/** The bounds of the half-life, in days. */
const shortestHalfLife = 28;
const longestHalfLife = 126;

/** How far a level lags behind the drift, relative to it, for each day of the half-life. */
const lagOfDay = driftOfYear / daysOfYear / Math.LN2;

/**
 * After how many days a day of the past counts half as much for the level. A long memory lags behind a level that drifts, by
 * drift * h / ln 2; a short one rests on little, with a squared relative error of excess * ln 2 / (2 * level * h). The sum of
 * the squared lag and of that error is least at the h answered: four weeks where hundreds come in a day, four months where one
 * comes in ten days.
 *
 * @param level tickets a day
 * @param excess the variance of a day's count over its mean
 */
export function halfLifeOf(level: number, excess: number): number {
  const best = Math.cbrt((excess * Math.LN2) / (4 * level * lagOfDay * lagOfDay));
  return Math.min(Math.max(best, shortestHalfLife), longestHalfLife);
}

/** How many days weigh in the level about a day of the middle of the history. */
export const daysOfLevel = (halfLife: number): number => (2 * halfLife) / Math.LN2;

const decayOf = (halfLife: number): number => 2 ** (-1 / halfLife);

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
  /**
   * The shape of its gamma distribution: as many tickets as it rests on, less for what it may lag behind; 1 / shape is its
   * squared relative error.
   */
  readonly shape: number;
}

/**
 * The level about each day: tickets over factors, of all days, weighted by 2^(-distance / half-life). It moves with the
 * seasons and the years without a curve having to be chosen for them.
 */
export function localLevels(
  { counts, classes, weights }: DailyHistory,
  factors: Float64Array,
  halfLife: number,
): Float64Array {
  const days = counts.length;
  const decay = decayOf(halfLife);
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

/** What the level at the end is worked out by. */
export interface LevelGiven {
  /** The factor of each class of days. */
  readonly factors: Float64Array;
  /** In days. */
  readonly halfLife: number;
  /** The variance of a day's count over its mean: 1 for Poisson's. */
  readonly excess: number;
}

/** The level after the last day of the history, with what it rests on. */
export function endLevelOf(
  { counts, classes, weights }: DailyHistory,
  { factors, halfLife, excess }: LevelGiven,
): EndLevel {
  const decay = decayOf(halfLife);
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
  // The variance of a weighted mean of counts with variance excess * level * factor, and what it may lag behind.
  const variance = (excess * level * squares) / Math.max(exposure * exposure, Number.MIN_VALUE);
  const relative = variance / (level * level) + (lagOfDay * halfLife) ** 2;
  return { level, shape: jeffreys + 1 / relative };
}

const factorOf = (factors: Float64Array, classes: Uint8Array, day: number): number => factors[classes[day] ?? 0] ?? 1;
