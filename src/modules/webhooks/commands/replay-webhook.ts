import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { webhookRecordings } from "../webhook.change.js";
import { readPosition } from "../webhook.checks.js";
import type { ReplayWebhookInput } from "../webhook.inputs.js";
import { type WebhookRow, webhookUpdate } from "../webhook.store.js";
import { requireWebhook } from "../webhook.view.js";

/**
 * Moves a webhook to another place of the log (重放事件): an earlier one has events sent again, with their identifiers; a
 * later one leaves events out. A paused one stays paused.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION where it was removed, INVALID_INPUT, CURSOR_EXPIRED
 */
export async function replayWebhook(context: RequestContext, input: ReplayWebhookInput): Promise<WebhookRow> {
  const actor = actorOf(context);
  return inScope(context, async (tx) => {
    const found = await requireWebhook(tx, actor, input, "REPLAY");
    const position = await readPosition(tx, context, input.after, found.bureau);

    const at = context.clock.now();
    const changes = { position, attempts: 0, failingSince: null, nextTryAt: null, version: found.version + 1 };
    const row = { ...found, ...changes };
    const detail = { moved: position - found.position };
    await writeAndEnd(tx, [
      webhookUpdate(found, changes),
      ...webhookRecordings(actor, context, row, { event: "REPLAYED", at, detail }),
    ]);
    return row;
  });
}
