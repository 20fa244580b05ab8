import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../../platform/database.js";
import { write } from "../../../platform/writing.store.js";
import { deliveryOf } from "../delivery/turn.js";
import type { Sent } from "../sending/sender.js";
import { webhookRecordings } from "../webhook.change.js";
import { senderOf } from "../webhook.checks.js";
import { deliveryInsertion } from "../webhook.deliveries.store.js";
import type { PingWebhookInput } from "../webhook.inputs.js";
import { headersOf, pingOf } from "../webhook.message.js";
import { openSecrets } from "../webhook.secrets.js";
import { findSealedSecrets, type WebhookRow } from "../webhook.store.js";
import { requireWebhook } from "../webhook.view.js";

/** A webhook, and what became of a test message to it. */
export interface Pinged {
  row: WebhookRow;
  sent: Sent;
}

/**
 * Sends a test message to a webhook (测试推送), paused or not, and notes what became of it. It changes nothing of the
 * webhook: deliveries go on as they were.
 *
 * @throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION where it was removed
 */
export async function pingWebhook(context: RequestContext, { webhookId }: PingWebhookInput): Promise<Pinged> {
  const actor = actorOf(context);
  const at = context.clock.now();
  const { row, secrets } = await inScope(context, async (tx) => {
    const found = await requireWebhook(tx, actor, { webhookId }, "PING");
    await write(tx, webhookRecordings(actor, context, found, { event: null, at }));
    return { row: found, secrets: await secretsOf(tx, context, found.id) };
  });
  // Nothing of the database is open while the receiver is waited for.
  const message = pingOf(row, at);
  const line = senderOf(context).open(row.url);
  const sent = await line.send(headersOf(message, secrets, at), message.body);
  line.close();
  const delivery = deliveryOf(row, { message, sent, at, attempt: 1, nextTryAt: null });
  await context.database.asSystem("note a test message of a webhook", (tx) =>
    write(tx, [deliveryInsertion([delivery])]),
  );
  return { row, sent };
}

/** SECURITY: widened sight: the platform alone reads secrets, to sign; they go nowhere from here. */
function secretsOf(tx: Transaction, context: RequestContext, id: string): Promise<readonly string[]> {
  return asSystemWithin(tx, actorOf(context), "sign a test message of a webhook", async () => {
    const sealed = await findSealedSecrets(tx, [id], context.clock.now());
    return openSecrets(context.seal, sealed).get(id) ?? [];
  });
}
