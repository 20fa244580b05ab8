import { inScope, type RequestContext } from "../../../platform/context.js";
import { decide, findAndLock, type Step } from "../ticket.change.js";
import type { ReferReportInput } from "../ticket.inputs.js";
import { checkReason } from "../ticket.reasons.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** The handler records that a report was referred to another body (移送). */
export function referReport(context: RequestContext, input: ReferReportInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "REFER", input.version);
    const remark = await checkReason(change, "REFERRAL_TARGET", "target", input.target, {
      field: "explanation",
      text: input.explanation,
      isNeeded: true,
    });
    const step: Step = { changes: { decidedAt: change.at }, detail: { target: input.target }, remark };
    return takeStep(change, edge, step);
  });
}
