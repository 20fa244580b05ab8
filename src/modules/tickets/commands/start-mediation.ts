import { inScope, type RequestContext } from "../../../platform/context.js";
import { type Change, checkRemark, decide, findAndLock, planStep } from "../ticket.change.js";
import type { TicketStepInput } from "../ticket.inputs.js";
import { writeChanges } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** The handler begins to mediate, both sides having agreed (art. 18 of Order 121). */
export function startMediation(context: RequestContext, input: TicketStepInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const [ticket] = await writeChanges([planMediation(change, input.version, input.remark)]);
    return ticket;
  });
}

/** The beginning of the mediation alone, or before what else the handler does in the same call. */
export function planMediation(change: Change, version: number, remark?: string | null): Change {
  const edge = decide(change, "START_MEDIATION", version);
  return planStep(change, edge, { remark: checkRemark("remark", remark) });
}
