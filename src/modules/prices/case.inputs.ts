import { Field, ID, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { type OrderKind, OrderKindEnum } from "../supervision/index.js";
import { type CaseState, CaseStateEnum } from "./case.enums.js";

const ticketText = "The ticket of the case (工单).";

/** What a list of price cases is narrowed by. */
@InputType({
  description: "What a list of price cases is narrowed by (价格案件筛选条件). All that is given must hold.",
})
export class PriceCaseFilter {
  @Field(() => DayScalar, { nullable: true, description: "Received on this day in China (接收日期)." })
  day?: string | null;

  @Field(() => [CaseStateEnum], { nullable: true, description: "Sorted by the desk as any of these (案件标记)." })
  states?: CaseState[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Of these goods (商品), a code of GOODS_CLASS: as the desk sorted it, else as the ticket is.",
  })
  goods?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "At this place (地点), a code as priceTriage groups by: the division that the desk gave, else that of the respondent, else the county that handles it.",
  })
  place?: string | null;

  @Field(() => String, { nullable: true, description: "Against a respondent of exactly this name (被投诉举报人)." })
  respondent?: string | null;

  @Field(() => Boolean, { nullable: true, description: "True: only open tickets. False: only closed ones (是否在办)." })
  isOpen?: boolean | null;
}

/** The input of markPriceCase. */
@InputType({ description: "How a price case is to be sorted (标记价格案件)." })
export class MarkPriceCaseInput {
  @Field(() => ID, { description: ticketText })
  ticketId: string;

  @Field(() => Int, {
    description: "The version of the mark that you saw (版本): 0 where nobody of the desk has sorted the case yet.",
  })
  version: number;

  @Field(() => CaseStateEnum, { description: "New, key or done (标记)." })
  state: CaseState;

  @Field(() => String, {
    nullable: true,
    description:
      "A code of GOODS_CLASS by which the desk sorts the case (商品); null goes back to that of the ticket; left out, it stays.",
  })
  goods?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The code of a division by which the desk sorts the case (地点); null goes back to that of the ticket; left out, it stays.",
  })
  place?: string | null;
}

/** The input of commentPriceCase. */
@InputType({ description: "A comment on a price case (价格案件意见)." })
export class CommentPriceCaseInput {
  @Field(() => ID, { description: ticketText })
  ticketId: string;

  @Field(() => String, { description: "The comment (意见), 2 to 2,000 characters." })
  comment: string;
}

/** The input of askAboutPriceCase. */
@InputType({ description: "A question to the bureau that handles a price case (价格案件询问)." })
export class AskAboutPriceCaseInput {
  @Field(() => ID, { description: ticketText })
  ticketId: string;

  @Field(() => String, { description: "The question (询问内容), 2 to 2,000 characters." })
  question: string;
}

/** The input of answerPriceQuestion. */
@InputType({ description: "The answer to a question of a price desk (答复价格监督询问)." })
export class AnswerPriceQuestionInput {
  @Field(() => ID, { description: "The question (询问)." })
  questionId: string;

  @Field(() => String, { description: "The answer (答复内容), 2 to 2,000 characters." })
  answer: string;
}

/** The input of superviseFromDesk. */
@InputType({ description: "A supervision order that a price desk has its authority issue (价格监督台提请督办)." })
export class SuperviseFromDeskInput {
  @Field(() => [ID], { description: "The open cases that it is about (督办工单), 1 to 100, all with one bureau." })
  tickets: string[];

  @Field(() => OrderKindEnum, { description: "The kind (类型)." })
  kind: OrderKind;

  @Field(() => String, { description: "Why, a code of SUPERVISION_GROUND (督办事由)." })
  ground: string;

  @Field(() => String, { description: "What must be done and answered (督办要求), 2 to 2000 characters." })
  requirement: string;

  @Field(() => DayScalar, { description: "The last day for the answer (回复期限): a working day, today or later." })
  replyBy: string;
}
