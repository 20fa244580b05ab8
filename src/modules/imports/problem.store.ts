import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { auditEntries, importProblems } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { insertionOf, type Writing } from "../../platform/writing.store.js";
import type { ImportKey } from "./import.store.js";

/** Something that is wrong with a row, as it stands in its table. */
export type ProblemRow = typeof importProblems.$inferSelect;

const ofImport = ({ id, province }: ImportKey): SQL | undefined =>
  and(eq(importProblems.province, province), eq(importProblems.importId, id));

/** The writing of problems. */
export function problemInsertion(problems: readonly ProblemRow[]): Writing | null {
  return insertionOf(importProblems, problems);
}

/** Deletes the problems of some rows of an import, from the first to the last, before they are looked at again. */
export async function deleteProblems(
  tx: Transaction,
  key: ImportKey,
  { first, last }: { first: number; last: number },
): Promise<void> {
  await tx.delete(importProblems).where(and(ofImport(key), sql`${importProblems.row} BETWEEN ${first} AND ${last}`));
}

const matching = (key: ImportKey, code: string | null): SQL | undefined =>
  and(ofImport(key), code === null ? undefined : eq(importProblems.code, code));

/** A page of the problems of an import in the order of the rows, and one more where more follow. */
export function findProblemPage(
  tx: Transaction,
  key: ImportKey,
  code: string | null,
  { after, first }: PageRequest,
): Promise<ProblemRow[]> {
  const isLater =
    after === null
      ? undefined
      : sql`(${importProblems.row}, ${importProblems.position}) > (${Number(after.key)}, ${Number(after.id)})`;
  return tx
    .select()
    .from(importProblems)
    .where(and(matching(key, code), isLater))
    .orderBy(asc(importProblems.row), asc(importProblems.position))
    .limit(first + 1);
}

/** How many are kept of an import. */
export function countAllProblems(tx: Transaction, key: ImportKey): Promise<number> {
  return tx.$count(importProblems, ofImport(key));
}

/** How many there are, up to one more than lists count. */
export function countProblems(tx: Transaction, key: ImportKey, code: string | null): Promise<number> {
  const found = tx.select({ row: importProblems.row }).from(importProblems).where(matching(key, code));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/**
 * Whether the audit says already that a link to the bad rows of an import was opened. Until the transaction ends nobody else
 * asks the same of that link, so that of those who come together one notes it. Needs the rights of the platform.
 *
 * @param subject the global identifier of the import
 * @param link the digest of the link, as the audit keeps it
 */
export async function isOpeningNoted(
  tx: Transaction,
  { province }: ImportKey,
  subject: string,
  link: string,
): Promise<boolean> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`opened link ${link}`}, 0))`);
  const isOfLink = sql`${auditEntries.detail} ->> 'link' = ${link}`;
  const ofSubject = and(eq(auditEntries.province, province), eq(auditEntries.subjectId, subject));
  return (await tx.$count(auditEntries, and(ofSubject, isOfLink))) > 0;
}
