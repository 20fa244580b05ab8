import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { webhookRecordings } from "../webhook.change.js";
import { readPosition, requireKept } from "../webhook.checks.js";
import type { ResumeWebhookInput } from "../webhook.inputs.js";
import { type WebhookRow, webhookUpdate } from "../webhook.store.js";
import { requireWebhook } from "../webhook.view.js";

/**
 * Lets a webhook go on that was paused (恢复事件推送), from where it stopped, or after a cursor of its bureau.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION where it is not paused, INVALID_INPUT, and CURSOR_EXPIRED where
 *   events before it are not kept any more, which says from where it may go on
 */
export async function resumeWebhook(context: RequestContext, input: ResumeWebhookInput): Promise<WebhookRow> {
  const actor = actorOf(context);
  return inScope(context, async (tx) => {
    const found = await requireWebhook(tx, actor, input, "RESUME");
    const position = input.after == null ? found.position : await readPosition(tx, context, input.after, found.bureau);
    await requireKept(tx, context, position, found.bureau);

    const at = context.clock.now();
    const fresh = { position, attempts: 0, failingSince: null, nextTryAt: null };
    const changes = { ...fresh, state: "ACTIVE", pauseReason: null, pausedAt: null };
    const row = { ...found, ...changes, version: found.version + 1 };
    const detail = { after: found.pauseReason, moved: position - found.position };
    await writeAndEnd(tx, [
      webhookUpdate(found, { ...changes, version: row.version }),
      ...webhookRecordings(actor, context, row, { event: "RESUMED", at, detail }),
    ]);
    return row;
  });
}
