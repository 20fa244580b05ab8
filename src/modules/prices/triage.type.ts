import { Field, Int, ObjectType } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";

/** How many cases there are. */
@ObjectType({
  description: "How many price cases there are, and how the desk has sorted them (案件数).",
  simpleResolvers: true,
})
export class PriceCaseCounts {
  @Field(() => Int, { description: "All of them (合计)." })
  total: number;

  @Field(() => Int, { description: "Those that are new to the desk (新)." })
  fresh: number;

  @Field(() => Int, { description: "The key ones (重点)." })
  key: number;

  @Field(() => Int, { description: "Those that the desk is done with (办结关注)." })
  done: number;

  @Field(() => Int, { description: "Those whose tickets are not closed (在办)." })
  open: number;
}

/** Cases that have something in common. */
@ObjectType({ description: "Price cases that have something in common (分组).", simpleResolvers: true })
export class PriceCaseGroup {
  @Field(() => String, {
    nullable: true,
    description:
      "What the filter of priceCases takes (分组值): the code of the goods or the place, or the name of the respondent; null where that is not known.",
  })
  value: string | null;

  @Field(() => String, { nullable: true, description: "The same in words (名称)." })
  name: string | null;

  @Field(() => PriceCaseCounts, { description: "How many there are (案件数)." })
  counts: PriceCaseCounts;

  @Field(() => PriceCaseCounts, {
    nullable: true,
    description:
      "In a digest: how many there were in the day before (前一日); null where there were none, and elsewhere.",
  })
  before: PriceCaseCounts | null;
}

/** The cases of a day, sorted. */
@ObjectType({
  description:
    "The price cases that were received on a day in China (每日分拣), by goods, place and respondent: the 50 largest groups of each, those not known last.",
  simpleResolvers: true,
})
export class PriceTriage {
  @Field(() => DayScalar, { description: "The day (日期)." })
  day: string;

  @Field(() => PriceCaseCounts, { description: "All of them (合计)." })
  counts: PriceCaseCounts;

  @Field(() => [PriceCaseGroup], { description: "By goods (按商品)." })
  byGoods: PriceCaseGroup[];

  @Field(() => [PriceCaseGroup], { description: "By place (按地点)." })
  byPlace: PriceCaseGroup[];

  @Field(() => [PriceCaseGroup], { description: "By respondent (按被投诉举报人), by names as the tickets show them." })
  byRespondent: PriceCaseGroup[];
}
