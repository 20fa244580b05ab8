import { Field, ID, InputType, Int } from "type-graphql";
import { YuanScalar } from "../../platform/scalars.js";
import { ContactInput, RespondentInput } from "./parties.inputs.js";

/** What may be changed of an entry, whoever changes it: an operator who completes it, or who corrects it on request. */
@InputType({ description: "What is changed of an entry (登记要素). What is left out stays as it is." })
export class EntryAmendment {
  @Field(() => String, { nullable: true, description: "A code of the dictionary ISSUE_CLASS (问题类别)." })
  issueClass?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "A code of the dictionary GOODS_CLASS (商品服务类别); null takes it away.",
  })
  goodsClass?: string | null;

  @Field(() => [String], { nullable: true, description: "Codes of the dictionary TOPIC (主题), at most 10." })
  topics?: string[] | null;

  @Field(() => ContactInput, { nullable: true, description: "The whole contact anew (联系方式)." })
  contact?: ContactInput | null;

  @Field(() => RespondentInput, { nullable: true, description: "The whole respondent anew (被投诉举报人)." })
  respondent?: RespondentInput | null;

  @Field(() => String, { nullable: true, description: "The facts (事实)." })
  facts?: string | null;

  @Field(() => String, { nullable: true, description: "What is asked for (诉求)." })
  request?: string | null;

  @Field(() => YuanScalar, { nullable: true, description: "The amount in dispute, in yuan (争议金额)." })
  disputedAmount?: bigint | null;

  @Field(() => String, {
    nullable: true,
    description: "Your own words for the timeline (备注), at most 2,000 characters.",
  })
  remark?: string | null;
}

/** The fields of an entry that an amendment may change, in the order in which they are told. */
export const amendableFields = [
  "issueClass",
  "goodsClass",
  "topics",
  "contact",
  "respondent",
  "facts",
  "request",
  "disputedAmount",
] as const satisfies readonly (keyof EntryAmendment)[];

/** A completion of an entry. */
@InputType({ description: "A completion of an entry (补录). What is left out stays as it is." })
export class AmendTicketInput extends EntryAmendment {
  @Field(() => ID, { description: "The ticket (工单)." })
  ticketId: string;

  @Field(() => Int, {
    description: "The version of the ticket that you saw (版本号); a change since then is a CONFLICT.",
  })
  version: number;
}
