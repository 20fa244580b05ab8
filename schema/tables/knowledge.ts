import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { code, day, instant, placeColumns } from "../columns.js";
import { apiRole, placePolicies, ticketPartPolicies } from "../policies.js";
import { tickets } from "./tickets.js";

const isOfOwnBureau = sql`bureau = current_setting('app.bureau') OR bureau = current_setting('app.region')`;
const isPublic = sql`state NOT IN ('DRAFT', 'IN_REVIEW', 'DISCARDED')`;

/**
 * What all tables of knowledge have in common: what the bureaus above own is read below them, and a bureau writes for
 * itself, its centre for the authority.
 */
const knowledgePolicies = (table: Parameters<typeof placePolicies>[0]) => [
  // SECURITY: widened sight: the knowledge of the bureaus above is used below them, so what they published is read there.
  pgPolicy("in_force_below", {
    as: "permissive",
    for: "select",
    to: apiRole,
    using: sql`bureau = ANY (string_to_array(current_setting('app.path'), ','))`,
  }),
  pgPolicy("own_bureau_writes", { as: "restrictive", for: "insert", to: apiRole, withCheck: isOfOwnBureau }),
  ...placePolicies(table),
];

// SECURITY: narrowed sight: what was never published is nobody's but the bureau's own, whoever stands above or below it.
const draftsAreOwn = () =>
  pgPolicy("drafts_are_own", {
    as: "restrictive",
    for: "all",
    to: apiRole,
    using: sql`${isPublic} OR ${isOfOwnBureau}`,
  });

/** Entries of knowledge (知识条目): laws, their articles, questions with answers, reply templates, directions. */
export const knowledgeDocuments = pgTable(
  "knowledge_documents",
  {
    ...placeColumns(),
    id: uuid("id").primaryKey(),
    /** LAW, LAW_ARTICLE, QUESTION, REPLY_TEMPLATE or DIRECTION. */
    kind: code("kind").notNull(),
    /** For a law: the code by which templates cite it, such as 121. */
    code: code("code"),
    /** For an article: its law, and its number in it. */
    lawId: uuid("law_id").references((): AnyPgColumn => knowledgeDocuments.id, { onDelete: "restrict" }),
    articleNumber: smallint("article_number"),
    /** Its place in lists: kinds in their order, articles by law and number. */
    sortKey: code("sort_key").notNull(),
    /** DRAFT and IN_REVIEW before anything of it was published; PUBLISHED, WITHDRAWN, or DISCARDED unpublished. */
    state: code("state").notNull(),
    /** The number of the version in force; null where none is. */
    published: integer("published"),
    /** The number of the version that was in force last. */
    lastPublished: integer("last_published"),
    /**
     * The first of the versions that are in use together: each holds from its first day until the next begins. What was
     * withdrawn lies before it. Null where there is that of `published` alone.
     */
    inUseSince: integer("in_use_since"),
    /** The number of the version that is being prepared; null where none is. */
    draft: integer("draft"),
    withdrawnAt: instant("withdrawn_at"),
    withdrawnBy: uuid("withdrawn_by"),
    withdrawalReason: text("withdrawal_reason"),
    createdAt: instant("created_at").notNull(),
    changedAt: instant("changed_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    check(
      "knowledge_documents_kind",
      sql`CASE ${table.kind}
        WHEN 'LAW' THEN ${table.code} IS NOT NULL AND ${table.lawId} IS NULL
        WHEN 'LAW_ARTICLE' THEN ${table.lawId} IS NOT NULL AND ${table.articleNumber} > 0
        ELSE ${table.kind} IN ('QUESTION', 'REPLY_TEMPLATE', 'DIRECTION') AND ${table.code} IS NULL AND ${table.lawId} IS NULL END`,
    ),
    check(
      "knowledge_documents_state",
      sql`CASE ${table.state}
        WHEN 'PUBLISHED' THEN ${table.published} IS NOT NULL AND ${table.published} = ${table.lastPublished}
        WHEN 'WITHDRAWN' THEN ${table.published} IS NULL AND ${table.lastPublished} IS NOT NULL AND ${table.withdrawnAt} IS NOT NULL
        WHEN 'DISCARDED' THEN ${table.lastPublished} IS NULL AND ${table.draft} IS NULL
        ELSE ${table.state} IN ('DRAFT', 'IN_REVIEW') AND ${table.lastPublished} IS NULL AND ${table.draft} IS NOT NULL END`,
    ),
    index("knowledge_documents_sort").on(table.sortKey, table.id),
    index("knowledge_documents_bureau").on(table.bureau, table.sortKey, table.id),
    /** What is published beneath a region, which is little in most. */
    index("knowledge_documents_province").on(table.province, table.sortKey, table.id),
    index("knowledge_documents_city").on(table.city, table.sortKey, table.id).where(sql`city IS NOT NULL`),
    index("knowledge_documents_county").on(table.county, table.sortKey, table.id).where(sql`county IS NOT NULL`),
    index("knowledge_documents_code").on(table.code, table.bureau).where(sql`code IS NOT NULL`),
    uniqueIndex("knowledge_documents_article").on(table.lawId, table.articleNumber),
    draftsAreOwn(),
    ...knowledgePolicies(table),
  ],
);

/**
 * The versions of an entry of knowledge (知识版本). What was published never changes again; it is in force while its entry
 * names its number as published.
 */
