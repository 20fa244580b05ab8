import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { code, day, instant, placeColumns } from "../columns.js";
import { placePolicies, publicPolicies } from "../policies.js";

/** The divisions of China (行政区划), from the nation to the counties; zones are data, not divisions of GB/T 2260. */
export const divisions = pgTable(
  "divisions",
  {
    code: code("code").primaryKey(),
    name: text("name").notNull(),
    parent: code("parent").references((): AnyPgColumn => divisions.code, { onDelete: "restrict" }),
    level: code("level").notNull(),
    isZone: boolean("is_zone").notNull().default(false),
    /** The divisions of each level above (itself included), so that a region filter is one equality. */
    province: code("province"),
    city: code("city"),
    validFrom: day("valid_from").notNull(),
    validTo: day("valid_to"),
  },
  (table) => [
    check("divisions_level", sql`${table.level} IN ('NATION', 'PROVINCE', 'CITY', 'COUNTY')`),
    check("divisions_validity", sql`${table.validTo} IS NULL OR ${table.validTo} > ${table.validFrom}`),
    index("divisions_parent").on(table.parent, table.code),
    index("divisions_name").on(table.name),
    ...publicPolicies(),
  ],
);

/** The bureaus (市场监管部门) as tenants, with their place in the tree of today. */
export const bureaus = pgTable(
  "bureaus",
  {
    code: code("code").primaryKey(),
    kind: code("kind").notNull(),
    level: code("level").notNull(),
    name: text("name").notNull(),
    /** The letters that open a document number of this bureau, such as 苏市监. */
    mark: text("mark").notNull(),
    parent: code("parent").references((): AnyPgColumn => bureaus.code, { onDelete: "restrict" }),
    province: code("province").notNull(),
    city: code("city"),
    county: code("county"),
    /** The business line that a department watches over its region (业务条线), such as PRICE. */
    line: code("line"),
    validFrom: day("valid_from").notNull(),
    validTo: day("valid_to"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    check("bureaus_code", sql`${table.code} ~ '^[0-9A-Z]{6}(-[0-9A-Z]{1,12})?$'`),
    check("bureaus_kind", sql`${table.kind} IN ('AUTHORITY', 'CENTRE', 'DEPARTMENT', 'STREET_OFFICE')`),
    check("bureaus_level", sql`${table.level} IN ('NATION', 'PROVINCE', 'CITY', 'COUNTY', 'STREET')`),
    index("bureaus_parent").on(table.parent, table.code),
    index("bureaus_name").on(table.name),
    index("bureaus_province").on(table.province, table.code),
    ...publicPolicies(),
  ],
);

/** What a bureau was called and whom it stood under, from day to day: the tree of any date. */
export const bureauPeriods = pgTable(
  "bureau_periods",
  {
    id: uuid("id").primaryKey(),
    bureau: code("bureau")
      .notNull()
      .references(() => bureaus.code, { onDelete: "restrict" }),
    name: text("name").notNull(),
    parent: code("parent").references(() => bureaus.code, { onDelete: "restrict" }),
    validFrom: day("valid_from").notNull(),
    validTo: day("valid_to"),
  },
  (table) => [
    check("bureau_periods_validity", sql`${table.validTo} IS NULL OR ${table.validTo} > ${table.validFrom}`),
    uniqueIndex("bureau_periods_start").on(table.bureau, table.validFrom),
    index("bureau_periods_parent").on(table.parent, table.validFrom),
    ...publicPolicies(),
  ],
);

/** Which divisions a bureau is competent for (管辖区划), from day to day. */
export const coverages = pgTable(
  "coverages",
  {
    id: uuid("id").primaryKey(),
    bureau: code("bureau").notNull(),
    division: code("division").notNull(),
    validFrom: day("valid_from").notNull(),
    validTo: day("valid_to"),
  },
  (table) => [
    foreignKey({ columns: [table.bureau], foreignColumns: [bureaus.code] }).onDelete("restrict"),
    foreignKey({ columns: [table.division], foreignColumns: [divisions.code] }).onDelete("restrict"),
    check("coverages_validity", sql`${table.validTo} IS NULL OR ${table.validTo} > ${table.validFrom}`),
    uniqueIndex("coverages_start").on(table.division, table.validFrom),
    index("coverages_bureau").on(table.bureau, table.validFrom),
    ...publicPolicies(),
  ],
);

/** A merger, split, renaming or move of bureaus (机构调整), planned for a day or done. */
export const reorganisations = pgTable(
  "reorganisations",
  {
    id: uuid("id").primaryKey(),
    ...placeColumns(),
    kind: code("kind").notNull(),
    effectiveOn: day("effective_on").notNull(),
    state: code("state").notNull(),
    plan: jsonb("plan").notNull(),
    requestedBy: uuid("requested_by"),
    requestedAt: instant("requested_at").notNull(),
    appliedAt: instant("applied_at"),
  },
  (table) => [
    check("reorganisations_kind", sql`${table.kind} IN ('RENAME', 'MOVE', 'MERGE', 'SPLIT')`),
    check("reorganisations_state", sql`${table.state} IN ('PLANNED', 'APPLIED', 'CANCELLED')`),
    index("reorganisations_due").on(table.effectiveOn).where(sql`state = 'PLANNED'`),
    index("reorganisations_province").on(table.province, table.id),
    ...placePolicies(table),
  ],
);
