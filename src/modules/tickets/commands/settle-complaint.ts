import { inScope, type RequestContext } from "../../../platform/context.js";
import type { SettleComplaintInput } from "../complaint.inputs.js";
import { type Change, decide, findAndLock, planStep } from "../ticket.change.js";
import { checkReason } from "../ticket.reasons.js";
import { writeChanges } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** The handler records that both sides agreed (调解成功; art. 24 of Order 121), how, and what was recovered for the consumer. */
export function settleComplaint(context: RequestContext, input: SettleComplaintInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const [ticket] = await writeChanges([await planSettlement(change, input.version, input)]);
    return ticket;
  });
}

/**
 * The settlement alone, or before the closing in the same call.
 *
 * @param prefix where the settlement stands in the input, such as "settlement."
 */
export async function planSettlement(
  change: Change,
  version: number,
  settlement: Pick<SettleComplaintInput, "method" | "recoveredLoss" | "remark">,
  prefix: "" | "settlement." = "",
): Promise<Change> {
  const { method, recoveredLoss } = settlement;
  const edge = decide(change, "SETTLE", version);
  const remark = await checkReason(change, "SETTLEMENT_METHOD", `${prefix}method`, method, {
    field: `${prefix}remark`,
    text: settlement.remark,
  });
  return planStep(change, edge, {
    changes: { settlementMethod: method, recoveredLoss, decidedAt: change.at },
    detail: { method, recoveredLoss: recoveredLoss.toString() },
    remark,
  });
}