export const knowledgeVersions = pgTable(
  "knowledge_versions",
  {
    /** The place and the kind of its entry. */
    ...placeColumns(),
    documentId: uuid("document_id").notNull(),
    number: integer("number").notNull(),
    kind: code("kind").notNull(),
    /** DRAFT, IN_REVIEW, PUBLISHED (also once another followed) or DISCARDED. */
    state: code("state").notNull(),
    title: text("title").notNull(),
    body: text("body").notNull(),
    keywords: text("keywords").array().notNull(),
    /** Where the text comes from (文号、出处). */
    source: text("source"),
    issueClasses: text("issue_classes").array().notNull(),
    topics: text("topics").array().notNull(),
    /** The days on which the text itself is in force: from the first, and no longer on the last. */
    validFrom: day("valid_from").notNull(),
    validTo: day("valid_to"),
    /** What it cites while it is prepared: identifiers and version numbers; knowledge_references once it is published. */
    cited: text("cited").array().notNull(),
    /** For a direction: the matter, the division, and where the citizen is pointed. */
    matter: code("matter"),
    division: code("division"),
    organisation: text("organisation"),
    telephone: text("telephone"),
    hours: text("hours"),
    /** What changed since the version before, in the writer's words. */
    changeNote: text("change_note"),
    /** Everybody who wrote in it: none of them publishes it. */
    authors: uuid("authors").array().notNull(),
    writtenAt: instant("written_at").notNull(),
    writtenBy: uuid("written_by"),
    submittedAt: instant("submitted_at"),
    submittedBy: uuid("submitted_by"),
    publishedAt: instant("published_at"),
    publishedBy: uuid("published_by"),
    /** Why it was sent back to its writer. */
    returnReason: text("return_reason"),
    /** For what came with a release: SHA-256 of what was shipped; null for what a bureau wrote. */
    shippedDigest: code("shipped_digest"),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.number] }),
    foreignKey({ columns: [table.documentId], foreignColumns: [knowledgeDocuments.id] }).onDelete("restrict"),
    check("knowledge_versions_state", sql`${table.state} IN ('DRAFT', 'IN_REVIEW', 'PUBLISHED', 'DISCARDED')`),
    check("knowledge_versions_published", sql`(${table.state} = 'PUBLISHED') = (${table.publishedAt} IS NOT NULL)`),
    check("knowledge_versions_days", sql`${table.validTo} IS NULL OR ${table.validTo} > ${table.validFrom}`),
    check("knowledge_versions_direction", sql`(${table.kind} = 'DIRECTION') = (${table.matter} IS NOT NULL)`),
    /** By these entries are picked before it is looked which of their versions is shown. */
    index("knowledge_versions_classes").using("gin", table.issueClasses),
    index("knowledge_versions_topics").using("gin", table.topics),
    index("knowledge_versions_direction").on(table.division, table.matter).where(sql`matter IS NOT NULL`),
    // SECURITY: what was published is immutable for everybody but the platform, whatever a command forgets to ask.
    pgPolicy("published_stays", {
      as: "restrictive",
      for: "update",
      to: apiRole,
      using: sql`state IN ('DRAFT', 'IN_REVIEW')`,
      withCheck: sql`state IN ('DRAFT', 'IN_REVIEW', 'PUBLISHED', 'DISCARDED')`,
    }),
    draftsAreOwn(),
    ...knowledgePolicies(table),
  ],
);

/** Which version of what a published version cites (知识引用), and how far somebody has checked that it still fits. */
export const knowledgeReferences = pgTable(
  "knowledge_references",
  {
    /** The place of the entry that cites. */
    ...placeColumns(),
    documentId: uuid("document_id").notNull(),
    number: integer("number").notNull(),
    /** What is cited, and the version that the writer had before him. */
    cited: uuid("cited").notNull(),
    citedNumber: integer("cited_number").notNull(),
    /** Up to which version of what is cited somebody has checked the text. */
    checkedNumber: integer("checked_number").notNull(),
    checkedAt: instant("checked_at"),
    checkedBy: uuid("checked_by"),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.number, table.cited] }),
    foreignKey({
      columns: [table.documentId, table.number],
      foreignColumns: [knowledgeVersions.documentId, knowledgeVersions.number],
    }).onDelete("restrict"),
    foreignKey({
      columns: [table.cited, table.citedNumber],
      foreignColumns: [knowledgeVersions.documentId, knowledgeVersions.number],
    }).onDelete("restrict"),
    index("knowledge_references_cited").on(table.cited, table.citedNumber),
    index("knowledge_references_bureau").on(table.bureau),
    ...knowledgePolicies(table),
  ],
);

/** What an answer to a citizen relied on (答复依据): versions of articles, questions and templates, as they were. */
export const ticketCitations = pgTable(
  "ticket_citations",
  {
    province: code("province").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    id: uuid("id").notNull(),
    /** Its place among those of one answer: the template first. */
    position: smallint("position").notNull(),
    documentId: uuid("document_id").notNull(),
    versionNumber: integer("version_number").notNull(),
    kind: code("kind").notNull(),
    /** The title of the version, for readers of the ticket who do not see the entry. */
    title: text("title").notNull(),
    /** Whether the text was in force on the day that the ticket was received. */
    wasInForce: boolean("was_in_force").notNull(),
    citedAt: instant("cited_at").notNull(),
    citedBy: uuid("cited_by"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId, table.id] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      columns: [table.documentId, table.versionNumber],
      foreignColumns: [knowledgeVersions.documentId, knowledgeVersions.number],
    }).onDelete("restrict"),
    index("ticket_citations_version").on(table.documentId, table.versionNumber),
    ...ticketPartPolicies("ticket_citations"),
  ],
);
