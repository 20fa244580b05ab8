import { authorize } from "../../access/index.js";
import type { Actor } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { isUuid } from "../../platform/ids.js";
import { type PageArguments, type PageRequest, readPage, refusedCursor, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { startValidation } from "../../platform/validation.js";
import { toChangeCursor } from "../events/index.js";
import { findBureau, placeOf } from "../jurisdictions/index.js";
import { countDeliveries, type DeliveryRow, findDeliveryPage } from "./webhook.deliveries.store.js";
import type { WebhookDeliveriesArguments, WebhooksArguments } from "./webhook.inputs.js";
import { webhookKeyOf } from "./webhook.names.js";
import type { DeliveryOutcome } from "./webhook.states.js";
import { countWebhooks, findWebhook, searchWebhooks, type WebhookRow } from "./webhook.store.js";
import { type Webhook, WebhookDelivery } from "./webhook.type.js";
import { toWebhook } from "./webhook.view.js";

const inOrder = "webhook";
const latestFirst = "webhook-delivery-latest";

function readPageOf(args: PageArguments, order: string, isId: (id: string) => boolean): PageRequest {
  const page = readPage(args, order);
  if (page.after !== null && !isId(page.after.id)) throw refusedCursor();
  return page;
}

const isNumber = (id: string): boolean => /^\d{1,15}$/.test(id);

const placeById = ({ id }: { id: string }) => ({ key: id, id });
const placeByNumber = ({ number }: DeliveryRow) => ({ key: String(number), id: String(number) });

function checkNotEmpty(field: string, list: readonly string[] | null | undefined): void {
  const check = startValidation();
  if (list?.length === 0) {
    check.add(field, {
      zh: "须至少列出一项，或不填此条件。",
      en: "List at least one, or leave the condition out.",
    });
  }
  check.finish();
}

/**
 * A page of the webhooks in scope, in the order in which they were made.
 *
 * @throws INVALID_INPUT for a page or a filter that is not sound, TOO_LARGE for a page of more than 100, NOT_FOUND and
 *   FORBIDDEN for a bureau that is not in reach
 */
export async function pageOfWebhooks(
  context: RequestContext,
  args: WebhooksArguments,
): Promise<ConnectionValue<Webhook>> {
  const actor = actorOf(context);
  checkNotEmpty("states", args.states);
  const page = readPageOf(args, inOrder, isUuid);
  const criteria = { bureau: args.bureau ?? null, states: args.states ?? null };
  const rows = await inScope(context, async (tx) => {
    const { bureau } = criteria;
    if (bureau !== null) await requireInReach(tx, actor, bureau);
    return searchWebhooks(tx, actor, criteria, page);
  });
  const count = () => inScope(context, (tx) => countWebhooks(tx, actor, criteria));
  return toConnection(toPage(rows, page, inOrder, placeById), page.after !== null, count, toWebhook);
}

/** A list of a bureau that is not in reach is refused, so that an empty list always means that there is nothing. */
async function requireInReach(tx: Transaction, actor: Actor, code: string): Promise<void> {
  const bureau = await findBureau(tx, code);
  if (bureau === null) throw notFound("bureau");
  authorize(actor, "webhook.read", placeOf(bureau));
}

/**
 * A page of the tries of a webhook, the latest first.
 *
 * @throws NOT_FOUND for a webhook that is not in sight, INVALID_INPUT and TOO_LARGE for a page that is not sound
 */
export async function pageOfDeliveries(
  context: RequestContext,
  args: WebhookDeliveriesArguments,
): Promise<ConnectionValue<WebhookDelivery>> {
  const actor = actorOf(context);
  const key = webhookKeyOf(args.webhookId, "webhookId");
  checkNotEmpty("outcomes", args.outcomes);
  const page = readPageOf(args, latestFirst, isNumber);
  const outcomes = args.outcomes ?? null;
  const { rows, webhook } = await inScope(context, async (tx) => {
    const found = await findWebhook(tx, actor, key);
    if (found === null) throw notFound("webhookId");
    authorize(actor, "webhook.read", found);
    return { webhook: found, rows: await findDeliveryPage(tx, key, outcomes, page) };
  });
  const count = () => inScope(context, (tx) => countDeliveries(tx, key, outcomes));
  const found = toPage(rows, page, latestFirst, placeByNumber);
  return toConnection(found, page.after !== null, count, (row) => toDelivery(row, webhook));
}

function toDelivery(row: DeliveryRow, { bureau }: WebhookRow): WebhookDelivery {
  const { at, attempt, eventType, messageId, milliseconds, nextTryAt, position, statusCode } = row;
  return Object.assign(new WebhookDelivery(), {
    ...{ at, attempt, eventType, messageId, milliseconds, nextTryAt, statusCode },
    outcome: row.outcome as DeliveryOutcome,
    eventCursor: position === null ? null : toChangeCursor(position, bureau),
  });
}
