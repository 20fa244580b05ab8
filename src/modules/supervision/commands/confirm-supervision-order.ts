import { inScope, type RequestContext } from "../../../platform/context.js";
import { decideOrder, findAndLockOrder, type OrderReference, takeOrderStep } from "../order.change.js";
import type { OrderRow } from "../order.store.js";

/**
 * The receiver of an order confirms that it has it (接收督办).
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION for an order that was confirmed or answered before
 */
export function confirmSupervisionOrder(context: RequestContext, input: OrderReference): Promise<OrderRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLockOrder(tx, context, input.orderId);
    const edge = decideOrder(change, "CONFIRM", input.version);
    const changes = { receivedAt: change.at, receivedBy: change.actor.person?.id ?? null };
    return takeOrderStep(change, edge, { changes });
  });
}
