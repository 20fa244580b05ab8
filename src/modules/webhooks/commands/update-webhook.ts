import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { startValidation } from "../../../platform/validation.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { webhookRecordings } from "../webhook.change.js";
import { checkUrl } from "../webhook.checks.js";
import { checkFilter } from "../webhook.filter.js";
import type { UpdateWebhookInput } from "../webhook.inputs.js";
import { type WebhookRow, webhookUpdate } from "../webhook.store.js";
import { requireWebhook } from "../webhook.view.js";

/** What may be changed of a webhook. */
type Changes = Partial<Pick<WebhookRow, "name" | "url" | "eventTypes" | "subjectTypes" | "kinds" | "lines">>;

/**
 * Changes a webhook (修改事件推送). What failed is tried again at once.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION where it was removed, INVALID_INPUT
 */
export async function updateWebhook(context: RequestContext, input: UpdateWebhookInput): Promise<WebhookRow> {
  const actor = actorOf(context);
  const given = changesOf(input);
  checkInput(given);
  const url = given.url === undefined ? null : await checkUrl(context, given.url);
  return inScope(context, async (tx) => {
    const found = await requireWebhook(tx, actor, input, "UPDATE");
    const at = context.clock.now();
    const changes = { ...given, ...(url === null ? {} : { url }), nextTryAt: null, version: found.version + 1 };
    const row = { ...found, ...changes };
    const detail = { changed: Object.keys(given) };
    await writeAndEnd(tx, [
      webhookUpdate(found, changes),
      ...webhookRecordings(actor, context, row, { event: "UPDATED", at, detail }),
    ]);
    return row;
  });
}

/** What is given of the changes; a null counts as not given. */
function changesOf({ eventTypes, kinds, lines, name, subjectTypes, url }: UpdateWebhookInput): Changes {
  return {
    ...(name == null ? {} : { name }),
    ...(url == null ? {} : { url }),
    ...(eventTypes == null ? {} : { eventTypes }),
    ...(subjectTypes == null ? {} : { subjectTypes }),
    ...(kinds == null ? {} : { kinds }),
    ...(lines == null ? {} : { lines }),
  };
}

function checkInput(changes: Changes): void {
  const check = startValidation();
  if (changes.name !== undefined) check.text("name", changes.name, 100, 1);
  checkFilter(check, changes);
  if (Object.keys(changes).length === 0) {
    check.add("webhookId", { zh: "请至少修改一项。", en: "Change at least one thing." });
  }
  check.finish();
}
