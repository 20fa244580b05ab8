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

/** Waits until nobody else loads the figures of a city, and keeps others from it until the end of the transaction. */
export async function lockFigures(tx: Transaction, city: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`figures of ${city}`}, 12315))`);
}
