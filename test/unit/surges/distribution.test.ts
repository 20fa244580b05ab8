import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstCountOf, quantileOf, upperTail } from "../../../src/modules/surges/detection/negative-binomial.js";

/** P(N >= count) by adding up the probabilities one by one, which is exact enough for small counts. */
function tailByHand(mean: number, size: number, count: number): number {
  let probability = Number.isFinite(size) ? (size / (size + mean)) ** size : Math.exp(-mean);
  let below = 0;
  for (let each = 0; each < count; each += 1) {
    below += probability;
    const ratio = Number.isFinite(size) ? ((size + each) * mean) / (size + mean) : mean;
    probability *= ratio / (each + 1);
  }
  return 1 - below;
}

const means = fc.double({ min: 0.01, max: 60, noNaN: true });
const excesses = fc.double({ min: 1.01, max: 20, noNaN: true });

describe("the distribution of a count", () => {
  it("is Poisson's where the variance is the mean", () => {
    fc.assert(
      fc.property(means, fc.integer({ min: 0, max: 80 }), (mean, count) => {
        expect(upperTail({ mean, variance: mean }, count)).toBeCloseTo(
          tailByHand(mean, Number.POSITIVE_INFINITY, count),
          5,
        );
      }),
    );
  });

  it("is negative binomial where the variance is greater", () => {
    fc.assert(
      fc.property(means, excesses, fc.integer({ min: 0, max: 80 }), (mean, excess, count) => {
        const byHand = tailByHand(mean, mean / (excess - 1), count);
        expect(upperTail({ mean, variance: mean * excess }, count)).toBeCloseTo(byHand, 8);
      }),
    );
  });

  it("keeps its precision far out in the tail: 40 where 10 are expected", () => {
    // 1 - ppois(39, 10) of R: 7.2e-13 is far below what 1 - (sum of the rest) could tell.
    const [mean, tail] = [10, upperTail({ mean: 10, variance: 10 }, 40)];
    let [term, byHand] = [Math.exp(-mean), 0];
    for (let count = 1; count <= 200; count += 1) {
      term *= mean / count;
      if (count >= 40) byHand += term;
    }
    expect(tail / byHand).toBeCloseTo(1, 3);
  });

  it("never rises with the count, and is 1 for nothing", () => {
    fc.assert(
      fc.property(means, excesses, fc.integer({ min: 1, max: 500 }), (mean, excess, count) => {
        const distribution = { mean, variance: mean * excess };
        expect(upperTail(distribution, 0)).toBe(1);
        expect(upperTail(distribution, count)).toBeLessThanOrEqual(upperTail(distribution, count - 1) + 1e-12);
      }),
    );
  });

  it("lets nothing come where nothing is expected", () => {
    expect(upperTail({ mean: 0, variance: 0 }, 1)).toBe(0);
  });

  it("is skewed: three where a tenth is expected is far less of a wonder than six standard deviations say", () => {
    expect(upperTail({ mean: 0.2, variance: 0.2 }, 3)).toBeGreaterThan(1e-3);
  });

  it("answers the least count that is exceeded so seldom", () => {
    fc.assert(
      fc.property(means, excesses, fc.double({ min: 1e-6, max: 0.5, noNaN: true }), (mean, excess, tail) => {
        const distribution = { mean, variance: mean * excess };
        const count = quantileOf(distribution, tail);
        expect(upperTail(distribution, count + 1)).toBeLessThanOrEqual(tail);
        if (count > 0) expect(upperTail(distribution, count)).toBeGreaterThan(tail);
      }),
    );
  });
});

describe("the first count of which something is true", () => {
  it("is found wherever it lies", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(1000), (wanted, least) => {
        expect(firstCountOf((count) => count >= wanted, least)).toBe(Math.max(wanted, least));
      }),
    );
  });
});
