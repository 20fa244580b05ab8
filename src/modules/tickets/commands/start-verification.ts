import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark, decide, findAndLock, type Step, takeStep } from "../ticket.change.js";
import type { TicketStepInput } from "../ticket.inputs.js";
import type { TicketRow } from "../ticket.store.js";

/** The handler begins to verify a report (核查; art. 35 of Order 121). */
export function startVerification(context: RequestContext, input: TicketStepInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "START_VERIFICATION", input.version);
    const step: Step = { remark: checkRemark("remark", input.remark) };
    return (await takeStep(change, edge, step)).ticket;
  });
}
