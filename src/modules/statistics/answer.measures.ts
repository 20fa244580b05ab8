import type { AnswerValue, ComparedValue, ValueReason } from "./answer.values.js";
import { positionOf } from "./asked.js";
import type { Extreme } from "./calls/call-extremes.js";
import type { Counting } from "./counting/counting.js";
import type { Distribution } from "./counting/durations.store.js";
import {
  type Count,
  type Definition,
  type DurationName,
  durations,
  type ExtremeName,
  isDuration,
  isExtreme,
  isMeasureOfCalls,
  isTicketDuration,
  type View,
} from "./measures.js";
import { decimalText, type Fraction, hasValue, percentText, wholeFraction, yuanText } from "./numbers/fraction.js";
import { type Growth, growthOfAmount, growthOfRate, growthOfRatio } from "./numbers/growth.js";
import type { CheckedQuestion } from "./question.js";

/** What was counted of one group in one period. */
export interface Amounts {
  /** In the order of the counts of the question. */
  readonly amounts: readonly bigint[];
  /** Null of what is left beside the largest groups: percentiles do not add up. */
  readonly durations: Map<DurationName, Distribution> | null;
  /** Null of the same, for neither do extremes. */
  readonly extremes: Map<ExtremeName, Extreme> | null;
}

/** The sides of a measure for one group: what was counted, and of a rate what it is divided by. */
interface Sides {
  readonly numerator: bigint;
  readonly denominator: bigint | null;
}

function sidesOf({ denominator, numerator }: Definition, view: View, counting: Counting, of: Amounts): Sides | null {
  if (numerator === null) return null;
  const amount = (side: NonNullable<typeof numerator>): bigint =>
    of.amounts[positionOf(counting.counts, side[view])] ?? 0n;
  return { numerator: amount(numerator), denominator: denominator === null ? null : amount(denominator) };
}

/** A measure of a group as a fraction, to put groups in order by; null where it has no value. */
export function countsAs(
  definition: Definition,
  view: View,
  counting: Counting,
  of: Amounts | undefined,
): Fraction | null {
  const sides = of === undefined ? null : sidesOf(definition, view, counting, of);
  if (sides === null) return null;
  const fraction = { numerator: sides.numerator, denominator: sides.denominator ?? 1n };
  return hasValue(fraction) ? fraction : null;
}

type Basis = Count["basis"];

/** The bases that a measure counts by. */
function basesOf({ denominator, measure, numerator }: Definition, view: View): Basis[] {
  if (isMeasureOfCalls(measure)) return ["CALL"];
  if (isTicketDuration(measure)) return [view === "COHORT" ? "REGISTERED" : durations[measure].ends];
  return [numerator, denominator].flatMap((side) => (side === null ? [] : [side[view].basis]));
}

/**
 * The values of all measures of a question for one group. Pure.
 *
 * @param totals what shares are shares of; null for the total itself
 * @param isHidden whether what is counted by a basis in a period must not be told
 */
export function valuesOf(
  question: CheckedQuestion,
  counting: Counting,
  periods: readonly Amounts[],
  totals: readonly Amounts[] | null,
  isHidden: (period: number, basis: Basis) => boolean,
): AnswerValue[] {
  return question.definitions.map((definition) => {
    const { view, digits } = question;
    const hidden = question.periods.map((_, period) =>
      basesOf(definition, view).some((basis) => isHidden(period, basis)),
    );
    const [now, then] = periods.map((amounts, period) =>
      hidden[period] === true ? null : standing(definition, view, digits, counting, amounts),
    );
    const whole = totals?.[0] === undefined ? null : sidesOf(definition, view, counting, totals[0]);
    const compared =
      question.periods.length < 2
        ? null
        : comparisonOf(definition, digits, now ?? null, then ?? null, hidden[1] === true);
    if (now == null) return { ...nothingTold, definition, compared };
    const isShared = definition.form === "COUNT" || definition.form === "SUM";
    const share =
      isShared && whole !== null && now.numerator !== null && !isHiddenTotal(question, definition, isHidden)
        ? percentText({ numerator: now.numerator, denominator: whole.numerator }, digits)
        : null;
    return { ...now, definition, share, compared };
  });
}

// A share in a total that is not told would tell it.
function isHiddenTotal(question: CheckedQuestion, definition: Definition, isHidden: TotalCheck): boolean {
  return basesOf(definition, question.view).some((basis) => isHidden(totalPeriod, basis));
}

