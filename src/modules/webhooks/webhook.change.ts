import type { Actor, Place } from "../../platform/actor.js";
import type { RequestContext } from "../../platform/context.js";
import { type RecordedValue, recordings } from "../../platform/record.js";
import type { Writing } from "../../platform/writing.store.js";
import { webhookEventTypes } from "./webhook.events.js";
import { webhookIdOf, webhookType } from "./webhook.names.js";
import type { WebhookRow } from "./webhook.store.js";

/** Where a webhook belongs. */
export function placeOfWebhook({ bureau, city, county, province }: WebhookRow): Place {
  return { province, city, county, bureau };
}

/** What is told of a change of a webhook. */
export interface Told {
  /** The event; null for what changes nothing, such as a test message, which stands in the audit alone. */
  event: keyof typeof webhookEventTypes | null;
  at: Date;
  detail?: { [name: string]: RecordedValue };
}

/**
 * What is recorded of a change that somebody made.
 *
 * SECURITY: never the address, in which many receivers have a key, and never a secret.
 *
 * @param row as it is after the change
 */
export function webhookRecordings(
  actor: Actor,
  { requestId }: Pick<RequestContext, "requestId">,
  row: WebhookRow,
  { at, detail = {}, event }: Told,
): readonly (Writing | null)[] {
  const subject = { type: webhookType, id: webhookIdOf(row), version: row.version, place: placeOfWebhook(row) };
  const events = event === null ? [] : [{ type: webhookEventTypes[event], payload: detail }];
  const change = { change: event ?? "PING", ...detail };
  return recordings(actor, [{ action: "webhook.manage", at, requestId, subject, detail: change, events }]);
}

/**
 * What is recorded of a webhook that the platform paused: the notice to its bureau.
 *
 * @param row as it is after the change
 */
export function pausedRecordings(row: WebhookRow, requestId: string): readonly (Writing | null)[] {
  const place = placeOfWebhook(row);
  const detail = { reason: row.pauseReason, outcome: row.lastOutcome, attempts: row.attempts };
  const subject = { type: webhookType, id: webhookIdOf(row), version: row.version, place };
  const at = row.pausedAt ?? row.createdAt;
  const events = [{ type: webhookEventTypes.PAUSED, payload: detail }];
  return recordings({ place }, [{ action: "webhook.platform", at, requestId, subject, detail, events }]);
}
