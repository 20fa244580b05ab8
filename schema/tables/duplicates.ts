import { sql } from "drizzle-orm";
import { type ExtraConfigColumn, foreignKey, index, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { code, instant } from "../columns.js";
import { ticketPartPolicies } from "../policies.js";
import { tickets } from "./tickets.js";

/**
 * What a ticket is found by when another is like it (查重特征): keyed digests and hashes, from which nothing can be read. It is
 * written with the ticket, and with each amendment.
 */
export const ticketLikeness = pgTable(
  "ticket_likeness",
  {
    province: code("province").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    receivedAt: instant("received_at").notNull(),
    kind: code("kind").notNull(),
    goodsClass: code("goods_class"),
    /** The county of the respondent. */
    division: code("division"),
    /** Of the telephone number, the identity document, name with address, and the address of the citizen. */
    phone: code("phone"),
    identity: code("identity"),
    person: code("person"),
    address: code("address"),
    /** Of the credit code and of the name of the respondent. */
    respondentCode: code("respondent_code"),
    respondentName: code("respondent_name"),
    /** Texts that have much in common share one of them at least. */
    band1: integer("band1"),
    band2: integer("band2"),
    band3: integer("band3"),
    band4: integer("band4"),
    band5: integer("band5"),
  },
  (table) => {
    const latestOf = (name: string, column: ExtraConfigColumn) =>
      index(`ticket_likeness_${name}`)
        .on(table.province, column, table.receivedAt.desc().nullsFirst())
        .where(sql`${sql.identifier(name)} IS NOT NULL`);
    return [
      primaryKey({ columns: [table.province, table.ticketId] }),
      foreignKey({
        columns: [table.province, table.ticketId],
        foreignColumns: [tickets.province, tickets.id],
      }).onDelete("cascade"),
      index("ticket_likeness_received").on(table.province, table.receivedAt),
      latestOf("phone", table.phone),
      latestOf("identity", table.identity),
      latestOf("person", table.person),
      latestOf("address", table.address),
      latestOf("respondent_code", table.respondentCode),
      latestOf("respondent_name", table.respondentName),
      latestOf("band1", table.band1),
      latestOf("band2", table.band2),
      latestOf("band3", table.band3),
      latestOf("band4", table.band4),
      latestOf("band5", table.band5),
      ...ticketPartPolicies("ticket_likeness"),
    ];
  },
);
