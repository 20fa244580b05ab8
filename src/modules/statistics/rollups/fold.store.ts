import { sendAhead, type Transaction } from "../../../platform/database.js";
import { sendText } from "../../../platform/transaction.js";
import { cellNames, cellsOf, list, sumColumns, uniqueNames } from "./cells.store.js";

/**
 * The statement that brings signed facts into the rollups.
 *
 * @param source a query of signed facts, or the name of a part of `before` that has them
 * @param before what stands before it in the same statement, such as taking the deltas away
 */
function foldStatement(source: string, before = ""): string {
  return `WITH ${before} ${cellsOf(source)}
    INSERT INTO statistic_cells AS c (${list(cellNames)}) SELECT ${list(cellNames)} FROM cells
    ON CONFLICT (${list(uniqueNames)}) DO UPDATE SET ${list(
      sumColumns.map((column) => `${column} = nullif(coalesce(c.${column}, 0) + coalesce(excluded.${column}, 0), 0)`),
    )}`;
}

const fold = foldStatement(
  "SELECT * FROM taken",
  `taken AS (DELETE FROM statistic_deltas WHERE id = ANY(ARRAY(SELECT id FROM statistic_deltas ORDER BY id LIMIT $1))
    RETURNING *),`,
);

const lockNumber = "hashtext('lianxin statistics fold')";

// One process folds at a time: two would wait for each other's cells.
const lock = `SELECT pg_try_advisory_xact_lock(${lockNumber}) AS taken`;

/**
 * Keeps every process from folding until the end of the transaction, and waits for one that folds just now. Whoever changes
 * cells by other ways needs it; deltas wait meanwhile, and are read as they stand.
 */
export async function holdFolding(tx: Transaction): Promise<void> {
  await sendText(tx, `SELECT pg_advisory_xact_lock(${lockNumber})`, []);
}

const waiting = "SELECT count(*)::int AS deltas FROM (SELECT FROM statistic_deltas LIMIT $1) AS waiting";

/** How many deltas wait, up to so many. Needs the rights of the platform. */
export async function countDeltas(tx: Transaction, most: number): Promise<number> {
  const [counted] = await sendText<{ deltas: number }>(tx, waiting, [most]);
  return counted?.deltas ?? 0;
}

/**
 * Takes the oldest deltas away and adds them to the rollups, in one statement: whoever reads sees a change either as a delta
 * or in the rollups, and never waits. Needs the rights of the platform.
 *
 * @param most how many deltas at most
 * @returns how many there were; 0 too where another process folds
 */
export async function foldDeltas(tx: Transaction, most: number): Promise<number> {
  const [locked] = await sendText<{ taken: boolean }>(tx, lock, []);
  if (locked?.taken !== true) return 0;
  const deltas = await countDeltas(tx, most);
  if (deltas > 0) {
    // A batch is as large as it is, and must come to its end on a machine that is busy too.
    sendAhead(tx, "SET LOCAL statement_timeout = 120000; SET LOCAL work_mem = '128MB'; SET LOCAL jit = off");
    await sendText(tx, fold, [most]);
  }
  return deltas;
}
