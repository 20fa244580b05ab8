import { Field, Int, ObjectType } from "type-graphql";
import { WebhookOutcomeEnum } from "./webhook.enums.js";
import type { DeliveryOutcome } from "./webhook.states.js";
import { Webhook } from "./webhook.type.js";

const nowText = "The webhook as it is now (事件推送).";
const secretText =
  "The secret by which messages are signed (签名密钥), in the form of Standard Webhooks (whsec_...). It is shown this once.";

/** What createWebhook answers. */
@ObjectType({ description: "The answer of createWebhook (新增事件推送结果).", simpleResolvers: true })
export class CreateWebhookPayload {
  @Field(() => Webhook, { description: "The webhook (事件推送)." })
  webhook: Webhook;

  @Field(() => String, { description: secretText })
  secret: string;
}

/** What rotateWebhookSecret answers. */
@ObjectType({ description: "The answer of rotateWebhookSecret (轮换签名密钥结果).", simpleResolvers: true })
export class RotateWebhookSecretPayload {
  @Field(() => Webhook, { description: nowText })
  webhook: Webhook;

  @Field(() => String, { description: secretText })
  secret: string;
}

/** What updateWebhook answers. */
@ObjectType({ description: "The answer of updateWebhook (修改事件推送结果).", simpleResolvers: true })
export class UpdateWebhookPayload {
  @Field(() => Webhook, { description: nowText })
  webhook: Webhook;
}

/** What pauseWebhook answers. */
@ObjectType({ description: "The answer of pauseWebhook (暂停事件推送结果).", simpleResolvers: true })
export class PauseWebhookPayload {
  @Field(() => Webhook, { description: nowText })
  webhook: Webhook;
}

/** What resumeWebhook answers. */
@ObjectType({ description: "The answer of resumeWebhook (恢复事件推送结果).", simpleResolvers: true })
export class ResumeWebhookPayload {
  @Field(() => Webhook, { description: nowText })
  webhook: Webhook;
}

/** What replayWebhook answers. */
@ObjectType({ description: "The answer of replayWebhook (重放事件结果).", simpleResolvers: true })
export class ReplayWebhookPayload {
  @Field(() => Webhook, { description: nowText })
  webhook: Webhook;
}

/** What removeWebhook answers. */
@ObjectType({ description: "The answer of removeWebhook (删除事件推送结果).", simpleResolvers: true })
export class RemoveWebhookPayload {
  @Field(() => Webhook, { description: nowText })
  webhook: Webhook;
}

/** What pingWebhook answers. */
@ObjectType({ description: "The answer of pingWebhook (测试推送结果).", simpleResolvers: true })
export class PingWebhookPayload {
  @Field(() => Webhook, { description: "The webhook, which the test leaves as it is (事件推送)." })
  webhook: Webhook;

  @Field(() => WebhookOutcomeEnum, { description: "What became of the test message (推送结果)." })
  outcome: DeliveryOutcome;

  @Field(() => Int, { nullable: true, description: "The status that was answered (HTTP 状态码)." })
  statusCode: number | null;

  @Field(() => Int, { description: "How many milliseconds it took (耗时)." })
  milliseconds: number;
}
