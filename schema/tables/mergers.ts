import { sql } from "drizzle-orm";
import { check, foreignKey, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { code, instant } from "../columns.js";
import { ticketPartPolicies } from "../policies.js";
import { tickets } from "./tickets.js";

/** A link between two tickets that belong together (关联): one row for each of them, so that each shows it to whoever sees it. */
export const ticketLinks = pgTable(
  "ticket_links",
  {
    province: code("province").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    otherTicket: uuid("other_ticket").notNull(),
    /** The same in both rows. */
    id: uuid("id").notNull(),
    /** SAME_MATTER, MASS_CLAIM or RELATED. */
    kind: code("kind").notNull(),
    /** The officer's own words; masked on reading like the ticket. */
    remark: text("remark"),
    linkedAt: instant("linked_at").notNull(),
    bureau: code("bureau").notNull(),
    person: uuid("person"),
    removedAt: instant("removed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId, table.id] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    check("ticket_links_kind", sql`${table.kind} IN ('SAME_MATTER', 'MASS_CLAIM', 'RELATED')`),
    check("ticket_links_two", sql`${table.ticketId} <> ${table.otherTicket}`),
    uniqueIndex("ticket_links_pair")
      .on(table.province, table.ticketId, table.otherTicket)
      .where(sql`removed_at IS NULL`),
    ...ticketPartPolicies("ticket_links"),
  ],
);
