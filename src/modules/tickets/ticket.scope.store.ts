import { and, type Column, isNotNull, or, type SQL, sql } from "drizzle-orm";
import { tickets } from "../../../schema/index.js";
import type { Scope } from "../../platform/scope.js";
import { place } from "../../platform/statement.js";

/** What decides which columns a scope looks at. */
export type ScopeForm = Pick<Scope, "reach" | "line">;

/** The codes of a scope, or the places for them in a statement. */
type ScopeCodes = { [Name in "region" | "bureau" | "line"]: Scope[Name] | ReturnType<typeof place> };

/** The places for the codes of a scope in a statement; `scopeValues` gives what comes there. */
const scopePlaces: ScopeCodes = { region: place("region"), bureau: place("bureau"), line: place("line") };

/** The values for the places of a scope. */
export function scopeValues({ region, bureau, line }: Scope): Record<"region" | "bureau" | "line", string | null> {
  return { region, bureau, line };
}

/** How the statements of a scope differ from those of another. */
export function likenessOf(scope: ScopeForm): string {
  return scope.line === null ? scope.reach : `${scope.reach} of a line`;
}

/**
 * The one scope of tickets as conditions: a row is visible when one of the branches holds. Each is an equality that an
 * index answers in the order of a list, so a list reads a page of each and merges them. A row may be in more than one.
 * The row policies of the table say the same; they are the wall behind this fence.
 */
export function scopeBranches(
  scope: ScopeForm,
  { region, bureau, line }: ScopeCodes = scopePlaces,
): readonly [owned: SQL, ...others: SQL[]] {
  const registered = equal(tickets.intakeBureau, bureau);
  const handedOn = equal(tickets.previousHolder, bureau);
  if (scope.line !== null) {
    const ofLine = all(...regionOfLine(scope, region), equal(tickets.line, line), isNotNull(tickets.line));
    return [ofLine, equal(tickets.holder, bureau), registered, handedOn];
  }
  switch (scope.reach) {
    case "NATION":
      return [sql`true`];
    case "PROVINCE":
      return [equal(tickets.province, region)];
    case "CITY":
      return [
        equal(tickets.city, region),
        equal(tickets.intakeCityAway, region),
        equal(tickets.previousCityAway, region),
      ];
    case "COUNTY":
      return [
        equal(tickets.county, region),
        equal(tickets.intakeCountyAway, region),
        equal(tickets.previousCountyAway, region),
      ];
    case "UNIT":
      return [equal(tickets.holder, bureau), registered, handedOn];
  }
}

/** The whole scope as one condition of a statement. */
export function placedScopeCondition(scope: ScopeForm): SQL {
  return or(...scopeBranches(scope)) ?? sql`false`;
}

function regionOfLine(scope: ScopeForm, region: ScopeCodes["region"]): SQL[] {
  switch (scope.reach) {
    case "PROVINCE":
      return [equal(tickets.province, region)];
    case "CITY":
      return [equal(tickets.city, region)];
    case "COUNTY":
      return [equal(tickets.county, region)];
    default:
      return [];
  }
}

const equal = (column: Column, given: ScopeCodes["line"]): SQL => sql`${column} = ${given}`;

function all(...conditions: SQL[]): SQL {
  return and(...conditions) ?? sql`true`;
}
