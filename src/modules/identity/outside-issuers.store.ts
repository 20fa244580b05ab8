import { and, asc, eq, gt, isNull, type SQL } from "drizzle-orm";
import { outsideIssuers } from "../../../schema/index.js";
import type { Actor } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { inSight } from "./sight.store.js";

/** An outside issuer as it stands in the table. */
export type OutsideIssuerRow = typeof outsideIssuers.$inferSelect;

/** Reads an issuer in the actor's scope, also a removed one; null for one that is not there or not in sight. */
export async function findOutsideIssuer(tx: Transaction, actor: Actor, id: string): Promise<OutsideIssuerRow | null> {
  const [row] = await tx
    .select()
    .from(outsideIssuers)
    .where(and(eq(outsideIssuers.id, id), inSight(actor, outsideIssuers)));
  return row ?? null;
}

const registered = (actor: Actor, bureau: string | null): SQL | undefined =>
  and(
    inSight(actor, outsideIssuers),
    isNull(outsideIssuers.removedAt),
    bureau === null ? undefined : eq(outsideIssuers.bureau, bureau),
  );

/**
 * Issuers registered now, in scope, in the order of their registration, one more than the page where more follow.
 *
 * @param bureau the code of their bureau; null for every one in scope
 */
export async function searchOutsideIssuers(
  tx: Transaction,
  actor: Actor,
  bureau: string | null,
  page: PageRequest,
): Promise<OutsideIssuerRow[]> {
  return tx
    .select()
    .from(outsideIssuers)
    .where(and(registered(actor, bureau), page.after === null ? undefined : gt(outsideIssuers.id, page.after.id)))
    .orderBy(asc(outsideIssuers.id))
    .limit(page.first + 1);
}

/** How many issuers are registered in scope, up to one more than the limit of exact counts. */
export async function countOutsideIssuers(tx: Transaction, actor: Actor, bureau: string | null): Promise<number> {
  const found = tx.select({ id: outsideIssuers.id }).from(outsideIssuers).where(registered(actor, bureau));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/**
 * Registers an issuer.
 *
 * @returns false when the issuer is registered already, for whichever bureau
 */
export async function insertOutsideIssuer(tx: Transaction, row: OutsideIssuerRow): Promise<boolean> {
  const inserted = await tx
    .insert(outsideIssuers)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: outsideIssuers.id });
  return inserted.length > 0;
}

/**
 * Removes an issuer.
 *
 * @returns false when somebody removed it meanwhile
 */
export async function removeOutsideIssuerRow(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const removed = await tx
    .update(outsideIssuers)
    .set({ removedAt: at })
    .where(and(eq(outsideIssuers.id, id), isNull(outsideIssuers.removedAt)))
    .returning({ id: outsideIssuers.id });
  return removed.length > 0;
}
