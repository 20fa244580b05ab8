import { sendAhead, type Transaction } from "../../../platform/database.js";
import { sendText } from "../../../platform/transaction.js";
import { callColumnOf, callColumns, callCounterNames, callCounters } from "../calls/call-counters.js";
import { callCellColumns, callCellKey, callCellsOf, holdCallFolding } from "../calls/call-fold.store.js";
import { callRollups } from "../calls/call-rollups.js";
import type { CallCellDifference, Deviation } from "./differences.js";
import type { MonthLoad } from "./slices.js";

/** A part of the cells of calls: those of a province, from a day to before another. */
export interface CallSlice {
  readonly province: string;
  /** The first day of a month, or -infinity. */
  readonly from: string;
  /** The first day of a month, or infinity; not a day of the slice. */
  readonly until: string;
}

/** What was found of a slice. */
export interface CallCellsCheck {
  readonly cells: number;
  readonly differing: number;
  /** The first of those that differ. */
  readonly differences: readonly CallCellDifference[];
}

const list = (parts: readonly string[]): string => parts.join(", ");

const key = ["province", "city", "county", "bureau", "day", "hour", "queue", "operator_number"];
const [from, until] = ["$2::text::date", "$3::text::date"];
const inSlice = (day: string): string => `f.province = $1 AND ${day} >= ${from} AND ${day} < ${until}`;

const ofCalls = callCounterNames.map((counter) => `sum(${callCounters[counter]})::int AS ${callColumnOf(counter)}`);

// What is not folded yet is in no cell.
const signed = `SELECT f.province, f.city, f.county, f.bureau, f.offered_on AS day, f.offered_hour AS hour,
      coalesce(f.queue, '') AS queue, coalesce(f.operator_number, '') AS operator_number, ${list(ofCalls)}
    FROM calls AS f WHERE f.outcome <> 'VOID' AND ${inSlice("f.offered_on")} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
  UNION ALL
  SELECT ${list([...key, ...callColumns].map((column) => (callColumns.includes(column) ? `-f.${column}` : `f.${column}`)))}
    FROM call_deltas AS f WHERE ${inSlice("f.day")}`;

const isSameCell = callCellKey
  .map((name) =>
    name === "city" || name === "county"
      ? `coalesce(kept.${name}, '') = coalesce(ought.${name}, '')`
      : `kept.${name} = ought.${name}`,
  )
  .join(" AND ");

const valueOrZero = (table: string): string[] => callColumns.map((column) => `coalesce(${table}.${column}, 0)`);

/** The parts of a statement in which `compared` is every cell, as it is kept and as it ought to be. */
const compared = `signed AS (${signed}),
  ought AS MATERIALIZED (${callCellsOf("signed")}),
  kept AS MATERIALIZED (SELECT * FROM call_cells AS f WHERE ${inSlice("f.bucket")}),
  compared AS (SELECT ${list(callCellKey.map((name) => `coalesce(ought.${name}, kept.${name}) AS ${name}`))},
    ${list(callColumns.map((column) => `coalesce(ought.${column}, 0) AS ${column}`))},
    ARRAY[${list(valueOrZero("kept"))}] AS is_kept, ARRAY[${list(valueOrZero("ought"))}] AS ought
    FROM kept FULL JOIN ought ON ${isSameCell}),
  differing AS (SELECT * FROM compared WHERE is_kept <> ought)`;

const told = list(callCellKey.map((name) => (name === "bucket" ? "bucket::text" : name)));

const checkStatement = `WITH ${compared}
  SELECT (SELECT count(*) FROM compared)::int AS cells, (SELECT count(*) FROM differing)::int AS differing,
    (SELECT coalesce(json_agg(json_build_array(${told}, is_kept, ought)), '[]')::text
      FROM (SELECT * FROM differing LIMIT $4::int) AS first) AS differences`;

const known = callRollups.map(({ number }) => number).join(",");

