import { Field, Float, Int, ObjectType } from "type-graphql";
import { InstantScalar } from "../../platform/scalars.js";
import { Term } from "../tickets/index.js";
import type { ReadEvidence } from "./evidence.js";

/** An hour of a surge. */
@ObjectType({ description: "An hour of a surge (逐时件数).", simpleResolvers: true })
export class SurgeHour {
  @Field(() => InstantScalar, { description: "Its beginning (起)." })
  from: Date;

  @Field(() => InstantScalar, { description: "Its end (止); that of the running hour is now." })
  until: Date;

  @Field(() => Int, { description: "How many tickets came in (件数)." })
  count: number;

  @Field(() => Float, {
    nullable: true,
    description: "How many were to be expected (预期件数); null without a baseline.",
  })
  expected: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The lower end of the range in which 19 of 20 such hours lie (预期区间下限).",
  })
  low: number | null;

  @Field(() => Float, { nullable: true, description: "Its upper end (预期区间上限)." })
  high: number | null;
}

/** A place of a surge. */
@ObjectType({ description: "A county in which tickets of a surge are (涉及地区).", simpleResolvers: true })
export class SurgePlace {
  @Field(() => String, { description: "The code of the county (区县代码)." })
  code: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Its name (名称), of the authority or else of the division; null for a code that nobody knows any more.",
  })
  name: string | null;

  @Field(() => Int, { description: "How many tickets (件数)." })
  count: number;
}

/** Goods of a surge. */
@ObjectType({
  description: "Goods or services that tickets of a surge are about (涉及商品服务).",
  simpleResolvers: true,
})
export class SurgeGoods {
  @Field(() => Term, { description: "The goods or service (商品服务类别)." })
  goodsClass: Term;

  @Field(() => Int, { description: "How many tickets (件数)." })
  count: number;
}

/** A respondent of a surge. */
@ObjectType({ description: "A respondent whom tickets of a surge name (被投诉举报人).", simpleResolvers: true })
export class SurgeRespondent {
  @Field(() => String, { description: "The name as it was registered (名称)." })
  name: string;

  @Field(() => Int, { description: "How many tickets (件数)." })
  count: number;
}

/** What a surge rests on. */
@ObjectType({
  description:
    "What a surge rests on (预警依据), counted of the tickets that you see: the newest 20,000 since its first window. Groups of fewer than three reports are not told outside the bureau that handles them.",
  simpleResolvers: true,
})
export class SurgeEvidence {
  @Field(() => InstantScalar, { description: "When it was counted (统计截至)." })
  asOf: Date;

  @Field(() => InstantScalar, { description: "From when on tickets are counted (起)." })
  from: Date;

  @Field(() => InstantScalar, { description: "Until when (止): now, or when it was closed." })
  to: Date;

  @Field(() => [SurgeHour], {
    description:
      "The hours, the latest last, 168 at most (时间序列), with what was to be expected where its rule has a baseline.",
  })
  series: SurgeHour[];

  @Field(() => Int, { description: "How many groups of places, goods and respondents are not told (隐去分组数)." })
  suppressed: number;

  /** What nested fields are read from. */
  read: ReadEvidence;
}
