import { inScope, type RequestContext } from "../../../platform/context.js";
import { decideOrder, findAndLockOrder, takeOrderStep } from "../order.change.js";
import type { CloseSupervisionOrderInput } from "../order.inputs.js";
import { never } from "../order.issuing.js";
import { isUnanswered } from "../order.states.js";
import type { OrderRow } from "../order.store.js";
import { checkWords } from "../words.js";

/**
 * The issuer closes an order whose answer it accepted, or withdraws one that was not answered, and says why (结束督办). It does
 * not rise any more.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION for an answer that is still to be decided upon, INVALID_INPUT for
 *   a withdrawal without words
 */
export function closeSupervisionOrder(context: RequestContext, input: CloseSupervisionOrderInput): Promise<OrderRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLockOrder(tx, context, input.orderId);
    const edge = decideOrder(change, "CLOSE", input.version);
    const { actor, at, order } = change;
    const words = checkWords("remark", input.remark, isUnanswered(order.state) ? 2 : 0);
    const decided = { decision: words, decidedAt: at, decidedBy: actor.person?.id ?? null };
    return takeOrderStep(change, edge, {
      changes: { ...(words === null ? {} : decided), closedAt: at, risesOn: never },
      notice: { kind: "SUPERVISION_CLOSED" },
    });
  });
}
