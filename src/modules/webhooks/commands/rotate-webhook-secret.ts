import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { webhookRecordings } from "../webhook.change.js";
import type { RotateWebhookSecretInput } from "../webhook.inputs.js";
import { newSecret, sealSecret } from "../webhook.secrets.js";
import { longestOverlap } from "../webhook.states.js";
import { endSecrets, secretInsertion, webhookUpdate } from "../webhook.store.js";
import { requireWebhook } from "../webhook.view.js";
import type { WebhookWithSecret } from "./create-webhook.js";

const hour = 3_600_000;

/**
 * Gives a webhook a new secret (轮换签名密钥). Messages carry a signature by the one before, too, for the overlap; those
 * before it stop at once.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION where it was removed, INVALID_INPUT
 */
export async function rotateWebhookSecret(
  context: RequestContext,
  input: RotateWebhookSecretInput,
): Promise<WebhookWithSecret> {
  const actor = actorOf(context);
  const { overlapHours } = input;
  checkOverlap(overlapHours);
  return inScope(context, async (tx) => {
    const found = await requireWebhook(tx, actor, input, "ROTATE_SECRET");
    const at = context.clock.now();
    const { id, province } = found;
    const secret = newSecret();
    await endSecrets(tx, found, at, new Date(at.getTime() + overlapHours * hour));
    const row = { ...found, version: found.version + 1 };
    const sealed = sealSecret(context.seal, secret, id);
    await writeAndEnd(tx, [
      secretInsertion({ province, webhookId: id, id: newId(at), createdAt: at, ...sealed }),
      webhookUpdate(found, { version: row.version }),
      ...webhookRecordings(actor, context, row, { event: "SECRET_ROTATED", at, detail: { overlapHours } }),
    ]);
    return { row, secret };
  });
}

function checkOverlap(hours: number): void {
  if (hours >= 0 && hours <= longestOverlap) return;
  throw invalidInput("overlapHours", {
    zh: `旧密钥保留时间为 0 至 ${longestOverlap} 小时。`,
    en: `The overlap is 0 to ${longestOverlap} hours.`,
  });
}
