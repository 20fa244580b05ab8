import { type Column, or, type SQL, sql } from "drizzle-orm";
import { investigations, investigationTasks } from "../../../schema/index.js";
import type { Scope } from "../../platform/scope.js";
import { place } from "../../platform/statement.js";

/** The parts of what somebody sees of the joint investigations. */
export const investigationViews = ["OURS", "IN_REGION"] as const;

/** A part of what somebody sees of the joint investigations. */
export type InvestigationView = (typeof investigationViews)[number];

/** The parts of what somebody sees of the tasks. */
export const taskViews = ["GIVEN_BY_US", "GIVEN_TO_US", "IN_REGION"] as const;

/** A part of what somebody sees of the tasks. */
export type TaskView = (typeof taskViews)[number];

/** What decides which columns a scope looks at. */
type ScopeForm = Pick<Scope, "reach" | "line">;

// Neither has a business line: a department with one sees what its own bureau leads or was asked, like other units.
const reachOf = ({ reach, line }: ScopeForm): Scope["reach"] => (line === null ? reach : "UNIT");

/** The codes of a scope, or the places for them in a statement. */
type Codes = { [Name in "region" | "bureau"]: string | ReturnType<typeof place> };

const places: Codes = { region: place("region"), bureau: place("bureau") };

const equal = (column: Column, given: Codes["region"]): SQL => sql`${column} = ${given}`;

const either = (one: Column, other: Column, given: Codes["region"]): SQL =>
  or(equal(one, given), equal(other, given)) ?? sql`false`;

/** How the statements of a scope differ from those of another. */
export function sightOf(scope: ScopeForm): string {
  return reachOf(scope);
}

/** The values for the places of a scope. */
export function sightValues({ region, bureau }: Scope): { region: string; bureau: string } {
  return { region, bureau };
}

/**
 * The one scope of joint investigations as a condition: the lead sees its own, and whoever stands above it. The row
 * policies of the table say the same; they are the wall behind this fence.
 */
export function investigationInSight(scope: ScopeForm, { region, bureau: own }: Codes = places): SQL {
  const { province, city, county, bureau } = investigations;
  switch (reachOf(scope)) {
    case "NATION":
      return sql`true`;
    case "PROVINCE":
      return equal(province, region);
    case "CITY":
      return equal(city, region);
    case "COUNTY":
      return equal(county, region);
    case "UNIT":
      return equal(bureau, own);
  }
}

/** The one scope of tasks: lead and partner see a task, and whoever stands above one of them. */
export function taskInSight(scope: ScopeForm, { region, bureau }: Codes = places): SQL {
  const { province, lead, leadCity, leadCounty } = investigationTasks;
  const { partner, partnerProvince, partnerCity, partnerCounty } = investigationTasks;
  switch (reachOf(scope)) {
    case "NATION":
      return sql`true`;
    case "PROVINCE":
      return either(province, partnerProvince, region);
    case "CITY":
      return either(leadCity, partnerCity, region);
    case "COUNTY":
      return either(leadCounty, partnerCounty, region);
    case "UNIT":
      return either(lead, partner, bureau);
  }
}

/** The condition of a view of the joint investigations; undefined where it shows the whole scope. */
export function investigationInView(view: InvestigationView, { bureau }: Scope): SQL | undefined {
  return view === "OURS" ? equal(investigations.bureau, bureau) : undefined;
}

/** The condition of a view of the tasks; undefined where it shows the whole scope. */
export function taskInView(view: TaskView, { bureau }: Scope): SQL | undefined {
  switch (view) {
    case "GIVEN_BY_US":
      return equal(investigationTasks.lead, bureau);
    case "GIVEN_TO_US":
      return equal(investigationTasks.partner, bureau);
    case "IN_REGION":
      return undefined;
  }
}
