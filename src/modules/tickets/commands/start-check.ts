import { inScope, type RequestContext } from "../../../platform/context.js";
import { type Change, checkRemark, decide, findAndLock, planStep } from "../ticket.change.js";
import type { TicketStepInput } from "../ticket.inputs.js";
import { writeChanges } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** The handler begins to check a complaint (初查). */
export function startCheck(context: RequestContext, input: TicketStepInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const [ticket] = await writeChanges([planCheck(change, input.version, input.remark)]);
    return ticket;
  });
}

/** The beginning of the check alone, or before what else the handler does in the same call. */
export function planCheck(change: Change, version: number, remark?: string | null): Change {
  const edge = decide(change, "START_CHECK", version);
  return planStep(change, edge, { remark: checkRemark("remark", remark) });
}
