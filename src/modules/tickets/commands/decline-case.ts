import { inScope, type RequestContext } from "../../../platform/context.js";
import { decide, findAndLock, type Step } from "../ticket.change.js";
import type { DeclineCaseInput } from "../ticket.inputs.js";
import { checkReason } from "../ticket.reasons.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** The handler records that no case is filed on a report (不予立案; art. 35 of Order 121, art. 31 of Order 20), and why. */
export function declineCase(context: RequestContext, input: DeclineCaseInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "DECLINE_CASE", input.version);
    const remark = await checkReason(change, "NOT_FILED_REASON", "reason", input.reason, {
      field: "explanation",
      text: input.explanation,
      isNeeded: true,
    });
    const step: Step = { changes: { decidedAt: change.at }, detail: { reason: input.reason }, remark };
    return takeStep(change, edge, step);
  });
}
