import { sql } from "drizzle-orm";
import {
  boolean,
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
import { code, day, instant, placeColumns } from "../columns.js";
import { insertOnlyForOwnBureau, placePolicies, ticketPartPolicies } from "../policies.js";
import { bureaus } from "./jurisdictions.js";
import { tickets } from "./tickets.js";

const graded = sql`grade IS NOT NULL`;

/** A call back to the citizen after the closing (回访; art. 26 of Order 121). */
export const callbacks = pgTable(
  "callbacks",
  {
    province: code("province").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    id: uuid("id").notNull(),
    /** The bureau that calls: the one that registered the ticket. */
    bureau: code("bureau").notNull(),
    /** 1, or 2 after the ticket was done again. */
    round: smallint("round").notNull(),
    /** PLANNED, DONE or UNREACHED (given up after the last try). */
    state: code("state").notNull(),
    tries: smallint("tries").notNull().default(0),
    plannedAt: instant("planned_at").notNull(),
    dueOn: day("due_on").notNull(),
    calledAt: instant("called_at"),
    calledBy: uuid("called_by"),
    /** VERY_SATISFIED, SATISFIED, NEUTRAL or DISSATISFIED. */
    grade: code("grade"),
    isHandlersFault: boolean("is_handlers_fault"),
    /** The bureau that held the ticket when it was graded, and those above it: whom the grade is about. */
    handledBy: code("handled_by"),
    handledByCity: code("handled_by_city"),
    handledByCounty: code("handled_by_county"),
    remark: text("remark"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId, table.id] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    check("callbacks_state", sql`${table.state} IN ('PLANNED', 'DONE', 'UNREACHED')`),
    check(
      "callbacks_grade",
      sql`${table.grade} IS NULL OR ${table.grade} IN ('VERY_SATISFIED', 'SATISFIED', 'NEUTRAL', 'DISSATISFIED')`,
    ),
    /** Once per ticket and round, whoever plans it. */
    uniqueIndex("callbacks_round").on(table.province, table.ticketId, table.round),
    index("callbacks_bureau").on(table.bureau, table.id.desc().nullsFirst()),
    index("callbacks_planned").on(table.bureau, table.dueOn, table.id).where(sql`state = 'PLANNED'`),
    /** Grades are counted by region and time. */
    index("callbacks_graded").on(table.calledAt).where(graded),
    index("callbacks_graded_province").on(table.province, table.calledAt).where(graded),
    index("callbacks_graded_city").on(table.handledByCity, table.calledAt).where(graded),
    index("callbacks_graded_county").on(table.handledByCounty, table.calledAt).where(graded),
    index("callbacks_graded_bureau").on(table.handledBy, table.calledAt).where(graded),
    insertOnlyForOwnBureau(table.bureau),
    ...ticketPartPolicies("callbacks"),
  ],
);

/** Which closed tickets a bureau calls back by itself (回访规则): all, or a sample. */
export const callbackRules = pgTable(
  "callback_rules",
  {
    ...placeColumns(),
    /** Of a hundred closed tickets of each kind, how many are called back; a missing kind is not. */
    consultationShare: smallint("consultation_share").notNull(),
    complaintShare: smallint("complaint_share").notNull(),
    reportShare: smallint("report_share").notNull(),
    /** Within how many working days after the closing. */
    withinDays: smallint("within_days").notNull(),
    /** The last day of closings that was looked at. */
    drawnUntil: day("drawn_until").notNull(),
    setBy: uuid("set_by"),
    setAt: instant("set_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.bureau] }),
    foreignKey({ columns: [table.bureau], foreignColumns: [bureaus.code] }).onDelete("restrict"),
    check(
      "callback_rules_shares",
      sql`consultation_share BETWEEN 0 AND 100 AND complaint_share BETWEEN 0 AND 100 AND report_share BETWEEN 0 AND 100`,
    ),
    index("callback_rules_drawn").on(table.drawnUntil),
    ...placePolicies(table),
  ],
);
