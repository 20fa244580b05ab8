import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { code, instant } from "../columns.js";
import { insertOnlyForOwnBureau, ticketPartPolicies } from "../policies.js";
import { tickets } from "./tickets.js";

/** A request to correct what an operator wrote down (更正申请), by the bureau that handles the ticket. */
export const corrections = pgTable(
  "corrections",
  {
    province: code("province").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    id: uuid("id").notNull(),
    /** The bureau that registered the ticket, and corrects it; it follows that bureau in a merger. */
    bureau: code("bureau").notNull(),
    /** The bureau that asked. */
    asker: code("asker").notNull(),
    /** What is to be corrected, by the names of the fields. */
    fields: text("fields").array().notNull(),
    /** The officer's own words; masked on reading like the ticket. */
    reason: text("reason").notNull(),
    /** REQUESTED, MADE, REFUSED or WITHDRAWN. */
    state: code("state").notNull(),
    askedBy: uuid("asked_by"),
    askedAt: instant("asked_at").notNull(),
    answeredBy: uuid("answered_by"),
    answeredAt: instant("answered_at"),
    answer: text("answer"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId, table.id] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    check("corrections_state", sql`${table.state} IN ('REQUESTED', 'MADE', 'REFUSED', 'WITHDRAWN')`),
    /** One at a time for a ticket. */
    uniqueIndex("corrections_open").on(table.province, table.ticketId).where(sql`state = 'REQUESTED'`),
    index("corrections_bureau").on(table.bureau, table.id.desc().nullsFirst()),
    index("corrections_asker").on(table.asker, table.id.desc().nullsFirst()),
    insertOnlyForOwnBureau(table.asker),
    ...ticketPartPolicies("corrections"),
  ],
);
