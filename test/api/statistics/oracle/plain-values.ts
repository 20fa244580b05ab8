import type { ComparedAnswer, ValueAnswer } from "../asking.js";
import type { PlainCount } from "./plain-answer.js";
import type { PlainMeasure } from "./plain-measures.js";

/** What of a value is compared: all but what names the measure. */
export type PlainValue = Omit<ValueAnswer, "measure" | "version" | "unit">;

/** A quotient with so many decimals, a half away from zero. */
export function decimal(numerator: bigint, denominator: bigint, digits: number): string {
  const isNegative = numerator < 0n !== denominator < 0n && numerator !== 0n;
  const [top, bottom] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  const scaled = top * 10n ** BigInt(digits);
  let whole = scaled / bottom;
  if ((scaled - whole * bottom) * 2n >= bottom) whole += 1n;
  const text = String(whole).padStart(digits + 1, "0");
  const cut = text.length - digits;
  const decimals = digits === 0 ? text : `${text.slice(0, cut)}.${text.slice(cut)}`;
  return isNegative && whole !== 0n ? `-${decimals}` : decimals;
}

interface Standing {
  value: string | null;
  numerator: number | null;
  denominator: number | null;
  distribution: ValueAnswer["distribution"];
  /** The exact value as a fraction, money in 分. */
  exact: readonly [bigint, bigint] | null;
}

function standing(measure: PlainMeasure, { distribution, sides }: PlainCount, digits: number): Standing {
  const [numerator = 0n, denominator = 0n] = sides;
  const none = { numerator: null, denominator: null, distribution: null };
  switch (measure.form) {
    case "DISTRIBUTION":
      return {
        ...none,
        distribution,
        value: distribution === null ? null : String(distribution.median),
        exact: distribution === null ? null : [BigInt(distribution.median), 1n],
      };
    case "RATE":
      return {
        ...none,
        numerator: Number(numerator),
        denominator: Number(denominator),
        value: denominator === 0n ? null : decimal(100n * numerator, denominator, digits),
        exact: denominator === 0n ? null : [100n * numerator, denominator],
      };
    default:
      return {
        ...none,
        numerator: Number(numerator),
        value: measure.form === "SUM" ? decimal(numerator, 100n, 2) : String(numerator),
        exact: [numerator, 1n],
      };
  }
}

function compare(measure: PlainMeasure, now: Standing, then: Standing, digits: number): ComparedAnswer {
  const { value, numerator, denominator, distribution } = then;
  const before = { value, numerator, denominator, distribution };
  if (now.exact === null) return { ...before, change: null, growth: null, reason: "NO_VALUE_NOW" };
  if (then.exact === null) return { ...before, change: null, growth: null, reason: "NO_VALUE_BEFORE" };
  const [top, bottom] = [now.exact[0] * then.exact[1] - then.exact[0] * now.exact[1], now.exact[1] * then.exact[1]];
  const change =
    measure.form === "SUM" ? decimal(top, 100n, 2) : decimal(top, bottom, measure.form === "RATE" ? digits : 0);
  if (then.exact[0] === 0n) return { ...before, change, growth: null, reason: "ZERO_BASE" };
  const growth = decimal(100n * top * then.exact[1], bottom * then.exact[0], digits);
  return { ...before, change, growth, reason: null };
}

/**
 * The value of a measure as the answer must have it.
 *
 * @param counts what was counted, by the periods
 * @param whole what was counted of all groups, where the value has a share in it
 */
export function plainValue(
  measure: PlainMeasure,
  counts: readonly (PlainCount | undefined)[],
  whole: PlainCount | null,
  digits: number,
): PlainValue {
  const [counted, before] = counts;
  if (counted === undefined) throw new Error("nothing was counted");
  const now = standing(measure, counted, digits);
  const { value, numerator, denominator, distribution } = now;
  const [part = 0n, all = 0n] = [counted.sides[0], whole?.sides[0]];
  const isShared = measure.form === "COUNT" || measure.form === "SUM";
  return {
    value,
    numerator,
    denominator,
    distribution,
    share: isShared && all !== 0n ? decimal(100n * part, all, digits) : null,
    reason: value === null ? "EMPTY_DENOMINATOR" : null,
    compared: before === undefined ? null : compare(measure, now, standing(measure, before, digits), digits),
  };
}
