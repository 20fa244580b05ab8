import type { MappingRule } from "./fields.js";
import type { Lexicon } from "./lexicon.js";

/** What the rows of a file are read by. */
export interface RowSettings {
  rules: readonly MappingRule[];
  columns: readonly string[];
  lexicon: Lexicon;
  /** Nothing can have happened after it. */
  now: Date;
  isCountedFrom1904: boolean;
}
