import { and, eq, inArray, sql } from "drizzle-orm";
import { idempotencyKeys } from "../../schema/index.js";
import type { Transaction } from "../platform/database.js";

/** Under which of some idempotency keys a centre registered something. */
export async function findRegistered(
  tx: Transaction,
  bureau: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ key: idempotencyKeys.key })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.bureau, bureau), inArray(idempotencyKeys.key, [...keys])));
  return new Set(rows.map(({ key }) => key));
}

/** Keeps others from loading the figures of a city until the end of the transaction; false where somebody else does so. */
export async function claimFigures(tx: Transaction, city: string): Promise<boolean> {
  const [row] = await tx.execute<{ taken: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(hashtextextended(${`figures of ${city}`}, 12315)) AS taken`,
  );
  return row?.taken === true;
}
