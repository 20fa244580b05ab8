import { inScope, type RequestContext } from "../../../platform/context.js";
import { asSystemWithin, keepOpen } from "../../../platform/database.js";
import { type Change, checkRemark, edgeThrough, findDispatches, planStep, writeChanges } from "../../tickets/index.js";
import { type DisputeStep, decideDispute, disputeWritings, findAndLockDispute, personOf } from "../dispute.change.js";
import type { DisputeStepInput } from "../dispute.inputs.js";
import { dispatchOfMove, movedTo } from "../dispute.moving.js";
import { type DisputeRow, raiserOf } from "../dispute.store.js";

/**
 * The bureau that was named agrees and takes the ticket (协商一致, 接受移交; art. 33 of Order 121): it received it now, and
 * signs for it as for a dispatch.
 */
export function acceptDispute(context: RequestContext, input: DisputeStepInput): Promise<DisputeRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLockDispute(tx, context, input.disputeId);
    decideDispute(change, "ACCEPT", input.version);
    const { dispute, onTicket } = change;
    const { actor, at, ticket } = onTicket;
    const edge = edgeThrough(onTicket, "TRANSFER");
    const remark = checkRemark("remark", input.remark);
    const planned = planStep(onTicket, edge, {
      changes: movedTo(onTicket, actor.bureau),
      detail: { fromBureau: dispute.raiser, toBureau: dispute.proposed, reason: dispute.reason },
      remark,
    });
    const step = agreement(dispute, onTicket);
    keepOpen(tx);
    // SECURITY: widened sight: the ticket comes into the sight of the bureau by this change. Its right to take it was asked
    // upon the dispute, in which the holder offered it.
    await asSystemWithin(tx, actor, "the bureau that was named takes a ticket over", async () => {
      const before = await findDispatches(tx, ticket);
      await writeChanges(
        [planned],
        [
          dispatchOfMove(onTicket, before, { from: dispute.raiser, to: dispute.proposed, how: "AGREED" }),
          ...disputeWritings(dispute, step, { actor, at, requestId: context.requestId }),
        ],
      );
    });
    return { ...dispute, ...step.changes, version: dispute.version + 1 };
  });
}

function agreement(dispute: DisputeRow, { actor, at }: Change): DisputeStep {
  const by = personOf({ actor });
  const answered = { state: "AGREED", answeredAt: at, answeredBy: by, endedAt: at, endedBy: by, refersOn: "infinity" };
  return { event: "ACCEPT", action: "dispute.answer", changes: answered, to: raiserOf(dispute) };
}