type TotalCheck = (period: number, basis: Basis) => boolean;

/** Asks for the total of the period asked for, in place of the number of a period. */
export const totalPeriod = -1;

type Standing = Omit<AnswerValue, "definition" | "share" | "compared">;

const nothingTold = {
  value: null,
  numerator: null,
  denominator: null,
  distribution: null,
  extreme: null,
  share: null,
  reason: "SUPPRESSED",
} as const;

/** How a measure stands in one period. */
function standing(definition: Definition, view: View, digits: number, counting: Counting, of: Amounts): Standing {
  const { form, measure } = definition;
  if (isDuration(measure)) {
    const distribution = of.durations?.get(measure) ?? null;
    const value = distribution === null ? null : String(distribution.median);
    const reason = of.durations === null ? "NOT_ADDITIVE" : value === null ? "EMPTY_DENOMINATOR" : null;
    return { value, numerator: null, denominator: null, distribution, extreme: null, reason };
  }
  if (isExtreme(measure)) return standingOfExtreme(of.extremes, measure, digits);
  const sides = sidesOf(definition, view, counting, of);
  if (sides === null) throw new Error(`${measure} counts nothing`);
  const { numerator, denominator } = sides;
  const value = valueText(form, sides, digits);
  const reason: ValueReason | null = value === null ? "EMPTY_DENOMINATOR" : null;
  return { value, numerator, denominator, distribution: null, extreme: null, reason };
}

function valueText(form: Definition["form"], sides: Sides, digits: number): string | null {
  if (form === "SUM") return yuanText(sides.numerator);
  if (form === "COUNT") return String(sides.numerator);
  return form === "RATIO" ? decimalText(fractionOf(sides), digits) : rateOf(sides, digits);
}

function standingOfExtreme(extremes: Amounts["extremes"], measure: ExtremeName, digits: number): Standing {
  const extreme = extremes?.get(measure) ?? null;
  if (extreme === null) {
    const reason = extremes === null ? "NOT_ADDITIVE" : "EMPTY_DENOMINATOR";
    return { value: null, numerator: null, denominator: null, distribution: null, extreme, reason };
  }
  const { denominator, numerator } = extreme;
  const value = denominator === null ? String(numerator) : percentText({ numerator, denominator }, digits);
  return { value, numerator, denominator, distribution: null, extreme, reason: null };
}

function rateOf({ numerator, denominator }: Sides, digits: number): string | null {
  return percentText({ numerator, denominator: denominator ?? 0n }, digits);
}

function comparisonOf(
  { form }: Definition,
  digits: number,
  now: Standing | null,
  then: Standing | null,
  isThenHidden: boolean,
): ComparedValue {
  if (now === null || then === null) {
    const before = then ?? nothingTold;
    const { value, numerator, denominator, distribution, extreme } = isThenHidden ? nothingTold : before;
    return { value, numerator, denominator, distribution, extreme, change: null, growth: null, reason: "SUPPRESSED" };
  }
  const isRate = form === "RATE" || now.extreme?.denominator != null || then.extreme?.denominator != null;
  const { change, growth, reason } = growthOf(isRate ? "RATE" : form, now, then);
  const { value, numerator, denominator, distribution, extreme } = then;
  const changed =
    change === null
      ? null
      : form === "SUM"
        ? yuanText(change.numerator)
        : decimalText(change, isRate || form === "RATIO" ? digits : 0);
  const told = { value, numerator, denominator, distribution, extreme };
  return { ...told, change: changed, growth: decimalText(growth, digits), reason };
}

function growthOf(form: Definition["form"], now: Standing, then: Standing): Growth {
  if (form === "RATE") return growthOfRate(fractionOf(then), fractionOf(now));
  if (form === "RATIO") return growthOfRatio(fractionOf(then), fractionOf(now));
  const amount = ({ distribution, numerator }: Standing): bigint | null =>
    form === "DISTRIBUTION" ? (distribution === null ? null : BigInt(distribution.median)) : numerator;
  return growthOfAmount(amount(then), amount(now));
}

function fractionOf({ denominator, numerator }: Pick<Standing, "numerator" | "denominator">): Fraction | null {
  if (numerator === null) return null;
  return denominator === null ? wholeFraction(numerator) : { numerator, denominator };
}
