import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { webhookRecordings } from "../webhook.change.js";
import type { RemoveWebhookInput } from "../webhook.inputs.js";
import { endSecrets, type WebhookRow, webhookUpdate } from "../webhook.store.js";
import { requireWebhook } from "../webhook.view.js";

/**
 * Removes a webhook for good (删除事件推送): its secrets end, its row stays as the record of it.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION where it was removed before
 */
export async function removeWebhook(context: RequestContext, input: RemoveWebhookInput): Promise<WebhookRow> {
  const actor = actorOf(context);
  return inScope(context, async (tx) => {
    const found = await requireWebhook(tx, actor, input, "REMOVE");
    const at = context.clock.now();
    const changes = { state: "REMOVED", pauseReason: null, pausedAt: null, nextTryAt: null };
    const row = { ...found, ...changes, version: found.version + 1 };
    await endSecrets(tx, found, at, at);
    await writeAndEnd(tx, [
      webhookUpdate(found, { ...changes, version: row.version }),
      ...webhookRecordings(actor, context, row, { event: "REMOVED", at }),
    ]);
    return row;
  });
}
