import { desc, sql } from "drizzle-orm";
import { statisticChecks } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { run, statementOf } from "../../platform/statement.js";
import { sendText } from "../../platform/transaction.js";

/** When the numbers were last compared with the tickets, and how many differed. */
export interface LastCheck {
  endedAt: Date;
  differences: number;
}

const last = statementOf(
  {
    endedAt: statisticChecks.endedAt,
    differences: sql<number>`${statisticChecks.differingTickets} + ${statisticChecks.differingCells}`,
  },
  (columns) => sql`SELECT ${columns} FROM ${statisticChecks} ORDER BY ${desc(statisticChecks.endedAt)} LIMIT 1`,
);

/** The last comparison; null where there was none. It names no place, so everybody may know of it. */
export async function findLastCheck(tx: Transaction): Promise<LastCheck | null> {
  const [row] = await run(tx, last);
  return row ?? null;
}

/** Notes a comparison of all numbers. */
export async function insertCheck(tx: Transaction, check: typeof statisticChecks.$inferInsert): Promise<void> {
  await tx.insert(statisticChecks).values(check);
}

const waiting = `SELECT count(*)::int AS deltas, min(id)::text AS oldest
  FROM (SELECT id FROM statistic_deltas ORDER BY id LIMIT 1000000) AS waiting`;

/** What waits to be folded. */
export interface WaitingDeltas {
  /** How many; a million stands for more too. */
  readonly deltas: number;
  /** The number of the oldest; null where none waits. */
  readonly oldest: string | null;
}

/** Counts the changes that are not folded into the rollups yet. Needs the rights of the platform. */
export async function countDeltas(tx: Transaction): Promise<WaitingDeltas> {
  const [row] = await sendText<WaitingDeltas & object>(tx, waiting, []);
  return row ?? { deltas: 0, oldest: null };
}
