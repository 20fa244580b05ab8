import { Field, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { type TicketKind, TicketKindEnum } from "../dictionaries/index.js";
import { WebhookOutcomeEnum, WebhookPauseReasonEnum, WebhookStateEnum } from "./webhook.enums.js";
import type { DeliveryOutcome, PauseReason, WebhookState } from "./webhook.states.js";
import type { WebhookRow } from "./webhook.store.js";

/** A webhook. */
@ObjectType({
  description:
    "A webhook (事件推送): the address of a program of a bureau, to which the events in the sight of the bureau are sent in their order, signed as Standard Webhooks has it. A message holds ids and codes alone; the receiver reads the rest by the API. What is not answered with a status from 200 to 299 is sent again, for five days.",
  implements: Node,
  simpleResolvers: true,
})
export class Webhook implements Node {
  id: string;

  @Field(() => String, { description: "The name (名称)." })
  name: string;

  @Field(() => String, { description: "Where messages are sent (推送地址)." })
  url: string;

  @Field(() => [String], {
    description: "The types of events that are sent (事件类型), such as ticket.registered or ticket.*; empty for all.",
  })
  eventTypes: string[];

  @Field(() => [String], {
    description: "The types of the subjects of events (对象类型), such as Ticket; empty for all.",
  })
  subjectTypes: string[];

  @Field(() => [TicketKindEnum], { description: "The kinds of tickets (工单类型); empty for all." })
  kinds: TicketKind[];

  @Field(() => [String], { description: "The business lines (业务条线), such as PRICE; empty for all." })
  lines: string[];

  @Field(() => WebhookStateEnum, { description: "The state (状态)." })
  state: WebhookState;

  @Field(() => WebhookPauseReasonEnum, {
    nullable: true,
    description: "Why it is paused (暂停原因); null where it is not.",
  })
  pauseReason: PauseReason | null;

  @Field(() => InstantScalar, { nullable: true, description: "Since when it is paused (暂停时间)." })
  pausedAt: Date | null;

  @Field(() => String, {
    description:
      "How far it has come in the log of events (游标): what comes after it is still to be sent. `changes` takes the same cursor.",
  })
  cursor: string;

  @Field(() => Int, { description: "How often the next event was tried in vain (已失败次数)." })
  attempts: number;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "Since when every try failed (失败起始时间); null where the last one did not.",
  })
  failingSince: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When the next event is tried again (下次重试时间)." })
  nextTryAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was tried last (最近推送时间)." })
  lastTryAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When an event was delivered last (最近成功时间)." })
  lastSuccessAt: Date | null;

  @Field(() => WebhookOutcomeEnum, { nullable: true, description: "What became of the last try (最近结果)." })
  lastOutcome: DeliveryOutcome | null;

  @Field(() => InstantScalar, { description: "When it was made (创建时间)." })
  createdAt: Date;

  @Field(() => Int, { description: "The version of today (版本号); a change names the version that it saw." })
  version: number;

  /** The row that nested fields are read from. */
  row: WebhookRow;
}

/** A page of webhooks. */
export const { Connection: WebhookConnection } = connectionTypes(() => Webhook, "Webhook", "webhooks (事件推送)");

/** A secret of a webhook, without the secret. */
@ObjectType({
  description: "A secret by which messages are signed, without the secret itself (签名密钥).",
  simpleResolvers: true,
})
export class WebhookSecret {
  @Field(() => InstantScalar, { description: "When it was made (创建时间)." })
  createdAt: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When it stops to sign (失效时间), set by the rotation that replaced it.",
  })
  expiresAt: Date | null;
}

/** What became of a try. */
@ObjectType({
  description: "What became of a try to deliver (推送记录), kept for 30 days; nothing of what was sent or answered.",
  simpleResolvers: true,
})
export class WebhookDelivery {
  @Field(() => String, {
    description:
      "The header webhook-id (消息标识): the same at each try of an event, so that a receiver knows it again.",
  })
  messageId: string;

  @Field(() => String, { description: "The type of the event (事件类型); webhook.ping for a test message." })
  eventType: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The place of the event in the log (游标): replayWebhook with it goes on after this event. Null for a test message.",
  })
  eventCursor: string | null;

  @Field(() => Int, { description: "Which try of the event it was (第几次), from 1." })
  attempt: number;

  @Field(() => InstantScalar, { description: "When it was sent (推送时间)." })
  at: Date;

  @Field(() => Int, { description: "How many milliseconds it took (耗时)." })
  milliseconds: number;

  @Field(() => WebhookOutcomeEnum, { description: "What became of it (推送结果)." })
  outcome: DeliveryOutcome;

  @Field(() => Int, { nullable: true, description: "The status that was answered (HTTP 状态码)." })
  statusCode: number | null;

  @Field(() => InstantScalar, { nullable: true, description: "When the event was to be tried again (下次重试时间)." })
  nextTryAt: Date | null;
}

/** A page of deliveries. */
export const { Connection: WebhookDeliveryConnection } = connectionTypes(
  () => WebhookDelivery,
  "WebhookDelivery",
  "tries to deliver (推送记录)",
);
