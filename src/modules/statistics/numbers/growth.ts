import {
  type AbsenceReason,
  type Fraction,
  hasValue,
  reducedFraction,
  subtractFractions,
  wholeFraction,
} from "./fraction.js";

/** Why there is no growth, or no change and no growth. */
export type GrowthReason = Extract<AbsenceReason, "NO_VALUE_NOW" | "NO_VALUE_BEFORE" | "ZERO_BASE">;

/**
 * What became of a value since an earlier period, as exact fractions.
 *
 * Over a base of zero there is a change and no growth, also where the value is still zero: any figure would be a matter of taste. Where
 * one of the values is missing there is neither; that of now is named first when both are.
 */
export interface Growth {
  /**
   * The value of now less that of before, in the unit of the value: tickets, hours, 分; between two rates in percentage points
   * (百分点), so 3 means from 50 % to 53 %.
   */
  readonly change: Fraction | null;
  /** The change in relation to the value of before, in percent (同比 or 环比增长率): 524.14 where 58 became 362. */
  readonly growth: Fraction | null;
  /** Null where both are there. */
  readonly reason: GrowthReason | null;
}

const hundred = 100n;

function missing(reason: GrowthReason): Growth {
  return { change: null, growth: null, reason };
}

/**
 * The growth of an amount: a count, whole hours or days, or money in 分.
 *
 * @param before zero or more; null where the earlier period has no value, as a median of no tickets
 */
export function growthOfAmount(before: bigint | null, now: bigint | null): Growth {
  if (now === null) return missing("NO_VALUE_NOW");
  if (before === null) return missing("NO_VALUE_BEFORE");
  const change = wholeFraction(now - before);
  if (before === 0n) return { change, growth: null, reason: "ZERO_BASE" };
  return { change, growth: reducedFraction(hundred * (now - before), before), reason: null };
}

/** The growth of a ratio that is no rate, such as calls per operator and day: the change is in its own unit. */
export function growthOfRatio(before: Fraction | null, now: Fraction | null): Growth {
  const { change, growth, reason } = growthOfRate(before, now);
  return {
    change: change === null ? null : reducedFraction(change.numerator, hundred * change.denominator),
    growth,
    reason,
  };
}

/**
 * The growth of a rate, worked out from the fractions and not from the rounded figures. A rate with the denominator zero has no value.
 *
 * The trade compares rates in percentage points: that is the change. The growth beside it is relative as for any other value, and is not
 * to be shown as if it were the change.
 */
export function growthOfRate(before: Fraction | null, now: Fraction | null): Growth {
  if (!hasValue(now)) return missing("NO_VALUE_NOW");
  if (!hasValue(before)) return missing("NO_VALUE_BEFORE");
  const difference = subtractFractions(now, before);
  const change = reducedFraction(hundred * difference.numerator, difference.denominator);
  if (before.numerator === 0n) return { change, growth: null, reason: "ZERO_BASE" };
  const growth = reducedFraction(change.numerator * before.denominator, change.denominator * before.numerator);
  return { change, growth, reason: null };
}
