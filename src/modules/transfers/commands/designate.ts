import { isInRegion } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput } from "../../../platform/errors.js";
import { type BureauRow, findBureau, isValidOn, placeOf } from "../../jurisdictions/index.js";
import { type Change, checkRemark, edgeThrough, findDispatches, planStep, writeChanges } from "../../tickets/index.js";
import { decideDispute, disputeWritings, findAndLockDispute, personOf } from "../dispute.change.js";
import type { DesignateInput } from "../dispute.inputs.js";
import { dispatchOfMove, movedTo } from "../dispute.moving.js";
import type { DisputeRow } from "../dispute.store.js";

/**
 * The lowest common superior designates which authority handles a ticket, finally and with reasons (指定处理机关; art. 33 of
 * Order 121, art. 30 of Order 20). It may be the very one that holds it.
 */
export function designate(context: RequestContext, input: DesignateInput): Promise<DisputeRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLockDispute(tx, context, input.disputeId);
    decideDispute(change, "DESIGNATE", input.version);
    const { dispute, onTicket } = change;
    const { actor, at, ticket } = onTicket;
    const edge = edgeThrough(onTicket, "DESIGNATE");
    const place = placeOf(checkDesignated(onTicket, await findBureau(tx, input.bureau)));
    const grounds = checkRemark("grounds", input.grounds, 2);
    const before = await findDispatches(tx, ticket);
    const planned = planStep(onTicket, edge, {
      changes: { ...movedTo(onTicket, place), designated: place.bureau },
      detail: { fromBureau: dispute.superior, toBureau: place.bureau },
      remark: grounds,
    });
    const step = {
      event: "DESIGNATE",
      action: "dispute.designate",
      changes: {
        state: "DESIGNATED",
        designated: place.bureau,
        grounds,
        referredAt: dispute.referredAt ?? at,
        endedAt: at,
        endedBy: personOf(onTicket),
        refersOn: "infinity",
      },
      to: place,
    } as const;
    await writeChanges(
      [planned],
      [
        dispatchOfMove(onTicket, before, { from: dispute.superior, to: place.bureau, how: "DESIGNATED" }),
        ...disputeWritings(dispute, step, { actor, at, requestId: context.requestId }),
      ],
    );
    return { ...dispute, ...step.changes, version: dispute.version + 1 };
  });
}

function checkDesignated({ actor, ticket, at }: Change, bureau: BureauRow | null): BureauRow {
  if (bureau === null || !isValidOn(bureau, chinaDay(at))) {
    throw invalidInput("bureau", { zh: "没有这个单位，或该单位已撤销。", en: "There is no such bureau today." });
  }
  const place = placeOf(bureau);
  if (bureau.kind !== "AUTHORITY" || place.province !== ticket.province || !isInRegion(actor.bureau, place)) {
    throw invalidInput("bureau", {
      zh: "只能指定本单位或本单位下辖的市场监督管理部门（第121号令第三十三条、第20号令第三十条）。",
      en: "The designation lies outside the superior's subtree: name your own authority or one beneath it (Order 121 art. 33, Order 20 art. 30).",
    });
  }
  return bureau;
}
