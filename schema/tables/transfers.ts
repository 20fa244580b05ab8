import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { code, instant, partyColumns, placeColumns } from "../columns.js";
import { newestFirstByPlace } from "../indexes.js";
import { insertOnlyForOwnBureau, partyPolicies, sightPolicies, ticketPartPolicies } from "../policies.js";
import { tickets } from "./tickets.js";

/** One side of a handing over between provinces (跨省移交): each province keeps the side that is its own. */
export const handovers = pgTable(
  "handovers",
  {
    province: code("province").notNull(),
    id: uuid("id").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    /** FROM where this side handed over, TO where it took over. */
    side: code("side").notNull(),
    /** The bureau of this side, with its place of today. */
    city: code("city"),
    county: code("county"),
    bureau: code("bureau").notNull(),
    otherProvince: code("other_province").notNull(),
    otherTicket: uuid("other_ticket").notNull(),
    otherBureau: code("other_bureau").notNull(),
    reason: code("reason").notNull(),
    explanation: text("explanation").notNull(),
    handedOverAt: instant("handed_over_at").notNull(),
    /** The provinces that had the matter, the first one first, the one that handed it over last: nobody hands it back to one of them. */
    provincesBefore: text("provinces_before").array().notNull(),
    /** Of the side that handed over: since when files of its ticket wait to follow it; null where none do. */
    filesDue: instant("files_due"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId, table.side] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    check("handovers_side", sql`${table.side} IN ('FROM', 'TO')`),
    uniqueIndex("handovers_id").on(table.province, table.id.desc().nullsFirst()),
    index("handovers_nation").on(table.id.desc().nullsFirst()),
    index("handovers_city").on(table.city, table.id.desc().nullsFirst()),
    index("handovers_county").on(table.county, table.id.desc().nullsFirst()),
    index("handovers_bureau").on(table.bureau, table.id.desc().nullsFirst()),
    index("handovers_other").on(table.otherProvince, table.otherTicket),
    index("handovers_files").on(table.filesDue).where(sql`files_due IS NOT NULL`),
    ...ticketPartPolicies("handovers"),
  ],
);

/** A copy of a ticket (抄送) to a department or another bureau of the province: it sees the parts that the copy names. */
export const ticketCopies = pgTable(
  "ticket_copies",
  {
    province: code("province").notNull(),
    id: uuid("id").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    ...partyColumns("sender"),
    ...partyColumns("receiver"),
    /** Which parts of the ticket it shows; see the parts of an extract. */
    parts: text("parts").array().notNull(),
    remark: text("remark"),
    /** SENT, READ or WITHDRAWN. */
    state: code("state").notNull(),
    sentAt: instant("sent_at").notNull(),
    sentBy: uuid("sent_by"),
    readAt: instant("read_at"),
    readBy: uuid("read_by"),
    withdrawnAt: instant("withdrawn_at"),
    version: smallint("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    check("ticket_copies_state", sql`${table.state} IN ('SENT', 'READ', 'WITHDRAWN')`),
    index("ticket_copies_ticket").on(table.province, table.ticketId, table.id),
    index("ticket_copies_nation").on(table.id.desc().nullsFirst()),
    index("ticket_copies_province").on(table.province, table.id.desc().nullsFirst()),
    index("ticket_copies_sender").on(table.sender, table.id.desc().nullsFirst()),
    index("ticket_copies_sender_city").on(table.senderCity, table.id.desc().nullsFirst()),
    index("ticket_copies_sender_county").on(table.senderCounty, table.id.desc().nullsFirst()),
    index("ticket_copies_receiver").on(table.receiver, table.id.desc().nullsFirst()),
    index("ticket_copies_receiver_city").on(table.receiverCity, table.id.desc().nullsFirst()),
    index("ticket_copies_receiver_county").on(table.receiverCounty, table.id.desc().nullsFirst()),
    insertOnlyForOwnBureau(table.sender),
    ...partyPolicies(table.province, [
      { bureau: table.sender, city: table.senderCity, county: table.senderCounty },
      { bureau: table.receiver, city: table.receiverCity, county: table.receiverCounty },
    ]),
  ],
);

/** A referral to the police or another body (移送; art. 42 of Order 121). */
export const referrals = pgTable(
  "referrals",
  {
    ...placeColumns(),
    id: uuid("id").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    /** The body, from the dictionary of referral targets. */
    target: code("target").notNull(),
    ground: code("ground").notNull(),
    explanation: text("explanation").notNull(),
    documentNumber: text("document_number"),
    /** SENT, TAKEN (the body took it) or DECLINED. */
    state: code("state").notNull(),
    referredAt: instant("referred_at").notNull(),
    referredBy: uuid("referred_by"),
    reply: text("reply"),
    repliedAt: instant("replied_at"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    check("referrals_state", sql`${table.state} IN ('SENT', 'TAKEN', 'DECLINED')`),
    index("referrals_ticket").on(table.province, table.ticketId, table.id),
    index("referrals_nation").on(table.id.desc().nullsFirst()),
    ...newestFirstByPlace("referrals", table),
    insertOnlyForOwnBureau(table.bureau),
    ...sightPolicies(
      { province: table.province, city: [table.city], county: [table.county], bureau: [table.bureau] },
      "SIGHT",
    ),
  ],
);
