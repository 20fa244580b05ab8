import { inScope, type RequestContext } from "../../../platform/context.js";
import { decideOrder, findAndLockOrder, takeOrderStep } from "../order.change.js";
import type { AcceptSupervisionAnswerInput } from "../order.inputs.js";
import type { OrderRow } from "../order.store.js";
import { checkWords } from "../words.js";

/**
 * The issuer accepts the answer to an order (认可督办回复).
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION, INVALID_INPUT
 */
export function acceptSupervisionAnswer(
  context: RequestContext,
  input: AcceptSupervisionAnswerInput,
): Promise<OrderRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLockOrder(tx, context, input.orderId);
    const edge = decideOrder(change, "ACCEPT", input.version);
    const decision = checkWords("remark", input.remark);
    const changes = { decision, decidedAt: change.at, decidedBy: change.actor.person?.id ?? null };
    return takeOrderStep(change, edge, { changes, notice: { kind: "SUPERVISION_ACCEPTED" } });
  });
}
