import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark, decide, findAndLock, type Step } from "../ticket.change.js";
import type { ExplainedStepInput } from "../ticket.inputs.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** The handler suspends a mediation because a side applied for a recusal (中止调解; art. 21 of Order 121, the only ground). */
export function suspendMediation(context: RequestContext, input: ExplainedStepInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "SUSPEND_MEDIATION", input.version);
    const step: Step = { remark: checkRemark("explanation", input.explanation, 2) };
    return takeStep(change, edge, step);
  });
}
