import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark, notices } from "../../tickets/index.js";
import { decideDispute, findAndLockDispute, personOf, writeDispute } from "../dispute.change.js";
import type { DisputeStepInput } from "../dispute.inputs.js";
import { type DisputeRow, superiorOf } from "../dispute.store.js";
import { nextLook } from "../dispute.term.js";

/** Either party takes a dispute to the common superior, without waiting for the end of the negotiation (报请指定). */
export function referDispute(context: RequestContext, input: DisputeStepInput): Promise<DisputeRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLockDispute(tx, context, input.disputeId);
    decideDispute(change, "REFER", input.version);
    const { dispute, onTicket } = change;
    const { at, ticket } = onTicket;
    const remark = checkRemark("remark", input.remark);
    const step = {
      event: "REFER",
      action: "dispute.refer",
      changes: { state: "REFERRED", referredAt: at, referredBy: personOf(onTicket), refersOn: nextLook(at) },
      to: superiorOf(dispute),
    } as const;
    const notice = { ticket, kind: "DISPUTE_REFERRED", toBureau: dispute.superior, remark } as const;
    return writeDispute(change, step, [notices(onTicket, [notice])]);
  });
}
