import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareFractions,
  decimalText,
  hasValue,
  percentOf,
  percentText,
  reducedFraction,
  roundHalfUp,
  subtractFractions,
  wholeFraction,
  yuanText,
} from "../../../src/modules/statistics/numbers/fraction.js";

const anyAmount = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
const anyDivisor = fc.bigInt({ min: 1n, max: 10n ** 24n });
const anyDigits = fc.integer({ min: 0, max: 9 });
const anyFraction = fc.record({ numerator: anyAmount, denominator: anyDivisor });

describe("rounding half up", () => {
  it.each([
    [88000n, 990n, 2, "88.89"],
    [99900n, 1330n, 1, "75.1"],
    [1n, 2n, 0, "1"],
    [5n, 2n, 0, "3"],
    [1n, 3n, 2, "0.33"],
    [1005n, 1000n, 2, "1.01"],
    [0n, 7n, 2, "0.00"],
    [5n, 1000n, 2, "0.01"],
    [4999n, 1_000_000n, 2, "0.00"],
    [999_995n, 1000n, 2, "1000.00"],
  ])("writes %d of %d with %d digits as %s", (numerator, denominator, digits, text) => {
    expect(roundHalfUp(numerator, denominator, digits)).toBe(text);
  });

  it.each([
    [-5n, 2n, 0, "-3"],
    [5n, -2n, 0, "-3"],
    [-5n, -2n, 0, "3"],
    [-1n, 8n, 2, "-0.13"],
    [-1n, 1000n, 2, "0.00"],
  ])(
    "rounds %d of %d without its sign, which comes back unless nothing is left: %3$s",
    (numerator, denominator, digits, text) => {
      expect(roundHalfUp(numerator, denominator, digits)).toBe(text);
    },
  );

  it("never lies further from the fraction than half of its last digit, and at half the larger amount", () => {
    fc.assert(
      fc.property(anyAmount, anyDivisor, anyDigits, (numerator, denominator, digits) => {
        const text = roundHalfUp(numerator, denominator, digits);
        const written = BigInt(text.replace(".", ""));
        const doubledError = 2n * (written * denominator - numerator * 10n ** BigInt(digits));
        const outward = numerator < 0n ? -doubledError : doubledError;
        expect(outward > -denominator && outward <= denominator).toBe(true);
        expect(text).toMatch(digits === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${digits}}$`));
      }),
    );
  });

  it("gives a fall the figure of a rise of the same size", () => {
    fc.assert(
      fc.property(anyAmount, anyDivisor, anyDigits, (numerator, denominator, digits) => {
        const [fall, rise] = [numerator, -numerator].map((amount) => roundHalfUp(amount, denominator, digits));
        expect(fall?.replace("-", "")).toBe(rise?.replace("-", ""));
      }),
    );
  });

  it("refuses a denominator of zero, which has no value", () => {
    expect(() => roundHalfUp(1n, 0n, 2)).toThrow("a fraction over zero has no value");
    expect(() => reducedFraction(1n, 0n)).toThrow("a fraction over zero has no value");
  });
});

describe("the texts of a fraction", () => {
  it("are a decimal and a percentage, exact beyond what a floating point holds", () => {
    expect(percentOf(880n, 990n, 2)).toBe("88.89");
    expect(percentOf(10n ** 30n + 5n, 10n ** 30n, 30)).toBe(`100.${"5".padStart(28, "0")}00`);
    expect(decimalText({ numerator: 7n, denominator: 2n }, 1)).toBe("3.5");
    expect(percentText({ numerator: 457n, denominator: 658n }, 2)).toBe("69.45");
  });

  it("are missing where there is no value", () => {
    for (const missing of [null, { numerator: 3n, denominator: 0n }]) {
      expect(hasValue(missing)).toBe(false);
      expect(decimalText(missing, 2)).toBeNull();
      expect(percentText(missing, 2)).toBeNull();
    }
  });

  it.each([
    [38000n, "380.00"],
    [5n, "0.05"],
    [0n, "0.00"],
    [-5n, "-0.05"],
    [-12345n, "-123.45"],
    [69_000_000_000_000_001n, "690000000000000.01"],
  ])("write %d 分 as %s yuan", (fen, text) => {
    expect(yuanText(fen)).toBe(text);
  });
});

describe("fractions", () => {
  it("are subtracted exactly, in lowest terms with the sign above", () => {
    expect(subtractFractions({ numerator: 1n, denominator: 2n }, { numerator: 2n, denominator: 3n })).toEqual({
      numerator: -1n,
      denominator: 6n,
    });
    expect(reducedFraction(6n, -4n)).toEqual({ numerator: -3n, denominator: 2n });
    expect(reducedFraction(0n, 5n)).toEqual({ numerator: 0n, denominator: 1n });
  });

  it("are in the order of their difference", () => {
    fc.assert(
      fc.property(anyFraction, anyFraction, (first, second) => {
        const difference = subtractFractions(first, second).numerator;
        expect(compareFractions(first, second)).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0);
        expect(compareFractions(first, first)).toBe(0);
      }),
    );
  });

  it("are whole numbers over one", () => {
    expect(wholeFraction(-4n)).toEqual({ numerator: -4n, denominator: 1n });
  });
});
