import { nationPlace } from "../../access/index.js";
import type { Database } from "../../platform/database.js";
import { sha256 } from "../../platform/ids.js";
import type { DictionaryName } from "./dictionary.enums.js";
import { insertMissingEntries, type NewDictionaryEntryRow } from "./dictionary.store.js";
import { classEntries } from "./shipped/classes.js";
import { goodsEntries } from "./shipped/goods-classes.js";
import { groundEntries } from "./shipped/law-grounds.js";
import { reasonEntries } from "./shipped/reasons.js";
import type { ShippedDictionaries, ShippedEntry } from "./shipped/shipped-entry.js";

/** The national entries that come with this release, by dictionary, in the order in which lists show them. */
export const shippedDictionaries: ShippedDictionaries = {
  ...classEntries,
  ...goodsEntries,
  ...reasonEntries,
  ...groundEntries,
};

// The year before Order 20, the first order that this platform knows: the numbers of 2020 are compared with those of 2019
// (同比). A ground of law is only that of its order.
const firstDay = "2019-01-01";

// Room between the shipped entries, so that a bureau can put its own in between.
const positionStep = 10;

/**
 * Loads the national entries of this release. Adds those that are missing and leaves all others as they are, so that it
 * may run at each start, in several processes at once, and never undoes an edit.
 *
 * @returns how many were added
 */
export function loadDictionaries(database: Database): Promise<number> {
  const rows = Object.entries(shippedDictionaries).flatMap(([dictionary, entries]) =>
    entries.map((entry, index) => toRow(dictionary as DictionaryName, entry, (index + 1) * positionStep)),
  );
  return database.asSystem("load the national dictionary entries", (tx) => insertMissingEntries(tx, rows));
}

function toRow(dictionary: DictionaryName, entry: ShippedEntry, position: number): NewDictionaryEntryRow {
  return {
    ...nationPlace,
    id: shippedId(dictionary, entry.code),
    dictionary,
    code: entry.code,
    nameChinese: entry.chinese,
    nameEnglish: entry.english,
    kinds: [...(entry.kinds ?? [])],
    line: entry.line ?? null,
    regime: entry.regime ?? null,
    article: entry.article ?? null,
    needsExplanation: entry.needsExplanation ?? false,
    position,
    validFrom: entry.validFrom ?? firstDay,
    validTo: null,
  };
}

// A shipped entry has the same identifier in every installation: a UUID of version 8 (RFC 9562) made from its name.
function shippedId(dictionary: DictionaryName, code: string): string {
  const hex = Buffer.from(sha256(`${dictionary}:${code}`), "base64url").toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
