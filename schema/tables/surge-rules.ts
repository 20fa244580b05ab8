import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { code, day, instant, partyColumns, placeColumns } from "../columns.js";
import { newestFirstByPlace } from "../indexes.js";
import { insertOnlyForOwnBureau, linedPlacePolicies, placePolicies, systemOnlyPolicies } from "../policies.js";

/** What is watched for: the tickets of a region that are about the same. What is null or empty is open. */
export const watchedColumns = () => ({
  /** The authority or unit whose tickets are counted: the owner's own region, or one beneath it. */
  ...partyColumns("region"),
  kinds: text("kinds").array().notNull().default(sql`'{}'`),
  issueClass: code("issue_class"),
  goodsClass: code("goods_class"),
  topic: code("topic"),
  /** Any of these stands in the text that a search looks through. */
  words: text("words").array().notNull().default(sql`'{}'`),
});

/** A rule by which surges are looked for (激增预警规则), of the department or authority that wants to know. */
export const surgeRules = pgTable(
  "surge_rules",
  {
    ...placeColumns(),
    id: uuid("id").notNull(),
    /** The business line to which all that it watches belongs: departments of the line see it. */
    line: code("line"),
    name: text("name").notNull(),
    ...watchedColumns(),
    /** What each surge is told apart by: WHOLE, ISSUE_CLASS, GOODS_CLASS or TOPIC. */
    groupedBy: code("grouped_by").notNull(),
    /** THRESHOLD or BASELINE. */
    kind: code("kind").notNull(),
    /** How far back is looked; a threshold has one window, a baseline up to four. */
    windowHours: smallint("window_hours").array().notNull(),
    leastCount: integer("least_count").notNull(),
    /** Of a threshold: in how many counties. */
    leastCounties: smallint("least_counties"),
    /** Of a baseline: how many false alarms a year are put up with. */
    falseAlarmsPerYear: doublePrecision("false_alarms_per_year"),
    isOn: boolean("is_on").notNull().default(false),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by"),
    changedAt: instant("changed_at").notNull(),
    changedBy: uuid("changed_by"),
    /** When it was taken away; its alerts stay. */
    removedAt: instant("removed_at"),
    version: integer("version").notNull().default(1),
    /** When the counts are looked at next; null while it is off. */
    lookAt: instant("look_at"),
    lookedAt: instant("looked_at"),
    /** Of a baseline: from which day on tickets of the region are known, and the day up to which they are counted. */
    knownFrom: day("known_from"),
    countedUntil: day("counted_until"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    check(
      "surge_rules_kind",
      sql`CASE ${table.kind}
        WHEN 'THRESHOLD' THEN ${table.leastCounties} >= 1 AND ${table.falseAlarmsPerYear} IS NULL
          AND cardinality(${table.windowHours}) = 1
        WHEN 'BASELINE' THEN ${table.falseAlarmsPerYear} > 0 AND ${table.leastCounties} IS NULL
          AND cardinality(${table.windowHours}) BETWEEN 1 AND 4
        ELSE false END`,
    ),
    check("surge_rules_grouped_by", sql`${table.groupedBy} IN ('WHOLE', 'ISSUE_CLASS', 'GOODS_CLASS', 'TOPIC')`),
    check("surge_rules_count", sql`${table.leastCount} >= 2`),
    check("surge_rules_look", sql`(${table.isOn} AND ${table.removedAt} IS NULL) = (${table.lookAt} IS NOT NULL)`),
    ...newestFirstByPlace("surge_rules", table),
    index("surge_rules_look").on(table.lookAt).where(sql`look_at IS NOT NULL`),
    /** An event asks which rules watch its region. */
    index("surge_rules_region").on(table.region).where(sql`look_at IS NOT NULL`),
    insertOnlyForOwnBureau(table.bureau),
    ...linedPlacePolicies(table),
  ],
);

/** How many tickets met a rule in each hour of a day (小时计数): what is expected is learned from it. */
export const surgeCounts = pgTable(
  "surge_counts",
  {
    province: code("province").notNull(),
    rule: uuid("rule").notNull(),
    /** The class, goods or topic; empty where the rule counts all together. */
    key: code("key").notNull(),
    /** In China. */
    day: day("day").notNull(),
    /** 24 numbers, from midnight on. */
    hours: integer("hours").array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.rule, table.key, table.day] }),
    foreignKey({
      columns: [table.province, table.rule],
      foreignColumns: [surgeRules.province, surgeRules.id],
    }).onDelete("cascade"),
    ...systemOnlyPolicies(),
  ],
);

/** From how many places on a surge is told to their superior (升级预警条件); a bureau without a row has the usual number. */
export const surgeRaisings = pgTable(
  "surge_raisings",
  {
    ...placeColumns(),
    /** How many cities of a province, or provinces of the nation, must show the same. */
    leastPlaces: smallint("least_places").notNull(),
    setAt: instant("set_at").notNull(),
    setBy: uuid("set_by"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.bureau] }),
    check("surge_raisings_least", sql`${table.leastPlaces} BETWEEN 2 AND 50`),
    index("surge_raisings_province").on(table.province),
    index("surge_raisings_city").on(table.city),
    index("surge_raisings_county").on(table.county),
    insertOnlyForOwnBureau(table.bureau),
    ...placePolicies(table),
  ],
);

/** How far the events of the log were looked at for surges (预警进度): one row. */
export const surgeWatch = pgTable(
  "surge_watch",
  {
    id: smallint("id").primaryKey(),
    position: bigint("position", { mode: "number" }).notNull(),
  },
  () => [...systemOnlyPolicies()],
);
