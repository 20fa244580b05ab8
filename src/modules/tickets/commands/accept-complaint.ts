import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark, decide, findAndLock, type Step, takeStep } from "../ticket.change.js";
import type { TicketStepInput } from "../ticket.inputs.js";
import type { TicketRow } from "../ticket.store.js";

/** The handler accepts a complaint (受理; art. 15 of Order 121, art. 14 of Order 20); the limit of mediation begins. */
export function acceptComplaint(context: RequestContext, input: TicketStepInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "ACCEPT", input.version);
    const step: Step = { changes: { acceptedAt: change.at }, remark: checkRemark("remark", input.remark) };
    return (await takeStep(change, edge, step)).ticket;
  });
}
