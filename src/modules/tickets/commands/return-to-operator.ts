import { inScope, type RequestContext } from "../../../platform/context.js";
import type { ReturnTicketInput } from "../review.inputs.js";
import { decide, findAndLock, type Step } from "../ticket.change.js";
import { checkReason } from "../ticket.reasons.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** A dispatcher sends an entry back to be completed (退回补录), with a reason from the dictionary. */
export function returnToOperator(context: RequestContext, input: ReturnTicketInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "RETURN_TO_OPERATOR", input.version);
    const remark = await checkReason(change, "RETURN_REASON", "reason", input.reason, {
      field: "explanation",
      text: input.explanation,
    });
    const step: Step = { detail: { reason: input.reason }, remark };
    return takeStep(change, edge, step);
  });
}
