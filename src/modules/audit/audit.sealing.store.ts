import { desc, eq, type SQL, sql } from "drizzle-orm";
import { auditEntries, auditLinks, auditSealings } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import type { AuditEntryRow } from "./audit.store.js";

/** A place in the order in which entries are sealed: by transaction, then by id. */
export interface SealingPlace {
  /** The number of a transaction, in decimal digits. */
  transaction: string;
  /** The id of an entry. */
  entry: string;
}

/** How far a life of the database has been sealed. */
export interface Sealing {
  /** 1 for the first; a restore on another server begins the next. */
  life: number;
  server: string;
  /** All entries up to here are sealed. */
  reached: SealingPlace;
  /** Among entries of an earlier life, whose transactions lie ahead of this server's, all up to here are sealed. */
  earlier: SealingPlace;
}

/** What the server says of itself. */
export interface ServerState {
  /** Its system identifier, drawn when its data directory was made. */
  server: string;
  /** The next transaction that it will number. */
  next: string;
}

/** An entry that the sealer looks at. */
export interface Candidate {
  entry: AuditEntryRow;
  isSealed: boolean;
}

/** The last link of a province's chain. */
export interface ChainHead {
  province: string;
  position: number;
  hash: Buffer;
}

/** A link to be written. */
export interface NewLink extends ChainHead {
  entry: string;
}

// Any number will do, as long as nothing else takes it.
const sealingLock = 12316;

/** Before the first entry of all. */
export const beginning: SealingPlace = { transaction: "0", entry: "00000000-0000-0000-0000-000000000000" };

/**
 * Takes the one lock of sealing until the end of the transaction, when no other process holds it. What is read after it
 * is what that process left. Writers of entries never take it.
 */
export async function tryLockSealing(tx: Transaction): Promise<boolean> {
  const [row] = await tx.execute<{ taken: boolean }>(sql`SELECT pg_try_advisory_xact_lock(${sealingLock}) AS taken`);
  return row?.taken ?? false;
}

/** Who the server is, and how far it has numbered its transactions. */
export async function readServerState(tx: Transaction): Promise<ServerState> {
  const [row] = await tx.execute<ServerState & Record<string, unknown>>(sql`
    SELECT (SELECT system_identifier::text FROM pg_control_system()) AS server,
      pg_snapshot_xmax(pg_current_snapshot())::text AS next`);
  if (row === undefined) throw new Error("the server does not say who it is");
  return row;
}

/** How far the newest life has been sealed; null before the first sealing. */
export async function findSealing(tx: Transaction): Promise<Sealing | null> {
  const [row] = await tx.select().from(auditSealings).orderBy(desc(auditSealings.life)).limit(1);
  if (row === undefined) return null;
  return {
    life: row.life,
    server: row.server,
    reached: { transaction: row.transaction, entry: row.entry },
    earlier: { transaction: row.earlierTransaction, entry: row.earlierEntry },
  };
}

/** Writes down that a life has begun. */
export async function insertSealing(tx: Transaction, sealing: Sealing, startedAt: Date): Promise<void> {
  const { life, server } = sealing;
  await tx.insert(auditSealings).values({ life, server, startedAt, ...columnsOf(sealing) });
}

/** Writes down how far a life has been sealed. */
export async function updateSealing(tx: Transaction, sealing: Sealing): Promise<void> {
  await tx.update(auditSealings).set(columnsOf(sealing)).where(eq(auditSealings.life, sealing.life));
}

const columnsOf = ({ reached, earlier }: Sealing) => ({
  transaction: reached.transaction,
  entry: reached.entry,
  earlierTransaction: earlier.transaction,
  earlierEntry: earlier.entry,
});

/** The next entries after a place whose transactions are over, in order; sealed ones among them after a restore only. */
export function findSettledAfter(tx: Transaction, place: SealingPlace, most: number): Promise<Candidate[]> {
  // All transactions before the oldest open one are over, so nobody can add an entry there any more.
  return findAfter(tx, place, sql`${auditEntries.transaction} < pg_snapshot_xmin(pg_current_snapshot())`, most);
}

/** The next entries after a place that an earlier life has left, with transactions that this server has not numbered yet. */
export function findEarlierAfter(tx: Transaction, place: SealingPlace, most: number): Promise<Candidate[]> {
  // An entry that is seen, and whose transaction cannot be seen, has come from another server.
  const isForeign = sql`NOT pg_visible_in_snapshot(${auditEntries.transaction}, pg_current_snapshot())`;
  return findAfter(tx, place, isForeign, most);
}

// The limit stands before the look at the links, so that the statement reads so many rows and no more, sealed or not.
async function findAfter(tx: Transaction, place: SealingPlace, isSettled: SQL, most: number): Promise<Candidate[]> {
  const { transaction, id } = auditEntries;
  const isAfter = sql`(${transaction}, ${id}) > (${place.transaction}::xid8, ${place.entry}::uuid)`;
  const next = tx
    .select()
    .from(auditEntries)
    .where(sql`${isAfter} AND ${isSettled}`)
    .orderBy(transaction, id)
    .limit(most)
    .as("next");
  const isLinked = sql`${auditLinks.province} = ${next.province} AND ${auditLinks.entry} = ${next.id}`;
  const rows = await tx.select().from(next).leftJoin(auditLinks, isLinked).orderBy(next.transaction, next.id);
  return rows.map(({ next: entry, audit_links: link }) => ({ entry, isSealed: link !== null }));
}

/** The last link of each of some provinces' chains; a province whose chain has not begun is missing. */
export async function findHeads(tx: Transaction, provinces: readonly string[]): Promise<ChainHead[]> {
  const rows = await tx.execute<Omit<ChainHead, "position"> & { position: string } & Record<string, unknown>>(sql`
    SELECT wanted.province, link.position, link.hash
    FROM unnest(${sql.param(provinces)}::text[]) AS wanted (province) CROSS JOIN LATERAL (
      SELECT position, hash FROM audit_links WHERE audit_links.province = wanted.province
      ORDER BY position DESC LIMIT 1) AS link`);
  return rows.map((row) => ({ ...row, position: Number(row.position) }));
}

/** Appends links. An entry that has one already, or a position that is taken, fails the transaction. */
export async function insertLinks(tx: Transaction, links: readonly NewLink[], sealedAt: Date): Promise<void> {
  const column = <Value>(read: (link: NewLink) => Value) => sql.param(links.map(read));
  await tx.execute(sql`
    INSERT INTO audit_links (province, position, entry, hash, sealed_at)
    SELECT province, position, entry, decode(hash, 'hex'), ${sealedAt.toISOString()}::timestamptz
    FROM unnest(
      ${column(({ province }) => province)}::text[],
      ${column(({ position }) => position)}::bigint[],
      ${column(({ entry }) => entry)}::uuid[],
      ${column(({ hash }) => hash.toString("hex"))}::text[]) AS link (province, position, entry, hash)`);
}
