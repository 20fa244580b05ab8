import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark, decide, findAndLock, type Step } from "../ticket.change.js";
import type { TicketStepInput } from "../ticket.inputs.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** The handler notes that the materials asked for have come (收到补充材料). */
export function receiveMaterials(context: RequestContext, input: TicketStepInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "RECEIVE_MATERIALS", input.version);
    const step: Step = { remark: checkRemark("remark", input.remark) };
    return takeStep(change, edge, step);
  });
}
