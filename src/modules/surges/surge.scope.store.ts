import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Scope } from "../../platform/scope.js";

/** The columns by which a rule or an alert is in somebody's sight. */
interface SurgeSight {
  province: AnyPgColumn;
  city: AnyPgColumn;
  county: AnyPgColumn;
  bureau: AnyPgColumn;
  line: AnyPgColumn;
}

/**
 * The one scope of rules and alerts as a condition: of a region all that bureaus of it own; for a department of a line what
 * is of its line there, and its own. The row policies of the tables say the same.
 */
export function surgeInSight({ bureau, line, reach, region }: Scope, table: SurgeSight): SQL {
  const own = sql`${table.bureau} = ${bureau}`;
  if (reach === "UNIT") return own;
  const column = { NATION: null, PROVINCE: table.province, CITY: table.city, COUNTY: table.county }[reach];
  const within = column === null ? sql`true` : sql`${column} = ${region}`;
  return line === null ? within : sql`((${within} AND ${table.line} = ${line}) OR ${own})`;
}
