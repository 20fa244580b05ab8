import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { code, day, instant, placeColumns } from "../columns.js";
import { insertOnlyForOwnBureau, placePolicies } from "../policies.js";
import { bureaus } from "./jurisdictions.js";
import { tickets } from "./tickets.js";

/** How a bureau and those beneath it check entries (录入质量规则), where that is not as shipped. */
export const entryRules = pgTable(
  "entry_rules",
  {
    ...placeColumns(),
    id: uuid("id").primaryKey(),
    /** Which check, such as FACTS_SHORT. */
    rule: code("rule").notNull(),
    /** The kind of ticket and the issue class that it is for; empty for all. */
    ticketKind: code("ticket_kind").notNull(),
    issueClass: code("issue_class").notNull(),
    /** OFF, WARN or BLOCK; INHERITED once it was taken back. */
    effect: code("effect").notNull(),
    /** How many characters are needed at least, where the check counts them. */
    least: smallint("least"),
    /** The words that are vague, or the fields that are needed, where the check goes by them. */
    words: text("words").array(),
    fields: text("fields").array(),
    setBy: uuid("set_by"),
    setAt: instant("set_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    foreignKey({ columns: [table.bureau], foreignColumns: [bureaus.code] }).onDelete("restrict"),
    check("entry_rules_effect", sql`${table.effect} IN ('OFF', 'WARN', 'BLOCK', 'INHERITED')`),
    uniqueIndex("entry_rules_same").on(table.bureau, table.rule, table.ticketKind, table.issueClass),
    insertOnlyForOwnBureau(table.bureau),
    ...placePolicies(table),
  ],
);

/** How clean each entry was when it was registered (录入质检): one row for each ticket, at the bureau that took it in. */
export const entryChecks = pgTable(
  "entry_checks",
  {
    ...placeColumns(),
    ticketId: uuid("ticket_id").notNull(),
    /** The operator; null for a program that acted for nobody. */
    operator: uuid("operator"),
    /** The day in China of the registration. */
    enteredOn: day("entered_on").notNull(),
    /** The rules that warned, each with its field: [{rule, field}]. */
    findings: jsonb("findings").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    index("entry_checks_day").on(table.bureau, table.enteredOn, table.operator),
    insertOnlyForOwnBureau(table.bureau),
    ...placePolicies(table),
  ],
);
