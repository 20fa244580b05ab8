import { and, asc, desc, eq, gt, inArray, isNull, or, type SQL } from "drizzle-orm";
import { apiClientSecrets, apiClients } from "../../../schema/index.js";
import type { Actor } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { inSight } from "./sight.store.js";

/** An API client as it stands in the table. */
export type ApiClientRow = typeof apiClients.$inferSelect;

/** A new secret of a client, as its hash. */
export type NewSecretRow = typeof apiClientSecrets.$inferInsert;

/** A secret of a client, without its hash, which the API cannot read. */
export interface SecretRow {
  client: string;
  createdAt: Date;
  expiresAt: Date | null;
}

/** Reads a client in the actor's scope; null for one that is not there or not in sight. */
export async function findApiClient(tx: Transaction, actor: Actor, id: string): Promise<ApiClientRow | null> {
  const [row] = await tx
    .select()
    .from(apiClients)
    .where(and(eq(apiClients.id, id), inSight(actor, apiClients)));
  return row ?? null;
}

/** Reads a client in the actor's scope for a change; others who change it wait. */
export async function findApiClientForChange(tx: Transaction, actor: Actor, id: string): Promise<ApiClientRow | null> {
  const [row] = await tx
    .select()
    .from(apiClients)
    .where(and(eq(apiClients.id, id), inSight(actor, apiClients)))
    .for("no key update");
  return row ?? null;
}

const matching = (actor: Actor, bureau: string | null): SQL | undefined =>
  and(inSight(actor, apiClients), bureau === null ? undefined : eq(apiClients.bureau, bureau));

/**
 * Clients in scope in the order in which they were made, one more than the page where more follow.
 *
 * @param bureau the code of their bureau; null for every one in scope
 */
export async function searchApiClients(
  tx: Transaction,
  actor: Actor,
  bureau: string | null,
  page: PageRequest,
): Promise<ApiClientRow[]> {
  return tx
    .select()
    .from(apiClients)
    .where(and(matching(actor, bureau), page.after === null ? undefined : gt(apiClients.id, page.after.id)))
    .orderBy(asc(apiClients.id))
    .limit(page.first + 1);
}

/** How many clients there are in scope, up to one more than the limit of exact counts. */
export async function countApiClients(tx: Transaction, actor: Actor, bureau: string | null): Promise<number> {
  const found = tx.select({ id: apiClients.id }).from(apiClients).where(matching(actor, bureau));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** Adds a client. */
export async function insertApiClient(tx: Transaction, row: ApiClientRow): Promise<void> {
  await tx.insert(apiClients).values(row);
}

/** Changes a client that the transaction has read for a change, and raises its version. */
export async function updateApiClientRow(
  tx: Transaction,
  row: ApiClientRow,
  changes: Partial<Pick<ApiClientRow, "revokedAt">>,
): Promise<ApiClientRow> {
  const changed = { ...changes, version: row.version + 1 };
  await tx.update(apiClients).set(changed).where(eq(apiClients.id, row.id));
  return { ...row, ...changed };
}

const isValidAt = (now: Date): SQL | undefined =>
  or(isNull(apiClientSecrets.expiresAt), gt(apiClientSecrets.expiresAt, now));

/** Reads the secrets of clients that are valid at an instant, the newest first. */
export async function findSecrets(
  tx: Transaction,
  actor: Actor,
  clients: readonly string[],
  now: Date,
): Promise<SecretRow[]> {
  const { client, createdAt, expiresAt } = apiClientSecrets;
  return tx
    .select({ client, createdAt, expiresAt })
    .from(apiClientSecrets)
    .where(and(inArray(client, [...clients]), isValidAt(now), inSight(actor, apiClientSecrets)))
    .orderBy(desc(apiClientSecrets.id));
}

/** Adds a secret to a client. */
export async function insertSecret(tx: Transaction, row: NewSecretRow): Promise<void> {
  await tx.insert(apiClientSecrets).values(row);
}

/**
 * Ends the secrets of a client before a new one comes: those that a rotation had ended already stop at once, the one in
 * force stops at the given instant. So at most two are ever valid.
 */
export async function endSecrets(tx: Transaction, client: string, now: Date, overlapEnd: Date): Promise<void> {
  const ofClient = eq(apiClientSecrets.client, client);
  await tx
    .update(apiClientSecrets)
    .set({ expiresAt: now })
    .where(and(ofClient, gt(apiClientSecrets.expiresAt, now)));
  await tx
    .update(apiClientSecrets)
    .set({ expiresAt: overlapEnd })
    .where(and(ofClient, isNull(apiClientSecrets.expiresAt)));
}
