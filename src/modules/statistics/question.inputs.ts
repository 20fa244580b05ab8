import { Field, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { type TicketKind, TicketKindEnum } from "../dictionaries/index.js";
import { type TicketState, TicketStateEnum } from "../tickets/index.js";
import type { Tree } from "./counting/counting.js";
import type { Dimension } from "./counting/dimensions.js";
import type { MeasureName, View } from "./measures.js";
import type { Comparison } from "./question.js";
import { ComparisonEnum, DimensionEnum, MeasureEnum, TreeEnum, ViewEnum } from "./statistics.enums.js";

/** Days, the first and the last included. */
@InputType({ description: "Days in China, the first and the last included, ten years at most (期间)." })
export class PeriodInput {
  @Field(() => DayScalar, { description: "The first day (起始日)." })
  from: string;

  @Field(() => DayScalar, { description: "The last day (截止日)." })
  to: string;
}

/** A version of a measure. */
@InputType({ description: "Another version of a measure than the one in force (指标版本)." })
export class MeasureVersionInput {
  @Field(() => MeasureEnum, { description: "The measure (指标)." })
  measure: MeasureName;

  @Field(() => Int, { description: "Its version (版本)." })
  version: number;
}

/** What tickets are narrowed to. */
@InputType({ description: "What tickets are narrowed to, or calls (筛选条件). All that is given must hold." })
export class StatisticsFilter {
  @Field(() => [TicketKindEnum], { nullable: true, description: "Any of these kinds (类型)." })
  kinds?: TicketKind[] | null;

  @Field(() => [String], { nullable: true, description: "Any of these codes of CHANNEL (渠道)." })
  channels?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Any of these codes of ISSUE_CLASS (问题类别)." })
  issueClasses?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Any of these codes of GOODS_CLASS (商品服务类别)." })
  goodsClasses?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Any of these codes of TOPIC; by the dimension TOPIC they alone are groups (主题).",
  })
  topics?: string[] | null;

  @Field(() => [TicketStateEnum], { nullable: true, description: "Any of these states (状态)." })
  states?: TicketState[] | null;

  @Field(() => String, { nullable: true, description: "The name of the respondent, whole (被诉对象)." })
  respondent?: string | null;

  @Field(() => [String], { nullable: true, description: "Of calls alone: any of these queues; empty for none (队列)." })
  queues?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Of calls alone: any of these operators, as the dimension OPERATOR names them (座席工号).",
  })
  operators?: string[] | null;
}

/** A question to the statistics. */
@InputType({ description: "A question to the statistics (统计提问)." })
export class StatisticsQuestion {
  @Field(() => [MeasureEnum], { description: "What is asked for, 1 to 12 measures (指标)." })
  measures: MeasureName[];

  @Field(() => [MeasureVersionInput], { nullable: true, description: "Versions other than those in force (指标版本)." })
  versions?: MeasureVersionInput[] | null;

  @Field(() => [DimensionEnum], {
    defaultValue: [],
    description: "What tickets or calls are grouped by, 4 at most, one of them of time (维度).",
  })
  dimensions: Dimension[];

  @Field(() => PeriodInput, { description: "The period (期间)." })
  period: PeriodInput;

  @Field(() => String, {
    nullable: true,
    description: "The code of a bureau of your region, with all beneath it (地区); yours where it is left out.",
  })
  region?: string | null;

  @Field(() => StatisticsFilter, { nullable: true, description: "What tickets are narrowed to (筛选条件)." })
  filter?: StatisticsFilter | null;

  @Field(() => ComparisonEnum, { nullable: true, description: "With which period is compared (同比, 环比)." })
  comparison?: Comparison | null;

  @Field(() => PeriodInput, { nullable: true, description: "Any other period to compare with (比较期间)." })
  comparedPeriod?: PeriodInput | null;

  @Field(() => ViewEnum, { defaultValue: "COHORT", description: "How the period picks tickets (统计口径)." })
  view: View;

  @Field(() => TreeEnum, { defaultValue: "NOW", description: "Under which tree of bureaus (机构口径)." })
  tree: Tree;

  @Field(() => Int, {
    nullable: true,
    description: "The largest groups alone, 1 to 100, of one dimension, with the rest as `other` (前N项).",
  })
  top?: number | null;

  @Field(() => MeasureEnum, {
    nullable: true,
    description: "By which measure they are the largest; the first (排序指标).",
  })
  topBy?: MeasureName | null;

  @Field(() => Int, { defaultValue: 2, description: "Decimals of rates, shares and growth, 0 to 6 (小数位数)." })
  digits: number;
}
