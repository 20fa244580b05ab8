import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { code, day, instant, placeColumns } from "../columns.js";
import { insertOnlyForOwnBureau, placePolicies } from "../policies.js";
import { people } from "./identity.js";
import { ofBureau, ownPolicies } from "./own-roster.js";

/** The shifts that a bureau defined (班次), each in the versions that were in force one after another. */
export const shifts = pgTable(
  "shifts",
  {
    ...placeColumns(),
    id: uuid("id").notNull(),
    /** What the bureau calls it in short, such as NIGHT; the versions of one shift share it. */
    code: code("code").notNull(),
    name: text("name").notNull(),
    /** When it begins, in minutes since midnight in China. */
    startMinute: smallint("start_minute").notNull(),
    /** How long it lasts, at most 1,440 minutes; it may go on into the next day. */
    lengthMinutes: smallint("length_minutes").notNull(),
    breakMinutes: smallint("break_minutes").notNull(),
    /** The days of the week that it is on, statutory holidays excepted: 1 is Monday, 7 Sunday. */
    weekdays: smallint("weekdays").array().notNull(),
    /** Whether it is on each working day, make-up days (调休上班) included. */
    onWorkingDays: boolean("on_working_days").notNull(),
    /** Whether it is on statutory holidays (法定节假日). */
    onHolidays: boolean("on_holidays").notNull(),
    /** How many seats are planned for it. */
    plannedHeads: smallint("planned_heads").notNull(),
    validFrom: day("valid_from").notNull(),
    /** The first day on which it is no longer in force. */
    validTo: day("valid_to"),
    setAt: instant("set_at").notNull(),
    setBy: uuid("set_by"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    ofBureau(table.bureau),
    check("shifts_start", sql`${table.startMinute} BETWEEN 0 AND 1439`),
    check("shifts_length", sql`${table.lengthMinutes} BETWEEN 1 AND 1440`),
    check("shifts_break", sql`${table.breakMinutes} BETWEEN 0 AND ${table.lengthMinutes} - 1`),
    check("shifts_validity", sql`${table.validTo} IS NULL OR ${table.validTo} > ${table.validFrom}`),
    index("shifts_bureau").on(table.bureau, table.code, table.validFrom),
    insertOnlyForOwnBureau(table.bureau),
    ...placePolicies(table),
  ],
);

/** Who is on which shift on which day (排班). What was taken off the roster stays as history. */
export const shiftAssignments = pgTable(
  "shift_assignments",
  {
    ...placeColumns(),
    id: uuid("id").notNull(),
    person: uuid("person")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    shiftCode: code("shift_code").notNull(),
    shiftName: text("shift_name").notNull(),
    /** The day in China on which the shift begins. */
    day: day("day").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    breakMinutes: smallint("break_minutes").notNull(),
    /** Whether the person leads the shift (带班) and takes no seat. */
    isLeader: boolean("is_leader").notNull(),
    /** When people were shown it; null for a draft. */
    publishedAt: instant("published_at"),
    /** The approved leave on which the person is then. */
    leave: uuid("leave"),
    madeAt: instant("made_at").notNull(),
    madeBy: uuid("made_by"),
    removedAt: instant("removed_at"),
    removedBy: uuid("removed_by"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    ofBureau(table.bureau),
    check("shift_assignments_length", sql`${table.endsAt} > ${table.startsAt}`),
    index("shift_assignments_person").on(table.person, table.startsAt),
    index("shift_assignments_bureau").on(table.bureau, table.day),
    insertOnlyForOwnBureau(table.bureau),
    ...placePolicies(table),
  ],
);

/** The days whose roster a bureau published (排班发布). */
export const rosterPublications = pgTable(
  "roster_publications",
  {
    ...placeColumns(),
    id: uuid("id").notNull(),
    firstDay: day("first_day").notNull(),
    lastDay: day("last_day").notNull(),
    at: instant("at").notNull(),
    by: uuid("by"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    ofBureau(table.bureau),
    check("roster_publications_days", sql`${table.lastDay} >= ${table.firstDay}`),
    index("roster_publications_bureau").on(table.bureau, table.lastDay),
    // Whoever sees rosters knows of which days there are some.
    insertOnlyForOwnBureau(table.bureau),
    ...placePolicies(table),
  ],
);

/** What was changed of a roster after people had been shown it (排班变更记录): who did it, and why. */
export const rosterChanges = pgTable(
  "roster_changes",
  {
    ...placeColumns(),
    id: uuid("id").notNull(),
    at: instant("at").notNull(),
    by: uuid("by"),
    /** ASSIGNED, UNASSIGNED, SWAPPED, ON_LEAVE or BACK_FROM_LEAVE. */
    verb: code("verb").notNull(),
    day: day("day").notNull(),
    shiftCode: code("shift_code").notNull(),
    /** Whose assignment it is after the change. */
    person: uuid("person").notNull(),
    reason: text("reason"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    ofBureau(table.bureau),
    check(
      "roster_changes_verb",
      sql`${table.verb} IN ('ASSIGNED', 'UNASSIGNED', 'SWAPPED', 'ON_LEAVE', 'BACK_FROM_LEAVE')`,
    ),
    index("roster_changes_bureau").on(table.bureau, table.id.desc().nullsFirst()),
    ...ownPolicies(),
  ],
);

/** What a bureau asks of its rosters, and how soon a duty notice must be acknowledged (排班规则). */
export const rosterRules = pgTable(
  "roster_rules",
  {
    ...placeColumns(),
    /** The least rest between two shifts of a person, in minutes. */
    leastRestMinutes: smallint("least_rest_minutes").notNull(),
    /** The most hours on duty in any seven days. */
    mostWeekHours: smallint("most_week_hours").notNull(),
    /** Whether an assignment against these two is refused; it is warned of otherwise. */
    isRefused: boolean("is_refused").notNull(),
    /** The minutes within which a duty notice is to be acknowledged. */
    acknowledgeMinutes: smallint("acknowledge_minutes").notNull(),
    setAt: instant("set_at").notNull(),
    setBy: uuid("set_by"),
    version: integer("version").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.bureau] }),
    ofBureau(table.bureau),
    check("roster_rules_rest", sql`${table.leastRestMinutes} BETWEEN 0 AND 1440`),
    check("roster_rules_week", sql`${table.mostWeekHours} BETWEEN 8 AND 168`),
    check("roster_rules_acknowledge", sql`${table.acknowledgeMinutes} BETWEEN 1 AND 240`),
    insertOnlyForOwnBureau(table.bureau),
    ...placePolicies(table),
  ],
);
