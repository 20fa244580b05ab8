import { ArgsType, Field, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";

/** Whose returns are counted, and when. */
@ArgsType()
export class ReturnCountsArguments {
  @Field(() => DayScalar, { description: "The first day (起始日期)." })
  from: string;

  @Field(() => DayScalar, { description: "The last day (截止日期), at most 366 days in all." })
  to: string;

  @Field(() => String, {
    nullable: true,
    description: "The code of a bureau whose region it is (辖区单位代码); all that you see, where it is left out.",
  })
  region?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many rows, the most frequent first, 1 to 100; 20 where it is left out (条数).",
  })
  first?: number | null;
}
