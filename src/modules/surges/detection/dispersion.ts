/** By how much counts scatter more than Poisson's: variance = mean * (1 + linear + quadratic * mean). */
export interface Dispersion {
  /** From tickets that come in groups (quasi-Poisson). */
  readonly linear: number;
  /** From days that are busier or quieter as a whole (negative binomial). */
  readonly quadratic: number;
}

/** The dispersion of Poisson's distribution. */
export const noDispersion: Dispersion = { linear: 0, quadratic: 0 };

/** The variance over the mean at a mean: 1 for Poisson's. */
export const excessAt = ({ linear, quadratic }: Dispersion, mean: number): number => 1 + linear + quadratic * mean;

/** Counts beside what was expected of them, one place each. */
export interface Residuals {
  readonly counts: Float64Array;
  readonly means: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Estimates the dispersion by moments: the squared Pearson residuals less 1 are regressed on (1, mean) by weighted least
 * squares, none of the two below 0. The weights are those that Poisson's own variance of the squared residual, 2 + 1 / mean,
 * suggests, so hours in which next to nothing is expected do not rule the figure.
 *
 * @param share which part of the scatter was left by the weights, and by means that were fitted to the same counts; above 0
 * and up to 1
 */
export function dispersionOf({ counts, means, weights }: Residuals, share: number): Dispersion {
  let [sum, sumMean, sumSquare, sumResidual, sumProduct] = [0, 0, 0, 0, 0];
  for (let place = 0; place < counts.length; place += 1) {
    const mean = means[place] ?? 0;
    if (mean <= 0) continue;
    const weight = ((weights[place] ?? 0) * mean) / (1 + 2 * mean);
    const residual = ((counts[place] ?? 0) - mean) ** 2 / (mean * share) - 1;
    sum += weight;
    sumMean += weight * mean;
    sumSquare += weight * mean * mean;
    sumResidual += weight * residual;
    sumProduct += weight * residual * mean;
  }
  if (sum <= 0) return noDispersion;
  const determinant = sum * sumSquare - sumMean * sumMean;
  // Where all means are alike the two cannot be told apart, and one is enough.
  if (determinant > 1e-9 * sum * sumSquare) {
    const linear = (sumSquare * sumResidual - sumMean * sumProduct) / determinant;
    const quadratic = (sum * sumProduct - sumMean * sumResidual) / determinant;
    if (linear >= 0 && quadratic >= 0) return { linear, quadratic };
    if (linear < 0) return { linear: 0, quadratic: Math.max(0, sumProduct / sumSquare) };
  }
  return { linear: Math.max(0, sumResidual / sum), quadratic: 0 };
}

/** Standardized residuals above this are taken for a surge of the past: Noufaily et al. (2013). */
const outlier = 2.58;

/**
 * What a count weighs in the fit: 1, and 1 / s² where its standardized Anscombe residual s is above 2.58, so that surges of
 * the past do not raise what is expected and mask the next one. Farrington et al. (1996) 3.6, with the bound of Noufaily et
 * al. (2013).
 */
export function weightOf(count: number, mean: number, excess: number): number {
  if (count <= mean) return 1;
  const residual = (1.5 * (count ** (2 / 3) - mean ** (2 / 3))) / (mean ** (1 / 6) * Math.sqrt(excess));
  return residual > outlier ? 1 / (residual * residual) : 1;
}

/** Above this mean the share that is left is that of the normal distribution, to a hundredth. */
const largeMean = 200;
const shareOfLargeMeans = 0.967;
const negligible = 1e-9;

/**
 * The part of the scatter that weighting down leaves where there was no surge at all: weights take from the upper tail of
 * quite ordinary counts too, of small counts the most. What was measured is divided by it, or many a quiet series would pass
 * for calmer than Poisson's. It is summed over the negative binomial of this mean and excess.
 */
export function shareLeft(mean: number, excess: number): number {
  if (mean <= 0) return 1;
  if (mean > largeMean) return shareOfLargeMeans;
  const size = mean / Math.max(excess - 1, 1e-6);
  const ratio = mean / (mean + size);
  let probability = Math.exp(-size * Math.log1p(mean / size));
  let [weighted, total] = [0, 0];
  for (let count = 0; count <= mean || probability > negligible; count += 1) {
    const weight = weightOf(count, mean, excess) * probability;
    weighted += weight * (count - mean) ** 2;
    total += weight;
    probability *= (ratio * (count + size)) / (count + 1);
  }
  return weighted / (total * mean * excess);
}
