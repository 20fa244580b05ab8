import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import type { RequestContext } from "../../../platform/context.js";
import { forbidden, illegalTransition } from "../../../platform/errors.js";
import { changeLeave, noteLeave, writeLeave } from "../leave.change.js";
import type { LeaveRow } from "../leave.store.js";
import { personOf } from "../own-person.js";
import { placeOfRequest, requireState } from "../request.change.js";
import type { LeaveStepInput } from "../request.inputs.js";
import { leaveEventTypes } from "../shift.events.js";

/**
 * Whoever asked for leave withdraws it (撤销请假), also when it was given and has not begun: he is back on his shifts.
 *
 * @throws NOT_FOUND; FORBIDDEN for anybody else; CONFLICT; ILLEGAL_TRANSITION where it was refused, or has begun
 */
export function withdrawLeave(context: RequestContext, input: LeaveStepInput): Promise<LeaveRow> {
  return changeLeave(context, input.leaveId, async (change) => {
    const { actor, at, leave } = change;
    authorize(actor, "shift.ask", placeOfRequest(leave));
    if (personOf(actor) !== leave.person) {
      throw forbidden({ zh: "只有申请人可以撤销。", en: "Whoever asked for it withdraws it, and nobody else." });
    }
    requireState(leave, input.version, ["ASKED", "APPROVED"]);
    const hasBegun = leave.state === "APPROVED" && leave.firstDay < chinaDay(at);
    if (hasBegun) {
      throw illegalTransition({ zh: "请假已开始，不能撤销。", en: "The leave has begun." }, []);
    }
    const noted = leave.state === "APPROVED" ? await noteLeave(change, "BACK_FROM_LEAVE", leave.firstDay) : null;
    const step = { action: "shift.ask", event: leaveEventTypes.WITHDRAW } as const;
    return writeLeave(change, { state: "WITHDRAWN" }, step, [noted]);
  });
}
