import { DictionaryResolver } from "./dictionary.resolver.js";

export { codePattern } from "./allowed-entries.js";
export {
  type DictionaryName,
  type Regime,
  RegimeEnum,
  type TicketKind,
  TicketKindEnum,
} from "./dictionary.enums.js";
export {
  dictionariesNodeReaders,
  dictionaryKey,
  dictionaryNameLoader,
} from "./dictionary.loader.js";
export type { DictionaryEntryRow } from "./dictionary.store.js";
export { loadDictionaries, shippedDictionaries } from "./load-dictionaries.js";
export { areAllowed, entriesInForce, requireEntries, requireEntry, type WantedEntry } from "./required-entries.js";

/** The resolvers of this module. */
export const dictionariesResolvers = [DictionaryResolver] as const;
