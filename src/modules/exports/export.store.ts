import { and, asc, desc, eq, inArray, lt, lte, type SQL, sql } from "drizzle-orm";
import { bulkExports, exportParts } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { place, run, statementOf } from "../../platform/statement.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";

/** An export as it stands in its table. */
export type ExportRow = typeof bulkExports.$inferSelect;

/** The key of an export. */
export type ExportKey = Pick<ExportRow, "province" | "id">;

const hasKey = ({ id, province }: ExportKey): SQL | undefined =>
  and(eq(bulkExports.province, province), eq(bulkExports.id, id));

// The row policy says the same; this is the condition that an index answers.
const ofBureau = (bureau: string): SQL => eq(bulkExports.bureau, bureau);

/** Reads an export of a bureau; null for one that is not there, or of another bureau. */
export async function findExport(tx: Transaction, bureau: string, key: ExportKey): Promise<ExportRow | null> {
  const [row] = await tx
    .select()
    .from(bulkExports)
    .where(and(hasKey(key), ofBureau(bureau)));
  return row ?? null;
}

/** The same for a change: others who change it wait. */
export async function findExportForChange(tx: Transaction, bureau: string, key: ExportKey): Promise<ExportRow | null> {
  const [row] = await tx
    .select()
    .from(bulkExports)
    .where(and(hasKey(key), ofBureau(bureau)))
    .for("no key update");
  return row ?? null;
}

/** Locks an export whoever's it is; for the platform. */
export async function lockExport(tx: Transaction, key: ExportKey): Promise<ExportRow | null> {
  const [row] = await tx.select().from(bulkExports).where(hasKey(key)).for("update");
  return row ?? null;
}

/** Reads an export whoever's it is; for the platform, where a signed link names it. */
export async function findExportOfAnybody(tx: Transaction, key: ExportKey): Promise<ExportRow | null> {
  const [row] = await tx.select().from(bulkExports).where(hasKey(key));
  return row ?? null;
}

/** Which exports of a bureau are listed; what is null is open. */
export interface ExportCriteria {
  bureau: string;
  subject: string | null;
  states: readonly string[] | null;
  requestedBy: string | null;
}

function matching({ bureau, requestedBy, states, subject }: ExportCriteria): SQL | undefined {
  return and(
    ofBureau(bureau),
    subject === null ? undefined : eq(bulkExports.subject, subject),
    states === null ? undefined : inArray(bulkExports.state, [...states]),
    requestedBy === null ? undefined : eq(bulkExports.requestedBy, requestedBy),
  );
}

/** A page of the exports of a bureau, the latest first, and one row more where more follow. */
export function findExportPage(
  tx: Transaction,
  criteria: ExportCriteria,
  { after, first }: PageRequest,
): Promise<ExportRow[]> {
  const isOlder = after === null ? undefined : lt(bulkExports.id, after.id);
  return tx
    .select()
    .from(bulkExports)
    .where(and(matching(criteria), isOlder))
    .orderBy(desc(bulkExports.id))
    .limit(first + 1);
}

