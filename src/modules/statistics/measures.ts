import type { CallCounter } from "./calls/call-counters.js";
import type { Basis, Counter } from "./rollups/counters.js";

/** How a period picks tickets: by their registration (COHORT), or each number by its own day (EVENT). */
export const views = ["COHORT", "EVENT"] as const;

/** How a period picks tickets. */
export type View = (typeof views)[number];

/** What a number is a number of. */
export const measureUnits = [
  "TICKETS",
  "LIMITS",
  "PERCENT",
  "YUAN",
  "HOURS",
  "WORKING_DAYS",
  "CALLS",
  "SECONDS",
  "CALLS_PER_OPERATOR_DAY",
] as const;

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
  "CALLS_OFFERED",
  "CALLS_ANSWERED",
  "CONNECTION_RATE",
  "LOWEST_CONNECTION_RATE_24H",
  "ANSWERED_WITHIN_15S",
  "ANSWERED_WITHIN_15S_RATE",
  "CALLS_ABANDONED",
  "CALLS_TRANSFERRED",
  "WAITING_TIME",
  "TALKING_TIME",
  "LONGEST_CALL",
  "CALLS_PER_OPERATOR_DAY",
] as const;

/** A measure. */
export type MeasureName = (typeof measureNames)[number];

/** One counter of tickets by one basis. */
export interface TicketCount {
  readonly counter: Counter;
  readonly basis: Basis;
}

/** One counter of calls: these have one day alone, on which they were offered. */
export interface CallCount {
  readonly counter: CallCounter;
  readonly basis: "CALL";
}

/** One counter by one basis. */
export type Count = TicketCount | CallCount;

/** Whether a counter is one of calls. */
export function isOfCalls(count: Count): count is CallCount {
  return count.basis === "CALL";
}

/** Whether a counter is one of tickets. */
export function isOfTickets(count: Count): count is TicketCount {
  return count.basis !== "CALL";
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

/** A measure that is a duration of tickets. */
export type TicketDurationName = keyof typeof durations;

/** Whether a measure is a duration of tickets. */
export function isTicketDuration(measure: MeasureName): measure is TicketDurationName {
  return measure in durations;
}

/** The durations of a call: the column of the call that has it, in seconds. */
export const callDurations = {
  WAITING_TIME: "waiting_seconds",
  TALKING_TIME: "talking_seconds",
} as const satisfies Partial<Record<MeasureName, string>>;

/** A measure that is a duration of calls. */
export type CallDurationName = keyof typeof callDurations;

/** Whether a measure is a duration of calls. */
export function isCallDuration(measure: MeasureName): measure is CallDurationName {
  return measure in callDurations;
}

/** A measure that is a duration. */
export type DurationName = TicketDurationName | CallDurationName;

/** Whether a measure is a duration. */
export function isDuration(measure: MeasureName): measure is DurationName {
  return isTicketDuration(measure) || isCallDuration(measure);
}

/** The measures that are the largest or smallest of something, which does not add up over groups. */
const extremeNames = ["LOWEST_CONNECTION_RATE_24H", "LONGEST_CALL"] as const satisfies readonly MeasureName[];

/** A measure that is the largest or smallest of something. */
export type ExtremeName = (typeof extremeNames)[number];

/** Whether a measure is the largest or smallest of something. */
export function isExtreme(measure: MeasureName): measure is ExtremeName {
  return (extremeNames as readonly MeasureName[]).includes(measure);
}

const firstOfCalls = measureNames.indexOf("CALLS_OFFERED");

/** Whether a measure is one of calls and not of tickets. */
export function isMeasureOfCalls(measure: MeasureName): boolean {
  return measureNames.indexOf(measure) >= firstOfCalls;
}

/** A definition of a measure. A new way of counting is a new version; the old one can be asked for as long as it stands here. */
export interface Definition {
  readonly measure: MeasureName;
  readonly version: number;
  readonly unit: MeasureUnit;
  /**
   * COUNT and SUM add up over groups, a RATE is a fraction of two counts in percent and a RATIO one that is not, a
   * DISTRIBUTION has median and percentiles, an EXTREME is the largest or smallest of something.
   */
  readonly form: "COUNT" | "SUM" | "RATE" | "RATIO" | "DISTRIBUTION" | "EXTREME";
  readonly name: { readonly zh: string; readonly en: string };
  /** The formula in words. */
  readonly formula: { readonly zh: string; readonly en: string };
  /** Whether more is better; null where neither is. */
  readonly isHigherBetter: boolean | null;
  /** The standard that it is defined by; null where none of its own. */
  readonly source: string | null;
  /** What is counted or summed, and of a rate what it is divided by, by the view of the question. */
  readonly numerator: Readonly<Record<View, Count>> | null;
  readonly denominator: Readonly<Record<View, Count>> | null;
}
