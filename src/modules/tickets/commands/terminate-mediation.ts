import { inScope, type RequestContext } from "../../../platform/context.js";
import type { TerminateMediationInput } from "../complaint.inputs.js";
import { decide, findAndLock, type Step } from "../ticket.change.js";
import { checkReason } from "../ticket.reasons.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** The handler ends a mediation (终止调解) on a ground of art. 23 of Order 121 (art. 21 of Order 20); both sides are told within 7 working days. */
export function terminateMediation(context: RequestContext, input: TerminateMediationInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "TERMINATE", input.version);
    const remark = await checkReason(change, "TERMINATION_GROUND", "ground", input.ground, {
      field: "explanation",
      text: input.explanation,
      isNeeded: true,
    });
    const step: Step = {
      changes: { terminationGround: input.ground, decidedAt: change.at },
      detail: { ground: input.ground },
      remark,
    };
    return takeStep(change, edge, step);
  });
}
