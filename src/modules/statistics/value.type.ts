import { Field, Int, ObjectType } from "type-graphql";
import { InstantScalar, WholeScalar } from "../../platform/scalars.js";
import type { ValueReason } from "./answer.values.js";
import type { MeasureName, MeasureUnit } from "./measures.js";
import { MeasureEnum, MeasureUnitEnum, ValueReasonEnum } from "./statistics.enums.js";

/** When an extreme was. */
@ObjectType({
  description: "When an extreme was: the 24 hours, or the call from its answer to its end (极值时段).",
  simpleResolvers: true,
})
export class StatisticsSpan {
  @Field(() => InstantScalar, { description: "From when (起)." })
  from: Date;

  @Field(() => InstantScalar, { description: "Until when; what is then is no part of it (止)." })
  to: Date;
}

/** How durations are spread. */
@ObjectType({ description: "How durations are spread, by the nearest rank (时长分布).", simpleResolvers: true })
export class StatisticsDistribution {
  @Field(() => Int, { description: "Of how many tickets; of durations of calls of how many calls (件数)." })
  tickets: number;

  @Field(() => Int, { description: "Half are no longer (中位数)." })
  median: number;

  @Field(() => Int, { description: "Nine in ten are no longer (第90百分位数)." })
  p90: number;

  @Field(() => Int, { description: "Ninety-nine in a hundred are no longer (第99百分位数)." })
  p99: number;
}

/** A measure in the period that is compared with. */
@ObjectType({
  description: "A measure in the period that is compared with, and the change since (比较值).",
  simpleResolvers: true,
})
export class StatisticsComparison {
  @Field(() => String, { nullable: true, description: "The value then (基期值)." })
  value: string | null;

  @Field(() => WholeScalar, { nullable: true, description: "What was counted then; of sums in 分 (基期分子)." })
  numerator: number | null;

  @Field(() => WholeScalar, { nullable: true, description: "What it was divided by then (基期分母)." })
  denominator: number | null;

  @Field(() => StatisticsDistribution, {
    nullable: true,
    description: "Of durations: how they were spread (基期分布).",
  })
  distribution: StatisticsDistribution | null;

  @Field(() => StatisticsSpan, { nullable: true, description: "Of extremes: when it was (基期极值时段)." })
  span: StatisticsSpan | null;

  @Field(() => String, {
    nullable: true,
    description: "The change in the unit of the measure, of rates in percentage points (增减).",
  })
  change: string | null;

  @Field(() => String, { nullable: true, description: "The change in percent of the value then (增长率)." })
  growth: string | null;

  @Field(() => ValueReasonEnum, { nullable: true, description: "Why something is missing (无值原因)." })
  reason: ValueReason | null;
}

/** The value of one measure for one group. */
@ObjectType({ description: "The value of one measure for one group (指标值).", simpleResolvers: true })
export class StatisticsValue {
  @Field(() => MeasureEnum, { description: "The measure (指标)." })
  measure: MeasureName;

  @Field(() => Int, { description: "The version of its definition (版本)." })
  version: number;

  @Field(() => MeasureUnitEnum, { description: "The unit (单位)." })
  unit: MeasureUnit;

  @Field(() => String, {
    nullable: true,
    description:
      "The value as a decimal text, rounded half up to the digits asked for; of durations the median; null with a reason (数值).",
  })
  value: string | null;

  @Field(() => WholeScalar, {
    nullable: true,
    description:
      "What was counted, exact; of sums in 分, and null where they exceed 53 bits, which `value` does not (分子).",
  })
  numerator: number | null;

  @Field(() => WholeScalar, { nullable: true, description: "What a rate is divided by, exact (分母)." })
  denominator: number | null;

  @Field(() => StatisticsDistribution, { nullable: true, description: "Of durations: how they are spread (时长分布)." })
  distribution: StatisticsDistribution | null;

  @Field(() => StatisticsSpan, { nullable: true, description: "Of extremes: when it was (极值时段)." })
  span: StatisticsSpan | null;

  @Field(() => String, { nullable: true, description: "The share in the total, in percent (占比)." })
  share: string | null;

  @Field(() => ValueReasonEnum, { nullable: true, description: "Why there is no value (无值原因)." })
  reason: ValueReason | null;

  @Field(() => StatisticsComparison, { nullable: true, description: "The same in the compared period (比较)." })
  compared: StatisticsComparison | null;
}
