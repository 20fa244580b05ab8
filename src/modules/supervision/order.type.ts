import { Field, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import { OrderKindEnum, OrderOriginEnum, OrderStateEnum } from "./order.enums.js";
import type { OrderKind, OrderOrigin } from "./order.issuing.js";
import type { OrderState } from "./order.states.js";
import type { OrderRow } from "./order.store.js";

/** A supervision order. */
@ObjectType({
  description: "A supervision order (督办单): a bureau demands an answer of one beneath it, over one or many tickets.",
  implements: Node,
  simpleResolvers: true,
})
export class SupervisionOrder implements Node {
  id: string;

  @Field(() => OrderKindEnum, { description: "The kind (类型)." })
  kind: OrderKind;

  @Field(() => OrderOriginEnum, { description: "How it came to be (来源)." })
  origin: OrderOrigin;

  @Field(() => OrderStateEnum, { description: "The state (状态)." })
  state: OrderState;

  @Field(() => Int, { description: "The version; a change names the version that it saw (版本)." })
  version: number;

  @Field(() => DayScalar, {
    description: "The last day for the answer (回复期限); it moves when an answer is sent back.",
  })
  replyBy: string;

  @Field(() => Boolean, { description: "Whether its day is past and an answer is still waited for (是否逾期未回复)." })
  isOverdue: boolean;

  @Field(() => Boolean, { description: "Whether an answer ever came after its day (是否曾逾期回复)." })
  wasLate: boolean;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      "The day on which it rises to the bureau above its issuer, unless it is answered (升级日); null where it does not.",
  })
  risesOn: string | null;

  @Field(() => InstantScalar, { description: "When it was issued (下达时间)." })
  issuedAt: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When the receiver confirmed or answered it first (接收时间).",
  })
  receivedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was answered last (回复时间)." })
  answeredAt: Date | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When the issuer decided on the answer last (答复认定时间).",
  })
  decidedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was closed (结束时间)." })
  closedAt: Date | null;

  /** The row that nested fields are read from. */
  row: OrderRow;
}

/** What a step on an order answers. */
@ObjectType({ description: "What a step on a supervision order answers (督办结果).", simpleResolvers: true })
export class SupervisionOrderPayload {
  @Field(() => SupervisionOrder, { description: "The order after the step (督办单)." })
  order: SupervisionOrder;
}

/** A page of orders. */
export const { Connection: SupervisionOrderConnection } = connectionTypes(
  () => SupervisionOrder,
  "SupervisionOrder",
  "supervision orders (督办单)",
);
