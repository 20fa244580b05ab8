import { type BilingualText, pathOf } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { isUuid } from "../../platform/ids.js";
import { defineLoader } from "../../platform/loaders.js";
import type { NodeReader } from "../../platform/relay.type.js";
import { isNational } from "./allowed-entries.js";
import type { DictionaryName } from "./dictionary.enums.js";
import { type DictionaryEntryRow, findEntries, findEntriesByCode } from "./dictionary.store.js";
import { type DictionaryEntry, dictionaryEntryType, toDictionaryEntry } from "./dictionary.type.js";
import { heldNationalEntries } from "./national-entries.js";

/** Reads entries by their identifiers, ended ones included; null for one that is not visible. */
const dictionaryEntryLoader = defineLoader<DictionaryEntry>(async (context, ids) => {
  const rows = await inScope(context, (tx) => findEntries(tx, ids));
  return new Map(rows.map((row) => [row.id, toDictionaryEntry(row, context.locale)]));
});

/** The reader of this module's nodes. Whoever sees an entry may read it: the words that tickets carry are no secret. */
export const dictionariesNodeReaders: Readonly<Record<string, NodeReader>> = {
  [dictionaryEntryType]: async (context, [id = "", ...rest]) =>
    rest.length > 0 || !isUuid(id) ? null : dictionaryEntryLoader(context, id),
};

interface EntryName {
  dictionary: string;
  code: string;
  path: readonly string[];
}

/**
 * The key of `dictionaryNameLoader`.
 *
 * @param path the bureaus of the ticket that holds the code, from the nation down. Two counties may use one code for two
 *   things, so whoever reads both needs to say whose it is; without it the reader's own path decides
 */
export function dictionaryKey(dictionary: DictionaryName, code: string, path: readonly string[] = []): string {
  return [dictionary, code, ...path].join(":");
}

/**
 * Loads the name of an entry, ended ones included, in both languages; null for a code that no visible entry has. National
 * names come from the memory of the process; all others of a request are read by one statement.
 */
export const dictionaryNameLoader = defineLoader<BilingualText>(async (context, keys) => {
  const asked = new Map(keys.map((key) => [key, readKey(key)]));
  const candidates = await findCandidates(context, [...asked.values()]);
  const ownPath = pathOf(actorOf(context).bureau);
  const names = new Map<string, BilingualText>();
  for (const [key, name] of asked) {
    const entry = chooseEntry(candidates, name, ownPath);
    if (entry !== null) names.set(key, { zh: entry.nameChinese, en: entry.nameEnglish });
  }
  return names;
});

function readKey(key: string): EntryName {
  const [dictionary = "", code = "", ...path] = key.split(":");
  return { dictionary, code, path };
}

const hasName = (entry: DictionaryEntryRow, name: EntryName): boolean =>
  entry.code === name.code && entry.dictionary === name.dictionary;

async function findCandidates(
  context: RequestContext,
  names: readonly EntryName[],
): Promise<readonly DictionaryEntryRow[]> {
  const held = heldNationalEntries() ?? [];
  const missing = names.filter((name) => !held.some((entry) => hasName(entry, name)));
  if (missing.length === 0) return held;
  const dictionaries = [...new Set(missing.map(({ dictionary }) => dictionary))];
  const codes = [...new Set(missing.map(({ code }) => code))];
  return [...held, ...(await inScope(context, (tx) => findEntriesByCode(tx, dictionaries, codes)))];
}

function chooseEntry(
  candidates: readonly DictionaryEntryRow[],
  name: EntryName,
  ownPath: readonly string[],
): DictionaryEntryRow | null {
  const fitting = candidates.filter((entry) => hasName(entry, name));
  const rank = (entry: DictionaryEntryRow): number => {
    if (isNational(entry)) return 0;
    if (name.path.includes(entry.bureau)) return 1;
    return ownPath.includes(entry.bureau) ? 2 : 3;
  };
  fitting.sort((one, other) => rank(one) - rank(other) || (one.bureau < other.bureau ? -1 : 1));
  return fitting[0] ?? null;
}
