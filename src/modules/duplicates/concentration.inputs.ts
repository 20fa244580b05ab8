import { Field, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { TicketKindEnum } from "../dictionaries/index.js";
import type { TicketKind } from "../tickets/index.js";
import { ConcentrationSubjectEnum } from "./concentration.type.js";
import type { ConcentrationSubject } from "./concentration.words.js";

/** What is looked for in which tickets. */
@InputType({
  description: "What the tickets that you see are brought together by, and which of them (集中度分析条件).",
})
export class ConcentrationsInput {
  @Field(() => ConcentrationSubjectEnum, { description: "What they have in common (归集维度)." })
  by: ConcentrationSubject;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The first day of receipt (起始日); 90 days up to the last where it is left out.",
  })
  from?: string | null;

  @Field(() => DayScalar, { nullable: true, description: "The last day (截止日); today where it is left out." })
  to?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The code of a bureau (办理单位或地区): what it and those beneath it handle; all where it is left out.",
  })
  region?: string | null;

  @Field(() => TicketKindEnum, { nullable: true, description: "Tickets of this kind alone (类型)." })
  kind?: TicketKind | null;

  @Field(() => Int, { defaultValue: 5, description: "How many tickets make a group (起始件数), 2 to 1,000." })
  least: number;

  @Field(() => Int, { defaultValue: 20, description: "How many groups, the largest first (条数), 1 to 100." })
  first: number;
}
