import type { ActingBureau } from "../../../platform/actor.js";
import type { Transaction } from "../../../platform/database.js";
import type { LoggedEvent } from "../../../platform/live-source.js";
import { scopeOf } from "../../../platform/scope.js";
import { subjectOf, ticketType } from "../../changes/index.js";
import { findTickets, ticketIdOf, ticketKeyOfParts } from "../../tickets/index.js";
import { isWanted, mayConcern, type WebhookFilter } from "../webhook.filter.js";
import type { ToldEvent } from "../webhook.message.js";
import { isToldTo } from "../webhook.sight.js";

/**
 * What is told of events to a webhook, in their order. Tickets are looked up under the scope: of one that is not in sight
 * now it is told that it is out of sight, as subscriptions are told.
 *
 * @param bureau whose webhook it is
 * @param events those in the sight of the webhook's bureau
 */
export async function tellNow(
  tx: Transaction,
  bureau: ActingBureau,
  filter: WebhookFilter,
  events: readonly LoggedEvent[],
): Promise<ToldEvent[]> {
  const concerning = events.filter((event) => isToldTo(bureau, event) && mayConcern(filter, event));
  const keys = concerning.flatMap((event) => ticketKeyOf(event) ?? []);
  const seen = new Set((await findTickets(tx, scopeOf(bureau), keys)).map(ticketIdOf));
  const isOutOfSight = (event: LoggedEvent): boolean =>
    event.subjectType === ticketType && !seen.has(subjectOf(event).id);
  return concerning
    .map((event) => ({ event, isOutOfSight: isOutOfSight(event) }))
    .filter((told) => told.isOutOfSight || isWanted(filter, told.event));
}

const ticketKeyOf = (event: LoggedEvent) =>
  event.subjectType === ticketType ? ticketKeyOfParts(subjectOf(event).parts) : null;
