import { and, eq, isNotNull, or, type SQL, sql } from "drizzle-orm";
import { tickets } from "../../../schema/index.js";
import type { Scope } from "../../platform/scope.js";

/**
 * The one scope of tickets as conditions: a row is visible when one of the branches holds. Each is an equality that an
 * index answers in the order of a list, so a list reads a page of each and merges them. A row may be in more than one.
 * The row policies of the table say the same; they are the wall behind this fence.
 */
export function scopeBranches(scope: Scope): readonly [owned: SQL, ...others: SQL[]] {
  const { region, bureau, line } = scope;
  const registered = eq(tickets.intakeBureau, bureau);
  const handedOn = eq(tickets.previousHolder, bureau);
  if (line !== null) {
    const ofLine = all(...regionOfLine(scope), eq(tickets.line, line), isNotNull(tickets.line));
    return [ofLine, eq(tickets.holder, bureau), registered, handedOn];
  }
  switch (scope.reach) {
    case "NATION":
      return [sql`true`];
    case "PROVINCE":
      return [eq(tickets.province, region)];
    case "CITY":
      return [eq(tickets.city, region), eq(tickets.intakeCityAway, region), eq(tickets.previousCityAway, region)];
    case "COUNTY":
      return [eq(tickets.county, region), eq(tickets.intakeCountyAway, region), eq(tickets.previousCountyAway, region)];
    case "UNIT":
      return [eq(tickets.holder, bureau), registered, handedOn];
  }
}

/** The whole scope as one condition, for look-ups by key. */
export function scopeCondition(scope: Scope): SQL {
  return or(...scopeBranches(scope)) ?? sql`false`;
}

function regionOfLine(scope: Scope): SQL[] {
  switch (scope.reach) {
    case "PROVINCE":
      return [eq(tickets.province, scope.region)];
    case "CITY":
      return [eq(tickets.city, scope.region)];
    case "COUNTY":
      return [eq(tickets.county, scope.region)];
    default:
      return [];
  }
}

function all(...conditions: SQL[]): SQL {
  return and(...conditions) ?? sql`true`;
}
