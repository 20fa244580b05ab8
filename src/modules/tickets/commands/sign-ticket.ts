import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark, decide, findAndLock, type Step, takeStep } from "../ticket.change.js";
import type { TicketStepInput } from "../ticket.inputs.js";
import type { TicketRow } from "../ticket.store.js";

/** A handler signs for a ticket that was dispatched to his bureau (签收), and is its handler from now on. */
export function signTicket(context: RequestContext, input: TicketStepInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "SIGN", input.version);
    const step: Step = {
      changes: { signedAt: change.at, handler: change.actor.person?.id ?? null },
      remark: checkRemark("remark", input.remark),
    };
    return (await takeStep(change, edge, step)).ticket;
  });
}
