/**
 * An exact fraction of whole numbers, such as 880 of 990. It keeps the numbers that it was made of, because the answer shows them: it is
 * brought to lowest terms only where two fractions were combined. The denominator is zero or more; zero means that there is no value.
 */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Why a number is not there, in all rules of this folder. Each rule says which of them it gives. */
const absenceReasons = [
  "NO_VALUE_NOW",
  "NO_VALUE_BEFORE",
  "ZERO_BASE",
  "ZERO_TOTAL",
  "EMPTY_DENOMINATOR",
  "BASE_TOO_SMALL",
  "OVERLAPPING_GROUPS",
] as const;

/** Why a number is not there. */
export type AbsenceReason = (typeof absenceReasons)[number];

/** A whole number as a fraction. */
export function wholeFraction(amount: bigint): Fraction {
  return { numerator: amount, denominator: 1n };
}

/** Whether the fraction has a value: its denominator is not zero. */
export function hasValue(fraction: Fraction | null): fraction is Fraction {
  return fraction !== null && fraction.denominator !== 0n;
}

const absolute = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

function greatestCommonDivisor(first: bigint, second: bigint): bigint {
  let [larger, smaller] = [absolute(first), absolute(second)];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

/**
 * A quotient of whole numbers in lowest terms, with the sign in the numerator.
 *
 * @throws an error that is no answer for a denominator of zero: the caller has to ask for `hasValue` before
 */
export function reducedFraction(numerator: bigint, denominator: bigint): Fraction {
  if (denominator === 0n) throw new Error("a fraction over zero has no value");
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** The first fraction less the second, in lowest terms. Both have a value. */
export function subtractFractions(first: Fraction, second: Fraction): Fraction {
  return reducedFraction(
    first.numerator * second.denominator - second.numerator * first.denominator,
    first.denominator * second.denominator,
  );
}

/** Below zero, zero or above zero, as the first fraction is less than, equal to or greater than the second. Both have a value. */
export function compareFractions(first: Fraction, second: Fraction): number {
  const difference = first.numerator * second.denominator - second.numerator * first.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * A quotient as a decimal text with exactly so many digits behind the point, rounded half up (四舍五入), such as "88.89".
 *
 * Below zero the amount is rounded without its sign, which is put back afterwards: -2.5 gives "-3". So a fall is rounded as a rise of the
 * same size, and exchanging the two periods of a comparison only turns the sign; GB/T 8170-2008 treats numbers below zero in the same way
 * (first the absolute value, then the sign). What is rounded to zero has no sign.
 *
 * @param digits a whole number of zero or more
 * @throws an error that is no answer for a denominator of zero: the caller has to ask for `hasValue` before
 */
export function roundHalfUp(numerator: bigint, denominator: bigint, digits: number): string {
  if (denominator === 0n) throw new Error("a fraction over zero has no value");
  const dividend = absolute(numerator) * 10n ** BigInt(digits);
  const divisor = absolute(denominator);
  const rounded = (2n * dividend + divisor) / (2n * divisor);
  const text = rounded.toString().padStart(digits + 1, "0");
  const sign = rounded !== 0n && numerator < 0n !== denominator < 0n ? "-" : "";
  const point = text.length - digits;
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, point)}.${text.slice(point)}`;
}

/** A fraction as a decimal text, as `roundHalfUp` writes it; null where there is no value. */
export function decimalText(fraction: Fraction | null, digits: number): string | null {
  return hasValue(fraction) ? roundHalfUp(fraction.numerator, fraction.denominator, digits) : null;
}

/** How many in a hundred the numerator is of the denominator, as a decimal text: 880 of 990 is "88.89". It throws as `roundHalfUp`. */
export function percentOf(numerator: bigint, denominator: bigint, digits: number): string {
  return roundHalfUp(100n * numerator, denominator, digits);
}

/** A fraction in percent as a decimal text; null where there is no value. */
export function percentText(fraction: Fraction | null, digits: number): string | null {
  return hasValue(fraction) ? percentOf(fraction.numerator, fraction.denominator, digits) : null;
}

/** An amount in 分 as yuan (元) with two decimals, exact, such as "380.00". It may lie below zero, as a change does. */
export function yuanText(fen: bigint): string {
  return roundHalfUp(fen, 100n, 2);
}
