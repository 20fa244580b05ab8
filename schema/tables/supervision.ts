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
import { code, day, instant, partyColumns } from "../columns.js";
import { apiRole, insertOnlyForOwnBureau, sightPolicies, systemOnlyPolicies } from "../policies.js";
import { tickets } from "./tickets.js";

/** A supervision order (督办): a bureau demands an answer of one beneath it, over one or many tickets. */
export const supervisionOrders = pgTable(
  "supervision_orders",
  {
    province: code("province").notNull(),
    id: uuid("id").notNull(),
    ...partyColumns("issuer"),
    ...partyColumns("receiver"),
    /** The department at whose wish its authority issued it (提请部门); it sees the order. */
    through: code("through"),
    /** ORDINARY or LISTED (挂牌). */
    kind: code("kind").notNull(),
    /** MANUAL, AUTOMATIC (a limit expired) or RISEN (an order was ignored). */
    origin: code("origin").notNull(),
    ground: code("ground").notNull(),
    /** What must be done and answered. */
    requirement: text("requirement").notNull(),
    replyBy: day("reply_by").notNull(),
    /** ISSUED, RECEIVED, ANSWERED, SENT_BACK, ACCEPTED or CLOSED. */
    state: code("state").notNull(),
    issuedAt: instant("issued_at").notNull(),
    issuedBy: uuid("issued_by"),
    receivedAt: instant("received_at"),
    receivedBy: uuid("received_by"),
    answer: text("answer"),
    answeredAt: instant("answered_at"),
    answeredBy: uuid("answered_by"),
    /** Whether an answer ever came after its day; a later one in time does not undo it. */
    wasLate: boolean("was_late").notNull().default(false),
    decision: text("decision"),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by"),
    closedAt: instant("closed_at"),
    /** The order that was ignored and rose to this one. */
    risenFrom: uuid("risen_from"),
    /** The day on which it rises by itself unless it is answered; infinity where it does not. */
    risesOn: day("rises_on").notNull().default("infinity"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    check("supervision_orders_kind", sql`${table.kind} IN ('ORDINARY', 'LISTED')`),
    check("supervision_orders_origin", sql`${table.origin} IN ('MANUAL', 'AUTOMATIC', 'RISEN')`),
    check(
      "supervision_orders_state",
      sql`${table.state} IN ('ISSUED', 'RECEIVED', 'ANSWERED', 'SENT_BACK', 'ACCEPTED', 'CLOSED')`,
    ),
    index("supervision_orders_nation").on(table.id.desc().nullsFirst()),
    index("supervision_orders_province").on(table.province, table.id.desc().nullsFirst()),
    index("supervision_orders_issuer").on(table.issuer, table.id.desc().nullsFirst()),
    index("supervision_orders_receiver").on(table.receiver, table.id.desc().nullsFirst()),
    index("supervision_orders_through").on(table.through, table.id.desc().nullsFirst()).where(sql`through IS NOT NULL`),
    index("supervision_orders_receiver_city").on(table.receiverCity, table.id.desc().nullsFirst()),
    index("supervision_orders_receiver_county").on(table.receiverCounty, table.id.desc().nullsFirst()),
    // Nothing rises twice, whoever tries; and what an order rose to is found by it.
    uniqueIndex("supervision_orders_risen_from").on(table.province, table.risenFrom).where(sql`risen_from IS NOT NULL`),
    index("supervision_orders_rises").on(table.risesOn, table.province, table.id).where(sql`rises_on < 'infinity'`),
    insertOnlyForOwnBureau(table.issuer),
    ...sightPolicies(
      {
        province: table.province,
        city: [table.issuerCity, table.receiverCity],
        county: [table.issuerCounty, table.receiverCounty],
        bureau: [table.issuer, table.receiver, table.through],
      },
      "PROVINCE",
    ),
  ],
);

const ofVisibleOrder = sql.raw(
  "EXISTS (SELECT 1 FROM supervision_orders WHERE supervision_orders.province = supervised_tickets.province AND supervision_orders.id = supervised_tickets.order_id)",
);

/** The tickets that a supervision order is about. */
export const supervisedTickets = pgTable(
  "supervised_tickets",
  {
    province: code("province").notNull(),
    orderId: uuid("order_id").notNull(),
    ticketId: uuid("ticket_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.orderId, table.ticketId] }),
    foreignKey({
      columns: [table.province, table.orderId],
      foreignColumns: [supervisionOrders.province, supervisionOrders.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    index("supervised_tickets_ticket").on(table.province, table.ticketId),
    pgPolicy("sight_of_order", {
      as: "permissive",
      for: "all",
      to: apiRole,
      using: ofVisibleOrder,
      withCheck: ofVisibleOrder,
    }),
    ...systemOnlyPolicies(),
  ],
);
