import { sendAhead, type Transaction } from "../../../platform/database.js";
import { sendPrepared } from "../../../platform/transaction.js";
import type { Counting } from "../counting/counting.js";
import { groupingsWithTotal } from "../counting/durations.store.js";
import { parametersOf, withLists } from "../counting/rows.store.js";
import { findCallRollup } from "./call-rollups.js";
import { callConditions, callKeyOf, callRow, cellRow, deltaRow } from "./call-rows.store.js";
import type { Frame, HourOfCalls, OfferedCall } from "./lowest-window.js";

/** The hours of one group that have calls. */
export interface CallHours {
  readonly grouping: number;
  readonly period: number;
  readonly keys: readonly string[];
  readonly hours: readonly HourOfCalls[];
}

const steady = "SET LOCAL enable_seqscan = off; SET LOCAL jit = off";

/** Counts the calls of each group by hours, those of all together in a grouping of their own. */
export async function readHours(tx: Transaction, counting: Counting): Promise<CallHours[]> {
  const rollup = findCallRollup("DAY", new Set(["HOUR", "QUEUE"]));
  const text = parametersOf();
  const parts = counting.groupings.flatMap((dimensions, grouping) =>
    counting.periods.flatMap((days, period) =>
      (rollup === null ? [callRow] : [cellRow(rollup), deltaRow]).map((row) => {
        const keys = dimensions.map((dimension) => callKeyOf(dimension, row));
        return `SELECT ${grouping} AS g, ${period} AS p, ARRAY[${keys.join(", ")}]::text[] AS keys, ${row.day} AS day, ${row.hour} AS hour,
            sum(${row.counter("offered")}) AS offered, sum(${row.counter("answered")}) AS answered
          FROM ${row.table} AS f WHERE ${callConditions(counting, row, days, text).join(" AND ")}
          GROUP BY ${[...keys, row.day, row.hour].join(", ")}`;
      }),
    ),
  );
  const sums = "sum(offered)::int AS offered, sum(answered)::int AS answered";
  const ofHours = `of_hours AS MATERIALIZED (SELECT g, p, keys, day, hour, ${sums} FROM (${parts.join("\nUNION ALL\n")}) AS parts
    GROUP BY g, p, keys, day, hour HAVING sum(offered) <> 0)`;
  // The hours of all together are the sums of those of the groups.
  const total = groupingsWithTotal(counting).length > counting.groupings.length ? counting.groupings.length : null;
  const ofAll = `SELECT ${total}, p, '{}'::text[], day, hour, ${sums} FROM of_hours GROUP BY p, day, hour`;
  const whole = `${withLists(text, [ofHours])}SELECT coalesce(json_agg(json_build_array(g, p, keys, hours)), '[]')::text FROM (
      SELECT g, p, keys, json_agg(json_build_array(day - date '1970-01-01', hour, offered, answered)) AS hours
      FROM (SELECT * FROM of_hours ${total === null ? "" : `UNION ALL ${ofAll}`}) AS all_hours
      GROUP BY g, p, keys) AS of_groups`;
  sendAhead(tx, steady);
  const [[json] = []] = await sendPrepared(tx, whole, text.parameters, true);
  const rows: [number, number, string[], [number, number, number, number][]][] = JSON.parse(json as string);
  return rows.map(([grouping, period, keys, hours]) => ({
    grouping,
    period,
    keys,
    // China is eight hours ahead.
    hours: hours.map(([day, hour, offered, answered]) => ({
      at: (day * 24 + hour - 8) * 3_600_000,
      offered,
      answered,
    })),
  }));
}

/** Of which group calls are read one by one, and when. */
export interface CallsAsked {
  readonly grouping: number;
  readonly period: number;
  readonly keys: readonly string[];
  readonly spans: readonly Frame[];
}

/** Reads the calls of groups in spans of time, in the order of time; what is asked for comes in the order of asking. */
export async function readCalls(
  tx: Transaction,
  counting: Counting,
  asked: readonly CallsAsked[],
): Promise<OfferedCall[][]> {
  const answers: OfferedCall[][] = asked.map(() => []);
  if (asked.every(({ spans }) => spans.length === 0)) return answers;
  const text = parametersOf();
  const parts = groupingsWithTotal(counting).flatMap((dimensions, grouping) =>
    counting.periods.flatMap((days, period) => {
      const spans = asked.flatMap((one, number) =>
        one.grouping === grouping && one.period === period
          ? one.spans.map(({ from, until }) => ({
              number,
              ...keysOf(one),
              from: instantOf(from),
              until: instantOf(until),
            }))
          : [],
      );
      if (spans.length === 0) return [];
      const keys = dimensions.map((dimension) => callKeyOf(dimension, callRow));
      return [callsInSpans(keys, JSON.stringify(spans), callConditions(counting, callRow, days, text), text)];
    }),
  );
  const whole = `${withLists(text)}SELECT number, string_agg((extract(epoch FROM offered_at) * 1000)::bigint::text
      || CASE WHEN is_answered THEN '+' ELSE '-' END, ',' ORDER BY offered_at)
    FROM (${parts.join("\nUNION ALL\n")}) AS found GROUP BY number`;
  sendAhead(tx, steady);
  for (const [number, listed] of await sendPrepared(tx, whole, text.parameters, true)) {
    answers[Number(number)] = String(listed)
      .split(",")
      .map((call): OfferedCall => [Number(call.slice(0, -1)), call.endsWith("+")]);
  }
  return answers;
}

// Span by span, each by the index: the spans are few, which the planner cannot know.
function callsInSpans(
  keys: readonly string[],
  spans: string,
  counted: readonly string[],
  text: ReturnType<typeof parametersOf>,
): string {
  const columns = keys.map((_, at) => `key${at} text, `).join("");
  const conditions = [
    ...counted,
    'f.offered_at >= spans."from" AND f.offered_at < spans.until',
    ...keys.map((key, at) => `${key} = spans.key${at}`),
  ];
  return `SELECT spans.number, found.* FROM jsonb_to_recordset(${text.parameter(spans, "text")}::jsonb)
        AS spans (number int, ${columns}"from" timestamptz, until timestamptz)
      CROSS JOIN LATERAL (SELECT f.offered_at, f.answered_at IS NOT NULL AS is_answered FROM calls AS f
        WHERE ${conditions.join(" AND ")} OFFSET 0) AS found`;
}

const instantOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

const keysOf = ({ keys }: CallsAsked): Record<string, string> =>
  Object.fromEntries(keys.map((key, at) => [`key${at}`, key]));
