import type { BilingualText } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import { defineLoader } from "../../platform/loaders.js";
import { scopeOf } from "../../platform/scope.js";
import { maskAboutAll, type TicketKey } from "../tickets/index.js";
import { never, type OrderKind, type OrderOrigin, orderIdOf } from "./order.issuing.js";
import { isUnanswered, type OrderState } from "./order.states.js";
import {
  findOrders,
  findOrdersOfTickets,
  findRisenOrders,
  findTicketsOfOrders,
  type OrderRow,
  orderKeyFromText,
  orderKeyText,
} from "./order.store.js";
import { SupervisionOrder, SupervisionOrderPayload } from "./order.type.js";

/** The object of the API for an order. */
export function toOrder(context: RequestContext, row: OrderRow): SupervisionOrder {
  return Object.assign(new SupervisionOrder(), {
    id: orderIdOf(row),
    kind: row.kind as OrderKind,
    origin: row.origin as OrderOrigin,
    state: row.state as OrderState,
    version: row.version,
    replyBy: row.replyBy,
    isOverdue: isUnanswered(row.state) && row.replyBy < chinaDay(context.clock.now()),
    wasLate: row.wasLate,
    risesOn: row.risesOn === never ? null : row.risesOn,
    issuedAt: row.issuedAt,
    receivedAt: row.receivedAt,
    answeredAt: row.answeredAt,
    decidedAt: row.decidedAt,
    closedAt: row.closedAt,
    row,
  });
}

/** The answer of a step: the order as the step left it. */
export async function toOrderPayload(
  context: RequestContext,
  step: Promise<OrderRow>,
): Promise<SupervisionOrderPayload> {
  return Object.assign(new SupervisionOrderPayload(), { order: toOrder(context, await step) });
}

/** Reads orders by key text, under the scope of the request; null for a missing or invisible one. */
export const orderLoader = defineLoader<SupervisionOrder>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findOrders(tx, scope, keys.map(orderKeyFromText)));
  return new Map(rows.map((row) => [orderKeyText(row), toOrder(context, row)]));
});

/** Reads the order that an order rose to, by the key text of that which was ignored. */
export const risenOrderLoader = defineLoader<SupervisionOrder>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findRisenOrders(tx, scope, keys.map(orderKeyFromText)));
  return new Map(
    rows.map((row) => [orderKeyText({ province: row.province, id: row.risenFrom ?? "" }), toOrder(context, row)]),
  );
});

/** Reads the keys of the tickets of orders, by key text of the order. */
export const orderTicketsLoader = defineLoader<TicketKey[]>(async (context, keys) => {
  const rows = await inScope(context, (tx) => findTicketsOfOrders(tx, keys.map(orderKeyFromText)));
  const found = new Map(keys.map((key): [string, TicketKey[]] => [key, []]));
  for (const { province, orderId, ticketId } of rows) {
    found.get(orderKeyText({ province, id: orderId }))?.push({ province, id: ticketId });
  }
  return found;
});

/** Reads the newest orders of tickets, by key text of the ticket. */
export const ordersOfTicketLoader = defineLoader<SupervisionOrder[]>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findOrdersOfTickets(tx, scope, keys.map(orderKeyFromText)));
  const found = new Map(keys.map((key): [string, SupervisionOrder[]] => [key, []]));
  for (const { ticketId, ...row } of rows) {
    found.get(orderKeyText({ province: row.province, id: ticketId }))?.push(toOrder(context, row));
  }
  return found;
});

// The platform's own words depend on the reader's language, so they are not stored.
const ownWords: Readonly<Record<string, BilingualText>> = {
  AUTOMATIC: {
    zh: "期限届满后仍未办理，请查明原因、抓紧办理，并按期回复。",
    en: "The limit is over and the ticket was not handled: find out why, handle it, and answer by the day.",
  },
  RISEN: {
    zh: "下级督办未按期回复，请说明原因、抓紧办理，并按期回复。",
    en: "The order of the bureau beneath was not answered: say why, handle the tickets, and answer by the day.",
  },
};

/** What an order demands, with the contacts of its tickets masked, in the language of the request. */
export async function requirementOf(context: RequestContext, row: OrderRow): Promise<string> {
  const own = row.requirement === "" ? ownWords[row.origin] : undefined;
  return own === undefined ? ((await maskedIn(context, row, row.requirement)) ?? "") : inLocale(own, context.locale);
}

/** A text of an order with the contacts of all its tickets masked, those that the reader does not see included. */
export async function maskedIn(context: RequestContext, row: OrderRow, text: string | null): Promise<string | null> {
  return text === null ? null : maskAboutAll(context, await namedTickets(context, row), text);
}

// SECURITY: an order that rose takes the words along, but not the tickets that were closed meanwhile, whose citizens the
// words may name. Whoever sees it sees the one that was ignored: it has the same receiver, and an issuer beneath.
async function namedTickets(context: RequestContext, row: OrderRow): Promise<readonly TicketKey[]> {
  const { province, risenFrom } = row;
  const ignored = risenFrom === null ? null : await orderLoader(context, orderKeyText({ province, id: risenFrom }));
  return ignored === null
    ? ((await orderTicketsLoader(context, orderKeyText(row))) ?? [])
    : namedTickets(context, ignored.row);
}
