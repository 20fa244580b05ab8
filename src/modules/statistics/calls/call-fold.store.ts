import { sendAhead, type Transaction } from "../../../platform/database.js";
import { sendText } from "../../../platform/transaction.js";
import { callColumns } from "./call-counters.js";
import {
  type CallAttribute,
  type CallRollup,
  callAttributeNames,
  callAttributes,
  callRollups,
} from "./call-rollups.js";

/** Parts of a statement, one after the other. */
const list = (parts: readonly string[]): string => parts.join(", ");

const placeColumns = ["province", "city", "county", "bureau"] as const;
const attributeColumns = callAttributeNames.map((name) => callAttributes[name].column);

/** What makes a cell: the constraint of the table says the same. */
export const callCellKey: readonly string[] = ["rollup", ...placeColumns, "bucket", ...attributeColumns];

/** The columns of a cell. */
export const callCellColumns: readonly string[] = [...callCellKey, ...callColumns];

const valueIn = (rollup: CallRollup, attribute: CallAttribute): string => {
  const { column, none } = callAttributes[attribute];
  if (!rollup.attributes.includes(attribute)) return `${none} AS ${column}`;
  return attribute === "WEEKDAY" ? "extract(isodow FROM f.day)::smallint AS weekday" : `f.${column}`;
};

function cellsOfRollup(source: string, rollup: CallRollup): string {
  const bucket = rollup.grain === "DAY" ? "f.day" : "date_trunc('month', f.day)::date";
  const key = [
    `${rollup.number}::smallint AS rollup`,
    ...placeColumns.map((column) => `f.${column}`),
    `${bucket} AS bucket`,
    ...callAttributeNames.map((attribute) => valueIn(rollup, attribute)),
  ];
  const sums = callColumns.map((column) => `sum(f.${column})::int AS ${column}`);
  const positions = key.map((_, position) => String(position + 1));
  return `SELECT ${list([...key, ...sums])} FROM ${source} AS f GROUP BY ${list(positions)}
    HAVING ${callColumns.map((column) => `sum(f.${column}) <> 0`).join(" OR ")}`;
}

/**
 * The cells of all rollups that sums of calls make.
 *
 * @param source the name of a part of the statement before, with the columns of a delta
 */
export function callCellsOf(source: string): string {
  return callRollups.map((rollup) => cellsOfRollup(source, rollup)).join("\nUNION ALL\n");
}

const fold = `WITH taken AS (
    DELETE FROM call_deltas WHERE id = ANY(ARRAY(SELECT id FROM call_deltas ORDER BY id LIMIT $1)) RETURNING *),
  sums AS MATERIALIZED (SELECT ${list([...placeColumns, "day", "hour", "queue", "operator_number"])},
      ${list(callColumns.map((column) => `sum(${column})::int AS ${column}`))}
    FROM taken GROUP BY ${list([...placeColumns, "day", "hour", "queue", "operator_number"])}),
  cells AS (${callCellsOf("sums")}),
  added AS (INSERT INTO call_cells AS c (${list(callCellColumns)}) SELECT ${list(callCellColumns)} FROM cells
    ON CONFLICT (${list(callCellKey)}) DO UPDATE SET ${list(
      callColumns.map((column) => `${column} = c.${column} + excluded.${column}`),
    )})
  SELECT count(*)::int AS deltas FROM taken`;

const lockNumber = "hashtext('lianxin call fold')";

/** Keeps every process from folding calls until the end of the transaction, and waits for one that folds just now. */
export async function holdCallFolding(tx: Transaction): Promise<void> {
  await sendText(tx, `SELECT pg_advisory_xact_lock(${lockNumber})`, []);
}

/**
 * Takes the oldest deltas of calls away and adds them to the rollups, in one statement: whoever reads sees a change either
 * as a delta or in the rollups, and never waits. Needs the rights of the platform.
 *
 * @param most how many deltas at most
 * @returns how many there were; 0 too where another process folds
 */
export async function foldCallDeltas(tx: Transaction, most: number): Promise<number> {
  const [locked] = await sendText<{ taken: boolean }>(
    tx,
    `SELECT pg_try_advisory_xact_lock(${lockNumber}) AS taken`,
    [],
  );
  if (locked?.taken !== true) return 0;
  const [waiting] = await sendText<{ any: boolean }>(tx, "SELECT EXISTS (SELECT FROM call_deltas) AS any", []);
  if (waiting?.any !== true) return 0;
  // A batch is as large as it is, and must come to its end on a machine that is busy too.
  sendAhead(tx, "SET LOCAL statement_timeout = 120000; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off");
  const [folded] = await sendText<{ deltas: number }>(tx, fold, [most]);
  return folded?.deltas ?? 0;
}
