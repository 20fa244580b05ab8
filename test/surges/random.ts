/** A source of chance that is the same for the same seed. */
export interface Chance {
  /** A number from 0 (included) to 1 (excluded). */
  next(): number;
  /** A count with Poisson's distribution. */
  poisson(mean: number): number;
  /** A factor with mean 1 and this variance (gamma distributed); 1 itself where the variance is 0. */
  factor(variance: number): number;
}

/** Makes a source of chance from a seed (the generator "sfc32"). */
export function chanceOf(seed: number): Chance {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, seed | 0];
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warming = 0; warming < 20; warming += 1) next();
  return { next, poisson: (mean) => poisson(next, mean), factor: (variance) => gammaFactor(next, variance) };
}

/** Below this mean Poisson's counts are drawn by one product of chances (Knuth). */
const oneProduct = 30;

function poisson(next: () => number, mean: number): number {
  let count = 0;
  // A Poisson count is the sum of independent ones, so a large mean is drawn in pieces.
  for (let left = mean; left > 0; left -= oneProduct) {
    const limit = Math.exp(-Math.min(left, oneProduct));
    for (let product = next(); product > limit; product *= next()) count += 1;
  }
  return count;
}

/** Marsaglia & Tsang (2000), for shapes of 1 and more; smaller shapes are drawn by raising the shape by 1. */
function gammaFactor(next: () => number, variance: number): number {
  if (variance <= 0) return 1;
  const shape = 1 / variance;
  const raised = shape < 1 ? shape + 1 : shape;
  const boost = shape < 1 ? next() ** (1 / shape) : 1;
  const third = raised - 1 / 3;
  const scale = 1 / Math.sqrt(9 * third);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    const cube = (1 + scale * normal) ** 3;
    if (cube > 0 && Math.log(1 - next()) < (normal * normal) / 2 + third - third * cube + third * Math.log(cube)) {
      return (third * cube * boost) / shape;
    }
  }
}
