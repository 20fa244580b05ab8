import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { code, day, instant, placeColumns } from "../columns.js";
import { newestFirstByPlace } from "../indexes.js";
import { apiRole, insertOnlyForOwnBureau, partyPolicies, placePolicies } from "../policies.js";
import { emergencies } from "./emergencies.js";
import { bureaus } from "./jurisdictions.js";

/** How a bureau words a kind of its statistical reports (报告模板), and whoever beneath it has no wording of his own. */
export const reportTemplates = pgTable(
  "report_templates",
  {
    ...placeColumns(),
    /** DAILY, CUMULATIVE, WEEKLY, MONTHLY or TOPIC. */
    kind: code("kind").notNull(),
    /** The sections in JSON: title, paragraphs with placeholders, tables. */
    sections: text("sections").notNull(),
    /** False once the bureau has gone back to what is in force above it. */
    isInForce: boolean("is_in_force").notNull(),
    setBy: uuid("set_by"),
    setAt: instant("set_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.bureau, table.kind] }),
    foreignKey({ columns: [table.bureau], foreignColumns: [bureaus.code] }).onDelete("restrict"),
    check("report_templates_kind", sql`${table.kind} IN ('DAILY', 'CUMULATIVE', 'WEEKLY', 'MONTHLY', 'TOPIC')`),
    // SECURITY: widened sight: the wording of the bureaus above is in force below them, so it is read there.
    pgPolicy("in_force_below", {
      as: "permissive",
      for: "select",
      to: apiRole,
      using: sql`bureau = ANY (string_to_array(current_setting('app.path'), ','))`,
    }),
    ...placePolicies(table),
  ],
);

/**
 * A statistical report (统计报告): a bulletin with its numbers, a draft of the bureau that prepared it until it is submitted
 * to one above, and frozen from then on.
 */
export const reports = pgTable(
  "reports",
  {
    /** The bureau that prepared it, and its place. */
    ...placeColumns(),
    id: uuid("id").notNull(),
    kind: code("kind").notNull(),
    firstDay: day("first_day").notNull(),
    lastDay: day("last_day").notNull(),
    /** The code of the bureau whose region it is about: that which prepared it, or one beneath. */
    region: code("region").notNull(),
    /** The topic that it is about; null where it is about everything. */
    topic: code("topic"),
    title: text("title").notNull(),
    /** DRAFT, SUBMITTED, RECEIVED or DISCARDED. */
    state: code("state").notNull(),
    /** What the numbers show: the database as of this instant. */
    asOf: instant("as_of").notNull(),
    /** The document in JSON, byte for byte as it was sent: text, tables, questions, answers and definitions. */
    content: text("content").notNull(),
    /** SHA-256 of the content, in hexadecimal, since it is frozen. */
    digest: code("digest"),
    /** Whose template worded it, and which version of that; null for the one that is shipped. */
    templateBureau: code("template_bureau"),
    templateVersion: integer("template_version"),
    preparedAt: instant("prepared_at").notNull(),
    preparedBy: uuid("prepared_by"),
    /** The number under which it was submitted (编号). */
    number: text("number"),
    /** The bureau above that it was submitted to, and its place. */
    receiver: code("receiver"),
    receiverCity: code("receiver_city"),
    receiverCounty: code("receiver_county"),
    submittedAt: instant("submitted_at"),
    submittedBy: uuid("submitted_by"),
    /** The number of the receipt (回执号). */
    receipt: text("receipt"),
    receivedAt: instant("received_at"),
    receivedBy: uuid("received_by"),
    discardedAt: instant("discarded_at"),
    discardedBy: uuid("discarded_by"),
    /** The emergency for which it was prepared by itself, or as which's summary; null for all others. */
    emergency: uuid("emergency"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    check("reports_kind", sql`${table.kind} IN ('DAILY', 'CUMULATIVE', 'WEEKLY', 'MONTHLY', 'TOPIC')`),
    check("reports_days", sql`${table.firstDay} <= ${table.lastDay}`),
    check(
      "reports_state",
      sql`CASE ${table.state}
        WHEN 'DRAFT' THEN ${table.digest} IS NULL AND ${table.receiver} IS NULL
        WHEN 'DISCARDED' THEN ${table.digest} IS NULL AND ${table.discardedAt} IS NOT NULL
        WHEN 'SUBMITTED' THEN ${table.digest} IS NOT NULL AND ${table.receiver} IS NOT NULL AND ${table.submittedAt} IS NOT NULL
        WHEN 'RECEIVED' THEN ${table.digest} IS NOT NULL AND ${table.receipt} IS NOT NULL AND ${table.receivedAt} IS NOT NULL
        ELSE false END`,
    ),
    /** An emergency has one daily report of each day, and one summary. */
    uniqueIndex("reports_emergency").on(table.emergency, table.kind, table.lastDay),
    foreignKey({ columns: [table.emergency], foreignColumns: [emergencies.id] }).onDelete("set null"),
    index("reports_nation").on(table.id.desc().nullsFirst()),
    ...newestFirstByPlace("reports", table),
    index("reports_receiver").on(table.receiver, table.id.desc().nullsFirst()),
    index("reports_receiver_city").on(table.receiverCity, table.id.desc().nullsFirst()),
    index("reports_receiver_county").on(table.receiverCounty, table.id.desc().nullsFirst()),
    /** Submissions are counted by region and time. */
    index("reports_submitted").on(table.submittedAt).where(sql`submitted_at IS NOT NULL`),
    index("reports_submitted_province").on(table.province, table.submittedAt).where(sql`submitted_at IS NOT NULL`),
    index("reports_submitted_city").on(table.city, table.submittedAt).where(sql`submitted_at IS NOT NULL`),
    index("reports_submitted_county").on(table.county, table.submittedAt).where(sql`submitted_at IS NOT NULL`),
    index("reports_submitted_bureau").on(table.bureau, table.submittedAt).where(sql`submitted_at IS NOT NULL`),
    insertOnlyForOwnBureau(table.bureau),
    // SECURITY: narrowed sight: what was not sent is nobody's but the bureau's own, whoever stands above it.
    pgPolicy("drafts_are_own", {
      as: "restrictive",
      for: "all",
      to: apiRole,
      using: sql`state NOT IN ('DRAFT', 'DISCARDED') OR bureau = current_setting('app.bureau')`,
    }),
    ...partyPolicies(table.province, [
      { bureau: table.bureau, city: table.city, county: table.county },
      { bureau: table.receiver, city: table.receiverCity, county: table.receiverCounty },
    ]),
  ],
);
