import { authorize, may } from "../../access/index.js";
import type { Actor, BilingualText } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../platform/database.js";
import { conflict, illegalTransition, notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid } from "../../platform/ids.js";
import { recordings } from "../../platform/record.js";
import { scopeOf } from "../../platform/scope.js";
import { writeAndTell } from "../../platform/telling.js";
import { write } from "../../platform/writing.store.js";
import { type Detail, type NoticeKind, notices } from "../tickets/index.js";
import { codesOf, orderIdOf, orderType } from "./order.issuing.js";
import { placeOfParty, witnessesOf } from "./order.parties.js";
import {
  findOrderEdge,
  type OrderEdge,
  type OrderState,
  type OrderVerb,
  orderEdgesFrom,
  sideOf,
} from "./order.states.js";
import {
  findStandingTickets,
  lockOrder,
  type OrderChanges,
  type OrderKey,
  type OrderRow,
  orderUpdate,
} from "./order.store.js";
import { supervisionEventTypes } from "./supervision.events.js";

/** Which order a command is about, and which version of it the caller saw. */
export interface OrderReference {
  orderId: string;
  version: number;
}

/** A step on an order under way: nothing of it is written yet. */
export interface OrderChange {
  tx: Transaction;
  context: RequestContext;
  actor: Actor;
  at: Date;
  /** The order as it was found and locked. */
  order: OrderRow;
}

/** What a step changes besides the state, and how the timelines of its tickets tell of it. */
export interface OrderStep {
  changes: OrderChanges;
  notice?: { kind: NoticeKind; detail?: Detail };
}

/** The key of an order from the parts of its global identifier; null where they are not such a key. */
export function orderKeyOfParts(parts: readonly string[]): OrderKey | null {
  const [province, id, ...rest] = parts;
  return province === undefined || id === undefined || rest.length > 0 || !isUuid(id) ? null : { province, id };
}

/** The key of an order from its global identifier. */
export function orderKeyOf(orderId: string, field = "orderId"): OrderKey {
  const key = fromGlobalId(orderId);
  const order = key?.type === orderType ? orderKeyOfParts(key.parts) : null;
  if (order === null) throw notFound(field);
  return order;
}

/**
 * Finds the order of a command under the scope of the caller and locks it.
 *
 * @throws NOT_FOUND for an order that does not exist or is not visible
 */
export async function findAndLockOrder(
  tx: Transaction,
  context: RequestContext,
  orderId: string,
): Promise<OrderChange> {
  const actor = actorOf(context);
  const order = await lockOrder(tx, scopeOf(actor.bureau), orderKeyOf(orderId));
  if (order === null) throw notFound("orderId");
  return { tx, context, actor, at: context.clock.now(), order };
}

/** The verbs that the actor may use on an order as it stands: the table of edges and the table of actions together. */
export function permittedOrderVerbs(actor: Actor, order: OrderRow): OrderVerb[] {
  return orderEdgesFrom(order.state as OrderState)
    .filter(({ by, action }) => may(actor, action, placeOfParty(order, by)))
    .map(({ verb }) => verb);
}

/**
 * Authorises and decides a step: the actor's right at the side whose verb it is, the version that he saw, and the edge of
 * the table.
 *
 * @throws FORBIDDEN, CONFLICT or ILLEGAL_TRANSITION, in this order
 */
export function decideOrder({ actor, order }: OrderChange, verb: OrderVerb, version: number): OrderEdge {
  const { by, action } = sideOf(verb);
  authorize(actor, action, placeOfParty(order, by));
  if (order.version !== version) throw conflict(order.version);
  const edge = findOrderEdge(order.state as OrderState, verb);
  if (edge === null) throw illegalTransition(tableRule(order, verb), permittedOrderVerbs(actor, order));
  return edge;
}

function tableRule({ state }: OrderRow, verb: OrderVerb): BilingualText {
  return {
    zh: `状态 ${state} 的督办单不能执行 ${verb}。`,
    en: `${verb} is not possible for a supervision order in state ${state}.`,
  };
}

/**
 * Writes a step that was decided: the order, a notice in the timelines of its tickets, the audit entry, and the event for
 * the other side, which has to know. It is the end of the transaction.
 */
export async function takeOrderStep(change: OrderChange, edge: OrderEdge, step: OrderStep): Promise<OrderRow> {
  const { tx, actor, at, context, order } = change;
  const changes: OrderChanges = { ...step.changes, state: edge.to };
  const after: OrderRow = { ...order, ...changes, version: order.version + 1 };
  await noteInTimelines(change, edge, step);
  const told = placeOfParty(after, edge.by === "ISSUER" ? "RECEIVER" : "ISSUER");
  await writeAndTell(tx, actor, told, [
    orderUpdate(order, after.version, changes),
    ...recordings(actor, [
      {
        action: edge.action,
        at,
        requestId: context.requestId,
        subject: {
          type: orderType,
          id: orderIdOf(after),
          version: after.version,
          place: told,
          witnesses: witnessesOf(after),
        },
        detail: { verb: edge.verb, from: order.state, to: edge.to, replyBy: after.replyBy },
        events: [{ type: supervisionEventTypes[edge.verb], payload: codesOf(after) }],
      },
    ]),
  ]);
  return after;
}

// SECURITY: widened sight: a ticket of the order may have left the actor's region since it was issued. The actor's right was
// checked at the order, and of the tickets nothing is read but what the notice needs.
async function noteInTimelines({ tx, actor, at, order }: OrderChange, edge: OrderEdge, step: OrderStep): Promise<void> {
  const { notice } = step;
  if (notice === undefined) return;
  const toBureau = edge.by === "ISSUER" ? order.receiver : order.issuer;
  await asSystemWithin(tx, actor, "note a step on a supervision order in the timelines of its tickets", async () => {
    const tickets = await findStandingTickets(tx, [order]);
    await write(tx, [
      notices(
        { actor, at },
        tickets.map((ticket) => ({ ticket, toBureau, ...notice })),
      ),
    ]);
  });
}
