import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { code, day, instant, placeColumns } from "../columns.js";
import { people } from "./identity.js";
import { ofBureau, ownPolicies } from "./own-roster.js";
import { shiftAssignments } from "./shifts.js";

/** That one person asks another to take a shift of his (换班申请), with one of the other's in return or without. */
export const shiftSwaps = pgTable(
  "shift_swaps",
  {
    ...placeColumns(),
    id: uuid("id").notNull(),
    asker: uuid("asker").notNull(),
    asked: uuid("asked").notNull(),
    /** The assignment that the asker gives away. */
    given: uuid("given").notNull(),
    /** The assignment that he takes over in return; null for none. */
    taken: uuid("taken"),
    state: code("state").notNull(),
    remark: text("remark"),
    askedAt: instant("asked_at").notNull(),
    answeredAt: instant("answered_at"),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by"),
    reason: text("reason"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    ofBureau(table.bureau),
    foreignKey({
      columns: [table.province, table.given],
      foreignColumns: [shiftAssignments.province, shiftAssignments.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.province, table.taken],
      foreignColumns: [shiftAssignments.province, shiftAssignments.id],
    }).onDelete("cascade"),
    check("shift_swaps_state", sql`${table.state} IN ('ASKED', 'AGREED', 'APPROVED', 'REFUSED', 'WITHDRAWN')`),
    index("shift_swaps_bureau").on(table.bureau, table.id.desc().nullsFirst()),
    index("shift_swaps_given").on(table.province, table.given),
    index("shift_swaps_taken").on(table.province, table.taken),
    /** A shift is offered to one person at a time. */
    uniqueIndex("shift_swaps_open").on(table.given).where(sql`state IN ('ASKED', 'AGREED')`),
    ...ownPolicies(),
  ],
);

/** Leave that somebody asks for (请假), in whole days of duty: a shift belongs to the day on which it begins. */
export const leaves = pgTable(
  "leaves",
  {
    ...placeColumns(),
    id: uuid("id").notNull(),
    person: uuid("person")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    /** ANNUAL, SICK, PERSONAL, OFFICIAL or OTHER. */
    kind: code("kind").notNull(),
    firstDay: day("first_day").notNull(),
    lastDay: day("last_day").notNull(),
    state: code("state").notNull(),
    remark: text("remark"),
    askedAt: instant("asked_at").notNull(),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by"),
    reason: text("reason"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    ofBureau(table.bureau),
    check("leaves_days", sql`${table.lastDay} >= ${table.firstDay}`),
    check("leaves_kind", sql`${table.kind} IN ('ANNUAL', 'SICK', 'PERSONAL', 'OFFICIAL', 'OTHER')`),
    check("leaves_state", sql`${table.state} IN ('ASKED', 'APPROVED', 'REFUSED', 'WITHDRAWN')`),
    index("leaves_bureau").on(table.bureau, table.id.desc().nullsFirst()),
    index("leaves_person").on(table.person, table.lastDay),
    ...ownPolicies(),
  ],
);
