import { eq, type SQL, sql } from "drizzle-orm";
import type { PlaceColumns } from "../../../schema/index.js";
import type { Actor } from "../../platform/actor.js";
import { ownScopeOf } from "../../platform/scope.js";

/**
 * The scope of an actor as a condition on the place columns of a table; the row policies say the same. The line of a
 * department means nothing for people and programs, so a department sees its own.
 */
export function inSight(actor: Actor, table: PlaceColumns): SQL {
  const { reach, region, bureau, line } = ownScopeOf(actor.bureau);
  if (line !== null) return eq(table.bureau, bureau);
  switch (reach) {
    case "NATION":
      return sql`true`;
    case "PROVINCE":
      return eq(table.province, region);
    case "CITY":
      return eq(table.city, region);
    case "COUNTY":
      return eq(table.county, region);
    case "UNIT":
      return eq(table.bureau, bureau);
  }
}