const mendStatement = `WITH ${compared},
  mended AS (INSERT INTO call_cells (${list(callCellColumns)}) SELECT ${list(callCellColumns)} FROM differing
    ON CONFLICT (${list(callCellKey)}) DO UPDATE SET ${list(callColumns.map((column) => `${column} = excluded.${column}`))}
    RETURNING 1)
  SELECT count(*)::int AS mended FROM mended`;

const removal = `DELETE FROM call_cells AS f WHERE ${inSlice("f.bucket")}
  AND (f.rollup <> ALL('{${known}}'::smallint[]) OR (${callColumns.map((column) => `f.${column} = 0`).join(" AND ")}))`;

// What a server allows a request is too little for the sums of a hundred thousand calls.
const ample = "SET LOCAL statement_timeout = '600s'; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off";

const monthLoads = `SELECT to_char(bucket, 'YYYY-MM-01') AS month, sum(offered)::int AS rows FROM call_cells
  WHERE rollup = ${callRollups.find(({ attributes, grain }) => grain === "MONTH" && attributes.length === 0)?.number ?? 0}
    AND province = $1 GROUP BY 1 ORDER BY 1`;

/** How many calls a province had in each month, by the cells. */
export function findCallLoads(tx: Transaction, province: string): Promise<readonly MonthLoad[]> {
  return sendText<MonthLoad & object>(tx, monthLoads, [province]);
}

/**
 * Compares the cells of calls of a slice with the calls, less what is not folded yet, as of one moment: nobody has to wait,
 * and nothing that happens meanwhile differs.
 *
 * @param most how many of the cells that differ are named
 */
export async function checkCallCells(tx: Transaction, slice: CallSlice, most: number): Promise<CallCellsCheck> {
  sendAhead(tx, ample);
  const [row] = await sendText<{ cells: number; differing: number; differences: string }>(tx, checkStatement, [
    ...[slice.province, slice.from, slice.until],
    most,
  ]);
  const { cells = 0, differing = 0, differences = "[]" } = row ?? {};
  return { cells, differing, differences: (JSON.parse(differences) as ToldCell[]).map(toDifference) };
}

/**
 * Makes the cells of calls of a slice what they ought to be, and leaves those alone that are. Nobody folds calls until the
 * end of the transaction; whoever reads or records calls does not wait.
 *
 * @returns how many were others
 */
export async function mendCallCells(
  tx: Transaction,
  { from: first, province, until: last }: CallSlice,
): Promise<number> {
  sendAhead(tx, ample);
  await holdCallFolding(tx);
  const [row] = await sendText<{ mended: number }>(tx, mendStatement, [province, first, last]);
  return row?.mended ?? 0;
}

/** Removes the cells of calls of a slice in which nothing is counted any more. Nobody folds calls meanwhile. */
export async function removeEmptyCallCells(
  tx: Transaction,
  { from: first, province, until: last }: CallSlice,
): Promise<void> {
  await holdCallFolding(tx);
  await sendText(tx, removal, [province, first, last]);
}

/** The key of a cell, in the order of its columns, then what is kept and what ought to be, in the order of the counters. */
type ToldCell = readonly unknown[];

function toDifference(cell: ToldCell): CallCellDifference {
  const named = Object.fromEntries(callCellKey.map((name, position) => [name, cell[position]]));
  const [kept, ought] = cell.slice(callCellKey.length) as [number[], number[]];
  const deviations = callCounterNames.flatMap((name, position): Deviation[] => {
    const [is, oughtToBe] = [kept[position] ?? 0, ought[position] ?? 0];
    return is === oughtToBe ? [] : [{ name, is, oughtToBe }];
  });
  const { operator_number: operatorNumber, ...rest } = named;
  return {
    ...(rest as unknown as Omit<CallCellDifference, "deviations">),
    operatorNumber: String(operatorNumber),
    deviations,
  };
}