/** How many there are, up to one more than lists count. */
export function countExports(tx: Transaction, criteria: ExportCriteria): Promise<number> {
  const found = tx.select({ id: bulkExports.id }).from(bulkExports).where(matching(criteria));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

const isUnderWay = sql`${bulkExports.state} IN ('QUEUED', 'RUNNING')`;

/** Counts the exports of a bureau that are under way; whoever counts those of the same bureau waits until the end. */
export async function countUnderWay(tx: Transaction, bureau: string): Promise<number> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`exports of ${bureau}`}, 0))`);
  return tx.$count(bulkExports, and(ofBureau(bureau), isUnderWay));
}

/** The writing of a new export. */
export function exportInsertion(row: ExportRow): Writing | null {
  return insertionOf(bulkExports, [row]);
}

/** The writing of a change of an export. */
export function exportUpdate({ id, province }: ExportKey, changes: Partial<ExportRow>): Writing {
  return updateOf(bulkExports, { province, id }, changes);
}

/** Which exports a pass looks for. */
export interface PastWanted {
  /** Those whose instant lies before it. */
  before: Date;
  /** Only those of this province; null for all. */
  province: string | null;
  limit: number;
}

const ofProvince = (province: string | null): SQL | undefined =>
  province === null ? undefined : eq(bulkExports.province, province);

/** Exports that are done and whose time is over, locked; those that somebody else has locked are left out. */
export function claimExpired(tx: Transaction, { before, limit, province }: PastWanted): Promise<ExportRow[]> {
  return tx
    .select()
    .from(bulkExports)
    .where(and(sql`${bulkExports.state} = 'DONE'`, lte(bulkExports.expiresAt, before), ofProvince(province)))
    .orderBy(asc(bulkExports.expiresAt))
    .limit(limit)
    .for("update", { skipLocked: true });
}

/** Exports under way that got no part since an instant, locked; those that somebody else has locked are left out. */
export function claimStalled(tx: Transaction, { before, limit, province }: PastWanted): Promise<ExportRow[]> {
  return tx
    .select()
    .from(bulkExports)
    .where(and(isUnderWay, lte(bulkExports.progressedAt, before), ofProvince(province)))
    .orderBy(asc(bulkExports.progressedAt))
    .limit(limit)
    .for("update", { skipLocked: true });
}

/** An export that ended without a file and still has parts, locked; null where there is none. */
export async function claimLeft(tx: Transaction, province: string | null): Promise<ExportRow | null> {
  const [row] = await tx
    .select()
    .from(bulkExports)
    .where(and(sql`keeps_parts AND ${bulkExports.state} IN ('FAILED', 'CANCELLED', 'EXPIRED')`, ofProvince(province)))
    .orderBy(asc(bulkExports.id))
    .limit(1)
    .for("update", { skipLocked: true });
  return row ?? null;
}

/** Throws the last parts of an export away, at most so many. Answers how many there were. */
export async function deleteParts(tx: Transaction, { id, province }: ExportKey, most: number): Promise<number> {
  const last = tx
    .select({ number: exportParts.number })
    .from(exportParts)
    .where(and(eq(exportParts.province, province), eq(exportParts.exportId, id)))
    .orderBy(desc(exportParts.number))
    .limit(most);
  const deleted = await tx
    .delete(exportParts)
    .where(and(eq(exportParts.province, province), eq(exportParts.exportId, id), inArray(exportParts.number, last)))
    .returning({ number: exportParts.number });
  return deleted.length;
}

/** The writing of a part whose content is there. */
export function partInsertion(part: typeof exportParts.$inferInsert): Writing | null {
  return insertionOf(exportParts, [part]);
}

const piece = statementOf(
  {
    number: exportParts.number,
    content: sql<Buffer>`substring(content FROM (${place("from")}::bigint - start + 1)::int FOR ${place("most")}::int)`,
  },
  (columns) => sql`SELECT ${columns} FROM ${exportParts}
    WHERE ${exportParts.province} = ${place("province")} AND ${exportParts.exportId} = ${place("id")}::uuid
      AND ${exportParts.number} >= ${place("number")}::int
      AND ${exportParts.start} + ${exportParts.bytes} > ${place("from")}::bigint
    ORDER BY ${exportParts.number} LIMIT 1`,
);

/** Bytes of a file, and the part in which they lie. */
export interface Piece {
  number: number;
  content: Buffer;
}

/**
 * Reads bytes of the file of an export, from a place on: at most so many, and no more than the part holds in which they
 * begin. To be run as the platform.
 *
 * @param number the part in which they lie, or one before it
 * @returns null where the file has no such bytes, or was thrown away
 */
export async function readPiece(
  tx: Transaction,
  { id, province }: ExportKey,
  { from, most, number }: { from: number; most: number; number: number },
): Promise<Piece | null> {
  const [found] = await run(tx, piece, { province, id, from, most, number });
  return found ?? null;
}
