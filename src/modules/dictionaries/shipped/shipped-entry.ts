import type { DictionaryName, Regime, TicketKind } from "../dictionary.enums.js";

/** A national entry that comes with the release. Its place in the file is its position in lists. */
export interface ShippedEntry {
  code: string;
  chinese: string;
  english: string;
  /** The kinds of ticket it may stand in; absent for all. */
  kinds?: readonly TicketKind[];
  /** For an issue class: the business line whose departments watch it. */
  line?: string;
  /** For a ground of law: the order, and the article and item, such as "16(1)". */
  regime?: Regime;
  article?: string;
  /** Whether whoever uses it must explain it in words. */
  needsExplanation?: boolean;
  /** The first day in force; absent for 2019-01-01, a year before the first order of this platform. */
  validFrom?: string;
}

/** National entries by dictionary. */
export type ShippedDictionaries = { readonly [Name in DictionaryName]?: readonly ShippedEntry[] };
