import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark, decide, findAndLock, type Step } from "../ticket.change.js";
import type { TicketStepInput } from "../ticket.inputs.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** The handler notes that goods go to testing or appraisal; that time does not count (art. 22 of Order 121). */
export function startTesting(context: RequestContext, input: TicketStepInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "START_TESTING", input.version);
    const step: Step = { remark: checkRemark("remark", input.remark) };
    return takeStep(change, edge, step);
  });
}
