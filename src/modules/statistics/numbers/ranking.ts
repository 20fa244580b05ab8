import {
  type AbsenceReason,
  compareFractions,
  type Fraction,
  hasValue,
  reducedFraction,
  subtractFractions,
} from "./fraction.js";
import { type Direction, orderGroups } from "./shares.js";

/** Why a unit has no rank: nothing to measure, or a base too small to say anything (不可比). */
export type RankingReason = Extract<AbsenceReason, "EMPTY_DENOMINATOR" | "BASE_TOO_SMALL">;

/** A subordinate unit with its value: of a rate both numbers, of a count the count over one. */
export interface RankedUnit {
  readonly code: string;
  readonly value: Fraction;
}

/** How units are compared. */
export interface RankingRule {
  /** A rate is compared over all tickets of all units, a count over the units. */
  readonly form: "RATE" | "COUNT";
  /** Which end is the better one and has rank 1. */
  readonly direction: Direction;
  /** A rate with a smaller denominator is not comparable. Counts have no base and are all comparable. */
  readonly smallestBase: bigint;
}

/** The place of a unit among its peers. */
export interface Ranking<Unit> {
  readonly unit: Unit;
  /** 1 is the best; equal values share a rank and the next is left out: 1, 2, 2, 4. Null where the unit is not comparable. */
  readonly rank: number | null;
  /** The value less the mean: of a rate in percentage points, of a count in its unit. Null where the unit is not comparable. */
  readonly difference: Fraction | null;
  readonly reason: RankingReason | null;
}

/** A comparison of units (下级比较): the comparable ones by rank, then the others, each by its code where they are equal. */
export interface Comparison<Unit> {
  /**
   * The mean over all units, the incomparable ones too. Of a rate it is the sum of the numerators over the sum of the denominators, which
   * is the rate of the whole province or nation, and not the mean of the rates, in which a county with three tickets would weigh as much
   * as a city with three thousand. Of a count it is the sum over the number of units. Null where there is nothing to divide by.
   */
  readonly mean: Fraction | null;
  /** How many units have a rank: the number to show beside each, as in "2 of 13". */
  readonly comparable: number;
  readonly units: readonly Ranking<Unit>[];
}

function meanOf(units: readonly RankedUnit[], form: RankingRule["form"]): Fraction | null {
  const numerator = units.reduce((sum, { value }) => sum + value.numerator, 0n);
  const denominator =
    form === "COUNT" ? BigInt(units.length) : units.reduce((sum, { value }) => sum + value.denominator, 0n);
  return denominator === 0n ? null : { numerator, denominator };
}

function reasonOf(value: Fraction, rule: RankingRule): RankingReason | null {
  if (!hasValue(value)) return "EMPTY_DENOMINATOR";
  return rule.form === "RATE" && value.denominator < rule.smallestBase ? "BASE_TOO_SMALL" : null;
}

function differenceOf(value: Fraction, mean: Fraction, form: RankingRule["form"]): Fraction {
  const difference = subtractFractions(value, mean);
  return form === "COUNT" ? difference : reducedFraction(100n * difference.numerator, difference.denominator);
}

/**
 * Compares subordinate units by a rate or a count, with the mean beside and the incomparable ones set apart, instead of a blunt league
 * table. The result depends on the values and codes alone, not on the order in which the units come.
 *
 * SECURITY: units whose value is suppressed for the caller must be left out together with the mean, or the mean gives them back.
 */
export function compareUnits<Unit extends RankedUnit>(units: readonly Unit[], rule: RankingRule): Comparison<Unit> {
  const mean = meanOf(units, rule.form);
  const judged = units.map((unit) => ({ unit, reason: reasonOf(unit.value, rule) }));
  const ordered = orderGroups(judged, {
    measured: ({ unit, reason }) => (reason === null ? unit.value : null),
    code: ({ unit }) => unit.code,
    direction: rule.direction,
  });
  let rank = 1;
  let previous: Fraction | null = null;
  const rankings = ordered.map(({ unit, reason }, position): Ranking<Unit> => {
    if (reason !== null || mean === null) return { unit, rank: null, difference: null, reason };
    if (previous === null || compareFractions(previous, unit.value) !== 0) rank = position + 1;
    previous = unit.value;
    return { unit, rank, difference: differenceOf(unit.value, mean, rule.form), reason };
  });
  return { mean, comparable: judged.filter(({ reason }) => reason === null).length, units: rankings };
}
