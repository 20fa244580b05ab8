import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { startValidation } from "../../platform/validation.js";
import { fitsKind } from "./allowed-entries.js";
import type { DictionaryArguments } from "./dictionary.inputs.js";
import type { DictionaryEntryRow } from "./dictionary.store.js";
import { type DictionaryEntry, toDictionaryEntry } from "./dictionary.type.js";
import { entriesInForce } from "./required-entries.js";

const longestSearch = 100;

/**
 * Searches a dictionary as it is in force for the caller's bureau. A dictionary is bounded (a few bureaus with a few
 * hundred entries each), so it comes whole and the search looks at each entry.
 *
 * @throws INVALID_INPUT for a search text that is too long or holds a control character
 */
export async function searchDictionary(
  context: RequestContext,
  wanted: DictionaryArguments,
): Promise<DictionaryEntry[]> {
  const validation = startValidation();
  validation.text("search", wanted.search, longestSearch);
  validation.finish();
  const on = wanted.on ?? chinaDay(context.clock.now());
  const entries = await inScope(context, (tx) => entriesInForce(tx, actorOf(context), wanted.name, on));
  return entries
    .filter((entry) => fitsKind(entry, wanted.kind))
    .filter((entry) => wanted.regime == null || entry.regime === null || entry.regime === wanted.regime)
    .filter((entry) => matches(entry, wanted.search))
    .map((entry) => toDictionaryEntry(entry, context.locale));
}

function matches(entry: DictionaryEntryRow, search: string | null | undefined): boolean {
  const part = search?.trim().toLowerCase() ?? "";
  return [entry.code, entry.nameChinese, entry.nameEnglish].some((text) => text.toLowerCase().includes(part));
}
