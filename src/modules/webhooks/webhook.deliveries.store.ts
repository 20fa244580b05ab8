import { and, desc, eq, inArray, lt, type SQL, sql } from "drizzle-orm";
import { webhookDeliveries } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { insertionOf, type Writing } from "../../platform/writing.store.js";
import type { WebhookKey } from "./webhook.names.js";

/** What became of a try, as it stands in its table. */
export type DeliveryRow = typeof webhookDeliveries.$inferSelect;

/** The same before it is recorded, which gives it its number. */
export type NewDelivery = Omit<DeliveryRow, "number">;

/** The writing of what became of tries. */
export function deliveryInsertion(rows: readonly NewDelivery[]): Writing | null {
  return insertionOf(webhookDeliveries, rows);
}

function matching({ id, province }: WebhookKey, outcomes: readonly string[] | null): SQL | undefined {
  return and(
    eq(webhookDeliveries.province, province),
    eq(webhookDeliveries.webhookId, id),
    outcomes === null ? undefined : inArray(webhookDeliveries.outcome, [...outcomes]),
  );
}

/** A page of the tries of a webhook that is in sight, the latest first, and one row more where more follow. */
export function findDeliveryPage(
  tx: Transaction,
  key: WebhookKey,
  outcomes: readonly string[] | null,
  { after, first }: PageRequest,
): Promise<DeliveryRow[]> {
  return tx
    .select()
    .from(webhookDeliveries)
    .where(and(matching(key, outcomes), after === null ? undefined : lt(webhookDeliveries.number, Number(after.id))))
    .orderBy(desc(webhookDeliveries.number))
    .limit(first + 1);
}

/** How many there are, up to one more than lists count. */
export function countDeliveries(tx: Transaction, key: WebhookKey, outcomes: readonly string[] | null): Promise<number> {
  const found = tx.select({ number: webhookDeliveries.number }).from(webhookDeliveries).where(matching(key, outcomes));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** Throws what is older than an instant away, at most so many rows. Answers how many there were. */
export async function deleteDeliveries(tx: Transaction, before: Date, most: number): Promise<number> {
  const deleted = await tx.execute(sql`
    DELETE FROM ${webhookDeliveries} WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM ${webhookDeliveries} WHERE ${webhookDeliveries.at} < ${before.toISOString()}::timestamptz
      ORDER BY ${webhookDeliveries.at} LIMIT ${most} FOR UPDATE SKIP LOCKED)) RETURNING 1`);
  return deleted.length;
}
