import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalText, percentText, wholeFraction } from "../../../src/modules/statistics/numbers/fraction.js";
import { compareUnits, type RankedUnit, type RankingRule } from "../../../src/modules/statistics/numbers/ranking.js";

const unit = (code: string, numerator: number, denominator: number): RankedUnit => ({
  code,
  value: { numerator: BigInt(numerator), denominator: BigInt(denominator) },
});
const rates: RankingRule = { form: "RATE", direction: "HIGHER_FIRST", smallestBase: 30n };
const ranksOf = (units: readonly RankedUnit[], rule: RankingRule) =>
  compareUnits(units, rule).units.map(({ unit: { code }, rank, reason }) => [code, rank, reason]);

describe("a comparison of units", () => {
  it("gives equal values the same rank and leaves the next one out", () => {
    const units = [unit("d", 10, 100), unit("c", 45, 90), unit("b", 50, 100), unit("a", 90, 100)];
    expect(ranksOf(units, rates)).toEqual([
      ["a", 1, null],
      ["b", 2, null],
      ["c", 2, null],
      ["d", 4, null],
    ]);
  });

  it("gives the lowest the first rank where lower is better", () => {
    const units = [unit("a", 90, 100), unit("b", 10, 100)];
    expect(ranksOf(units, { ...rates, direction: "LOWER_FIRST" })).toEqual([
      ["b", 1, null],
      ["a", 2, null],
    ]);
  });

  it("gives no rank to units with a base too small or with nothing under their rate, and says why", () => {
    const units = [unit("empty", 0, 0), unit("small", 29, 29), unit("large", 15, 30)];
    const comparison = compareUnits(units, rates);
    expect(ranksOf(units, rates)).toEqual([
      ["large", 1, null],
      ["empty", null, "EMPTY_DENOMINATOR"],
      ["small", null, "BASE_TOO_SMALL"],
    ]);
    expect(comparison.comparable).toBe(1);
    expect(comparison.units.map(({ difference }) => difference === null)).toEqual([false, true, true]);
  });

  it("has the rate of all tickets for its mean, those of incomparable units too, and not the mean of the rates", () => {
    const { mean, units } = compareUnits([unit("city", 2700, 3000), unit("county", 0, 3)], rates);
    expect(mean).toEqual({ numerator: 2700n, denominator: 3003n });
    expect(percentText(mean, 2)).toBe("89.91");
    expect(units.map(({ difference }) => decimalText(difference, 2))).toEqual(["0.09", null]);
  });

  it("of counts has the mean over the units, differences in tickets, and no smallest base", () => {
    const units = [unit("a", 10, 1), unit("b", 1, 1)];
    const comparison = compareUnits(units, { ...rates, form: "COUNT" });
    expect(decimalText(comparison.mean, 1)).toBe("5.5");
    expect(comparison.units.map(({ rank, difference }) => [rank, decimalText(difference, 1)])).toEqual([
      [1, "4.5"],
      [2, "-4.5"],
    ]);
  });

  it("of nobody has no mean", () => {
    expect(compareUnits([], rates)).toEqual({ mean: null, comparable: 0, units: [] });
    expect(compareUnits([unit("a", 0, 0)], rates).mean).toBeNull();
  });

  it("ranks each unit one behind the number of those that are better, in whatever order they come", () => {
    const anyUnits = fc.uniqueArray(
      fc.record({ code: fc.string(), value: fc.bigInt({ min: 0n, max: 6n }).map(wholeFraction) }),
      { selector: ({ code }) => code, maxLength: 10 },
    );
    const shuffled = anyUnits.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const rule: RankingRule = { form: "COUNT", direction: "HIGHER_FIRST", smallestBase: 0n };
        for (const ranking of compareUnits(list, rule).units) {
          const better = list.filter(({ value }) => value.numerator > ranking.unit.value.numerator).length;
          expect(ranking.rank).toBe(better + 1);
        }
        expect(compareUnits(other, rule)).toEqual(compareUnits(list, rule));
      }),
    );
  });
});
