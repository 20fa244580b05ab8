import { Field, ID, InputType, Int } from "type-graphql";
import { AnswerSourcesInput } from "../knowledge/index.js";

const ticketIdText = "The ticket (工单).";
const versionText = "The version of the ticket that you saw (版本号); a change since then is a CONFLICT.";
const remarkText = "Your own words for the timeline (备注), at most 2,000 characters.";

/** An answer to a consultation. */
@InputType({ description: "An answer to a consultation (解答)." })
export class AnswerConsultationInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { description: "The answer (答复内容), at most 5,000 characters." })
  answer: string;

  @Field(() => AnswerSourcesInput, {
    nullable: true,
    description: "What it relied on: a reply template, articles, questions and answers (答复依据).",
  })
  sources?: AnswerSourcesInput | null;
}

/** A return, to the operator or to whoever dispatched. */
@InputType({ description: "A return of a ticket (退回)." })
export class ReturnTicketInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { description: "The reason, a code of the dictionary RETURN_REASON (退回原因)." })
  reason: string;

  @Field(() => String, { nullable: true, description: "More words (说明); needed where the reason says so." })
  explanation?: string | null;
}

/** A correction of classes. */
@InputType({ description: "A correction of class, goods and topics (更正分类). What is left out stays as it is." })
export class ReclassifyTicketInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { nullable: true, description: "A code of the dictionary ISSUE_CLASS (问题类别)." })
  issueClass?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "A code of the dictionary GOODS_CLASS (商品服务类别); null takes it away.",
  })
  goodsClass?: string | null;

  @Field(() => [String], { nullable: true, description: "Codes of the dictionary TOPIC (主题), at most 10." })
  topics?: string[] | null;

  @Field(() => String, { nullable: true, description: remarkText })
  remark?: string | null;
}

/** The list for joint tracing. */
@InputType({ description: "Puts a ticket on the list for joint tracing, or takes it off (协查名单)." })
export class SetTracingInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => Boolean, { description: "Whether it is to be on the list (是否列入协查名单)." })
  isForTracing: boolean;

  @Field(() => String, {
    nullable: true,
    description: "The reason, a code of TRACING_REASON (协查原因); needed to put it on.",
  })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: "More words (说明)." })
  explanation?: string | null;
}

/** A dispatch. */
@InputType({ description: "A dispatch to a bureau beneath or a unit of the same level (分派)." })
export class DispatchTicketInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { description: "The code of the bureau that is to handle it (承办单位)." })
  bureau: string;

  @Field(() => String, {
    nullable: true,
    description: "Why (理由); needed where `Ticket.competence` does not name this bureau.",
  })
  reason?: string | null;
}
