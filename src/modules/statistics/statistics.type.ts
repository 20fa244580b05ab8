import { Field, Int, ObjectType } from "type-graphql";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import { type Call, CallConnection } from "../calls/index.js";
import { type Ticket, TicketConnection } from "../tickets/index.js";
import type { Dimension } from "./counting/dimensions.js";
import type { Definition, MeasureName, MeasureUnit, View } from "./measures.js";
import type { CheckedQuestion } from "./question.js";
import {
  DimensionEnum,
  MeasureEnum,
  MeasureFormEnum,
  MeasureUnitEnum,
  TreeEnum,
  ViewEnum,
} from "./statistics.enums.js";
import { StatisticsValue } from "./value.type.js";

/** A definition of a measure. */
@ObjectType({ description: "A definition of a measure (指标定义).", simpleResolvers: true })
export class MeasureDefinition {
  @Field(() => MeasureEnum, { description: "The measure (指标)." })
  measure: MeasureName;

  @Field(() => Int, { description: "The version; a new way of counting is a new one (版本)." })
  version: number;

  @Field(() => Boolean, { description: "Whether it is the version in force (是否现行)." })
  isInForce: boolean;

  @Field(() => String, { description: "The name, in the language of the request (名称)." })
  name: string;

  @Field(() => String, { description: "The formula in words (公式)." })
  formula: string;

  @Field(() => MeasureUnitEnum, { description: "The unit (单位)." })
  unit: MeasureUnit;

  @Field(() => MeasureFormEnum, { description: "The form (形式)." })
  form: Definition["form"];

  @Field(() => String, { nullable: true, description: "The standard that it follows, such as GB/T 33358-2016 (依据)." })
  source: string | null;
}

/** Days, the first and the last included. */
@ObjectType({ description: "Days in China, the first and the last included (期间).", simpleResolvers: true })
export class StatisticsPeriod {
  @Field(() => DayScalar, { description: "The first day (起始日)." })
  from: string;

  @Field(() => DayScalar, { description: "The last day (截止日)." })
  to: string;
}

/** A filter as it was applied. */
@ObjectType({ description: "A condition as it was applied (实际筛选条件).", simpleResolvers: true })
export class AppliedCondition {
  @Field(() => String, { description: "The name of the condition (条件)." })
  name: string;

  @Field(() => [String], { description: "Its values (取值)." })
  values: string[];
}

/** The code of a group in one dimension. */
@ObjectType({ description: "The code of a group in one dimension (维度取值)." })
export class StatisticsKey {
  @Field(() => DimensionEnum, { description: "The dimension (维度)." })
  dimension: Dimension;

  @Field(() => String, { description: "The code; empty for tickets without one (代码)." })
  code: string;
}

/** One group of an answer. */
@ObjectType({ description: "One group of an answer (统计行)." })
export class StatisticsRow {
  @Field(() => [StatisticsKey], { description: "Which group it is; none of the total (维度取值)." })
  keys: StatisticsKey[];

  @Field(() => [StatisticsValue], { description: "Its values, in the order of the measures (指标值)." })
  values: StatisticsValue[];

  @Field(() => Boolean, { description: "Whether one of them is suppressed (是否有抑制)." })
  isSuppressed: boolean;

  /** The question that it answers; null of what is left beside the largest, behind which nothing is listed. */
  question: CheckedQuestion | null;
}

/** How far the numbers can be relied on. */
@ObjectType({ description: "How far the numbers can be relied on (完整性).", simpleResolvers: true })
export class StatisticsCompleteness {
  @Field(() => Boolean, {
    description: "Whether the period is over; tickets still come into one that is not (期间是否结束).",
  })
  isPeriodOver: boolean;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      "When all numbers were last compared with the tickets, one by one; null where they never were (最近核对时间).",
  })
  verifiedAt: Date | null;

  @Field(() => Int, { nullable: true, description: "How many numbers and tickets differed then (核对差异数)." })
  differences: number | null;
}

/** An answer of the statistics. */
@ObjectType({
  description:
    "An answer of the statistics (统计结果): exact as of one moment, with everything that is needed to say what it counts.",
})
export class StatisticsAnswer {
  @Field(() => InstantScalar, { description: "As of when (统计时刻)." })
  asOf: Date;

  @Field(() => ViewEnum, { description: "How the period picked tickets (统计口径)." })
  view: View;

  @Field(() => TreeEnum, { description: "Under which tree of bureaus (机构口径)." })
  tree: CheckedQuestion["tree"];

  @Field(() => StatisticsPeriod, { description: "The period (期间)." })
  period: StatisticsPeriod;

  @Field(() => StatisticsPeriod, { nullable: true, description: "The period that it is compared with (比较期间)." })
  comparedPeriod: StatisticsPeriod | null;

  @Field(() => [AppliedCondition], {
    description: "The conditions that were applied, that of the caller's business line too (实际筛选条件).",
  })
  conditions: AppliedCondition[];

  @Field(() => [StatisticsRow], { description: "The groups; none where no dimension was asked for (各组)." })
  rows: StatisticsRow[];

  @Field(() => StatisticsRow, { description: "All together (合计)." })
  total: StatisticsRow;

  @Field(() => StatisticsRow, {
    nullable: true,
    description:
      "All groups beside the largest; null where all are shown, groups overlap, or one is suppressed (其他).",
  })
  other: StatisticsRow | null;

  @Field(() => String, {
    nullable: true,
    description: "The share of the largest groups together, in percent (合计占比).",
  })
  jointShare: string | null;

  @Field(() => Int, { description: "How many rows have a value that is suppressed (被抑制行数)." })
  suppressed: number;

  /** What the fields are resolved from. */
  question: CheckedQuestion;
}

/** The calls behind a number. */
@ObjectType({ description: "The calls behind a number (来电钻取)." })
export class CallsBehind {
  @Field(() => InstantScalar, { description: "As of when the number was counted (统计时刻)." })
  asOf: Date;

  @Field(() => CallConnection, { description: "The calls that you see, the latest first (来电)." })
  calls: ConnectionValue<Call>;

  /** Counts them when it is asked for. */
  counted: () => Promise<number>;
}

/** The tickets behind a number. */
@ObjectType({ description: "The tickets behind a number (数据钻取)." })
export class TicketsBehind {
  @Field(() => InstantScalar, { description: "As of when the number was counted (统计时刻)." })
  asOf: Date;

  @Field(() => TicketConnection, { description: "The tickets that you see, the latest day first (工单)." })
  tickets: ConnectionValue<Ticket>;

  /** Counts them when it is asked for. */
  counted: () => Promise<number>;
}
