import type { Transaction } from "../../../platform/database.js";
import { tooLarge } from "../../../platform/errors.js";
import type { Counting } from "../counting/counting.js";
import { isTime } from "../counting/dimensions.js";
import { groupingsWithTotal } from "../counting/durations.store.js";
import type { ExtremeName } from "../measures.js";
import { bucketsOf, type DayRange } from "../numbers/periods.js";
import { type CallHours, type CallsAsked, readCalls, readHours } from "./call-windows.store.js";
import {
  type Frame,
  lowestAmong,
  narrow,
  type Promising,
  spansOf,
  stillPromising,
  type Window,
} from "./lowest-window.js";

/** The largest or smallest of something, with when it was. */
export interface Extreme {
  readonly numerator: bigint;
  /** What a rate is divided by; null for what is none. */
  readonly denominator: bigint | null;
  readonly from: Date;
  readonly to: Date;
}

/** An extreme of one group. */
export interface ExtremeGroup {
  readonly measure: ExtremeName;
  readonly grouping: number;
  readonly period: number;
  readonly keys: readonly string[];
  readonly extreme: Extreme;
}

const dayLong = 86_400_000;

/** The most hours of groups that are looked through for one answer: those of ten years of three centres. */
const mostHours = 300_000;

const startOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

/** The span of days, as far as it is over. */
function frameOf({ from, to }: DayRange, asOf: Date): Frame {
  return { from: startOf(from), until: Math.min(startOf(to) + dayLong, asOf.getTime()) };
}

/** What is known of the windows of a group so far, and the hours that are left to look at. */
interface Search {
  readonly grouping: number;
  readonly period: number;
  readonly keys: readonly string[];
  readonly frame: Frame;
  lowest: Window | null;
  left: readonly Promising[];
}

/** The groups whose windows are looked at: windows of a day, a week or a month lie in it whole. */
function searchedOf(counting: Counting, found: readonly CallHours[], asOf: Date): Search[] {
  const groupings = groupingsWithTotal(counting);
  return found.flatMap(({ grouping, hours, keys, period }) => {
    const dimensions = groupings[grouping] ?? [];
    const days = counting.periods[period];
    if (days === undefined) return [];
    const at = dimensions.findIndex(isTime);
    const unit = dimensions[at];
    const isWhole = unit === undefined || !isTime(unit);
    const own = isWhole ? days : bucketsOf(days, unit).find((one) => one.code === keys[at]);
    if (own === undefined) return [];
    const frame = frameOf(own, asOf);
    const narrowed = narrow(hours, frame);
    return [{ grouping, period, keys, frame, lowest: narrowed.onTheHour, left: narrowed.hours }];
  });
}

const toExtreme = ({ answered, from, offered }: Window): Extreme => ({
  numerator: BigInt(answered),
  denominator: BigInt(offered),
  from: new Date(from),
  to: new Date(from + dayLong),
});

/**
 * The lowest connection rate over any 24 hours of each group, and of all together: exact to the call (任意24小时最低接通率).
 * Hours of the cells tell where it can be; only there calls are looked at one by one.
 *
 * @param groups how many groups there are beside those by time
 * @throws TOO_LARGE for the field question.dimensions, where there are more hours of groups than are looked through
 */
export async function findLowestRates(
  tx: Transaction,
  counting: Counting,
  asOf: Date,
  groups: number,
): Promise<ExtremeGroup[]> {
  const hoursOf = ({ from, to }: DayRange): number => (startOf(to) + dayLong - startOf(from)) / 3_600_000;
  const hours = counting.periods.reduce((sum, days) => sum + hoursOf(days), 0) * Math.max(1, groups);
  if (hours > mostHours) throw tooLarge("question.dimensions", hours, mostHours);
  const searches = searchedOf(counting, await readHours(tx, counting), asOf);
  // What is found where it is most likely rules out most of the rest.
  await searchIn(tx, counting, searches, firstHours);
  await searchIn(tx, counting, searches, Number.POSITIVE_INFINITY);
  return searches.flatMap(({ grouping, keys, lowest, period }): ExtremeGroup[] =>
    lowest === null
      ? []
      : [{ measure: "LOWEST_CONNECTION_RATE_24H", grouping, period, keys, extreme: toExtreme(lowest) }],
  );
}

/** How many of the most promising hours of each group are looked at first. */
const firstHours = 6;

/** Looks at windows that begin in the most promising hours of each group, call by call. */
async function searchIn(tx: Transaction, counting: Counting, searches: readonly Search[], most: number): Promise<void> {
  const looked = searches.map((search) => {
    const hours = stillPromising(search.left, search.lowest);
    search.left = hours.slice(most);
    return hours.slice(0, most).map(({ at }) => at);
  });
  const asked = searches.map(({ grouping, keys, period }, position): CallsAsked => {
    return { grouping, period, keys, spans: spansOf(looked[position] ?? []) };
  });
  const calls = await readCalls(tx, counting, asked);
  for (const [position, search] of searches.entries()) {
    search.lowest = lowestAmong(calls[position] ?? [], looked[position] ?? [], search.frame, search.lowest);
  }
}
