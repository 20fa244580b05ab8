import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { dictionaryEntries } from "../../../schema/index.js";
import type { Place } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { relatedTo } from "../../platform/related-places.store.js";
import type { DictionaryName } from "./dictionary.enums.js";

/** An entry as it stands in the table. */
export type DictionaryEntryRow = typeof dictionaryEntries.$inferSelect;

/** What a new row needs. */
export type NewDictionaryEntryRow = typeof dictionaryEntries.$inferInsert;

const isOneOf = (column: AnyPgColumn, values: readonly string[]): SQL => sql`${column} = ANY(${sql.param(values)})`;

/**
 * The entries of the bureaus of a path, ended ones included, by position and code.
 *
 * @param path the codes from the nation down to a bureau
 * @param dictionaries which dictionaries; null for all
 */
export function findEntriesOnPath(
  tx: Transaction,
  path: readonly string[],
  dictionaries: readonly DictionaryName[] | null,
): Promise<DictionaryEntryRow[]> {
  const ofDictionaries = dictionaries === null ? undefined : isOneOf(dictionaryEntries.dictionary, dictionaries);
  return tx
    .select()
    .from(dictionaryEntries)
    .where(and(isOneOf(dictionaryEntries.bureau, path), ofDictionaries))
    .orderBy(asc(dictionaryEntries.position), asc(dictionaryEntries.code));
}

/** The visible entries of any bureau that have one of these codes in one of these dictionaries. */
export function findEntriesByCode(
  tx: Transaction,
  dictionaries: readonly string[],
  codes: readonly string[],
): Promise<DictionaryEntryRow[]> {
  return tx
    .select()
    .from(dictionaryEntries)
    .where(and(isOneOf(dictionaryEntries.dictionary, dictionaries), isOneOf(dictionaryEntries.code, codes)));
}

/** The visible entries of these identifiers, ended ones included. */
export function findEntries(tx: Transaction, ids: readonly string[]): Promise<DictionaryEntryRow[]> {
  return tx
    .select()
    .from(dictionaryEntries)
    .where(inArray(dictionaryEntries.id, [...ids]));
}

/**
 * Makes others who would add the same code wait until this transaction ends, at whatever bureau: the unique index knows
 * only one bureau, and a code must be unique along every path.
 */
export async function lockCode(tx: Transaction, dictionary: DictionaryName, code: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${dictionary}:${code}`}, 12315))`);
}

/** The codes of the bureaus on the place's path, or beneath it, that use the code, ended entries included. */
export async function findUsersOfCode(
  tx: Transaction,
  dictionary: DictionaryName,
  code: string,
  place: Place,
): Promise<string[]> {
  const rows = await tx
    .select({ bureau: dictionaryEntries.bureau })
    .from(dictionaryEntries)
    .where(
      and(
        eq(dictionaryEntries.dictionary, dictionary),
        eq(dictionaryEntries.code, code),
        relatedTo(dictionaryEntries, place),
      ),
    )
    .limit(1);
  return rows.map((row) => row.bureau);
}

/** How many entries a bureau has in a dictionary that have not ended by a day. */
export function countEntriesOf(
  tx: Transaction,
  dictionary: DictionaryName,
  bureau: string,
  today: string,
): Promise<number> {
  return tx.$count(
    dictionaryEntries,
    and(eq(dictionaryEntries.dictionary, dictionary), eq(dictionaryEntries.bureau, bureau), isOpenAfter(today)),
  );
}

const isOpenAfter = (today: string): SQL =>
  sql`(${isNull(dictionaryEntries.validTo)} OR ${dictionaryEntries.validTo} > ${today})`;

/** Adds an entry. */
export async function insertEntry(tx: Transaction, entry: NewDictionaryEntryRow): Promise<DictionaryEntryRow> {
  const [row] = await tx.insert(dictionaryEntries).values(entry).returning();
  if (row === undefined) throw new Error("an inserted entry came back empty");
  return row;
}

/** Adds the entries whose dictionary, code and bureau are not there yet; answers how many were added. */
export async function insertMissingEntries(tx: Transaction, entries: NewDictionaryEntryRow[]): Promise<number> {
  const { dictionary, code, bureau } = dictionaryEntries;
  const added = await tx
    .insert(dictionaryEntries)
    .values(entries)
    .onConflictDoNothing({ target: [dictionary, code, bureau] })
    .returning({ id: dictionaryEntries.id });
  return added.length;
}

/** What of an entry may change. */
export type EntryChanges = Partial<Pick<DictionaryEntryRow, "nameChinese" | "nameEnglish" | "position" | "validTo">>;

/** Changes an entry that has not ended by a day; null when it has. */
export async function updateOpenEntry(
  tx: Transaction,
  id: string,
  changes: EntryChanges,
  today: string,
): Promise<DictionaryEntryRow | null> {
  const [row] = await tx
    .update(dictionaryEntries)
    .set(changes)
    .where(and(eq(dictionaryEntries.id, id), isOpenAfter(today)))
    .returning();
  return row ?? null;
}
