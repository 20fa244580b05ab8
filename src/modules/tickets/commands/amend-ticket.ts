import { inScope, type RequestContext } from "../../../platform/context.js";
import type { AmendTicketInput } from "../amendment.inputs.js";
import { planAmendment } from "../ticket.amendment.js";
import { decide, findAndLock } from "../ticket.change.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** An operator completes an entry that was returned, or not yet passed on (补录). */
export function amendTicket(context: RequestContext, input: AmendTicketInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "AMEND", input.version);
    const { step, writings } = await planAmendment(change, input);
    return takeStep(change, edge, step, writings);
  });
}
