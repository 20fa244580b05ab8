import { and, eq } from "drizzle-orm";
import { idempotencyKeys } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import type { TicketKey } from "./ticket.store.js";

/** A registration that was made under an idempotency key (幂等键). */
export interface KeptKey {
  inputHash: string;
  ticket: TicketKey;
}

/** What was registered under a key of a bureau; null when nothing was. */
export async function findKey(tx: Transaction, bureau: string, key: string): Promise<KeptKey | null> {
  const [kept] = await tx
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.bureau, bureau), eq(idempotencyKeys.key, key)));
  if (kept === undefined) return null;
  return { inputHash: kept.inputHash, ticket: { province: kept.province, id: kept.ticketId } };
}

/**
 * Claims a key for a registration; waits where another registration with the same key is under way.
 *
 * @returns null when the key is now ours, or what was registered under it in the meantime
 */
export async function claimKey(
  tx: Transaction,
  claim: { bureau: string; key: string; inputHash: string; ticket: TicketKey; at: Date },
): Promise<KeptKey | null> {
  const inserted = await tx
    .insert(idempotencyKeys)
    .values({
      bureau: claim.bureau,
      key: claim.key,
      inputHash: claim.inputHash,
      province: claim.ticket.province,
      ticketId: claim.ticket.id,
      createdAt: claim.at,
    })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  return inserted.length > 0 ? null : findKey(tx, claim.bureau, claim.key);
}
