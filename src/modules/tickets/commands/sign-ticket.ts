import { inScope, type RequestContext } from "../../../platform/context.js";
import { type Change, checkRemark, decide, findAndLock, planStep } from "../ticket.change.js";
import type { TicketStepInput } from "../ticket.inputs.js";
import { writeChanges } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** A handler signs for a ticket that was dispatched to his bureau (签收), and is its handler from now on. */
export function signTicket(context: RequestContext, input: TicketStepInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const [ticket] = await writeChanges([planSigning(change, input.version, input.remark)]);
    return ticket;
  });
}

/** The signature alone, or before what else the handler does in the same call. */
export function planSigning(change: Change, version: number, remark?: string | null): Change {
  const edge = decide(change, "SIGN", version);
  return planStep(change, edge, {
    changes: { signedAt: change.at, handler: change.actor.person?.id ?? null },
    remark: checkRemark("remark", remark),
  });
}
