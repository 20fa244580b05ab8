import { authorize } from "../../../access/index.js";
import type { RequestContext } from "../../../platform/context.js";
import { forbidden } from "../../../platform/errors.js";
import { changeLeave, noteLeave, writeLeave } from "../leave.change.js";
import type { LeaveRow } from "../leave.store.js";
import { checkDecision, placeOfRequest, requireState } from "../request.change.js";
import type { DecideLeaveInput } from "../request.inputs.js";
import { leaveEventTypes } from "../shift.events.js";

/**
 * Whoever leads the shifts gives leave, or refuses it (审批请假). Shifts that it falls on stay on the roster, with a hole.
 *
 * @throws NOT_FOUND; FORBIDDEN, also for one's own leave; CONFLICT, ILLEGAL_TRANSITION, INVALID_INPUT
 */
export function decideLeave(context: RequestContext, input: DecideLeaveInput): Promise<LeaveRow> {
  return changeLeave(context, input.leaveId, async (change) => {
    const { actor, at, leave } = change;
    authorize(actor, "shift.manage", placeOfRequest(leave));
    if (actor.person?.id === leave.person) {
      throw forbidden({ zh: "不能审批本人的请假。", en: "Nobody decides on his own leave." });
    }
    const reason = checkDecision(input.isApproved, input.reason);
    requireState(leave, input.version, ["ASKED"]);
    const decision = { decidedAt: at, decidedBy: actor.person?.id ?? null, reason };
    if (!input.isApproved) {
      const refusal = { action: "shift.manage", event: leaveEventTypes.REFUSE } as const;
      return writeLeave(change, { ...decision, state: "REFUSED" }, refusal);
    }
    const noted = await noteLeave(change, "ON_LEAVE", leave.firstDay);
    const approval = { action: "shift.manage", event: leaveEventTypes.APPROVE } as const;
    return writeLeave(change, { ...decision, state: "APPROVED" }, approval, [noted]);
  });
}
