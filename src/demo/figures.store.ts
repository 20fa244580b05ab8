import { and, eq, sql } from "drizzle-orm";
import { idempotencyKeys } from "../../schema/index.js";
import type { Transaction } from "../platform/database.js";

/** Whether a centre registered something under an idempotency key. */
export async function hasRegistered(tx: Transaction, bureau: string, key: string): Promise<boolean> {
  const rows = await tx
    .select({ key: idempotencyKeys.key })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.bureau, bureau), eq(idempotencyKeys.key, key)));
  return rows.length > 0;
}

/** Keeps others from loading the figures of a city until the end of the transaction; false where somebody else does so. */
export async function claimFigures(tx: Transaction, city: string): Promise<boolean> {
  const [row] = await tx.execute<{ taken: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(hashtextextended(${`figures of ${city}`}, 12315)) AS taken`,
  );
  return row?.taken === true;
}
