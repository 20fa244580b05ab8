import type { Extreme } from "./calls/call-extremes.js";
import type { GroupKey } from "./counting/counting.js";
import type { Distribution } from "./counting/durations.store.js";
import type { Definition } from "./measures.js";
import type { CheckedQuestion } from "./question.js";

/** Why a number is not there. */
export type ValueReason =
  | "EMPTY_DENOMINATOR"
  | "SUPPRESSED"
  | "ZERO_BASE"
  | "NO_VALUE_BEFORE"
  | "NO_VALUE_NOW"
  | "OVERLAPPING_GROUPS"
  | "ZERO_TOTAL"
  | "NOT_ADDITIVE";

/** The same measure in the period that is compared with, and what changed since. */
export interface ComparedValue {
  value: string | null;
  numerator: bigint | null;
  denominator: bigint | null;
  distribution: Distribution | null;
  extreme: Extreme | null;
  /** In the unit of the measure; of rates in percentage points. */
  change: string | null;
  /** In percent. */
  growth: string | null;
  reason: ValueReason | null;
}

/** The value of one measure for one group. */
export interface AnswerValue {
  definition: Definition;
  /** As text with the digits asked for; null with a reason. */
  value: string | null;
  /** What was counted or summed: tickets, limits, or 分. Null where it is suppressed, and for durations. */
  numerator: bigint | null;
  /** What it was divided by; null where the measure is no rate. */
  denominator: bigint | null;
  distribution: Distribution | null;
  /** Of an extreme: what it is of, and when it was. */
  extreme: Extreme | null;
  /** The share in the total, in percent; null for rates and durations. */
  share: string | null;
  reason: ValueReason | null;
  compared: ComparedValue | null;
}

/** One group of an answer. */
export interface AnswerRow {
  keys: readonly GroupKey[];
  values: readonly AnswerValue[];
  /** Whether any of its values is suppressed. */
  isSuppressed: boolean;
}

/** An answer of the statistics. */
export interface Answer {
  question: CheckedQuestion;
  rows: readonly AnswerRow[];
  total: AnswerRow;
  /** All groups that are not among the largest; null where all are shown, or a ticket may be in several groups. */
  other: AnswerRow | null;
  /** The share of the largest groups together, in percent, by the measure that they are the largest by. */
  jointShare: string | null;
  /** How many rows have a suppressed value. */
  suppressed: number;
}
