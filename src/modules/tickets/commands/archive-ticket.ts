import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark, decide, findAndLock, type Step } from "../ticket.change.js";
import type { TicketStepInput } from "../ticket.inputs.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** A handler or operator archives a closed ticket that his bureau holds (归档), once the citizen was told where the law wants that. */
export function archiveTicket(context: RequestContext, input: TicketStepInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "ARCHIVE", input.version);
    const step: Step = { changes: { archivedAt: change.at }, remark: checkRemark("remark", input.remark) };
    return takeStep(change, edge, step);
  });
}
