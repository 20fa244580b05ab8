import { and, asc, eq, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { attachments, handovers, tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { TicketKey, TicketRow } from "../tickets/index.js";

/** An attachment as it stands in its table. */
export type AttachmentRow = typeof attachments.$inferSelect;

/** The key of an attachment. */
export type AttachmentKey = Pick<AttachmentRow, "province" | "ticketId" | "id">;

const hasKey = ({ province, ticketId, id }: AttachmentKey): SQL | undefined =>
  and(eq(attachments.province, province), eq(attachments.ticketId, ticketId), eq(attachments.id, id));

const ofTicket = ({ province, id }: TicketKey): SQL | undefined =>
  and(eq(attachments.province, province), eq(attachments.ticketId, id));

/** Reads an attachment; null where its ticket is not visible. */
export async function findAttachment(tx: Transaction, key: AttachmentKey): Promise<AttachmentRow | null> {
  const [row] = await tx.select().from(attachments).where(hasKey(key));
  return row ?? null;
}

/** Locks an attachment until the end of the transaction. */
export async function lockAttachment(tx: Transaction, key: AttachmentKey): Promise<AttachmentRow | null> {
  const [row] = await tx.select().from(attachments).where(hasKey(key)).for("update");
  return row ?? null;
}

/** Reads attachments by key, at most 1,000; those whose ticket is not visible are left out. */
export async function findAttachments(tx: Transaction, keys: readonly AttachmentKey[]): Promise<AttachmentRow[]> {
  const listed = listParameter(keys);
  const provinces = sql.param(listed.map(({ province }) => province));
  const ticketIds = sql.param(listed.map(({ ticketId }) => ticketId));
  const ids = sql.param(listed.map(({ id }) => id));
  return tx
    .select()
    .from(attachments)
    .where(
      sql`(${attachments.province}, ${attachments.ticketId}, ${attachments.id}) IN
        (SELECT * FROM unnest(${provinces}::text[], ${ticketIds}::text[]::uuid[], ${ids}::text[]::uuid[]))`,
    );
}

/** Reads what tickets have, and had until it was removed, in the order in which it was announced. */
export async function findAttachmentsOf(tx: Transaction, keys: readonly TicketKey[]): Promise<AttachmentRow[]> {
  const listed = listParameter(keys);
  const provinces = sql.param(listed.map(({ province }) => province));
  const ids = sql.param(listed.map(({ id }) => id));
  return tx
    .select()
    .from(attachments)
    .where(
      and(
        sql`(${attachments.province}, ${attachments.ticketId}) IN
          (SELECT * FROM unnest(${provinces}::text[], ${ids}::text[]::uuid[]))`,
        inArray(attachments.state, ["STORED", "REMOVED"]),
        // What was taken back before it came was never there.
        isNotNull(attachments.storedAt),
      ),
    )
    .orderBy(asc(attachments.id));
}

/** The announcement that was made under a key of a bureau; null for none. */
export async function findAnnounced(
  tx: Transaction,
  ticket: TicketKey,
  { bureau, key }: { bureau: string; key: string },
): Promise<AttachmentRow | null> {
  const [row] = await tx
    .select()
    .from(attachments)
    .where(and(ofTicket(ticket), eq(attachments.addedBureau, bureau), eq(attachments.idempotencyKey, key)));
  return row ?? null;
}

/** What a ticket keeps with the same content; null for nothing. */
export async function findSameContent(
  tx: Transaction,
  ticket: TicketKey,
  sha256: string,
): Promise<AttachmentRow | null> {
  const [row] = await tx
    .select()
    .from(attachments)
    .where(and(ofTicket(ticket), eq(attachments.sha256, sha256), eq(attachments.state, "STORED")));
  return row ?? null;
}

/**
 * How many files were added to a ticket, those included that may still be brought; not those that were handed over with it.
 * Once it was handed over to another province, what is removed here stays there: it counts as well.
 */
export function countFiles(tx: Transaction, ticket: TicketKey, now: Date): Promise<number> {
  const { expiresAt, handedFrom, removedAt, state, storedAt } = attachments;
  const isExpected = and(eq(state, "AWAITED"), sql`${expiresAt} > ${now.toISOString()}`);
  const handedOverAt = sql`(SELECT ${handovers.handedOverAt} FROM ${handovers}
    WHERE ${handovers.province} = ${ticket.province} AND ${handovers.ticketId} = ${ticket.id} AND ${handovers.side} = 'FROM')`;
  const isLeftThere = and(eq(state, "REMOVED"), isNotNull(storedAt), sql`${removedAt} >= ${handedOverAt}`);
  const isCounted = or(eq(state, "STORED"), isExpected, isLeftThere);
  return tx.$count(attachments, and(ofTicket(ticket), isNull(handedFrom), isCounted));
}

/** The insertion of an announcement. */
export function attachmentInsertion(row: typeof attachments.$inferInsert): Writing | null {
  return insertionOf(attachments, [row]);
}

/** What a change of an attachment may write. */
export type AttachmentChanges = Partial<Omit<AttachmentRow, "province" | "ticketId" | "id" | "version">>;

/** The writing of a change of an attachment, which fails where it has not the version any more that was found. */
export function attachmentUpdate(found: AttachmentRow, changes: AttachmentChanges): Writing {
  const { province, ticketId, id, version } = found;
  return updateOf(attachments, { province, ticketId, id, version }, { ...changes, version: version + 1 });
}

/**
 * Reads the ticket of an attachment as the platform, to say where it stands. It is not handed over until the transaction ends:
 * who hands it over afterwards finds what is written meanwhile. It is locked before its attachments, as commands do.
 */
export async function holdTicketOf(
  tx: Transaction,
  { province, ticketId }: Pick<AttachmentKey, "province" | "ticketId">,
): Promise<TicketRow | null> {
  const [row] = await tx
    .select()
    .from(tickets)
    .where(and(eq(tickets.province, province), eq(tickets.id, ticketId)))
    .for("share");
  return row ?? null;
}

/** Lets what is brought to one ticket at the same time be stored one after the other. */
export async function takeTurn(
  tx: Transaction,
  { province, ticketId }: Pick<AttachmentKey, "province" | "ticketId">,
): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`attachments ${province} ${ticketId}`}, 0))`);
}

/** Which rows a pass takes next. */
export interface PassWanted {
  before: Date;
  limit: number;
  /** Only rows of this province; null for all. */
  province: string | null;
}

const within = (province: string | null): SQL | undefined =>
  province === null ? undefined : eq(attachments.province, province);

/**
 * Takes the files that are to be scanned, and puts off their next try: another process does not take them meanwhile, and
 * one that dies over them is followed by another.
 */
export async function claimScans(tx: Transaction, { before, limit, province }: PassWanted, next: Date) {
  const { id, scanDue, scanTries, state } = attachments;
  const due = tx
    .select({ id })
    .from(attachments)
    .where(and(isNotNull(scanDue), lte(scanDue, before), eq(state, "STORED"), within(province)))
    .orderBy(asc(scanDue))
    .limit(limit)
    .for("update", { skipLocked: true });
  return tx
    .update(attachments)
    .set({ scanDue: next, scanTries: sql`least(${scanTries} + 1, 100)` })
    .where(and(inArray(id, due), isNotNull(scanDue), within(province)))
    .returning();
}

/** Deletes announcements whose time was over long ago and that nothing came of; tells how many. */
export async function deleteUnused(tx: Transaction, { before, limit, province }: PassWanted): Promise<number> {
  const { expiresAt, id, state } = attachments;
  const old = tx
    .select({ id })
    .from(attachments)
    .where(and(inArray(state, ["AWAITED", "DUPLICATE"]), lt(expiresAt, before), within(province)))
    .orderBy(asc(expiresAt))
    .limit(limit)
    .for("update", { skipLocked: true });
  return (await tx.delete(attachments).where(inArray(id, old)).returning({ id })).length;
}

/**
 * Takes the keys of contents that are to go from their rows: of those that were removed before an instant, and at once of
 * those with a virus. What a ticket of another province has too, with which it was handed over, stays there. Where the last
 * two rows let go at the same time, neither sees that the other does, and the content is swept as what no row names.
 *
 * @returns how many rows let go, and the keys, which no row names any more
 */
export async function releaseObjects(
  tx: Transaction,
  { before, limit, province }: PassWanted,
): Promise<{ released: number; keys: string[] }> {
  const { id, objectKey, removedAt, scan, state } = attachments;
  const isOver = or(and(eq(state, "REMOVED"), lt(removedAt, before)), eq(scan, "INFECTED"));
  const left = await tx
    .select({ id, objectKey })
    .from(attachments)
    .where(and(isNotNull(objectKey), isOver, within(province)))
    .limit(limit)
    .for("update", { skipLocked: true });
  const ids = left.map((row) => row.id);
  if (ids.length === 0) return { released: 0, keys: [] };
  await tx.update(attachments).set({ objectKey: null }).where(inArray(id, ids));
  const keys = [...new Set(left.flatMap((row) => row.objectKey ?? []))];
  const known = await findKnownKeys(tx, keys);
  return { released: ids.length, keys: keys.filter((key) => !known.has(key)) };
}

/** Which of these keys rows name. */
export async function findKnownKeys(tx: Transaction, keys: readonly string[]): Promise<Set<string>> {
  const { objectKey } = attachments;
  const rows = await tx
    .select({ objectKey })
    .from(attachments)
    .where(and(isNotNull(objectKey), inArray(objectKey, [...keys])));
  return new Set(rows.flatMap((row) => row.objectKey ?? []));
}
