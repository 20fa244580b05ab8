import { and, desc, eq, inArray, isNotNull, lt, ne, type SQL, sql } from "drizzle-orm";
import { imports } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import { endedStates, type ImportState } from "./import.states.js";

/** An import as it stands in its table. */
export type ImportRow = typeof imports.$inferSelect;

/** The key of an import. */
export type ImportKey = Pick<ImportRow, "province" | "id">;

const hasKey = ({ id, province }: ImportKey): SQL | undefined =>
  and(eq(imports.province, province), eq(imports.id, id));

// The row policy says the same; this is the condition that an index answers.
const ofBureau = (bureau: string): SQL => eq(imports.bureau, bureau);

const lockName = (id: string): SQL => sql`hashtextextended(${`import ${id}`}, 0)`;

/** Lets whoever changes the state of an import wait until the end of the transaction, in which a part of it is done. */
export async function shareImport(tx: Transaction, { id }: ImportKey): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock_shared(${lockName(id)})`);
}

/** Waits until nobody works on a part of an import, and lets all others wait until the end of the transaction. */
export async function claimImport(tx: Transaction, { id }: ImportKey): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(${lockName(id)})`);
}

/** Reads an import of a bureau; null for one that is not there, or of another bureau. */
export async function findImport(tx: Transaction, bureau: string, key: ImportKey): Promise<ImportRow | null> {
  const [row] = await tx
    .select()
    .from(imports)
    .where(and(hasKey(key), ofBureau(bureau)));
  return row ?? null;
}

/** Reads an import whoever's it is; for the platform. */
export async function findImportOfAnybody(tx: Transaction, key: ImportKey): Promise<ImportRow | null> {
  const [row] = await tx.select().from(imports).where(hasKey(key));
  return row ?? null;
}

/** The same for a change: others who change it wait. */
export async function lockImport(tx: Transaction, key: ImportKey): Promise<ImportRow | null> {
  const [row] = await tx.select().from(imports).where(hasKey(key)).for("no key update");
  return row ?? null;
}

/** The import that a bureau prepared under a key of its own; null where there is none. */
export async function findImportByKey(tx: Transaction, bureau: string, key: string): Promise<ImportRow | null> {
  const [row] = await tx
    .select()
    .from(imports)
    .where(and(ofBureau(bureau), eq(imports.idempotencyKey, key)));
  return row ?? null;
}

/** Which imports of a bureau are listed; what is null is open. */
export interface ImportCriteria {
  bureau: string;
  states: readonly string[] | null;
}

const matching = ({ bureau, states }: ImportCriteria): SQL | undefined =>
  and(ofBureau(bureau), states === null ? undefined : inArray(imports.state, [...states]));

/** A page of the imports of a bureau, the latest first, and one row more where more follow. */
export function findImportPage(
  tx: Transaction,
  criteria: ImportCriteria,
  { after, first }: PageRequest,
): Promise<ImportRow[]> {
  const isOlder = after === null ? undefined : lt(imports.id, after.id);
  return tx
    .select()
    .from(imports)
    .where(and(matching(criteria), isOlder))
    .orderBy(desc(imports.id))
    .limit(first + 1);
}

/** How many there are, up to one more than lists count. */
export function countImports(tx: Transaction, criteria: ImportCriteria): Promise<number> {
  const found = tx.select({ id: imports.id }).from(imports).where(matching(criteria));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

const ended = [...endedStates];

/** Counts the imports of a bureau that have not ended; whoever counts those of the same bureau waits until the end. */
export async function countUnderWay(tx: Transaction, bureau: string): Promise<number> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`imports of ${bureau}`}, 0))`);
  return tx.$count(imports, and(ofBureau(bureau), sql`${imports.state} <> ALL(${sql.param(ended)}::text[])`));
}

/** The writing of a new import. */
export function importInsertion(row: ImportRow): Writing | null {
  return insertionOf(imports, [row]);
}

/** The writing of a change of an import. */
export function importUpdate({ id, province }: ImportKey, changes: Partial<ImportRow>): Writing {
  return updateOf(imports, { province, id }, changes);
}

const ofProvince = (province: string | null): SQL | undefined =>
  province === null ? undefined : eq(imports.province, province);

/** A file that nobody reads just now, locked; null where there is none. */
export async function claimToRead(tx: Transaction, now: Date, province: string | null): Promise<ImportRow | null> {
  const isFree = sql`(${imports.leasedUntil} IS NULL OR ${imports.leasedUntil} < ${now.toISOString()})`;
  const [row] = await tx
    .select()
    .from(imports)
    .where(and(sql`${imports.state} = 'READING'`, isFree, ofProvince(province)))
    .orderBy(imports.id)
    .limit(1)
    .for("update", { skipLocked: true });
  return row ?? null;
}

/** Imports in some states in which nothing has happened since an instant, at most so many, locked. */
export function claimLongUntouched(
  tx: Transaction,
  states: readonly ImportState[],
  wanted: { before: Date; limit: number; province: string | null },
): Promise<ImportRow[]> {
  return tx
    .select()
    .from(imports)
    .where(
      and(
        sql`${imports.state} NOT IN ('DONE', 'FAILED', 'CANCELLED')`,
        inArray(imports.state, [...states]),
        lt(imports.progressedAt, wanted.before),
        ofProvince(wanted.province),
      ),
    )
    .orderBy(imports.progressedAt)
    .limit(wanted.limit)
    .for("update", { skipLocked: true });
}

/** An import that ended and still has chunks, locked; null where there is none. */
export async function claimLeft(tx: Transaction, province: string | null): Promise<ImportRow | null> {
  const [row] = await tx
    .select()
    .from(imports)
    .where(and(sql`keeps_chunks AND ${imports.state} IN ('DONE', 'FAILED', 'CANCELLED')`, ofProvince(province)))
    .orderBy(imports.id)
    .limit(1)
    .for("update", { skipLocked: true });
  return row ?? null;
}

/** Files of imports that nobody needs any more, because they were read or the import has ended. */
export function findFilesLeft(tx: Transaction, province: string | null, limit: number): Promise<ImportRow[]> {
  return tx
    .select()
    .from(imports)
    .where(and(isNotNull(imports.objectKey), ne(imports.state, "READING"), ofProvince(province)))
    .limit(limit);
}

/** Those of some names of files that imports have. */
export async function knownObjectKeys(tx: Transaction, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ objectKey: imports.objectKey })
    .from(imports)
    .where(inArray(imports.objectKey, [...keys]));
  return new Set(rows.flatMap(({ objectKey }) => objectKey ?? []));
}
