import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import { deliveryOutcomes, pauseReasons, webhookActions, webhookStates } from "./webhook.states.js";

/** The states. */
export const WebhookStateEnum = enumOf(webhookStates);

registerEnumType(WebhookStateEnum, {
  name: "WebhookState",
  description: "The state of a webhook (事件推送状态).",
  valuesConfig: described({
    ACTIVE: "Events are sent as they come (启用).",
    PAUSED: "Nothing is sent; its place in the log is kept, and why stands in `pauseReason` (已暂停).",
    REMOVED: "It was removed for good (已删除).",
  }),
});

/** Why a webhook is paused. */
export const WebhookPauseReasonEnum = enumOf(pauseReasons);

registerEnumType(WebhookPauseReasonEnum, {
  name: "WebhookPauseReason",
  description: "Why a webhook is paused (暂停原因).",
  valuesConfig: described({
    BY_HAND: "An administrator paused it (人工暂停).",
    FAILING: "Its receiver took nothing for five days (持续失败).",
    GONE: "Its receiver answered 410: it is gone for good (接收端已停用).",
    EVENTS_EXPIRED:
      "Events before it are older than the log keeps them (事件已过保存期): say from where it is to go on.",
  }),
});

/** What became of a try. */
export const WebhookOutcomeEnum = enumOf(deliveryOutcomes);

registerEnumType(WebhookOutcomeEnum, {
  name: "WebhookOutcome",
  description: "What became of a try to deliver (推送结果).",
  valuesConfig: described({
    DELIVERED: "The receiver answered with a status from 200 to 299 (成功).",
    REFUSED: "It answered with another status (被拒绝).",
    GONE: "It answered 410 (接收端已停用).",
    REDIRECTED: "It answered with a redirect, which is not followed (重定向).",
    TIMED_OUT: "There was no answer within ten seconds (超时).",
    UNREACHABLE: "There was no connection, or it broke off (无法连接).",
    TLS_FAILED: "Its certificate is not valid for the name, or the handshake failed (证书或加密失败).",
    ANSWER_BROKEN: "What it answered is no HTTP (应答格式错误).",
    ADDRESS_REFUSED:
      "Its name leads to no address, or to one that may not be called, such as one within this organisation (地址不允许).",
  }),
});

/** What may be done with a webhook. */
export const WebhookActionEnum = enumOf(webhookActions);

registerEnumType(WebhookActionEnum, {
  name: "WebhookAction",
  description: "What may be done with a webhook (可执行动作).",
  valuesConfig: described({
    UPDATE: "Change it (updateWebhook, 修改).",
    PAUSE: "Pause it (pauseWebhook, 暂停).",
    RESUME: "Let it go on (resumeWebhook, 恢复).",
    ROTATE_SECRET: "Give it a new secret (rotateWebhookSecret, 轮换密钥).",
    REPLAY: "Send from another place of the log on (replayWebhook, 重放).",
    PING: "Send a test message (pingWebhook, 测试).",
    REMOVE: "Remove it for good (removeWebhook, 删除).",
  }),
});
