import { and, eq, inArray, sql } from "drizzle-orm";
import { calls, idempotencyKeys } from "../../schema/index.js";
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

/** Whether a centre has calls of a telephone system. */
export async function hasCalls(tx: Transaction, bureau: string, source: string): Promise<boolean> {
  const rows = await tx
    .select({ id: calls.id })
    .from(calls)
    .where(and(eq(calls.bureau, bureau), eq(calls.source, source)))
    .limit(1);
  return rows.length > 0;
}

/** Keeps others from loading the figures of a city until the end of the transaction; false where somebody else does so. */
export async function claimFigures(tx: Transaction, city: string): Promise<boolean> {
  const [row] = await tx.execute<{ taken: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(hashtextextended(${`figures of ${city}`}, 12315)) AS taken`,
  );
  return row?.taken === true;
}
