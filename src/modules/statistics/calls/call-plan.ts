import type { Counting } from "../counting/counting.js";
import type { Dimension } from "../counting/dimensions.js";
import { type DayRange, lastOfMonth, splitByMonth } from "../numbers/periods.js";
import { type CallAttribute, type CallRollup, callAttributes, findCallRollup } from "./call-rollups.js";

/** Where the calls of one grouping and period are counted: in cells of a rollup, or one by one. */
export interface CallSource {
  readonly grouping: number;
  readonly period: number;
  readonly rollup: CallRollup | null;
  /** The days that it covers; of cells of months whole months. */
  readonly days: DayRange;
}

const isAttribute = (dimension: Dimension): dimension is Dimension & CallAttribute => dimension in callAttributes;

/** What calls must be sorted by, to be counted in groups and under a filter. */
function attributesNeeded({ filter, keys }: Counting, grouping: readonly Dimension[]): ReadonlySet<CallAttribute> {
  return new Set([
    ...[...grouping, ...keys.map(({ dimension }) => dimension)].filter(isAttribute),
    ...(filter.queues === null ? [] : (["QUEUE"] as const)),
    ...(filter.operators === null ? [] : (["OPERATOR"] as const)),
  ]);
}

/**
 * Plans where calls are counted: whole months in cells of months, the days at the edges in those of days, and one by one
 * what no rollup holds. Pure.
 */
export function planCallSources(counting: Counting): CallSource[] {
  const { groupings, keys, periods } = counting;
  return groupings.flatMap((dimensions, grouping) => {
    const needed = attributesNeeded(counting, dimensions);
    const named = [...dimensions, ...keys.map(({ dimension }) => dimension)];
    // Of each bureau there are fewer days in a month than hours of weekdays.
    const isByDay = named.includes("DAY") || named.includes("WEEK") || (needed.has("WEEKDAY") && needed.size === 1);
    const daily = findCallRollup("DAY", needed);
    const monthly = isByDay ? null : findCallRollup("MONTH", needed);
    return periods.flatMap((days, period) =>
      spansOf(days, daily, monthly).map((span) => ({ grouping, period, ...span })),
    );
  });
}

type Span = Pick<CallSource, "rollup" | "days">;

function spansOf(days: DayRange, daily: CallRollup | null, monthly: CallRollup | null): Span[] {
  if (monthly === null) return [{ rollup: daily, days }];
  const { days: edges, months } = splitByMonth(days);
  const [first, last] = [months[0], months.at(-1)];
  const whole: Span[] =
    first === undefined || last === undefined
      ? []
      : [{ rollup: monthly, days: { from: first, to: lastOfMonth(last) } }];
  return [...whole, ...edges.map((edge) => ({ rollup: daily, days: edge }))];
}
