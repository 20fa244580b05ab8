import { ArgsType, Field, Int } from "type-graphql";
import type { Side } from "./drill.js";
import type { MeasureName } from "./measures.js";
import { MeasureEnum, SideEnum } from "./statistics.enums.js";

/** The arguments of ticketsBehind and callsBehind: which number of an answer is meant, and which page of what it counted. */
@ArgsType()
export class DrillArguments {
  @Field(() => String, { description: "The `drillToken` of a row (钻取令牌)." })
  token: string;

  @Field(() => MeasureEnum, { description: "One of the measures of the answer that counts what is listed (指标)." })
  measure: MeasureName;

  @Field(() => SideEnum, { defaultValue: "NUMERATOR", description: "Which side of it (分子或分母)." })
  side: Side;

  @Field(() => Int, { nullable: true, description: "How many, at most 100; 20 when left out (每页条数)." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The cursor after which the page begins (游标)." })
  after?: string | null;
}
