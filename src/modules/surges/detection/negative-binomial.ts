/**
 * A distribution of a count with a given mean and variance: negative binomial, which is Poisson's where the variance is no
 * greater than the mean. Small counts keep their skew, which a normal distribution takes from them.
 */
export interface CountDistribution {
  /** The expected count, 0 or more. */
  readonly mean: number;
  /** Its variance; what is below the mean counts as the mean. */
  readonly variance: number;
}

/** With a size above this the distribution cannot be told from Poisson's. */
const largestSize = 1e7;

/** The size r of the negative binomial with this mean and variance: variance = mean + mean² / r. */
function sizeOf({ mean, variance }: CountDistribution): number {
  const excess = variance - mean;
  return excess * largestSize <= mean * mean ? largestSize : (mean * mean) / excess;
}

/** The probability of so many or more. The count is a whole number; for 0 or less it is 1. */
export function upperTail(distribution: CountDistribution, count: number): number {
  if (count <= 0) return 1;
  if (distribution.mean <= 0) return 0;
  const size = sizeOf(distribution);
  // P(N >= k) = I_q(k, r) with q = mean / (mean + r): DLMF 8.17.24.
  return incompleteBeta(distribution.mean / (distribution.mean + size), count, size);
}

/** The least whole number, from `least` on, of which `isReached` is true; it must stay true from there on. */
export function firstCountOf(isReached: (count: number) => boolean, least: number): number {
  let [low, step] = [Math.max(0, Math.ceil(least)), 1];
  if (isReached(low)) return low;
  while (!isReached(low + step)) {
    low += step;
    step *= 2;
  }
  // Reached at low + step, not at low.
  let high = low + step;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isReached(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The least count of which the probability of being exceeded is at most `tail`: the (1 - tail) quantile. */
export function quantileOf(distribution: CountDistribution, tail: number): number {
  return firstCountOf((count) => upperTail(distribution, count + 1) <= tail, 0);
}

const smallest = 1e-300;
const precision = 1e-12;
const mostTerms = 20_000;

/** The regularized incomplete beta function I_x(a, b) by its continued fraction (DLMF 8.17.22, evaluated by Lentz's method). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  // The fraction converges fast on this side; the other side is mirrored.
  if (x < (a + 1) / (a + b + 2)) return (Math.exp(logFront) * betaFraction(x, a, b)) / a;
  return 1 - (Math.exp(logFront) * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let term = 1; term <= mostTerms; term += 1) {
    const even = (term * (b - term) * x) / ((a + 2 * term - 1) * (a + 2 * term));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + term) * (a + b + term) * x) / ((a + 2 * term) * (a + 2 * term + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < precision) break;
  }
  return value;
}

const awayFromZero = (value: number): number => (Math.abs(value) < smallest ? smallest : value);

const stirlingFrom = 12;

/**
 * The logarithm of the gamma function of a positive number: Stirling's series (DLMF 5.11.1), reached by recurrence below 12.
 */
function logGamma(value: number): number {
  let [shift, x] = [0, value];
  if (x < stirlingFrom) {
    let product = 1;
    for (; x < stirlingFrom; x += 1) product *= x;
    shift = Math.log(product);
  }
  const square = 1 / (x * x);
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
