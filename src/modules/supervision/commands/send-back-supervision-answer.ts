import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { scopeOf } from "../../../platform/scope.js";
import { startValidation } from "../../../platform/validation.js";
import { checkReplyDay, currentCalendar } from "../../calendar/index.js";
import { decideOrder, findAndLockOrder, takeOrderStep } from "../order.change.js";
import type { SendBackSupervisionAnswerInput } from "../order.inputs.js";
import { never, risesOnAfter } from "../order.issuing.js";
import { findRisenOrders, type OrderRow } from "../order.store.js";
import { longestWords } from "../words.js";

/**
 * The issuer sends the answer to an order back and sets a new day for the next (退回督办回复); the order rises after that day
 * unless it is answered again.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION, INVALID_INPUT for missing words and a day in the past or off
 */
export function sendBackSupervisionAnswer(
  context: RequestContext,
  input: SendBackSupervisionAnswerInput,
): Promise<OrderRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLockOrder(tx, context, input.orderId);
    const edge = decideOrder(change, "SEND_BACK", input.version);
    const { actor, at, order } = change;
    const { remark, replyBy } = input;
    const validation = startValidation();
    validation.text("remark", remark, longestWords, 2);
    checkReplyDay(validation, "replyBy", replyBy, chinaDay(at), await currentCalendar(tx));
    validation.finish();
    // An order rises once: the one that it rose to goes its own way.
    const [risen] = await findRisenOrders(tx, scopeOf(actor.bureau), [order]);
    return takeOrderStep(change, edge, {
      changes: {
        decision: remark,
        decidedAt: at,
        decidedBy: actor.person?.id ?? null,
        replyBy,
        risesOn: risen === undefined ? risesOnAfter(order.issuer, replyBy) : never,
      },
      notice: { kind: "SUPERVISION_SENT_BACK", detail: { replyBy } },
    });
  });
}
