import { and, desc, eq, isNull, lt, type SQL, sql } from "drizzle-orm";
import { importMappings } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { ImportKey } from "./import.store.js";

/** A version of a mapping as it stands in its table. */
export type MappingRow = typeof importMappings.$inferSelect;

const ofBureau = (bureau: string): SQL => eq(importMappings.bureau, bureau);

/** Reads a version of a mapping of a bureau; null for one that is not there, or of another bureau. */
export async function findMapping(
  tx: Transaction,
  bureau: string,
  { id, province }: ImportKey,
): Promise<MappingRow | null> {
  const [row] = await tx
    .select()
    .from(importMappings)
    .where(and(eq(importMappings.province, province), eq(importMappings.id, id), ofBureau(bureau)));
  return row ?? null;
}

/** The version of a name that is in force, to be changed: others who change it wait. Null where there is none. */
export async function lockCurrentMapping(tx: Transaction, bureau: string, name: string): Promise<MappingRow | null> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`mapping ${bureau} ${name}`}, 0))`);
  const [row] = await tx
    .select()
    .from(importMappings)
    .where(and(ofBureau(bureau), eq(importMappings.name, name)))
    .orderBy(desc(importMappings.version))
    .limit(1);
  return row ?? null;
}

/** The mappings of a bureau that are in force, the latest saved first, at most so many. */
export function findCurrentMappings(tx: Transaction, bureau: string, limit: number): Promise<MappingRow[]> {
  return tx
    .select()
    .from(importMappings)
    .where(and(ofBureau(bureau), isNull(importMappings.endedAt)))
    .orderBy(desc(importMappings.id))
    .limit(limit);
}

/** Which versions are listed. */
export interface MappingCriteria {
  bureau: string;
  /** All versions of it; null for the versions in force of all names. */
  name: string | null;
}

const matching = ({ bureau, name }: MappingCriteria): SQL | undefined =>
  and(ofBureau(bureau), name === null ? isNull(importMappings.endedAt) : eq(importMappings.name, name));

/** A page of mappings, the latest saved first, and one row more where more follow. */
export function findMappingPage(
  tx: Transaction,
  criteria: MappingCriteria,
  { after, first }: PageRequest,
): Promise<MappingRow[]> {
  const isOlder = after === null ? undefined : lt(importMappings.id, after.id);
  return tx
    .select()
    .from(importMappings)
    .where(and(matching(criteria), isOlder))
    .orderBy(desc(importMappings.id))
    .limit(first + 1);
}

/** How many there are, up to one more than lists count. */
export function countMappings(tx: Transaction, criteria: MappingCriteria): Promise<number> {
  const found = tx.select({ id: importMappings.id }).from(importMappings).where(matching(criteria));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** Counts the mappings of a bureau that are in force. */
export function countCurrent(tx: Transaction, bureau: string): Promise<number> {
  return tx.$count(importMappings, and(ofBureau(bureau), isNull(importMappings.endedAt)));
}

/** The writing of a version. */
export function mappingInsertion(row: MappingRow): Writing | null {
  return insertionOf(importMappings, [row]);
}

/** The writing of the end of a version. */
export function mappingEnd({ id, province }: ImportKey, endedAt: Date): Writing {
  return updateOf(importMappings, { province, id }, { endedAt });
}
