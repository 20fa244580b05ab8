import { Field, Float, Int, ObjectType } from "type-graphql";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import type { ReturnCountRow } from "./return.store.js";

/** How often one bureau returned tickets to another, for one reason. */
@ObjectType({
  description: "How often one bureau returned tickets to another, for one reason (退回统计).",
  simpleResolvers: true,
})
export class ReturnCount {
  @Field(() => Int, { description: "How often (次数)." })
  count: number;

  @Field(() => Float, { description: "The share of all returns of the region and the period, 0 to 1 (占比)." })
  share: number;

  /** The row that other fields are read from. */
  row: ReturnCountRow;
}

/** Who returns to whom, how often, for which reasons. */
@ObjectType({
  description: "Who returns tickets to whom, how often, for which reasons (退回情况).",
  simpleResolvers: true,
})
export class ReturnCounts {
  @Field(() => DayScalar, { description: "The first day (起始日期)." })
  from: string;

  @Field(() => DayScalar, { description: "The last day (截止日期)." })
  to: string;

  @Field(() => Int, { description: "How many returns in all, those that are not listed among them (总数)." })
  total: number;

  @Field(() => InstantScalar, { description: "When it was counted (统计时间)." })
  asOf: Date;

  @Field(() => [ReturnCount], { description: "The most frequent first (明细)." })
  counts: ReturnCount[];
}
