import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark, notices } from "../../tickets/index.js";
import { decideDispute, findAndLockDispute, personOf, writeDispute } from "../dispute.change.js";
import type { DisputeStepInput } from "../dispute.inputs.js";
import { type DisputeRow, proposedOf } from "../dispute.store.js";

/** The bureau that raised a dispute takes it back, and handles the ticket itself (撤回争议). */
export function withdrawDispute(context: RequestContext, input: DisputeStepInput): Promise<DisputeRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLockDispute(tx, context, input.disputeId);
    decideDispute(change, "WITHDRAW", input.version);
    const { dispute, onTicket } = change;
    const { at, ticket } = onTicket;
    const remark = checkRemark("remark", input.remark);
    const step = {
      event: "WITHDRAW",
      action: "dispute.raise",
      changes: { state: "WITHDRAWN", endedAt: at, endedBy: personOf(onTicket), refersOn: "infinity" },
      to: proposedOf(dispute),
    } as const;
    const notice = { ticket, kind: "DISPUTE_WITHDRAWN", toBureau: dispute.proposed, remark } as const;
    return writeDispute(change, step, [notices(onTicket, [notice])]);
  });
}
