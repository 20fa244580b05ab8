import { sendAhead, type Transaction } from "../../../platform/database.js";
import { sendPrepared } from "../../../platform/transaction.js";
import type { Counting } from "../counting/counting.js";
import { type DurationGroup, groupingsWithTotal } from "../counting/durations.store.js";
import { parametersOf, type Text, withLists } from "../counting/rows.store.js";
import { type CallDurationName, callDurations } from "../measures.js";
import type { ExtremeGroup } from "./call-extremes.js";
import { callConditions, callKeyOf, callRow } from "./call-rows.store.js";

const steady = "SET LOCAL enable_seqscan = off; SET LOCAL jit = off";

/** One part for each grouping and each period. */
function partsOf(
  counting: Counting,
  text: Text,
  partOf: (grouping: number, period: number, keys: readonly string[], conditions: string) => string,
): string {
  return counting.groupings
    .flatMap((dimensions, grouping) =>
      counting.periods.map((days, period) => {
        const keys = dimensions.map((dimension) => callKeyOf(dimension, callRow));
        const conditions = [...callConditions(counting, callRow, days, text), "f.answered_at IS NOT NULL"];
        return partOf(grouping, period, keys, conditions.join(" AND "));
      }),
    )
    .join("\nUNION ALL\n");
}

/** The grouping of all together, which is made of the groups where it is not asked for itself; null where it is. */
function totalOf(counting: Counting): number | null {
  const { length } = counting.groupings;
  return groupingsWithTotal(counting).length > length ? length : null;
}

/** How the seconds of answered calls are spread, exactly, from the calls: by how many had so many seconds. */
export async function spreadCalls(
  tx: Transaction,
  counting: Counting,
  asked: readonly CallDurationName[],
): Promise<DurationGroup[]> {
  const text = parametersOf();
  const parts = asked.map((measure) =>
    partsOf(counting, text, (grouping, period, keys, conditions) => {
      const column = `f.${callDurations[measure]}`;
      return `SELECT '${measure}' AS measure, ${grouping} AS g, ${period} AS p, ARRAY[${keys.join(", ")}]::text[] AS keys,
          ${column} AS seconds, count(*) AS calls
        FROM calls AS f WHERE ${conditions} AND ${column} IS NOT NULL GROUP BY ${[...keys, column].join(", ")}`;
    }),
  );
  // The nearest rank: the least number of seconds that so many in a hundred do not exceed.
  const rank = (hundredths: number): string => `min(seconds) FILTER (WHERE upto * 100 >= whole * ${hundredths})`;
  const counted = `counted AS MATERIALIZED (${parts.join("\nUNION ALL\n")})`;
  const total = totalOf(counting);
  const ofAll = `SELECT measure, ${total}, p, '{}'::text[], seconds, sum(calls) FROM counted GROUP BY measure, p, seconds`;
  const whole = `${withLists(text, [counted])}SELECT coalesce(json_agg(json_build_array(measure, g, p, keys, whole, ranks)), '[]')::text FROM (
      SELECT measure, g, p, keys, whole, ARRAY[${[50, 90, 99].map(rank).join(", ")}] AS ranks FROM (
        SELECT measure, g, p, keys, seconds, sum(calls) OVER (PARTITION BY measure, g, p, keys) AS whole,
          sum(calls) OVER (PARTITION BY measure, g, p, keys ORDER BY seconds) AS upto
        FROM (SELECT * FROM counted ${total === null ? "" : `UNION ALL ${ofAll}`}) AS all_counted) AS ranked
      GROUP BY measure, g, p, keys, whole) AS spread`;
  sendAhead(tx, steady);
  const [[json] = []] = await sendPrepared(tx, whole, text.parameters, true);
  const rows: [CallDurationName, number, number, string[], number, [number, number, number]][] = JSON.parse(
    json as string,
  );
  return rows.map(([measure, grouping, period, keys, tickets, [median, p90, p99]]) => ({
    measure,
    grouping,
    period,
    keys,
    distribution: { tickets, median, p90, p99 },
  }));
}

/** The longest call of each group, the first of several that are as long (最长通话). */
export async function findLongestCalls(tx: Transaction, counting: Counting): Promise<ExtremeGroup[]> {
  const text = parametersOf();
  const parts = partsOf(counting, text, (grouping, period, keys, conditions) => {
    const groups = keys.length === 0 ? "" : `GROUP BY ${keys.join(", ")}`;
    return `SELECT ${grouping} AS g, ${period} AS p, ARRAY[${keys.join(", ")}]::text[] AS keys,
        max(ARRAY[f.talking_seconds, -(extract(epoch FROM f.answered_at) * 1000)::bigint]) AS longest
      FROM calls AS f WHERE ${conditions} AND f.talking_seconds IS NOT NULL ${groups} HAVING count(*) > 0`;
  });
  const whole = `${withLists(text)}SELECT coalesce(json_agg(json_build_array(g, p, keys, longest)), '[]')::text
    FROM (${parts}) AS found`;
  sendAhead(tx, steady);
  const [[json] = []] = await sendPrepared(tx, whole, text.parameters, true);
  const rows: Longest[] = JSON.parse(json as string);
  const total = totalOf(counting);
  const all = total === null ? [] : counting.periods.flatMap((_, period) => longestOfAll(rows, total, period));
  return [...rows, ...all].map(([grouping, period, keys, [seconds, answeredBefore]]) => ({
    measure: "LONGEST_CALL",
    grouping,
    period,
    keys,
    extreme: {
      numerator: BigInt(seconds),
      denominator: null,
      from: new Date(-answeredBefore),
      to: new Date(seconds * 1000 - answeredBefore),
    },
  }));
}

/** A group, and its longest call: its seconds, and by how many milliseconds it was answered before 1970. */
type Longest = [grouping: number, period: number, keys: string[], longest: [seconds: number, answeredBefore: number]];

function longestOfAll(rows: readonly Longest[], total: number, period: number): Longest[] {
  const [longest] = rows
    .filter((row) => row[1] === period)
    .map((row) => row[3])
    .sort(([one, oneBefore], [other, otherBefore]) => other - one || otherBefore - oneBefore);
  return longest === undefined ? [] : [[total, period, [], longest]];
}
