import { and, eq, ne, not, or, type SQL, sql } from "drizzle-orm";
import { reports } from "../../../schema/index.js";
import { inPartySight, type PartySight } from "../../platform/party-sight.store.js";
import type { Scope } from "../../platform/scope.js";
import { ownStates } from "./report.states.js";

/** The parts of what somebody sees of the reports. */
export const reportViews = ["MINE", "SUBMITTED_TO_US", "BENEATH"] as const;

/** A part of what somebody sees of the reports. */
export type ReportView = (typeof reportViews)[number];

const sides: PartySight = {
  provinces: [reports.province],
  cities: [reports.city, reports.receiverCity],
  counties: [reports.county, reports.receiverCounty],
  bureaus: [reports.bureau, reports.receiver],
};

const isOwnAlone: SQL = sql`${reports.state} IN (${sql.raw(ownStates.map((state) => `'${state}'`).join(", "))})`;

/**
 * The one scope of reports as a condition: the bureau that prepared one and the one that it was submitted to, and whoever
 * stands above them; a draft is its bureau's alone.
 */
export function reportInSight(scope: Scope): SQL {
  return and(inPartySight(scope, sides, scope), or(not(isOwnAlone), eq(reports.bureau, scope.bureau))) ?? sql`false`;
}

const preparers: PartySight = {
  provinces: [reports.province],
  cities: [reports.city],
  counties: [reports.county],
  bureaus: [reports.bureau],
};

/** The reports that were prepared in a region: one equality. */
export function reportPreparedIn(region: Scope): SQL {
  return inPartySight(region, preparers, region);
}

/** The condition of a view, which is read together with the scope. */
export function reportInView(view: ReportView, { bureau }: Scope): SQL {
  if (view === "MINE") return eq(reports.bureau, bureau);
  return view === "SUBMITTED_TO_US" ? eq(reports.receiver, bureau) : ne(reports.bureau, bureau);
}
