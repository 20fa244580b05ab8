import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, smallint, uuid } from "drizzle-orm/pg-core";
import { instant, placeColumns } from "../columns.js";
import { insertOnlyForOwnBureau, placePolicies } from "../policies.js";
import { bureaus } from "./jurisdictions.js";

/** By what a bureau works its staffing out (排班测算设置); one without a row does it by the standard. */
export const staffingRules = pgTable(
  "staffing_rules",
  {
    ...placeColumns(),
    /** So many of a hundred calls are to be answered within so many seconds. */
    targetPercent: smallint("target_percent").notNull(),
    targetSeconds: smallint("target_seconds").notNull(),
    /** How long an agent writes after a call. */
    afterCallSeconds: smallint("after_call_seconds").notNull(),
    /** The share of their time, in percent, for which agents on duty are not at the telephone, breaks not counted. */
    shrinkagePercent: smallint("shrinkage_percent").notNull(),
    /** How many seats (坐席) there are; null where that was not said. */
    seats: smallint("seats"),
    setBy: uuid("set_by"),
    setAt: instant("set_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.bureau] }),
    foreignKey({ columns: [table.bureau], foreignColumns: [bureaus.code] }).onDelete("restrict"),
    check(
      "staffing_rules_target",
      sql`${table.targetPercent} BETWEEN 1 AND 99 AND ${table.targetSeconds} BETWEEN 1 AND 600`,
    ),
    check("staffing_rules_after_call", sql`${table.afterCallSeconds} BETWEEN 0 AND 1800`),
    check("staffing_rules_shrinkage", sql`${table.shrinkagePercent} BETWEEN 0 AND 80`),
    check("staffing_rules_seats", sql`${table.seats} BETWEEN 1 AND 5000`),
    index("staffing_rules_province").on(table.province),
    index("staffing_rules_city").on(table.city),
    index("staffing_rules_county").on(table.county),
    insertOnlyForOwnBureau(table.bureau),
    ...placePolicies(table),
  ],
);
