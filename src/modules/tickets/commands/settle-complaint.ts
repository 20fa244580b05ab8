import { inScope, type RequestContext } from "../../../platform/context.js";
import { decide, findAndLock, type Step, takeStep } from "../ticket.change.js";
import type { SettleComplaintInput } from "../ticket.inputs.js";
import { checkReason } from "../ticket.reasons.js";
import type { TicketRow } from "../ticket.store.js";

/** The handler records that both sides agreed (调解成功; art. 24 of Order 121), how, and what was recovered for the consumer. */
export function settleComplaint(context: RequestContext, input: SettleComplaintInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "SETTLE", input.version);
    const remark = await checkReason(change, "SETTLEMENT_METHOD", "method", input.method, {
      field: "remark",
      text: input.remark,
    });
    const step: Step = {
      changes: { settlementMethod: input.method, recoveredLoss: input.recoveredLoss, decidedAt: change.at },
      detail: { method: input.method, recoveredLoss: input.recoveredLoss.toString() },
      remark,
    };
    return (await takeStep(change, edge, step)).ticket;
  });
}
