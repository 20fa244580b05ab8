import { Field, ID, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { OrderKindEnum, OrderOriginEnum, OrderStateEnum } from "./order.enums.js";
import type { OrderKind, OrderOrigin } from "./order.issuing.js";
import type { OrderState } from "./order.states.js";

/** The input of issueSupervisionOrder. */
@InputType({ description: "A new supervision order (下达督办)." })
export class IssueSupervisionOrderInput {
  @Field(() => [ID], { description: "The open tickets that it is about (督办工单), 1 to 100." })
  tickets: string[];

  @Field(() => String, {
    description:
      "The code of the bureau that is to answer (被督办单位), beneath your own; it or one beneath it holds the tickets.",
  })
  receiver: string;

  @Field(() => OrderKindEnum, { description: "The kind (类型)." })
  kind: OrderKind;

  @Field(() => String, { description: "Why, a code of SUPERVISION_GROUND (督办事由)." })
  ground: string;

  @Field(() => String, { description: "What must be done and answered (督办要求), 2 to 2000 characters." })
  requirement: string;

  @Field(() => DayScalar, { description: "The last day for the answer (回复期限): a working day, today or later." })
  replyBy: string;
}

/** Which order a step is about. */
@InputType({ description: "Which supervision order a step is about (督办操作参数)." })
export class SupervisionOrderStepInput {
  @Field(() => ID, { description: "The order (督办单)." })
  orderId: string;

  @Field(() => Int, { description: "The version that you saw (版本)." })
  version: number;
}

/** The input of answerSupervisionOrder. */
@InputType({ description: "The answer to a supervision order (回复督办)." })
export class AnswerSupervisionOrderInput extends SupervisionOrderStepInput {
  @Field(() => String, { description: "The answer (回复内容), 2 to 2000 characters." })
  answer: string;
}

/** The input of acceptSupervisionAnswer. */
@InputType({ description: "The answer to a supervision order is accepted (认可督办回复)." })
export class AcceptSupervisionAnswerInput extends SupervisionOrderStepInput {
  @Field(() => String, { nullable: true, description: "A remark (意见), at most 2000 characters." })
  remark?: string | null;
}

/** The input of sendBackSupervisionAnswer. */
@InputType({ description: "The answer to a supervision order is sent back (退回督办回复)." })
export class SendBackSupervisionAnswerInput extends SupervisionOrderStepInput {
  @Field(() => String, { description: "What is missing (退回意见), 2 to 2000 characters." })
  remark: string;

  @Field(() => DayScalar, {
    description: "The new last day for the answer (新的回复期限): a working day, today or later.",
  })
  replyBy: string;
}

/** The input of closeSupervisionOrder. */
@InputType({ description: "A supervision order is closed (结束督办)." })
export class CloseSupervisionOrderInput extends SupervisionOrderStepInput {
  @Field(() => String, {
    nullable: true,
    description: "Why (说明), at most 2000 characters; needed where no answer was accepted, for then it is withdrawn.",
  })
  remark?: string | null;
}

/** What a list of orders may be narrowed by. All conditions must hold. */
@InputType({
  description: "What a list of supervision orders is narrowed by (督办筛选条件). All that is given must hold.",
})
export class SupervisionOrderFilter {
  @Field(() => [OrderStateEnum], { nullable: true, description: "Any of these states (状态)." })
  states?: OrderState[] | null;

  @Field(() => OrderKindEnum, { nullable: true, description: "Of this kind (类型)." })
  kind?: OrderKind | null;

  @Field(() => OrderOriginEnum, { nullable: true, description: "Of this origin (来源)." })
  origin?: OrderOrigin | null;

  @Field(() => String, { nullable: true, description: "On this ground, a code of SUPERVISION_GROUND (督办事由)." })
  ground?: string | null;

  @Field(() => String, { nullable: true, description: "To this bureau, by its code (被督办单位)." })
  receiver?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "True: only those whose day is past without an answer (逾期未回复). False: only the others.",
  })
  isOverdue?: boolean | null;

  @Field(() => ID, { nullable: true, description: "About this ticket, which you see (工单)." })
  ticket?: string | null;
}
