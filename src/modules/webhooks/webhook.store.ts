import { and, asc, eq, gt, inArray, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { webhookSecrets, webhooks } from "../../../schema/index.js";
import type { Actor } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { ownScopeOf } from "../../platform/scope.js";
import type { Sealed } from "../../platform/seal.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { WebhookKey } from "./webhook.names.js";

/** A webhook as it stands in its table. */
export type WebhookRow = typeof webhooks.$inferSelect;

/** The scope as a condition on the place columns; the row policies say the same. A webhook has no line. */
function inSight(actor: Actor): SQL | undefined {
  const { bureau, line, reach, region } = ownScopeOf(actor.bureau);
  if (line !== null) return eq(webhooks.bureau, bureau);
  switch (reach) {
    case "NATION":
      return undefined;
    case "PROVINCE":
      return eq(webhooks.province, region);
    case "CITY":
      return eq(webhooks.city, region);
    case "COUNTY":
      return eq(webhooks.county, region);
    case "UNIT":
      return eq(webhooks.bureau, bureau);
  }
}

const hasKey = ({ id, province }: WebhookKey): SQL | undefined =>
  and(eq(webhooks.province, province), eq(webhooks.id, id));

/** Reads a webhook in the actor's scope; null for one that is not there or not in sight. */
export async function findWebhook(tx: Transaction, actor: Actor, key: WebhookKey): Promise<WebhookRow | null> {
  const [row] = await tx
    .select()
    .from(webhooks)
    .where(and(hasKey(key), inSight(actor)));
  return row ?? null;
}

/** The same for a change: others who change it wait, deliveries too. */
export async function findWebhookForChange(tx: Transaction, actor: Actor, key: WebhookKey): Promise<WebhookRow | null> {
  const [row] = await tx
    .select()
    .from(webhooks)
    .where(and(hasKey(key), inSight(actor)))
    .for("no key update");
  return row ?? null;
}

/** Which webhooks are listed; what is null is open. */
export interface WebhookCriteria {
  bureau: string | null;
  /** Null: all but those that were removed. */
  states: readonly string[] | null;
}

const matching = (actor: Actor, { bureau, states }: WebhookCriteria): SQL | undefined =>
  and(
    inSight(actor),
    bureau === null ? undefined : eq(webhooks.bureau, bureau),
    states === null ? ne(webhooks.state, "REMOVED") : inArray(webhooks.state, [...states]),
  );

/** Webhooks in scope in the order in which they were made, one more than the page where more follow. */
export function searchWebhooks(
  tx: Transaction,
  actor: Actor,
  criteria: WebhookCriteria,
  { after, first }: PageRequest,
): Promise<WebhookRow[]> {
  return tx
    .select()
    .from(webhooks)
    .where(and(matching(actor, criteria), after === null ? undefined : gt(webhooks.id, after.id)))
    .orderBy(asc(webhooks.id))
    .limit(first + 1);
}

/** How many there are in scope, up to one more than lists count. */
export function countWebhooks(tx: Transaction, actor: Actor, criteria: WebhookCriteria): Promise<number> {
  const found = tx.select({ id: webhooks.id }).from(webhooks).where(matching(actor, criteria));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** Counts the webhooks of a bureau that are not removed; whoever counts those of the same bureau waits until the end. */
export async function countWebhooksOf(tx: Transaction, bureau: string): Promise<number> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`webhooks of ${bureau}`}, 0))`);
  return tx.$count(webhooks, and(eq(webhooks.bureau, bureau), ne(webhooks.state, "REMOVED")));
}

/** What a new webhook begins with; all else is as the table has it. */
export type NewWebhook = Omit<typeof webhooks.$inferInsert, "attempts" | "version">;

/** Adds a webhook, and answers its row. */
export async function insertWebhook(tx: Transaction, row: NewWebhook): Promise<WebhookRow> {
  const [inserted] = await tx.insert(webhooks).values(row).returning();
  if (inserted === undefined) throw new Error("the webhook was not inserted");
  return inserted;
}

/** The writing of a change of a webhook. */
export function webhookUpdate({ id, province }: WebhookKey, changes: Partial<WebhookRow>): Writing {
  return updateOf(webhooks, { province, id }, changes);
}

/** A secret of a webhook, without the secret, which the API cannot read. */
export interface SecretRow {
  webhookId: string;
  createdAt: Date;
  expiresAt: Date | null;
}

const isInForceAt = (now: Date): SQL | undefined =>
  or(isNull(webhookSecrets.expiresAt), gt(webhookSecrets.expiresAt, now));

// The newest has no end yet, and of two that end the newer ends later.
const newestFirst = sql`${webhookSecrets.expiresAt} DESC NULLS FIRST`;

/** Reads the secrets of webhooks that are in force at an instant, the newest first. */
export function findSecrets(tx: Transaction, ids: readonly string[], now: Date): Promise<SecretRow[]> {
  const { createdAt, expiresAt, webhookId } = webhookSecrets;
  return tx
    .select({ webhookId, createdAt, expiresAt })
    .from(webhookSecrets)
    .where(and(inArray(webhookId, [...ids]), isInForceAt(now)))
    .orderBy(newestFirst);
}

/** A secret of a webhook, sealed. */
export type SealedSecret = Sealed & { webhookId: string };

/** Reads the secrets in force, sealed, the newest of each webhook first; for the platform, which signs. */
export function findSealedSecrets(tx: Transaction, ids: readonly string[], now: Date): Promise<SealedSecret[]> {
  const { keyId, sealed, webhookId } = webhookSecrets;
  return tx
    .select({ webhookId, keyId, sealed })
    .from(webhookSecrets)
    .where(and(inArray(webhookId, [...ids]), isInForceAt(now)))
    .orderBy(newestFirst);
}

/** The writing of a new secret. */
export function secretInsertion(row: typeof webhookSecrets.$inferInsert): Writing | null {
  return insertionOf(webhookSecrets, [row]);
}

/**
 * Ends the secrets of a webhook before a new one comes: those that a rotation had ended already stop at once, the one in
 * force stops at the given instant. So at most two are ever in force.
 */
export async function endSecrets(
  tx: Transaction,
  { id, province }: WebhookKey,
  now: Date,
  overlapEnd: Date,
): Promise<void> {
  const ofWebhook = and(eq(webhookSecrets.province, province), eq(webhookSecrets.webhookId, id));
  await tx
    .update(webhookSecrets)
    .set({ expiresAt: now })
    .where(and(ofWebhook, gt(webhookSecrets.expiresAt, now)));
  await tx
    .update(webhookSecrets)
    .set({ expiresAt: overlapEnd })
    .where(and(ofWebhook, isNull(webhookSecrets.expiresAt)));
}
