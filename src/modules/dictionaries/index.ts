import { DictionaryResolver } from "./dictionary.resolver.js";

export { codePattern, type EntryUse } from "./allowed-entries.js";
export {
  type DictionaryName,
  DictionaryNameEnum,
  type Regime,
  RegimeEnum,
  type TicketKind,
  TicketKindEnum,
} from "./dictionary.enums.js";
export {
  dictionariesNodeReaders,
  dictionaryEntryLoader,
  dictionaryKey,
  dictionaryNameLoader,
} from "./dictionary.loader.js";
export type { DictionaryEntryRow } from "./dictionary.store.js";
export { DictionaryEntry, toDictionaryEntry } from "./dictionary.type.js";
export { loadDictionaries, shippedDictionaries } from "./load-dictionaries.js";
export { nationalEntriesLifetime } from "./national-entries.js";
export { entriesInForce, requireEntries, requireEntry, type WantedEntry } from "./required-entries.js";

/** The resolvers of this module. */
export const dictionariesResolvers = [DictionaryResolver] as const;
