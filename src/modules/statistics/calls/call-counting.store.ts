import { sendAhead, type Transaction } from "../../../platform/database.js";
import { sendPrepared } from "../../../platform/transaction.js";
import type { Counting } from "../counting/counting.js";
import { parametersOf, type Text, withLists } from "../counting/rows.store.js";
import { isOfCalls } from "../measures.js";
import { type CallCellCounter, isCellCounter } from "./call-counters.js";
import { type CallSource, planCallSources } from "./call-plan.js";
import { findCallRollup } from "./call-rollups.js";
import { type CallRow, callConditions, callKeyOf, callRow, cellRow, deltaRow } from "./call-rows.store.js";

/** What was counted of calls in one group. */
export interface CountedCalls {
  readonly grouping: number;
  readonly period: number;
  readonly keys: readonly string[];
  /** In the order of the counters. */
  readonly amounts: readonly bigint[];
}

/** Cells go with what is not folded into them yet. */
const rowsOf = ({ rollup }: Pick<CallSource, "rollup">): CallRow[] =>
  rollup === null ? [callRow] : [cellRow(rollup), deltaRow];

const arrayOf = (keys: readonly string[]): string => `ARRAY[${keys.join(", ")}]::text[]`;

function selectionOf(
  counting: Counting,
  source: CallSource,
  row: CallRow,
  counters: readonly CallCellCounter[],
  text: Text,
): string {
  const keys = (counting.groupings[source.grouping] ?? []).map((dimension) => callKeyOf(dimension, row));
  const sums = counters.map((counter, position) => `coalesce(sum(${row.counter(counter)}), 0) AS v${position}`);
  return `SELECT ${source.grouping} AS g, ${source.period} AS p, ${arrayOf(keys)} AS keys, ${sums.join(", ")}
    FROM ${row.table} AS f WHERE ${callConditions(counting, row, source.days, text).join(" AND ")}
    ${keys.length === 0 ? "" : `GROUP BY ${keys.join(", ")}`}`;
}

function cellStatement(counting: Counting, counters: readonly CallCellCounter[], text: Text): string {
  const selections = planCallSources(counting).flatMap((source) =>
    rowsOf(source).map((row) => selectionOf(counting, source, row, counters, text)),
  );
  const sums = counters.map((_, position) => `sum(v${position})`);
  return `SELECT g, p, keys, ARRAY[${sums.join(", ")}]::text[] AS amounts FROM (${selections.join("\nUNION ALL\n")}) AS sources
    GROUP BY g, p, keys HAVING ${sums.map((sum) => `${sum} <> 0`).join(" OR ")}`;
}

/**
 * Days of operators, each once however many calls were answered on it, and the answered calls. Only cells of days know them;
 * the groups are all of place, time and operator, so that a day of an operator is of one group.
 */
function operatorStatement(counting: Counting, text: Text): string {
  const rollup = findCallRollup("DAY", new Set(["OPERATOR"]));
  const parts = counting.groupings.flatMap((dimensions, grouping) =>
    counting.periods.map((days, period) => {
      const rows = rowsOf({ rollup }).map((row) => {
        const keys = arrayOf(dimensions.map((dimension) => callKeyOf(dimension, row)));
        const conditions = [...callConditions(counting, row, days, text), `${row.operator} <> ''`];
        return `SELECT ${keys} AS keys, f.bureau, ${row.day} AS day, ${row.operator} AS operator, ${row.counter("answered")} AS answered
          FROM ${row.table} AS f WHERE ${conditions.join(" AND ")}`;
      });
      return `SELECT ${grouping} AS g, ${period} AS p, keys, sum(answered) AS answered FROM (${rows.join(" UNION ALL ")}) AS found
        GROUP BY keys, bureau, day, operator HAVING sum(answered) > 0`;
    }),
  );
  return `SELECT g, p, keys, ARRAY[count(*), sum(answered)]::text[] AS amounts FROM (${parts.join("\nUNION ALL\n")}) AS days
    GROUP BY g, p, keys`;
}

async function read(tx: Transaction, statement: string, text: Text): Promise<CountedCalls[]> {
  const whole = `${withLists(text)}SELECT coalesce(json_agg(json_build_array(g, p, keys, amounts)), '[]')::text
    FROM (${statement}) AS counted`;
  sendAhead(tx, "SET LOCAL enable_seqscan = off; SET LOCAL jit = off");
  const [[json] = []] = await sendPrepared(tx, whole, text.parameters, true);
  const rows: [number, number, string[], string[]][] = JSON.parse(json as string);
  return rows.map(([grouping, period, keys, amounts]) => ({ grouping, period, keys, amounts: amounts.map(BigInt) }));
}

/**
 * Counts calls under the scope of the caller, in the cells and in what is not folded into them yet. The amounts are in the
 * order of the counters of calls of the counting; groups of which all are zero are left out.
 */
export async function countCalls(tx: Transaction, counting: Counting): Promise<CountedCalls[]> {
  const asked = counting.counts.filter(isOfCalls).map(({ counter }) => counter);
  const ofCells = asked.filter(isCellCounter);
  const ofOperators = asked.some((counter) => !isCellCounter(counter));
  const [cellText, operatorText] = [parametersOf(), parametersOf()];
  const counted = ofCells.length === 0 ? [] : await read(tx, cellStatement(counting, ofCells, cellText), cellText);
  const operators = ofOperators ? await read(tx, operatorStatement(counting, operatorText), operatorText) : [];
  const groups = new Map<string, CountedCalls & { amounts: bigint[] }>();
  const groupOf = ({ grouping, keys, period }: CountedCalls): bigint[] => {
    const id = JSON.stringify([grouping, period, keys]);
    const known = groups.get(id) ?? { grouping, period, keys, amounts: asked.map(() => 0n) };
    groups.set(id, known);
    return known.amounts;
  };
  for (const one of counted) {
    const amounts = groupOf(one);
    for (const [position, counter] of ofCells.entries()) amounts[asked.indexOf(counter)] = one.amounts[position] ?? 0n;
  }
  for (const one of operators) {
    const amounts = groupOf(one);
    const [days, answered] = one.amounts;
    for (const [position, counter] of asked.entries()) {
      if (counter === "operatorDays") amounts[position] = days ?? 0n;
      if (counter === "answeredByOperators") amounts[position] = answered ?? 0n;
    }
  }
  return [...groups.values()];
}
