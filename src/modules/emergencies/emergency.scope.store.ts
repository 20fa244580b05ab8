import { eq, ne, or, type SQL, sql } from "drizzle-orm";
import { emergencies } from "../../../schema/index.js";
import { inPartySight, type PartySight } from "../../platform/party-sight.store.js";
import type { Scope } from "../../platform/scope.js";
import type { EmergencyView } from "./emergency.words.js";

const owner: PartySight = {
  provinces: [emergencies.province],
  cities: [emergencies.city],
  counties: [emergencies.county],
  bureaus: [emergencies.bureau],
};

const isOnPath = ({ path }: Scope): SQL => sql`${emergencies.bureau} = ANY(${sql.param([...path])}::text[])`;

/**
 * The one scope of emergencies as a condition: those of one's region and beneath it, and those of the authorities above it,
 * which are in force there too. The row policies of the table say the same.
 */
export function emergencyInSight(scope: Scope): SQL {
  return or(inPartySight(scope, owner, scope), isOnPath(scope)) ?? sql`false`;
}

/** The condition of a view, which is read together with the scope. */
export function emergencyInView(view: EmergencyView, scope: Scope): SQL {
  if (view === "OWN") return eq(emergencies.bureau, scope.region);
  const isAbove = isOnPath(scope);
  return view === "ABOVE"
    ? sql`(${isAbove} AND ${ne(emergencies.bureau, scope.region)})`
    : sql`(NOT ${isAbove} AND ${ne(emergencies.bureau, scope.region)})`;
}
