import { and, desc, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { knowledgeDocuments, knowledgeReferences, knowledgeVersions } from "../../../schema/index.js";
import type { Place } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { relatedTo } from "../../platform/related-places.store.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";

/** An entry as it stands in its table. */
export type DocumentRow = typeof knowledgeDocuments.$inferSelect;

/** A version of an entry. */
export type VersionRow = typeof knowledgeVersions.$inferSelect;

/** What a published version cites. */
export type ReferenceRow = typeof knowledgeReferences.$inferSelect;

/** The key of a version. */
export interface VersionKey {
  id: string;
  number: number;
}

/** Whether a version is the one of its entry that is in use, and not one before it or a draft. */
export const isInUse: SQL = sql`(${knowledgeVersions.documentId} = ${knowledgeDocuments.id}
  AND ${knowledgeVersions.number} = ${knowledgeDocuments.published})`;

/** Whether a version is among those of its entry that are in use together, each from its first day until the next begins. */
export const isAmongInUse: SQL = sql`(${knowledgeVersions.documentId} = ${knowledgeDocuments.id}
  AND ${knowledgeVersions.state} = 'PUBLISHED' AND ${knowledgeVersions.number}
  BETWEEN coalesce(${knowledgeDocuments.inUseSince}, ${knowledgeDocuments.published}) AND ${knowledgeDocuments.published})`;

/** The visible entries of these identifiers. */
export async function findDocuments(tx: Transaction, ids: readonly string[]): Promise<DocumentRow[]> {
  if (ids.length === 0) return [];
  return tx
    .select()
    .from(knowledgeDocuments)
    .where(inArray(knowledgeDocuments.id, [...ids]));
}

/** Finds an entry and locks it: whoever else would change it waits. Null for one that is not visible. */
export async function lockDocument(tx: Transaction, id: string): Promise<DocumentRow | null> {
  const [row] = await tx.select().from(knowledgeDocuments).where(eq(knowledgeDocuments.id, id)).for("no key update");
  return row ?? null;
}

/** The articles of a law that have a draft, locked, in their order. */
export function lockDraftedArticles(tx: Transaction, lawId: string): Promise<DocumentRow[]> {
  return tx
    .select()
    .from(knowledgeDocuments)
    .where(and(eq(knowledgeDocuments.lawId, lawId), isNotNull(knowledgeDocuments.draft)))
    .orderBy(knowledgeDocuments.sortKey)
    .for("no key update");
}

/** The articles of a law that are published, locked, in their order. */
export function lockPublishedArticles(tx: Transaction, lawId: string): Promise<DocumentRow[]> {
  return tx
    .select()
    .from(knowledgeDocuments)
    .where(and(eq(knowledgeDocuments.lawId, lawId), isNotNull(knowledgeDocuments.published)))
    .orderBy(knowledgeDocuments.sortKey)
    .for("no key update");
}

/** The visible versions of these keys. */
export async function findVersions(tx: Transaction, keys: readonly VersionKey[]): Promise<VersionRow[]> {
  if (keys.length === 0) return [];
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(keys)}::text::jsonb) AS wanted (id uuid, number int)`;
  return tx
    .select()
    .from(knowledgeVersions)
    .where(
      sql`(${knowledgeVersions.documentId}, ${knowledgeVersions.number}) IN (SELECT wanted.id, wanted.number FROM ${wanted})`,
    );
}

/** The visible versions of entries, the latest first. */
export function findVersionsOf(tx: Transaction, ids: readonly string[], most: number): Promise<VersionRow[]> {
  const rank = sql`(SELECT count(*) FROM knowledge_versions later
    WHERE later.document_id = ${knowledgeVersions.documentId} AND later.number > ${knowledgeVersions.number})`;
  return tx
    .select()
    .from(knowledgeVersions)
    .where(and(inArray(knowledgeVersions.documentId, [...ids]), sql`${rank} < ${most}`))
    .orderBy(knowledgeVersions.documentId, desc(knowledgeVersions.number));
}

/** The greatest number that a version of an entry has. */
export async function lastNumberOf(tx: Transaction, id: string): Promise<number> {
  const [row] = await tx
    .select({ number: sql<number>`coalesce(max(${knowledgeVersions.number}), 0)::int` })
    .from(knowledgeVersions)
    .where(eq(knowledgeVersions.documentId, id));
  return row?.number ?? 0;
}

/** How many entries of a bureau are in preparation. */
export function countDraftsOf(tx: Transaction, bureau: string): Promise<number> {
  return tx.$count(knowledgeDocuments, and(eq(knowledgeDocuments.bureau, bureau), isNotNull(knowledgeDocuments.draft)));
}

/** Makes others who would use the same code of a law wait until this transaction ends, at whatever bureau. */
export async function lockLawCode(tx: Transaction, code: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`law:${code}`}, 12315))`);
}

/**
 * The codes of bureaus on the place's path, or beneath it, that have a law of this code: visible ones that were not given
 * up, another entry than the given one.
 */
export async function findUsersOfLawCode(
  tx: Transaction,
  code: string,
  place: Place,
  except: string | null,
): Promise<string[]> {
  const { bureau, id, state } = knowledgeDocuments;
  const rows = await tx
    .select({ bureau })
    .from(knowledgeDocuments)
    .where(
      and(
        eq(knowledgeDocuments.code, code),
        sql`${state} <> 'DISCARDED'`,
        except === null ? undefined : sql`${id} <> ${except}`,
        relatedTo(knowledgeDocuments, place),
      ),
    )
    .limit(1);
  return rows.map((row) => row.bureau);
}

/** The numbers that articles of a law have already, whatever became of them. */
export async function findArticleNumbers(tx: Transaction, lawId: string): Promise<number[]> {
  const rows = await tx
    .select({ number: knowledgeDocuments.articleNumber })
    .from(knowledgeDocuments)
    .where(eq(knowledgeDocuments.lawId, lawId));
  return rows.flatMap(({ number }) => (number === null ? [] : [number]));
}

/** The writing of new entries. */
export function documentInsertion(rows: readonly DocumentRow[]): Writing | null {
  return insertionOf(knowledgeDocuments, rows);
}

/** The writing of a change of an entry, upon the version that was found. */
export function documentUpdate({ id, version }: DocumentRow, changes: Partial<DocumentRow>): Writing {
  return updateOf(knowledgeDocuments, { id, version }, { ...changes, version: version + 1 });
}

/** The writing of new versions. */
export function versionInsertion(rows: readonly VersionRow[]): Writing | null {
  return insertionOf(knowledgeVersions, rows);
}

/** The writing of a change of a version that is not published yet. */
export function versionUpdate({ documentId, number }: VersionRow, changes: Partial<VersionRow>): Writing {
  return updateOf(knowledgeVersions, { documentId, number }, changes);
}

/** The writing of what newly published versions cite. */
export function referenceInsertion(rows: readonly ReferenceRow[]): Writing | null {
  return insertionOf(knowledgeReferences, rows);
}

/** The writing of what somebody checked of a citation. */
export function referenceUpdate({ cited, documentId, number }: ReferenceRow, changes: Partial<ReferenceRow>): Writing {
  return updateOf(knowledgeReferences, { documentId, number, cited }, changes);
}
