import { and, eq, isNotNull, not, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { tickets } from "../../../schema/index.js";
import type { Scope } from "../../platform/scope.js";

/**
 * The one scope of tickets as conditions: a row is visible when one of the branches holds. The branches exclude each
 * other and each is answered by an index, so a list merges them and a count adds them. The row policies of the table say
 * the same; they are the wall behind this fence.
 */
export function scopeBranches(scope: Scope): readonly [owned: SQL, ...others: SQL[]] {
  const { region, bureau, line } = scope;
  const unit = (exclude?: SQL): SQL[] => {
    const outside = exclude === undefined ? [] : [sql`NOT coalesce(${exclude}, false)`];
    const notHeld = sql`${tickets.holder} <> ${bureau}`;
    const notRegistered = sql`${tickets.intakeBureau} <> ${bureau}`;
    return [
      all(eq(tickets.holder, bureau), ...outside),
      all(eq(tickets.intakeBureau, bureau), notHeld, ...outside),
      all(eq(tickets.previousHolder, bureau), notHeld, notRegistered, ...outside),
    ];
  };
  if (line !== null) {
    const ofLine = all(...regionOfLine(scope), eq(tickets.line, line), isNotNull(tickets.line));
    return [ofLine, ...unit(ofLine)];
  }
  switch (scope.reach) {
    case "NATION":
      return [sql`true`];
    case "PROVINCE":
      return [eq(tickets.province, region)];
    case "CITY":
      return [eq(tickets.city, region), ...away(region, tickets.city, tickets.intakeCity, tickets.previousCity)];
    case "COUNTY":
      return [
        eq(tickets.county, region),
        ...away(region, tickets.county, tickets.intakeCounty, tickets.previousCounty),
      ];
    case "UNIT": {
      const [held, ...others] = unit();
      return [held ?? sql`false`, ...others];
    }
  }
}

/** The whole scope as one condition, for look-ups by key. */
export function scopeCondition(scope: Scope): SQL {
  return or(...scopeBranches(scope)) ?? sql`false`;
}

// What was registered or handed on from here and is handled elsewhere: rare, so each has a partial index.
function away(region: string, now: AnyPgColumn, intake: AnyPgColumn, previous: AnyPgColumn): SQL[] {
  const intakeAway = sql`${intake} IS DISTINCT FROM ${now}`;
  const previousAway = sql`${previous} IS DISTINCT FROM ${now}`;
  return [
    all(eq(intake, region), intakeAway),
    all(eq(previous, region), previousAway, not(sql`coalesce(${intake} = ${region}, false)`)),
  ];
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
