import { Field, Int, ObjectType } from "type-graphql";
import type { Loaded } from "../../platform/loaders.js";
import { DayScalar } from "../../platform/scalars.js";
import { Bureau } from "../jurisdictions/index.js";

/** How many tickets are due in one part of a region. */
@ObjectType({
  description: "How many tickets are due in one part of a region (临期与逾期, 按单位).",
  simpleResolvers: true,
})
export class DuePart {
  @Field(() => Bureau, {
    nullable: true,
    description:
      "The authority directly beneath the region, with all that lies beneath it; of a county the bureau that holds them (单位).",
  })
  bureau: Loaded<Bureau>;

  @Field(() => Int, { description: "How many are overdue (逾期)." })
  overdue: number;

  @Field(() => Int, { description: "How many are due within the days that were asked for and not overdue (临期)." })
  dueSoon: number;
}

/** How many tickets are due in a region. */
@ObjectType({
  description:
    "How many tickets are due in a region, exactly (临期与逾期数量). A ticket counts once, by the limit that is over first.",
  simpleResolvers: true,
})
export class DueCounts {
  @Field(() => DayScalar, { description: "The day in China on which it was counted (统计日)." })
  asOf: string;

  @Field(() => DayScalar, { description: "The last day that counts as soon (截止日)." })
  until: string;

  @Field(() => Int, { description: "How many are overdue (逾期)." })
  overdue: number;

  @Field(() => Int, { description: "How many are due until that day and not overdue (临期)." })
  dueSoon: number;

  @Field(() => [DuePart], { description: "The same by bureau, the most overdue first (按单位)." })
  byBureau: DuePart[];
}
