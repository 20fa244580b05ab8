import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark, decide, findAndLock, type Step } from "../ticket.change.js";
import type { ExplainedStepInput } from "../ticket.inputs.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** The handler asks the complainant for materials (要求补充材料) and says which; the limit of acceptance goes on. */
export function requestMaterials(context: RequestContext, input: ExplainedStepInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "REQUEST_MATERIALS", input.version);
    const step: Step = { remark: checkRemark("explanation", input.explanation, 2) };
    return takeStep(change, edge, step);
  });
}
