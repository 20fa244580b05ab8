import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { webhookRecordings } from "../webhook.change.js";
import type { PauseWebhookInput } from "../webhook.inputs.js";
import { type WebhookRow, webhookUpdate } from "../webhook.store.js";
import { requireWebhook } from "../webhook.view.js";

/**
 * Pauses a webhook (暂停事件推送). A message that is under way may still arrive, and is sent again later.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION where it is not active
 */
export async function pauseWebhook(context: RequestContext, input: PauseWebhookInput): Promise<WebhookRow> {
  const actor = actorOf(context);
  return inScope(context, async (tx) => {
    const found = await requireWebhook(tx, actor, input, "PAUSE");
    const at = context.clock.now();
    const changes = { state: "PAUSED", pauseReason: "BY_HAND", pausedAt: at, nextTryAt: null };
    const row = { ...found, ...changes, version: found.version + 1 };
    const detail = { reason: row.pauseReason };
    await writeAndEnd(tx, [
      webhookUpdate(found, { ...changes, version: row.version }),
      ...webhookRecordings(actor, context, row, { event: "PAUSED", at, detail }),
    ]);
    return row;
  });
}
