import { type Column, type SQL, sql } from "drizzle-orm";
import { investigations, investigationTasks } from "../../../schema/index.js";
import {
  inPartySight,
  type PartySight,
  type SightCodes,
  type SightForm,
  sightBranches,
} from "../../platform/party-sight.store.js";
import type { Scope } from "../../platform/scope.js";

/** The parts of what somebody sees of the joint investigations. */
export const investigationViews = ["OURS", "IN_REGION"] as const;

/** A part of what somebody sees of the joint investigations. */
export type InvestigationView = (typeof investigationViews)[number];

/** The parts of what somebody sees of the tasks. */
export const taskViews = ["GIVEN_BY_US", "GIVEN_TO_US", "IN_REGION"] as const;

/** A part of what somebody sees of the tasks. */
export type TaskView = (typeof taskViews)[number];

const equal = (column: Column, code: string): SQL => sql`${column} = ${code}`;

const leads: PartySight = {
  provinces: [investigations.province],
  cities: [investigations.city],
  counties: [investigations.county],
  bureaus: [investigations.bureau],
};

/** The one scope of joint investigations as a condition: the lead sees its own, and whoever stands above it. */
export function investigationInSight(scope: SightForm, codes?: SightCodes): SQL {
  return inPartySight(scope, leads, codes);
}

const sides: PartySight = {
  provinces: [investigationTasks.province, investigationTasks.partnerProvince],
  cities: [investigationTasks.leadCity, investigationTasks.partnerCity],
  counties: [investigationTasks.leadCounty, investigationTasks.partnerCounty],
  bureaus: [investigationTasks.lead, investigationTasks.partner],
};

/** The one scope of tasks: lead and partner see a task, and whoever stands above one of them. */
export function taskInSight(scope: SightForm, codes?: SightCodes): SQL {
  return inPartySight(scope, sides, codes);
}

/** The same as branches, each answered by an index in the order of a list. */
export function taskBranches(scope: SightForm, codes?: SightCodes): readonly SQL[] {
  return sightBranches(scope, sides, codes);
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
