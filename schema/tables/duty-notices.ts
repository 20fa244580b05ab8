import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, pgTable, primaryKey, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { code, instant, partyColumns, placeColumns } from "../columns.js";
import { partyPolicies, systemOnlyPolicies } from "../policies.js";
import { ofBureau } from "./own-roster.js";
import { supervisionOrders } from "./supervision.js";
import { tickets } from "./tickets.js";

/**
 * That a ticket or a supervision order came while a bureau's office was closed, told to whoever is on duty there (值班通知).
 */
export const dutyNotices = pgTable(
  "duty_notices",
  {
    ...placeColumns(),
    id: uuid("id").notNull(),
    /** How it came: DISPATCHED, DESIGNATED, RETURNED, REFERRED, HANDED_OVER, REOPENED or SUPERVISED. */
    cause: code("cause").notNull(),
    /** The bureau that sent it; of what came from another province the authority above. */
    ...partyColumns("sender"),
    /** The ticket; null where an order came. */
    ticketProvince: code("ticket_province"),
    ticketId: uuid("ticket_id"),
    /** The supervision order that came, of the province of its receiver; null where a ticket did. */
    orderId: uuid("order_id"),
    /** The position in the log of the event by which it came. */
    dispatchPosition: bigint("dispatch_position", { mode: "number" }).notNull(),
    /** OPEN, ACKNOWLEDGED or OVER: it was taken in hand, or went elsewhere. */
    state: code("state").notNull(),
    /** Whose turn it is to act: ON_DUTY, LEADER, HEAD or SENDER. */
    stage: code("stage").notNull(),
    /** Everybody who was told so far. */
    addressees: uuid("addressees").array().notNull(),
    madeAt: instant("made_at").notNull(),
    /** When the next stage comes; null where none does. */
    dueAt: instant("due_at"),
    acknowledgedAt: instant("acknowledged_at"),
    acknowledgedBy: uuid("acknowledged_by"),
    endedAt: instant("ended_at"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    ofBureau(table.bureau),
    foreignKey({
      columns: [table.ticketProvince, table.ticketId],
      foreignColumns: [tickets.province, tickets.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.province, table.orderId],
      foreignColumns: [supervisionOrders.province, supervisionOrders.id],
    }).onDelete("cascade"),
    check(
      "duty_notices_cause",
      sql`${table.cause} IN ('DISPATCHED', 'DESIGNATED', 'RETURNED', 'REFERRED', 'HANDED_OVER', 'REOPENED', 'SUPERVISED')`,
    ),
    check(
      "duty_notices_subject",
      sql`CASE WHEN ${table.cause} = 'SUPERVISED' THEN ${table.orderId} IS NOT NULL AND ${table.ticketId} IS NULL
        ELSE ${table.orderId} IS NULL AND ${table.ticketId} IS NOT NULL AND ${table.ticketProvince} IS NOT NULL END`,
    ),
    check("duty_notices_state", sql`${table.state} IN ('OPEN', 'ACKNOWLEDGED', 'OVER')`),
    check("duty_notices_stage", sql`${table.stage} IN ('ON_DUTY', 'LEADER', 'HEAD', 'SENDER')`),
    index("duty_notices_ticket").on(table.ticketProvince, table.ticketId),
    index("duty_notices_order").on(table.province, table.orderId),
    index("duty_notices_bureau").on(table.bureau, table.id.desc().nullsFirst()),
    index("duty_notices_sender").on(table.sender, table.id.desc().nullsFirst()),
    index("duty_notices_due").on(table.dueAt).where(sql`due_at IS NOT NULL`),
    uniqueIndex("duty_notices_dispatch").on(table.dispatchPosition, table.province),
    ...partyPolicies(table.province, [
      { bureau: table.bureau, city: table.city, county: table.county },
      { bureau: table.sender, city: table.senderCity, county: table.senderCounty },
    ]),
  ],
);

/** How far the log was read for duty notices (值班通知进度), by the region that a run keeps to. */
export const dutyWatermarks = pgTable(
  "duty_watermarks",
  {
    region: code("region").primaryKey(),
    /** The position of the last event that was looked at. */
    position: bigint("position", { mode: "number" }).notNull(),
  },
  () => [...systemOnlyPolicies()],
);
