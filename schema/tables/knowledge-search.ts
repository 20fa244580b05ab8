import { foreignKey, index, integer, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { code, day, placeColumns } from "../columns.js";
import { systemOnlyPolicies } from "../policies.js";
import { knowledgeDocuments } from "./knowledge.js";

/** What searches of knowledge look through (知识检索): a row for each version in use, with the forms of its texts. */
export const knowledgeSearchRows = pgTable(
  "knowledge_search_rows",
  {
    ...placeColumns(),
    documentId: uuid("document_id").notNull(),
    number: integer("number").notNull(),
    kind: code("kind").notNull(),
    articleNumber: smallint("article_number"),
    /** The days on which this version is the one in force: until it ends or a later one begins. */
    validFrom: day("valid_from").notNull(),
    validTo: day("valid_to"),
    issueClasses: text("issue_classes").array().notNull(),
    /** Title and keywords in the form that is searched, one a line. */
    head: text("head").notNull(),
    /** The body in the same form. */
    body: text("body").notNull(),
    /** The initials of the head in pinyin, one line each, and the whole of it. */
    initials: text("initials").notNull(),
    spelling: text("spelling").notNull(),
    /** By what the entry is found: numbers that stand for pairs of characters and the like; see search.grams.ts. */
    grams: integer("grams").array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.number] }),
    foreignKey({ columns: [table.documentId], foreignColumns: [knowledgeDocuments.id] }).onDelete("cascade"),
    index("knowledge_search_rows_grams").using("gin", table.bureau, table.grams).with({ fastupdate: false }),
    ...systemOnlyPolicies(),
  ],
);
