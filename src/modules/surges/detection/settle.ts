import { type DayFactors, dayFactorsOf, evenFactors } from "./day-factors.js";
import { dispersionOf, excessAt, noDispersion, shareLeft, weightOf } from "./dispersion.js";
import { type DailyHistory, halfLifeOf, localLevels } from "./level.js";

/** A history whose level, factors, scatter and weights agree with each other. */
export interface SettledHistory {
  readonly history: DailyHistory;
  readonly factors: DayFactors;
  /** The level about each day. */
  readonly levels: Float64Array;
  /** The variance of an average day's count over its mean: 1 for Poisson's. */
  readonly excess: number;
  /** The part of the scatter that the weights leave (see `shareLeft`). */
  readonly share: number;
  /** Of the level, in days. */
  readonly halfLife: number;
}

const mostPasses = 8;

/** Weights that move by less than this are settled. */
const tolerance = 0.01;

/** Fits level, factors, scatter and weights in turns, until the weights stay what they are. */
export function settleHistory(counts: Float64Array, classes: Uint8Array): SettledHistory {
  const weights = startWeights(counts);
  const tickets = counts.reduce((sum, count) => sum + count, 0);
  let halfLife = halfLifeOf(Math.max(tickets, 1) / counts.length, 1);
  const history = { counts, classes, weights };
  const means = new Float64Array(counts.length);
  let factors: DayFactors = { factors: evenFactors(), shapes: evenFactors() };
  let levels = localLevels(history, factors.factors, halfLife);
  let [excess, share] = [1, 1];
  for (let pass = 0; pass < mostPasses; pass += 1) {
    factors = dayFactorsOf(history, levels, excess);
    levels = localLevels(history, factors.factors, halfLife);
    for (let day = 0; day < means.length; day += 1) {
      means[day] = (levels[day] ?? 0) * (factors.factors[classes[day] ?? 0] ?? 1);
    }
    const mean = means.reduce((sum, each) => sum + each, 0) / Math.max(means.length, 1);
    share = shareLeft(mean, excess);
    const dispersion = dispersionOf({ counts, means, weights }, share);
    excess = excessAt(dispersion, mean);
    halfLife = halfLifeOf(mean, excess);
    if (weighAgain(history, means, (expected) => excessAt(dispersion, expected)) < tolerance) break;
  }
  return { history, factors, levels, excess, share, halfLife };
}

/** Weighs all days anew; answers by how much the weights have moved on average. */
function weighAgain(
  { counts, weights }: DailyHistory,
  means: Float64Array,
  excessOf: (mean: number) => number,
): number {
  let moved = 0;
  for (let day = 0; day < means.length; day += 1) {
    const mean = means[day] ?? 0;
    const weight = weightOf(counts[day] ?? 0, mean, excessOf(mean));
    moved += Math.abs(weight - (weights[day] ?? 0));
    weights[day] = weight;
  }
  return moved / Math.max(means.length, 1);
}

/**
 * Weights to begin with, from a level that no surge can have moved: the median of the weeks (with the third by which a Poisson
 * median lies below its mean), and the scatter of the days below it, which surges do not touch.
 */
function startWeights(counts: Float64Array): Float64Array {
  const weeks: number[] = [];
  for (let day = 0; day + 7 <= counts.length; day += 7) {
    weeks.push(counts.subarray(day, day + 7).reduce((sum, count) => sum + count, 0));
  }
  weeks.sort((one, other) => one - other);
  const level = ((weeks[Math.floor((weeks.length - 1) / 2)] ?? 0) + 1 / 3) / 7;
  const below = counts.filter((count) => count < level);
  const scatter = below.reduce((sum, count) => sum + (count - level) ** 2, 0) / Math.max(below.length, 1);
  return counts.map((count) => weightOf(count, level, Math.max(excessAt(noDispersion, level), scatter / level)));
}
