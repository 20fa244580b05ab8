import { createHmac } from "node:crypto";
import { newRequestId, sha256 } from "../../platform/ids.js";
import type { LoggedEvent } from "../../platform/live-source.js";
import type { RecordedValue } from "../../platform/record.js";
import { outOfSightType, subjectOf } from "../changes/index.js";
import { toChangeCursor } from "../events/index.js";
import { webhookEventTypes } from "./webhook.events.js";
import { webhookIdOf, webhookType } from "./webhook.names.js";
import type { WebhookRow } from "./webhook.store.js";

/** What is sent: the same at each try, but for the headers of the try. */
export interface Message {
  /** The header webhook-id, by which a receiver knows what it had before. */
  id: string;
  /** The type of the event. */
  type: string;
  /** The position of the event; null for a test message. */
  position: number | null;
  body: string;
}

// Of the hash so many letters: 160 bits, which two messages never share.
const lettersOfId = 27;

/** What is told of an event: as it stands in the log, or that its ticket is in sight no more. */
export interface ToldEvent {
  event: LoggedEvent;
  isOutOfSight: boolean;
}

/**
 * The message of an event for a webhook: ids and codes, never personal data. Its identifier is worked out from the webhook
 * and the position, so that whoever sends the event again, after a fault or for a replay, sends the same one.
 *
 * SECURITY: of what is out of sight the identifier is told and nothing else, neither where it went nor what it became.
 */
export function messageOf(webhook: Pick<WebhookRow, "id" | "bureau">, { event, isOutOfSight }: ToldEvent): Message {
  const { at, payload, place, position, subjectVersion } = event;
  const type = isOutOfSight ? outOfSightType : event.type;
  const subject = subjectOf(event);
  const data = {
    cursor: toChangeCursor(position, webhook.bureau),
    subject: { type: subject.type, id: subject.id },
    version: isOutOfSight ? null : subjectVersion,
    bureau: isOutOfSight ? null : place.bureau,
    line: isOutOfSight ? null : place.line,
    payload: isOutOfSight ? {} : payload,
  };
  const id = `msg_${sha256(`${webhook.id}:${position}`).slice(0, lettersOfId)}`;
  return { id, type, position, body: bodyOf(type, at, data) };
}

/** A test message, which is about the webhook itself. */
export function pingOf(
  webhook: Pick<WebhookRow, "bureau" | "id" | "position" | "province" | "version">,
  at: Date,
): Message {
  const { bureau, id, position, province, version } = webhook;
  const type = webhookEventTypes.PING;
  const data = {
    cursor: toChangeCursor(position, bureau),
    subject: { type: webhookType, id: webhookIdOf({ province, id }) },
    ...{ version, bureau, line: null, payload: {} },
  };
  return { id: `msg_${newRequestId()}`, type, position: null, body: bodyOf(type, at, data) };
}

interface MessageData {
  cursor: string;
  subject: { type: string; id: string };
  version: number | null;
  bureau: string | null;
  line: string | null;
  payload: { [name: string]: RecordedValue };
}

const bodyOf = (type: string, at: Date, data: MessageData): string =>
  JSON.stringify({ type, timestamp: at.toISOString(), data });

/** What stands before a secret, as Standard Webhooks has it. */
export const secretPrefix = "whsec_";

/**
 * The headers of a try (https://www.standardwebhooks.com): the time of the try, and a signature by each secret in force, an
 * HMAC-SHA-256 over identifier, time and body.
 *
 * @param secrets as they were shown, with their prefix
 */
export function headersOf(
  { body, id }: Message,
  secrets: readonly string[],
  at: Date,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(secretPrefix.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return {
    "Content-Type": "application/json; charset=utf-8",
    "User-Agent": "Lianxin-Webhooks/1",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}
