import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalText } from "../../../src/modules/statistics/numbers/fraction.js";
import { growthOfAmount, growthOfRate } from "../../../src/modules/statistics/numbers/growth.js";

const count = fc.bigInt({ min: 0n, max: 10n ** 12n });
const rate = (numerator: bigint, denominator: bigint) => ({ numerator, denominator });

describe("the growth of an amount", () => {
  it("is the change and its relation to the value before, in percent", () => {
    const { change, growth, reason } = growthOfAmount(58n, 362n);
    expect([decimalText(change, 0), decimalText(growth, 2), reason]).toEqual(["304", "524.14", null]);
  });

  it("lies below zero where the amount fell, rounded as a rise is", () => {
    const { change, growth } = growthOfAmount(800n, 797n);
    expect([decimalText(change, 0), decimalText(growth, 2)]).toEqual(["-3", "-0.38"]);
  });

  it("is zero where nothing changed", () => {
    const { change, growth, reason } = growthOfAmount(7n, 7n);
    expect([decimalText(change, 0), decimalText(growth, 1), reason]).toEqual(["0", "0.0", null]);
  });

  it.each([
    [0n, 5n, "5"],
    [0n, 0n, "0"],
  ])("is not there over a base of zero, from %d to %d, but the change is", (before, now, change) => {
    const growth = growthOfAmount(before, now);
    expect([decimalText(growth.change, 0), growth.growth, growth.reason]).toEqual([change, null, "ZERO_BASE"]);
  });

  it.each([
    [null, 5n, "NO_VALUE_BEFORE"],
    [5n, null, "NO_VALUE_NOW"],
    [null, null, "NO_VALUE_NOW"],
  ])("is not there from %s to %s, nor is a change", (before, now, reason) => {
    expect(growthOfAmount(before, now)).toEqual({ change: null, growth: null, reason });
  });

  it("leads from the value before back to that of now", () => {
    fc.assert(
      fc.property(count, count, (before, now) => {
        const { change, growth, reason } = growthOfAmount(before, now);
        expect(change).toEqual(rate(now - before, 1n));
        if (growth === null) expect([before, reason]).toEqual([0n, "ZERO_BASE"]);
        else expect(before * (100n * growth.denominator + growth.numerator)).toBe(100n * growth.denominator * now);
      }),
    );
  });
});

describe("the growth of a rate", () => {
  it("changes by percentage points, beside its relative growth", () => {
    const { change, growth, reason } = growthOfRate(rate(50n, 100n), rate(53n, 100n));
    expect([decimalText(change, 2), decimalText(growth, 2), reason]).toEqual(["3.00", "6.00", null]);
  });

  it("is worked out from the fractions, not from rounded rates", () => {
    const { change } = growthOfRate(rate(999n, 1330n), rate(880n, 990n));
    expect(change).toEqual(rate(16_490n, 1197n));
    expect(decimalText(change, 2)).toBe("13.78");
  });

  it("is not there over a rate of zero, but the change is", () => {
    const growth = growthOfRate(rate(0n, 10n), rate(1n, 4n));
    expect([decimalText(growth.change, 1), growth.growth, growth.reason]).toEqual(["25.0", null, "ZERO_BASE"]);
  });

  it.each([
    [rate(0n, 0n), rate(1n, 2n), "NO_VALUE_BEFORE"],
    [null, rate(1n, 2n), "NO_VALUE_BEFORE"],
    [rate(1n, 2n), rate(0n, 0n), "NO_VALUE_NOW"],
    [rate(1n, 2n), null, "NO_VALUE_NOW"],
    [rate(0n, 0n), rate(0n, 0n), "NO_VALUE_NOW"],
  ])("is not there where a rate has nothing under it (%#)", (before, now, reason) => {
    expect(growthOfRate(before, now)).toEqual({ change: null, growth: null, reason });
  });
});
