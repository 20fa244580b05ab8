import type { Transaction } from "../../../platform/database.js";
import { tooLarge } from "../../../platform/errors.js";
import type { Counting } from "../counting/counting.js";
import { isTime } from "../counting/dimensions.js";
import type { DurationGroup } from "../counting/durations.store.js";
import { isCallDuration, isOfCalls } from "../measures.js";
import type { CheckedQuestion } from "../question.js";
import { type CountedCalls, countCalls } from "./call-counting.store.js";
import { type ExtremeGroup, findLowestRates } from "./call-extremes.js";
import { findLongestCalls, spreadCalls } from "./call-spreads.store.js";

/** What was counted of calls for a question. */
export interface CallNumbers {
  counted: readonly CountedCalls[];
  durations: readonly DurationGroup[];
  extremes: readonly ExtremeGroup[];
}

/** The most calls whose seconds are read one by one for one answer: those of a large province in a year. */
export const mostCallsRead = 5_000_000;

/**
 * Counts the calls that a question asks for; nothing where it asks for tickets alone.
 *
 * @throws TOO_LARGE for the field question.period, where more calls would have to be read one by one than one answer may
 */
export async function countCallNumbers(
  tx: Transaction,
  { asOf, definitions, dimensions }: Pick<CheckedQuestion, "asOf" | "definitions" | "dimensions">,
  counting: Counting,
): Promise<CallNumbers> {
  if (!counting.counts.some(isOfCalls)) return { counted: [], durations: [], extremes: [] };
  const measures = definitions.map(({ measure }) => measure);
  const spread = measures.filter(isCallDuration);
  const counted = await countCalls(tx, counting);
  if (spread.length > 0 || measures.includes("LONGEST_CALL")) checkCallsRead(counting, counted);
  const places = new Set(counted.map(({ keys }) => keys.filter((_, at) => !isTimeAt(dimensions, at)).join("\u0000")));
  return {
    counted,
    durations: spread.length === 0 ? [] : await spreadCalls(tx, counting, spread),
    extremes: [
      ...(measures.includes("LONGEST_CALL") ? await findLongestCalls(tx, counting) : []),
      ...(measures.includes("LOWEST_CONNECTION_RATE_24H")
        ? await findLowestRates(tx, counting, asOf, places.size)
        : []),
    ],
  };
}

function isTimeAt(dimensions: CheckedQuestion["dimensions"], position: number): boolean {
  const dimension = dimensions[position];
  return dimension !== undefined && isTime(dimension);
}

function checkCallsRead({ counts }: Counting, counted: readonly CountedCalls[]): void {
  const at = counts.filter(isOfCalls).findIndex(({ counter }) => counter === "answered");
  const calls = Number(counted.reduce((sum, { amounts }) => sum + (amounts[at] ?? 0n), 0n));
  if (calls > mostCallsRead) throw tooLarge("question.period", calls, mostCallsRead);
}
