import { desc, sql } from "drizzle-orm";
import { statisticChecks } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { run, statementOf } from "../../platform/statement.js";

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
