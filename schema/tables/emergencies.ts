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
import { code, day, instant, placeColumns } from "../columns.js";
import { newestFirstByPlace } from "../indexes.js";
import { apiRole, insertOnlyForOwnRegion, placePolicies, systemOnlyPolicies } from "../policies.js";

/** An emergency that an authority, or its centre for it, declared (应急状态): in force for its region and all beneath it. */
export const emergencies = pgTable(
  "emergencies",
  {
    id: uuid("id").primaryKey(),
    /** The authority for whose region it was declared, and its place. */
    ...placeColumns(),
    /** The authority or centre that declared it, and whose reports are about it. */
    declaringBureau: code("declaring_bureau").notNull(),
    /** I (特别重大), II (重大), III (较大) or IV (一般). */
    level: code("level").notNull(),
    firstDay: day("first_day").notNull(),
    /** The last day as it is planned; null where its end is open. */
    lastDay: day("last_day"),
    reason: text("reason").notNull(),
    /** The code of TOPIC that new tickets get; null for an emergency that is about no topic, such as one of calls. */
    topic: code("topic"),
    isAllSeats: boolean("is_all_seats").notNull(),
    isAroundTheClock: boolean("is_around_the_clock").notNull(),
    declaredAt: instant("declared_at").notNull(),
    declaredBy: uuid("declared_by"),
    /** Counts what was announced to the subordinates: 1 for the declaration, one more for each change. */
    announcement: integer("announcement").notNull().default(1),
    /** When it ended; null while it is open. The platform's own ending has no person. */
    endedAt: instant("ended_at"),
    endedBy: uuid("ended_by"),
    /** The last day on which it was in force, once it ended. */
    endedOn: day("ended_on"),
    closingWords: text("closing_words"),
    /** On which day the daily report of the day before is prepared next; null where none is to come. */
    nextReportOn: day("next_report_on"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    check("emergencies_level", sql`${table.level} IN ('I', 'II', 'III', 'IV')`),
    check("emergencies_days", sql`${table.lastDay} IS NULL OR ${table.lastDay} >= ${table.firstDay}`),
    check("emergencies_end", sql`(${table.endedAt} IS NULL) = (${table.endedOn} IS NULL)`),
    /** One that is open in each region, whoever declares at the same time. */
    uniqueIndex("emergencies_one_open").on(table.bureau).where(sql`ended_at IS NULL`),
    index("emergencies_open").on(table.lastDay).where(sql`ended_at IS NULL`),
    index("emergencies_next_report").on(table.nextReportOn).where(sql`next_report_on IS NOT NULL`),
    ...newestFirstByPlace("emergencies", table),
    // SECURITY: widened sight: an emergency of the bureaus above is in force below them, so it is read there.
    pgPolicy("in_force_below", {
      as: "permissive",
      for: "select",
      to: apiRole,
      using: sql`bureau = ANY (string_to_array(current_setting('app.path'), ','))`,
    }),
    insertOnlyForOwnRegion(table.bureau),
    ...placePolicies(table),
  ],
);

const ofEmergency = (condition: string) =>
  sql.raw(
    `EXISTS (SELECT 1 FROM emergencies WHERE emergencies.province = emergency_announcements.province AND emergencies.id = emergency_announcements.emergency${condition})`,
  );

const ofVisibleEmergency = ofEmergency("");

// SECURITY: the emergencies of the bureaus above are visible too, and nobody beneath announces anything of them.
const ofOwnEmergency = ofEmergency(
  " AND emergencies.bureau IN (current_setting('app.bureau'), current_setting('app.region'))",
);

/** What was announced of an emergency (应急公告): its declaration, and each change. */
export const emergencyAnnouncements = pgTable(
  "emergency_announcements",
  {
    province: code("province").notNull(),
    emergency: uuid("emergency").notNull(),
    announcement: integer("announcement").notNull(),
    level: code("level").notNull(),
    lastDay: day("last_day"),
    isAllSeats: boolean("is_all_seats").notNull(),
    isAroundTheClock: boolean("is_around_the_clock").notNull(),
    announcedAt: instant("announced_at").notNull(),
    announcedBy: uuid("announced_by"),
  },
  (table) => [
    primaryKey({ columns: [table.emergency, table.announcement] }),
    foreignKey({ columns: [table.emergency], foreignColumns: [emergencies.id] }).onDelete("cascade"),
    pgPolicy("own_bureau_writes", { as: "restrictive", for: "insert", to: apiRole, withCheck: ofOwnEmergency }),
    pgPolicy("sight_of_emergency", {
      as: "permissive",
      for: "all",
      to: apiRole,
      using: ofVisibleEmergency,
      withCheck: ofVisibleEmergency,
    }),
    ...systemOnlyPolicies(),
  ],
);

/** That a subordinate took note of what was announced of an emergency (应急响应确认); each has one row, of its latest. */
export const emergencyAcknowledgements = pgTable(
  "emergency_acknowledgements",
  {
    emergency: uuid("emergency").notNull(),
    /** The authority that took note, by itself or by its centre. */
    ...placeColumns(),
    announcement: integer("announcement").notNull(),
    acknowledgedAt: instant("acknowledged_at").notNull(),
    acknowledgedBy: uuid("acknowledged_by"),
  },
  (table) => [
    primaryKey({ columns: [table.emergency, table.bureau] }),
    foreignKey({ columns: [table.emergency], foreignColumns: [emergencies.id] }).onDelete("cascade"),
    insertOnlyForOwnRegion(table.bureau),
    ...placePolicies(table),
  ],
);
