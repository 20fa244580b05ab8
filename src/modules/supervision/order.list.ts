import { holds } from "../../access/index.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext, readInScope } from "../../platform/context.js";
import { preferOrder } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { type PageArguments, readIdPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, type NodeReader, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { startValidation } from "../../platform/validation.js";
import { codePattern } from "../dictionaries/index.js";
import { keyText, ticketKeyOf, ticketLoader } from "../tickets/index.js";
import { orderKeyOfParts } from "./order.change.js";
import type { SupervisionOrderFilter } from "./order.inputs.js";
import { countOrders, listOrders, type OrderConditions } from "./order.list.store.js";
import type { OrderView } from "./order.scope.store.js";
import { type OrderKey, orderKeyText } from "./order.store.js";
import type { SupervisionOrder } from "./order.type.js";
import { orderLoader, toOrder } from "./order.view.js";

const newestFirst = "newest";

/** What a list of orders is asked for. */
export interface OrderListRequest extends PageArguments {
  view: OrderView;
  filter: SupervisionOrderFilter | null;
}

/**
 * A page of the orders that the caller sees, newest first; they are counted only where the count is asked for.
 *
 * @throws INVALID_INPUT for a filter or page that is not sound, NOT_FOUND for a ticket that the caller does not see
 */
export async function readOrderList(
  context: RequestContext,
  request: OrderListRequest,
): Promise<ConnectionValue<SupervisionOrder>> {
  const scope = scopeOf(actorOf(context).bureau);
  const page = readIdPage(request, newestFirst);
  const conditions = await toConditions(context, request);
  const rows = await readInScope(context, (tx) => listOrders(tx, scope, conditions, page), preferOrder);
  return toConnection(
    toPage(rows, page, newestFirst, ({ id }) => ({ key: id, id })),
    page.after !== null,
    () => inScope(context, (tx) => countOrders(tx, scope, conditions)),
    (row) => toOrder(context, row),
  );
}

/**
 * Reads an order again by the parts of its global identifier, for those who may read orders.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const orderNodeReader: NodeReader = async (context, parts) => {
  const key = orderKeyOfParts(parts);
  return key === null || !holds(actorOf(context), "supervision.read") ? null : orderLoader(context, orderKeyText(key));
};

async function toConditions(context: RequestContext, { view, filter }: OrderListRequest): Promise<OrderConditions> {
  const { states = null, kind = null, origin = null, ground = null, receiver = null, isOverdue = null } = filter ?? {};
  checkCodes(ground, receiver);
  const on = chinaDay(context.clock.now());
  return {
    view,
    states: states === null ? null : [...new Set(states)],
    kind,
    origin,
    ground,
    receiver,
    overdue: isOverdue === null ? null : { is: isOverdue, on },
    ticket: await findTicket(context, filter?.ticket ?? null),
  };
}

// The database takes no NUL in a text.
function checkCodes(ground: string | null, receiver: string | null): void {
  const validation = startValidation();
  if (ground !== null && !codePattern.test(ground)) {
    validation.add("filter.ground", {
      zh: "filter.ground 应为 SUPERVISION_GROUND 的代码。",
      en: "filter.ground must be a code of SUPERVISION_GROUND.",
    });
  }
  validation.text("filter.receiver", receiver, 20);
  validation.finish();
}

async function findTicket(context: RequestContext, ticketId: string | null): Promise<OrderKey | null> {
  if (ticketId === null) return null;
  const key = ticketKeyOf(ticketId, "filter.ticket");
  if ((await ticketLoader(context, keyText(key))) === null) throw notFound("filter.ticket");
  return key;
}
