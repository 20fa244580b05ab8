import { eq } from "drizzle-orm";
import { surgeWatch } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";

const onlyRow = 1;

/** Begins to watch the log at a position, where nobody has yet. */
export async function beginWatch(tx: Transaction, position: number): Promise<void> {
  await tx.insert(surgeWatch).values({ id: onlyRow, position }).onConflictDoNothing();
}

/** How far the log was looked at, locked until the end of the transaction; null where another process does so just now. */
export async function lockWatch(tx: Transaction): Promise<number | null> {
  const [row] = await tx
    .select({ position: surgeWatch.position })
    .from(surgeWatch)
    .where(eq(surgeWatch.id, onlyRow))
    .for("update", { skipLocked: true });
  return row?.position ?? null;
}

/** Notes how far the log was looked at. */
export async function moveWatch(tx: Transaction, position: number): Promise<void> {
  await tx.update(surgeWatch).set({ position }).where(eq(surgeWatch.id, onlyRow));
}
