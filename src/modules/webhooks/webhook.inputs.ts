import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { type TicketKind, TicketKindEnum } from "../dictionaries/index.js";
import { WebhookOutcomeEnum, WebhookStateEnum } from "./webhook.enums.js";
import type { DeliveryOutcome, WebhookState } from "./webhook.states.js";

const idText = "The webhook (事件推送).";
const versionText = "The version that you saw (版本号).";
const urlText =
  "Where messages are sent (推送地址): https, without a user and a fragment, of at most 500 characters. Every address of its name must be of the public Internet, or of a network that the operator allows.";
const eventTypesText =
  "Types of events (事件类型), such as ticket.registered or ticket.* for all of a subject; where there are none, all.";
const subjectTypesText = "Types of subjects (对象类型), such as Ticket; where there are none, all.";
const kindsText =
  "Kinds of tickets (工单类型); where there are none, all. Events that are of no kind are left out by it.";
const linesText =
  "Business lines (业务条线), such as PRICE; where there are none, all. Events of no line are left out by it.";

/** The input of createWebhook. */
@InputType({ description: "A new webhook (新增事件推送). All that narrows it must hold together." })
export class CreateWebhookInput {
  @Field(() => String, {
    nullable: true,
    description: "The code of the bureau whose events are sent (单位代码); yours where it is missing.",
  })
  bureau?: string | null;

  @Field(() => String, { description: "The name (名称), 1 to 100 characters." })
  name: string;

  @Field(() => String, { description: urlText })
  url: string;

  @Field(() => [String], { nullable: true, description: eventTypesText })
  eventTypes?: string[] | null;

  @Field(() => [String], { nullable: true, description: subjectTypesText })
  subjectTypes?: string[] | null;

  @Field(() => [TicketKindEnum], { nullable: true, description: kindsText })
  kinds?: TicketKind[] | null;

  @Field(() => [String], { nullable: true, description: linesText })
  lines?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The cursor of the log after which it begins (起始游标); with what comes from now on where it is missing.",
  })
  after?: string | null;
}

/** The input of updateWebhook. */
@InputType({ description: "Changes of a webhook (修改事件推送). What is missing stays as it is." })
export class UpdateWebhookInput {
  @Field(() => ID, { description: idText })
  webhookId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { nullable: true, description: "The name (名称), 1 to 100 characters." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: urlText })
  url?: string | null;

  @Field(() => [String], { nullable: true, description: eventTypesText })
  eventTypes?: string[] | null;

  @Field(() => [String], { nullable: true, description: subjectTypesText })
  subjectTypes?: string[] | null;

  @Field(() => [TicketKindEnum], { nullable: true, description: kindsText })
  kinds?: TicketKind[] | null;

  @Field(() => [String], { nullable: true, description: linesText })
  lines?: string[] | null;
}

/** The input of pauseWebhook. */
@InputType({ description: "A webhook to be paused (暂停事件推送)." })
export class PauseWebhookInput {
  @Field(() => ID, { description: idText })
  webhookId: string;

  @Field(() => Int, { description: versionText })
  version: number;
}

/** The input of resumeWebhook. */
@InputType({ description: "A webhook that is to go on (恢复事件推送)." })
export class ResumeWebhookInput {
  @Field(() => ID, { description: idText })
  webhookId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, {
    nullable: true,
    description:
      "The cursor of the log after which it goes on (起始游标); where it stopped where it is missing, so that nothing is left out.",
  })
  after?: string | null;
}

/** The input of rotateWebhookSecret. */
@InputType({ description: "A webhook that is to have a new secret (轮换签名密钥)." })
export class RotateWebhookSecretInput {
  @Field(() => ID, { description: idText })
  webhookId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => Int, {
    defaultValue: 24,
    description: "For how many hours, 0 to 168, messages are signed by the secret before as well (旧密钥保留小时数).",
  })
  overlapHours: number;
}

/** The input of replayWebhook. */
@InputType({ description: "From where a webhook is to send (重放事件)." })
export class ReplayWebhookInput {
  @Field(() => ID, { description: idText })
  webhookId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, {
    description:
      "The cursor of the log after which it goes on (起始游标): an earlier one has events sent again, with the identifiers that they had; a later one leaves events out, such as one that the receiver never takes.",
  })
  after: string;
}

/** The input of pingWebhook. */
@InputType({ description: "A webhook to be tested (测试推送)." })
export class PingWebhookInput {
  @Field(() => ID, { description: idText })
  webhookId: string;
}

/** The input of removeWebhook. */
@InputType({ description: "A webhook to be removed for good (删除事件推送)." })
export class RemoveWebhookInput {
  @Field(() => ID, { description: idText })
  webhookId: string;

  @Field(() => Int, { description: versionText })
  version: number;
}

/** The arguments of webhooks. */
@ArgsType()
export class WebhooksArguments {
  @Field(() => String, { nullable: true, description: "The code of their bureau (所属单位代码)." })
  bureau?: string | null;

  @Field(() => [WebhookStateEnum], {
    nullable: true,
    description: "Any of these states (状态); all but REMOVED where they are missing.",
  })
  states?: WebhookState[] | null;

  @Field(() => Int, { nullable: true, description: "How many items the page holds, at most 100 (每页条数)." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The cursor after which the page begins (起始游标)." })
  after?: string | null;
}

/** The arguments of webhookDeliveries. */
@ArgsType()
export class WebhookDeliveriesArguments {
  @Field(() => ID, { description: idText })
  webhookId: string;

  @Field(() => [WebhookOutcomeEnum], { nullable: true, description: "Any of these outcomes (推送结果)." })
  outcomes?: DeliveryOutcome[] | null;

  @Field(() => Int, { nullable: true, description: "How many items the page holds, at most 100 (每页条数)." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The cursor after which the page begins (起始游标)." })
  after?: string | null;
}
