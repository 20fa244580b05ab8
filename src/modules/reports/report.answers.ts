/** What a value is compared with, as it stands in a report. */
export interface ReportComparison {
  /** The value of the other period; null where it has none. */
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  /** The difference; of rates in percentage points. */
  change: string | null;
  /** The growth in percent; null where there is none. */
  growth: string | null;
  /** Why a number is not there. */
  reason: string | null;
}

/** A number as it stands in a report: decimal text, so that nothing of it is lost. Rates in percent, money in yuan. */
export interface ReportValue {
  measure: string;
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  /** The part of all, in percent. */
  share: string | null;
  /** Why there is no value: SUPPRESSED where it is too small to be told. */
  reason: string | null;
  compared: ReportComparison | null;
}

/** A group of an answer; all together where it has no keys. */
export interface ReportGroup {
  keys: { dimension: string; code: string; name: string }[];
  values: ReportValue[];
}

/** What the statistics answered to one question, as it stands in a report. */
export interface ReportAnswer {
  period: { from: string; to: string };
  comparedPeriod: { from: string; to: string } | null;
  rows: ReportGroup[];
  total: ReportGroup;
  other: ReportGroup | null;
  /** The part of all that the groups told have together, in percent. */
  jointShare: string | null;
}

/** The questions of a report, by what they are for. */
export const questionNames = [
  "total",
  "totalBefore",
  "byKind",
  "byKindBefore",
  "byRegion",
  "issueClasses",
  "goodsClasses",
  "channels",
  "topics",
  "price",
  "priceBefore",
  "byTime",
] as const;

/** The name of a question of a report. */
export type QuestionName = (typeof questionNames)[number];

/** The questions about calls: a report of a topic or of a business line has none of them, nor has one of an earlier release. */
const callQuestionNames = ["calls", "callsBefore", "callsByTime"] as const;

/** The name of a question about calls. */
export type CallQuestionName = (typeof callQuestionNames)[number];

/** The names of all questions. */
export const allQuestionNames: readonly (QuestionName | CallQuestionName)[] = [...questionNames, ...callQuestionNames];

/** The answers of a report. */
export type ReportAnswers = Readonly<Record<QuestionName, ReportAnswer>> &
  Readonly<Partial<Record<CallQuestionName, ReportAnswer>>>;

/** Whether the region took calls in the period. */
export function hasCalls({ calls }: ReportAnswers): boolean {
  return Number(valueIn(calls?.total, "CALLS_OFFERED")?.value ?? 0) > 0;
}

/** The value of a measure in a group; undefined where it was not asked. */
export function valueIn(row: ReportGroup | null | undefined, measure: string): ReportValue | undefined {
  return row?.values.find((value) => value.measure === measure);
}

/** Whether a number is not told because it is too small. */
export function isHidden(value: ReportValue | ReportComparison | null | undefined): boolean {
  return value?.reason === "SUPPRESSED";
}

/** The group of a code; undefined where nothing is in it. */
export function rowOf(answer: ReportAnswer, code: string): ReportGroup | undefined {
  return answer.rows.find(({ keys }) => keys[0]?.code === code);
}
