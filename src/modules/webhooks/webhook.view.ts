import { authorize, holds, may } from "../../access/index.js";
import type { Actor, BilingualText } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { conflict, illegalTransition, notFound } from "../../platform/errors.js";
import { defineLoader } from "../../platform/loaders.js";
import type { NodeReader } from "../../platform/relay.type.js";
import type { TicketKind } from "../dictionaries/index.js";
import { toChangeCursor } from "../events/index.js";
import { placeOfWebhook } from "./webhook.change.js";
import { type WebhookKey, webhookIdOf, webhookKeyOf, webhookKeyOfParts, webhookType } from "./webhook.names.js";
import {
  type DeliveryOutcome,
  isPossible,
  type PauseReason,
  type WebhookAction,
  type WebhookState,
  webhookActions,
} from "./webhook.states.js";
import { findSecrets, findWebhook, findWebhookForChange, type WebhookRow } from "./webhook.store.js";
import { Webhook, WebhookSecret } from "./webhook.type.js";

/** A webhook of the API from its row. */
export function toWebhook(row: WebhookRow): Webhook {
  const { attempts, createdAt, failingSince, lastSuccessAt, lastTryAt, name, nextTryAt, pausedAt, url, version } = row;
  const { eventTypes, lines, subjectTypes } = row;
  return Object.assign(new Webhook(), {
    ...{ attempts, createdAt, failingSince, lastSuccessAt, lastTryAt, name, nextTryAt, pausedAt, url, version, row },
    ...{ eventTypes, lines, subjectTypes, kinds: row.kinds as TicketKind[] },
    id: webhookIdOf(row),
    state: row.state as WebhookState,
    pauseReason: row.pauseReason as PauseReason | null,
    lastOutcome: row.lastOutcome as DeliveryOutcome | null,
    cursor: toChangeCursor(row.position, row.bureau),
  });
}

/** What an actor may do with a webhook as it stands, by the rules that the commands refuse by. */
export function permittedActions(actor: Actor, row: WebhookRow): WebhookAction[] {
  if (!may(actor, "webhook.manage", placeOfWebhook(row))) return [];
  return webhookActions.filter((action) => isPossible(action, row.state));
}

/** What a command names: the webhook, and the version that the caller saw. */
export interface WebhookNamed {
  webhookId: string;
  version?: number;
}

/**
 * The webhook that a command names, locked: deliveries wait meanwhile.
 *
 * @throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION where its state does not fit the action, CONFLICT
 */
export async function requireWebhook(
  tx: Transaction,
  actor: Actor,
  { version, webhookId }: WebhookNamed,
  action: WebhookAction,
): Promise<WebhookRow> {
  const row = await findWebhookForChange(tx, actor, webhookKeyOf(webhookId, "webhookId"));
  if (row === null) throw notFound("webhookId");
  authorize(actor, "webhook.manage", placeOfWebhook(row));
  if (version !== undefined && row.version !== version) throw conflict(row.version);
  if (!isPossible(action, row.state))
    throw illegalTransition(refusals[row.state as WebhookState], permittedActions(actor, row));
  return row;
}

const refusals: Readonly<Record<WebhookState, BilingualText>> = {
  ACTIVE: { zh: "该事件推送正在启用中。", en: "The webhook is active already." },
  PAUSED: { zh: "该事件推送已经暂停。", en: "The webhook is paused already." },
  REMOVED: { zh: "该事件推送已删除，请新建。", en: "The webhook was removed; make a new one." },
};

/** Reads a webhook in the scope of the request; null for one that is not there for the caller. */
export async function readWebhook(context: RequestContext, key: WebhookKey | null): Promise<Webhook | null> {
  if (key === null) return null;
  const row = await inScope(context, (tx) => findWebhook(tx, actorOf(context), key));
  return row === null ? null : toWebhook(row);
}

/** Reads the secrets of webhooks that are in force now, without the secrets, by the webhook's id; null for none. */
export const secretsLoader = defineLoader<WebhookSecret[]>(async (context, ids) => {
  const rows = await inScope(context, (tx) => findSecrets(tx, ids, context.clock.now()));
  const found = new Map<string, WebhookSecret[]>();
  for (const { createdAt, expiresAt, webhookId } of rows) {
    const secret = Object.assign(new WebhookSecret(), { createdAt, expiresAt });
    found.set(webhookId, [...(found.get(webhookId) ?? []), secret]);
  }
  return found;
});

/**
 * The reader of this module's nodes, for those who read webhooks.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const webhookNodeReaders: Readonly<Record<string, NodeReader>> = {
  [webhookType]: async (context, parts) =>
    holds(actorOf(context), "webhook.read") ? readWebhook(context, webhookKeyOfParts(parts)) : null,
};
