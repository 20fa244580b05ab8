import { Field, InputType, Int, ObjectType } from "type-graphql";
import type { Tree } from "./counting/counting.js";
import type { PlaceDimension } from "./counting/dimensions.js";
import type { MeasureName, View } from "./measures.js";
import { PeriodInput, StatisticsFilter } from "./question.inputs.js";
import type { Comparison } from "./question.js";
import type { RankedPlace } from "./ranking.js";
import {
  ComparisonEnum,
  MeasureEnum,
  PlaceDimensionEnum,
  TreeEnum,
  ValueReasonEnum,
  ViewEnum,
} from "./statistics.enums.js";
import { StatisticsAnswer, StatisticsRow } from "./statistics.type.js";

/** What subordinates are compared by. */
@InputType({ description: "What the subordinates of a region are compared by (下级比较提问)." })
export class RankingQuestion {
  @Field(() => MeasureEnum, { description: "A count or a rate (指标)." })
  measure: MeasureName;

  @Field(() => Int, { nullable: true, description: "Another version of it than the one in force (版本)." })
  version?: number | null;

  @Field(() => PlaceDimensionEnum, { description: "Who is compared (比较对象)." })
  by: PlaceDimension;

  @Field(() => PeriodInput, { description: "The period (期间)." })
  period: PeriodInput;

  @Field(() => String, {
    nullable: true,
    description: "The code of a bureau of your region; yours where it is left out (地区).",
  })
  region?: string | null;

  @Field(() => StatisticsFilter, { nullable: true, description: "What tickets are narrowed to (筛选条件)." })
  filter?: StatisticsFilter | null;

  @Field(() => ComparisonEnum, { nullable: true, description: "With which period each is compared (同比, 环比)." })
  comparison?: Comparison | null;

  @Field(() => ViewEnum, { defaultValue: "COHORT", description: "How the period picks tickets (统计口径)." })
  view: View;

  @Field(() => TreeEnum, { defaultValue: "NOW", description: "Under which tree of bureaus (机构口径)." })
  tree: Tree;

  @Field(() => Int, {
    defaultValue: 30,
    description: "The smallest denominator of a rate that is compared; below it there is no rank (最小可比基数).",
  })
  smallestBase: number;

  @Field(() => Int, { defaultValue: 2, description: "Decimals, 0 to 6 (小数位数)." })
  digits: number;
}

/** How one subordinate stands. */
@ObjectType({ description: "How one subordinate stands among the others (下级比较结果).", simpleResolvers: true })
export class RankedRegion {
  @Field(() => StatisticsRow, { description: "Its group, with value, numerator and denominator (统计行)." })
  row: StatisticsRow;

  @Field(() => Int, {
    nullable: true,
    description: "Its rank, 1 the best; equal ones share one. Null where it is not comparable, with a reason (名次).",
  })
  rank: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Its difference to the mean, of rates in percentage points (与平均值之差).",
  })
  difference: string | null;

  @Field(() => ValueReasonEnum, { nullable: true, description: "Why it is not comparable (不可比原因)." })
  reason: RankedPlace["reason"];
}

/** A comparison of subordinates. */
@ObjectType({ description: "A comparison of the subordinates of a region (下级比较).", simpleResolvers: true })
export class RegionRanking {
  @Field(() => StatisticsAnswer, { description: "The answer that it is made from (统计结果)." })
  answer: StatisticsAnswer;

  @Field(() => String, {
    nullable: true,
    description:
      "The mean of the region: of a rate all numerators over all denominators, of a count the sum over the number of those compared (平均值).",
  })
  mean: string | null;

  @Field(() => Int, { description: "How many have a rank (可比数)." })
  comparable: number;

  @Field(() => [RankedRegion], { description: "By rank, then those that are not comparable (各下级)." })
  regions: RankedRegion[];
}
