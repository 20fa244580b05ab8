import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark, decide, findAndLock, type Step } from "../ticket.change.js";
import type { TicketStepInput } from "../ticket.inputs.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** The handler notes that testing is over; the limit of mediation is worked out anew (art. 22 of Order 121). */
export function finishTesting(context: RequestContext, input: TicketStepInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "FINISH_TESTING", input.version);
    const step: Step = { remark: checkRemark("remark", input.remark) };
    return takeStep(change, edge, step);
  });
}
