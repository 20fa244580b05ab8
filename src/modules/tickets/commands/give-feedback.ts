import { inScope, type RequestContext } from "../../../platform/context.js";
import { decide, findAndLock, type Step } from "../ticket.change.js";
import type { GiveFeedbackInput } from "../ticket.inputs.js";
import { checkReason } from "../ticket.reasons.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/**
 * A handler or operator records that the citizen was told of the outcome (反馈), by what means and in which words. It may
 * be told again; the day that counts for the limit is that of the first telling.
 */
export function giveFeedback(context: RequestContext, input: GiveFeedbackInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "GIVE_FEEDBACK", input.version);
    const remark = await checkReason(change, "FEEDBACK_METHOD", "method", input.method, {
      field: "explanation",
      text: input.explanation,
      isNeeded: true,
    });
    const feedbackAt = change.ticket.feedbackAt ?? change.at;
    const step: Step = { changes: { feedbackAt }, detail: { method: input.method }, remark };
    return takeStep(change, edge, step);
  });
}
