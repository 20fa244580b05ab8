import { Field, ObjectType } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { Bureau } from "./bureau.type.js";
import { Division } from "./division.type.js";

/** Which bureau is competent for a division on a day, and why. */
@ObjectType({
  description: "Which bureau is competent for a division on a day, and why (管辖单位及依据).",
  simpleResolvers: true,
})
export class CompetenceAnswer {
  @Field(() => Division, { description: "The division that was asked about (区划)." })
  division: Division;

  @Field(() => DayScalar, { description: "The day that was asked about (日期)." })
  on: string;

  @Field(() => Bureau, {
    nullable: true,
    description: "The competent bureau (管辖单位); null when there was none that day.",
  })
  bureau: Bureau | null;

  @Field(() => Division, {
    nullable: true,
    description:
      "The division that the bureau covers (所辖行政区划): the one asked about, or the nearest above it that has a bureau.",
  })
  viaDivision: Division | null;

  @Field(() => String, { description: "The reason in a sentence (说明), in the language of the request." })
  explanation: string;
}
