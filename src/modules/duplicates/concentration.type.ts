import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import { Weight } from "../../platform/weight.js";
import { Term, Ticket } from "../tickets/index.js";
import { type ConcentrationSubject, concentrationSubjects } from "./concentration.words.js";

/** What tickets are many of. */
export const ConcentrationSubjectEnum = enumOf(concentrationSubjects);

registerEnumType(ConcentrationSubjectEnum, {
  name: "ConcentrationSubject",
  description: "What tickets have in common that are many (归集维度).",
  valuesConfig: described({
    PERSON: "The citizen: by his document, else by name with address, else by his number (同一人).",
    PHONE: "The telephone number (同一电话).",
    ADDRESS: "The address of the citizen (同一地址).",
    RESPONDENT: "The respondent, by name and county (同一被诉方).",
    PRODUCT: "The respondent and the class of goods or services (同一被诉方的同类商品服务).",
  }),
});

/** Tickets that are many of one. */
@ObjectType({
  description:
    "Tickets that are many of one (集中情况): evidence for a hint, never a ground by itself (art. 17 of Order 121).",
  simpleResolvers: true,
})
export class Concentration {
  @Field(() => String, {
    description: "What stands for the group (标识): hand it to concentrationTickets. Opaque; it gives no right.",
  })
  key: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Of what they are many (归集对象): a citizen masked, such as 138****1234, a respondent by name; null where the newest ticket does not say it.",
  })
  label: string | null;

  @Field(() => Term, { nullable: true, description: "Of a product: the class of goods or services (商品服务类别)." })
  goodsClass: Term | null;

  @Field(() => Int, { description: "How many tickets (件数)." })
  ticketCount: number;

  @Field(() => Int, { description: "How many of them are complaints (投诉件数)." })
  complaintCount: number;

  @Field(() => Int, { description: "How many of them are reports (举报件数)." })
  reportCount: number;

  @Field(() => Int, { description: "Against how many respondents, by name (被诉方数)." })
  respondentCount: number;

  @Field(() => Float, { description: "Their share of all tickets that were counted, 0 to 1 (占比)." })
  share: number;

  @Field(() => InstantScalar, { description: "When the first was received (最早接收时间)." })
  firstReceivedAt: Date;

  @Field(() => InstantScalar, { description: "When the last was received (最近接收时间)." })
  lastReceivedAt: Date;

  @Field(() => Ticket, { nullable: true, description: "The newest of them (最近一件)." })
  newest: Ticket | null;

  @Field(() => String, { description: "What it says and what it does not (提示说明)." })
  sentence: string;
}

/** The groups found. */
@ObjectType({ description: "Of what the tickets that you see are many (集中度分析).", simpleResolvers: true })
export class Concentrations {
  @Weight(0, { items: 20 })
  @Field(() => [Concentration], { description: "The groups, the largest first (集中情况)." })
  groups: Concentration[];

  @Field(() => DayScalar, { description: "The first day of receipt (起始日)." })
  from: string;

  @Field(() => DayScalar, { description: "The last day (截止日)." })
  to: string;

  @Field(() => InstantScalar, { description: "When it was counted (统计时点)." })
  asOf: Date;

  @Field(() => String, {
    nullable: true,
    description:
      "What was left out, and why (未纳入说明): reports whose reporter you may not know; null where nothing is.",
  })
  leftOut: string | null;
}

/** What stands out around one ticket. */
@ObjectType({ description: "What stands out around a ticket (集中情况提示).", simpleResolvers: true })
export class ConcentrationHint {
  @Field(() => ConcentrationSubjectEnum, { description: "What the tickets have in common with this one (归集维度)." })
  by: ConcentrationSubject;

  @Field(() => Int, {
    description: "How many there are in the year up to this one, itself included; 500 at most (件数).",
  })
  ticketCount: number;

  @Field(() => String, { description: "What it says and what it does not (提示说明)." })
  sentence: string;
}
