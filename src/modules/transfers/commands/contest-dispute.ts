import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark, notices } from "../../tickets/index.js";
import { decideDispute, findAndLockDispute, personOf, writeDispute } from "../dispute.change.js";
import type { ContestDisputeInput } from "../dispute.inputs.js";
import { type DisputeRow, raiserOf } from "../dispute.store.js";

/** The bureau that was named says why it is not competent either (提出异议). Both may still agree, or go to the superior. */
export function contestDispute(context: RequestContext, input: ContestDisputeInput): Promise<DisputeRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLockDispute(tx, context, input.disputeId);
    decideDispute(change, "CONTEST", input.version);
    const { dispute, onTicket } = change;
    const answer = checkRemark("answer", input.answer, 2);
    const step = {
      event: "CONTEST",
      action: "dispute.answer",
      changes: { state: "CONTESTED", answer, answeredAt: onTicket.at, answeredBy: personOf(onTicket) },
      to: raiserOf(dispute),
    } as const;
    const { ticket } = onTicket;
    const notice = { ticket, kind: "DISPUTE_CONTESTED", toBureau: dispute.raiser, remark: answer } as const;
    return writeDispute(change, step, [notices(onTicket, [notice])]);
  });
}
