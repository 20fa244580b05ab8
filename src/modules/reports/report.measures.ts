import type { MeasureName } from "../statistics/index.js";

/** What the number of a measure counts. */
export type ReportUnit = "TICKETS" | "PERCENT" | "YUAN" | "CALLS" | "SECONDS" | "CALLS_PER_OPERATOR_DAY";

/** A measure as a report words it. */
export interface ReportMeasure {
  /** Its name in the list of measures of the statistics. */
  measure: MeasureName;
  /** The word for it in placeholders, such as closureRate. */
  stem: string;
  /** What it is called in tables. */
  label: string;
  unit: ReportUnit;
}

const of = (unit: ReportUnit, stem: string, measure: MeasureName, label: string): ReportMeasure => ({
  measure,
  stem,
  label,
  unit,
});

/**
 * The measures that a report holds, in the order of its tables. Durations are not among them: their percentiles are read from
 * each ticket, which takes too long for a region of millions.
 */
export const reportMeasures: readonly ReportMeasure[] = [
  of("TICKETS", "received", "RECEIVED", "接收量"),
  of("TICKETS", "toDispatch", "TO_DISPATCH", "应转办量"),
  of("TICKETS", "dispatched", "DISPATCHED", "已转办量"),
  of("PERCENT", "transferRate", "TRANSFER_RATE", "转办率"),
  of("TICKETS", "accepted", "ACCEPTED", "受理投诉"),
  of("TICKETS", "refused", "REFUSED", "不予受理"),
  of("TICKETS", "closed", "CLOSED", "办结量"),
  of("PERCENT", "closureRate", "CLOSURE_RATE", "办结率"),
  of("PERCENT", "onTimeCheckRate", "ON_TIME_CHECK_RATE", "按时初查率"),
  of("PERCENT", "onTimeVerificationRate", "ON_TIME_VERIFICATION_RATE", "按时核查率"),
  of("PERCENT", "onTimeClosureRate", "ON_TIME_CLOSURE_RATE", "按期办结率"),
  of("PERCENT", "supervisionRate", "SUPERVISION_RATE", "督办率"),
  of("TICKETS", "settled", "SETTLED", "调解成功"),
  of("TICKETS", "terminated", "TERMINATED", "终止调解"),
  of("PERCENT", "mediationSuccessRate", "MEDIATION_SUCCESS_RATE", "调解成功率"),
  of("TICKETS", "casesFiled", "CASES_FILED", "举报立案"),
  of("TICKETS", "turnedIntoCases", "TURNED_INTO_CASES", "诉转案"),
  of("TICKETS", "returned", "RETURNED", "退回"),
  of("YUAN", "recoveredLoss", "RECOVERED_LOSS", "挽回经济损失"),
  of("YUAN", "disputedAmount", "DISPUTED_AMOUNT", "争议金额"),
  of("YUAN", "fines", "FINES", "罚款"),
  of("YUAN", "confiscated", "CONFISCATED", "没收"),
  of("PERCENT", "satisfactionRate", "SATISFACTION_RATE", "满意率"),
];

/** The measures of calls that a report holds where the region took calls, in the order of its tables. */
export const callMeasures: readonly ReportMeasure[] = [
  of("CALLS", "callsOffered", "CALLS_OFFERED", "呼入量"),
  of("CALLS", "callsAnswered", "CALLS_ANSWERED", "接通量"),
  of("PERCENT", "connectionRate", "CONNECTION_RATE", "接通率"),
  of("PERCENT", "lowestConnectionRate", "LOWEST_CONNECTION_RATE_24H", "任意24小时最低接通率"),
  of("PERCENT", "answeredWithin15sRate", "ANSWERED_WITHIN_15S_RATE", "15秒接通率"),
  of("CALLS", "callsAbandoned", "CALLS_ABANDONED", "放弃量"),
  of("CALLS", "callsTransferred", "CALLS_TRANSFERRED", "转接量"),
  of("SECONDS", "longestCall", "LONGEST_CALL", "最长通话"),
  of("CALLS_PER_OPERATOR_DAY", "callsPerOperatorDay", "CALLS_PER_OPERATOR_DAY", "人均日接通量"),
];

const byName = new Map<string, ReportMeasure>([...reportMeasures, ...callMeasures].map((one) => [one.measure, one]));

/** What a measure counts; tickets for one that reports do not word. */
export function unitOf(measure: string): ReportUnit {
  return byName.get(measure)?.unit ?? "TICKETS";
}

/** The heading of a measure in a table, with its unit where it is not tickets. */
export function headingOf(measure: string): string {
  const known = byName.get(measure);
  const suffix = {
    TICKETS: "（件）",
    PERCENT: "（%）",
    YUAN: "（元）",
    CALLS: "（个）",
    SECONDS: "（秒）",
    CALLS_PER_OPERATOR_DAY: "（个/人日）",
  };
  return known === undefined ? measure : `${known.label}${suffix[known.unit]}`;
}
