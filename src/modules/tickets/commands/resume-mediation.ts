import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark, decide, findAndLock, type Step } from "../ticket.change.js";
import type { TicketStepInput } from "../ticket.inputs.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** The handler goes on with a mediation after the decision on a recusal (art. 21 of Order 121). */
export function resumeMediation(context: RequestContext, input: TicketStepInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "RESUME_MEDIATION", input.version);
    const step: Step = { remark: checkRemark("remark", input.remark) };
    return takeStep(change, edge, step);
  });
}
