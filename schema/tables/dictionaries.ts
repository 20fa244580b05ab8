import { sql } from "drizzle-orm";
import { boolean, index, pgPolicy, pgTable, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { code, day, placeColumns } from "../columns.js";
import { apiRole, placePolicies } from "../policies.js";

/** The words that tickets are sorted by (字典): classes, topics, channels, reasons and grounds. */
export const dictionaryEntries = pgTable(
  "dictionary_entries",
  {
    id: uuid("id").primaryKey(),
    ...placeColumns(),
    dictionary: code("dictionary").notNull(),
    code: code("code").notNull(),
    nameChinese: text("name_chinese").notNull(),
    nameEnglish: text("name_english").notNull(),
    /** The kinds of ticket that the entry may stand in; empty means all. */
    kinds: text("kinds").array().notNull().default(sql`'{}'`),
    /** For an issue class: the business line whose departments watch it. */
    line: code("line"),
    /** For a ground of law: the regime under which it stands (ORDER_20, ORDER_121) and its article. */
    regime: code("regime"),
    article: text("article"),
    /** Whether the ground or reason must be explained in words. */
    needsExplanation: boolean("needs_explanation").notNull().default(false),
    position: smallint("position").notNull().default(0),
    validFrom: day("valid_from").notNull(),
    validTo: day("valid_to"),
  },
  (table) => [
    uniqueIndex("dictionary_entries_code").on(table.dictionary, table.code, table.bureau),
    index("dictionary_entries_bureau").on(table.bureau),
    // SECURITY: widened sight: the words of the bureaus above are in force below them, so they are read there.
    pgPolicy("in_force_below", {
      as: "permissive",
      for: "select",
      to: apiRole,
      using: sql`bureau = ANY (string_to_array(current_setting('app.path'), ','))`,
    }),
    ...placePolicies(table),
  ],
);
