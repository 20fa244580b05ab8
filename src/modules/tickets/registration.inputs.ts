import { Field, ID, InputType, Int } from "type-graphql";
import { InstantScalar, YuanScalar } from "../../platform/scalars.js";
import { TicketKindEnum } from "../dictionaries/index.js";
import { AnswerSourcesInput } from "../knowledge/index.js";
import { ContactInput, RespondentInput } from "./parties.inputs.js";
import type { TicketKind } from "./ticket.words.js";

/** The other part of mixed material. */
@InputType({
  description:
    "The other part of mixed material, which becomes a linked ticket of its own (分别处理; art. 9 of Order 121).",
})
export class TicketPartInput {
  @Field(() => TicketKindEnum, { description: "COMPLAINT or REPORT (类型): the one that the first ticket is not." })
  kind: TicketKind;

  @Field(() => String, { description: "A code of the dictionary ISSUE_CLASS (问题类别)." })
  issueClass: string;

  @Field(() => String, { nullable: true, description: "A code of the dictionary GOODS_CLASS (商品服务类别)." })
  goodsClass?: string | null;

  @Field(() => String, { description: "The facts (事实), at most 5,000 characters." })
  facts: string;

  @Field(() => String, { nullable: true, description: "What is asked for (诉求); needed for a complaint." })
  request?: string | null;
}

/** A registration. */
@InputType({ description: "A registration (登记)." })
export class RegisterTicketInput {
  @Field(() => String, {
    description:
      "The idempotency key (幂等键), 8 to 100 printable characters: the same key and input give the same ticket again; the same key with another input is refused.",
  })
  idempotencyKey: string;

  @Field(() => String, { description: "A code of the dictionary CHANNEL (渠道), such as PHONE." })
  channel: string;

  @Field(() => TicketKindEnum, { description: "The kind (类型)." })
  kind: TicketKind;

  @Field(() => String, { description: "A code of the dictionary ISSUE_CLASS (问题类别), such as PRICE." })
  issueClass: string;

  @Field(() => String, { nullable: true, description: "A code of the dictionary GOODS_CLASS (商品服务类别)." })
  goodsClass?: string | null;

  @Field(() => [String], { defaultValue: [], description: "Codes of the dictionary TOPIC (主题), at most 10." })
  topics: string[];

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      "When the bureau received it (接收时间), since 2020; now, where it is left out. It decides which order applies.",
  })
  receivedAt?: Date | null;

  @Field(() => ContactInput, { nullable: true, description: "How to reach the citizen (联系方式)." })
  contact?: ContactInput | null;

  @Field(() => Boolean, { defaultValue: false, description: "Whether a reporter does not give his name (匿名举报)." })
  isAnonymous: boolean;

  @Field(() => RespondentInput, {
    nullable: true,
    description: "Against whom (被投诉举报人); needed for a complaint or report.",
  })
  respondent?: RespondentInput | null;

  @Field(() => String, { description: "The facts (事实), at most 5,000 characters." })
  facts: string;

  @Field(() => String, {
    nullable: true,
    description: "What is asked for (诉求), at most 1,000 characters; needed for a complaint.",
  })
  request?: string | null;

  @Field(() => YuanScalar, { nullable: true, description: "The amount in dispute, in yuan (争议金额)." })
  disputedAmount?: bigint | null;

  @Field(() => Boolean, { defaultValue: false, description: "Whether to pass it on to review at once (直接提交审核)." })
  submit: boolean;

  @Field(() => String, {
    nullable: true,
    description: "The answer to a consultation (即时解答), which closes it at once.",
  })
  answer?: string | null;

  @Field(() => AnswerSourcesInput, {
    nullable: true,
    description: "What the answer relied on: a reply template, articles, questions and answers (答复依据).",
  })
  sources?: AnswerSourcesInput | null;

  @Field(() => ID, {
    nullable: true,
    description: "The call that it comes from, taken by your bureau (来电记录). A call may bring several tickets.",
  })
  callId?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Whether to leave out the topics of emergencies in force, which are added by default (不附加应急主题).",
  })
  withoutEmergencyTopics?: boolean;

  @Field(() => TicketPartInput, { nullable: true, description: "The other part of mixed material (混合诉求)." })
  also?: TicketPartInput | null;
}

/** A split. */
@InputType({ description: "A split of mixed material found in review (拆分; art. 9 of Order 121)." })
export class SplitTicketInput {
  @Field(() => ID, { description: "The ticket (工单)." })
  ticketId: string;

  @Field(() => Int, {
    description: "The version of the ticket that you saw (版本号); a change since then is a CONFLICT.",
  })
  version: number;

  @Field(() => TicketPartInput, { description: "The other part (另一部分)." })
  part: TicketPartInput;
}
