import { Field, InputType } from "type-graphql";
import { YuanScalar } from "../../platform/scalars.js";
import { TicketKindEnum } from "../dictionaries/index.js";
import { ContactInput, RespondentInput } from "./parties.inputs.js";
import type { TicketKind } from "./ticket.words.js";

/** An entry while it is typed. */
@InputType({ description: "An entry while it is typed (录入草稿), as far as it is there. Nothing of it is kept." })
export class EntryDraftInput {
  @Field(() => TicketKindEnum, { description: "The kind (类型)." })
  kind: TicketKind;

  @Field(() => String, { description: "A code of the dictionary ISSUE_CLASS (问题类别)." })
  issueClass: string;

  @Field(() => String, { nullable: true, description: "A code of the dictionary GOODS_CLASS (商品服务类别)." })
  goodsClass?: string | null;

  @Field(() => ContactInput, { nullable: true, description: "How to reach the citizen (联系方式)." })
  contact?: ContactInput | null;

  @Field(() => Boolean, { defaultValue: false, description: "Whether a reporter does not give his name (匿名举报)." })
  isAnonymous: boolean;

  @Field(() => RespondentInput, { nullable: true, description: "Against whom (被投诉举报人)." })
  respondent?: RespondentInput | null;

  @Field(() => String, { description: "The facts (事实), at most 5,000 characters." })
  facts: string;

  @Field(() => String, { nullable: true, description: "What is asked for (诉求), at most 1,000 characters." })
  request?: string | null;

  @Field(() => YuanScalar, { nullable: true, description: "The amount in dispute, in yuan (争议金额)." })
  disputedAmount?: bigint | null;
}
