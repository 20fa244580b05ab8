import { authorize } from "../../../access/index.js";
import type { RequestContext } from "../../../platform/context.js";
import { forbidden } from "../../../platform/errors.js";
import { personOf } from "../own-person.js";
import { placeOfRequest, requireState } from "../request.change.js";
import type { AnswerShiftSwapInput } from "../request.inputs.js";
import { swapEventTypes } from "../shift.events.js";
import { changeSwap, writeSwap } from "../swap.change.js";
import type { SwapRow } from "../swap.store.js";

/**
 * Whoever was asked to swap agrees, or refuses (答复换班). With his agreement the shift manager decides.
 *
 * @throws NOT_FOUND, FORBIDDEN for anybody else, CONFLICT, ILLEGAL_TRANSITION
 */
export function answerShiftSwap(context: RequestContext, input: AnswerShiftSwapInput): Promise<SwapRow> {
  return changeSwap(context, input.swapId, (change) => {
    const { actor, at, swap } = change;
    authorize(actor, "shift.ask", placeOfRequest(swap));
    if (personOf(actor) !== swap.asked) {
      throw forbidden({ zh: "只有被申请人可以答复。", en: "Whoever was asked answers, and nobody else." });
    }
    requireState(swap, input.version, ["ASKED"]);
    const [state, event] = input.agrees
      ? (["AGREED", swapEventTypes.AGREE] as const)
      : (["REFUSED", swapEventTypes.REFUSE] as const);
    return writeSwap(change, { state, answeredAt: at }, { action: "shift.ask", event });
  });
}
