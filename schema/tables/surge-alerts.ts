import { sql } from "drizzle-orm";
import {
  check,
  doublePrecision,
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
import { code, instant, placeColumns } from "../columns.js";
import { newestFirstByPlace } from "../indexes.js";
import { apiRole, linedPlacePolicies, systemOnlyPolicies } from "../policies.js";
import { surgeRules, watchedColumns } from "./surge-rules.js";

/** A surge (激增预警): one object from the hour in which it was noticed to its end, of whoever owns the rule. */
export const surgeAlerts = pgTable(
  "surge_alerts",
  {
    ...placeColumns(),
    id: uuid("id").notNull(),
    line: code("line"),
    /** The rule that found it; null for one that the platform raised to a superior. */
    rule: uuid("rule"),
    ...watchedColumns(),
    /** What it is about, as one text: surges of several places with the same are the same to their superior. */
    sameness: text("sameness").notNull(),
    state: code("state").notNull(),
    version: integer("version").notNull().default(1),
    openedAt: instant("opened_at").notNull(),
    /** The beginning of the window in which it was noticed: its tickets came since. */
    since: instant("since").notNull(),
    /** Since when the condition is not met any more; null while it is. */
    quietSince: instant("quiet_since"),
    /** The figures now: tickets in the window, in how many counties, what was expected, from what on it is a surge. */
    windowFrom: instant("window_from").notNull(),
    windowTo: instant("window_to").notNull(),
    count: integer("count").notNull(),
    counties: integer("counties"),
    expected: doublePrecision("expected"),
    upper: doublePrecision("upper"),
    peak: integer("peak").notNull(),
    peakAt: instant("peak_at").notNull(),
    /** Those that were told last: it grows by them. */
    toldCount: integer("told_count").notNull(),
    toldCounties: integer("told_counties"),
    acknowledgedAt: instant("acknowledged_at"),
    acknowledgedBy: uuid("acknowledged_by"),
    snoozedUntil: instant("snoozed_until"),
    closedAt: instant("closed_at"),
    closedBy: uuid("closed_by"),
    /** Why it was closed, by a code; QUIET where the platform did, because it was over. */
    closeReason: code("close_reason"),
    /** The alert of the superior that it is a part of. */
    raisedProvince: code("raised_province"),
    raisedTo: uuid("raised_to"),
    /** Of an alert that was raised: how many cities or provinces show the same. */
    parts: integer("parts").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    foreignKey({
      columns: [table.province, table.rule],
      foreignColumns: [surgeRules.province, surgeRules.id],
    }).onDelete("restrict"),
    check("surge_alerts_state", sql`${table.state} IN ('OPEN', 'ACKNOWLEDGED', 'SNOOZED', 'CLOSED')`),
    check("surge_alerts_raised", sql`(${table.raisedTo} IS NULL) = (${table.raisedProvince} IS NULL)`),
    index("surge_alerts_nation").on(table.id.desc().nullsFirst()),
    ...newestFirstByPlace("surge_alerts", table),
    index("surge_alerts_rule").on(table.province, table.rule, table.id.desc().nullsFirst()),
    index("surge_alerts_parts").on(table.raisedTo).where(sql`raised_to IS NOT NULL`),
    /** One surge of a rule is one alert, however many look at once. */
    uniqueIndex("surge_alerts_one_of_rule")
      .on(table.province, table.rule, table.sameness)
      .where(sql`rule IS NOT NULL AND state <> 'CLOSED'`),
    uniqueIndex("surge_alerts_one_raised")
      .on(table.region, table.sameness)
      .where(sql`rule IS NULL AND state <> 'CLOSED'`),
    index("surge_alerts_same").on(table.sameness, table.province).where(sql`state <> 'CLOSED'`),
    ...linedPlacePolicies(table),
  ],
);

const ofVisibleAlert = sql.raw(
  "EXISTS (SELECT 1 FROM surge_alerts WHERE surge_alerts.province = surge_alert_entries.province AND surge_alerts.id = surge_alert_entries.alert_id)",
);

/** What became of a surge (预警过程): one entry for each version of the alert. */
export const surgeAlertEntries = pgTable(
  "surge_alert_entries",
  {
    province: code("province").notNull(),
    alertId: uuid("alert_id").notNull(),
    /** The version of the alert that the step made. */
    sequence: integer("sequence").notNull(),
    at: instant("at").notNull(),
    verb: code("verb").notNull(),
    state: code("state").notNull(),
    count: integer("count").notNull(),
    counties: integer("counties"),
    expected: doublePrecision("expected"),
    upper: doublePrecision("upper"),
    parts: integer("parts").notNull(),
    snoozedUntil: instant("snoozed_until"),
    reason: code("reason"),
    remark: text("remark"),
    /** Whose step it was; the platform's own has neither person nor client. */
    bureau: code("bureau").notNull(),
    person: uuid("person"),
    client: uuid("client"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.alertId, table.sequence] }),
    foreignKey({
      columns: [table.province, table.alertId],
      foreignColumns: [surgeAlerts.province, surgeAlerts.id],
    }).onDelete("cascade"),
    pgPolicy("sight_of_alert", {
      as: "permissive",
      for: "all",
      to: apiRole,
      using: ofVisibleAlert,
      withCheck: ofVisibleAlert,
    }),
    ...systemOnlyPolicies(),
  ],
);
