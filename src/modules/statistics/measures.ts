import type { Basis, Counter } from "./rollups/counters.js";

/** How a period picks tickets: by their registration (COHORT), or each number by its own day (EVENT). */
export const views = ["COHORT", "EVENT"] as const;

/** How a period picks tickets. */
export type View = (typeof views)[number];

/** What a number is a number of. */
export const measureUnits = ["TICKETS", "LIMITS", "PERCENT", "YUAN", "HOURS", "WORKING_DAYS"] as const;

/** What a number is a number of. */
export type MeasureUnit = (typeof measureUnits)[number];

/** The measures (指标), in the order of the trade. */
export const measureNames = [
  "RECEIVED",
  "TO_DISPATCH",
  "DISPATCHED",
  "TRANSFER_RATE",
  "ACCEPTED",
  "REFUSED",
  "CLOSED",
  "CLOSURE_RATE",
  "ON_TIME_CHECK_RATE",
  "ON_TIME_VERIFICATION_RATE",
  "ON_TIME_CLOSURE_RATE",
  "SUPERVISION_RATE",
  "SETTLED",
  "TERMINATED",
  "MEDIATION_SUCCESS_RATE",
  "CASES_FILED",
  "TURNED_INTO_CASES",
  "RETURNED",
  "RECOVERED_LOSS",
  "DISPUTED_AMOUNT",
  "FINES",
  "CONFISCATED",
  "SATISFACTION_RATE",
  "HOURS_TO_DISPATCH",
  "HOURS_TO_ACCEPTANCE",
  "HOURS_TO_CLOSING",
  "WORKING_DAYS_TO_DISPATCH",
  "WORKING_DAYS_TO_ACCEPTANCE",
  "WORKING_DAYS_TO_CLOSING",
] as const;

/** A measure. */
export type MeasureName = (typeof measureNames)[number];

/** One counter by one basis. */
export interface Count {
  readonly counter: Counter;
  readonly basis: Basis;
}

/** The durations of a ticket: the column of its facts, and the day that ends it. */
export const durations = {
  HOURS_TO_DISPATCH: { column: "hours_to_dispatch", ends: "DISPATCHED" },
  HOURS_TO_ACCEPTANCE: { column: "hours_to_acceptance", ends: "ACCEPTED" },
  HOURS_TO_CLOSING: { column: "hours_to_closing", ends: "CLOSED" },
  WORKING_DAYS_TO_DISPATCH: { column: "working_days_to_dispatch", ends: "DISPATCHED" },
  WORKING_DAYS_TO_ACCEPTANCE: { column: "working_days_to_acceptance", ends: "ACCEPTED" },
  WORKING_DAYS_TO_CLOSING: { column: "working_days_to_closing", ends: "CLOSED" },
} as const satisfies Partial<Record<MeasureName, { column: string; ends: Basis }>>;

/** A measure that is a duration. */
export type DurationName = keyof typeof durations;

/** Whether a measure is a duration. */
export function isDuration(measure: MeasureName): measure is DurationName {
  return measure in durations;
}

/** A definition of a measure. A new way of counting is a new version; the old one can be asked for as long as it stands here. */
export interface Definition {
  readonly measure: MeasureName;
  readonly version: number;
  readonly unit: MeasureUnit;
  /** COUNT and SUM add up over groups, a RATE is a fraction of two counts, a DISTRIBUTION has median and percentiles. */
  readonly form: "COUNT" | "SUM" | "RATE" | "DISTRIBUTION";
  readonly name: { readonly zh: string; readonly en: string };
  /** The formula in words. */
  readonly formula: { readonly zh: string; readonly en: string };
  /** Whether more is better; null where neither is. */
  readonly isHigherBetter: boolean | null;
  /** What is counted or summed, and of a rate what it is divided by, by the view of the question. */
  readonly numerator: Readonly<Record<View, Count>> | null;
  readonly denominator: Readonly<Record<View, Count>> | null;
}
