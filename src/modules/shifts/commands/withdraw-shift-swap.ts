import { authorize } from "../../../access/index.js";
import type { RequestContext } from "../../../platform/context.js";
import { forbidden } from "../../../platform/errors.js";
import { personOf } from "../own-person.js";
import { placeOfRequest, requireState } from "../request.change.js";
import type { ShiftSwapStepInput } from "../request.inputs.js";
import { swapEventTypes } from "../shift.events.js";
import { changeSwap, writeSwap } from "../swap.change.js";
import type { SwapRow } from "../swap.store.js";

/**
 * Whoever asked for a swap withdraws it while nobody has decided (撤回换班).
 *
 * @throws NOT_FOUND, FORBIDDEN for anybody else, CONFLICT, ILLEGAL_TRANSITION
 */
export function withdrawShiftSwap(context: RequestContext, input: ShiftSwapStepInput): Promise<SwapRow> {
  return changeSwap(context, input.swapId, (change) => {
    const { actor, swap } = change;
    authorize(actor, "shift.ask", placeOfRequest(swap));
    if (personOf(actor) !== swap.asker) {
      throw forbidden({ zh: "只有申请人可以撤回。", en: "Whoever asked for it withdraws it, and nobody else." });
    }
    requireState(swap, input.version, ["ASKED", "AGREED"]);
    return writeSwap(change, { state: "WITHDRAWN" }, { action: "shift.ask", event: swapEventTypes.WITHDRAW });
  });
}
