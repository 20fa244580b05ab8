import { authorize } from "../../../access/index.js";
import { pathOf } from "../../../platform/actor.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, illegalTransition } from "../../../platform/errors.js";
import { recordingsOf } from "../../../platform/record.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { currentCalendar } from "../../calendar/index.js";
import { findBureau, placeOf } from "../../jurisdictions/index.js";
import { checkReason, findAndLock, notices, permittedVerbs, placeOfTicket } from "../../tickets/index.js";
import { madeChange } from "../dispute.change.js";
import type { RaiseDisputeInput } from "../dispute.inputs.js";
import { checkProposed, newDispute, obstacleToRaising } from "../dispute.opening.js";
import { endMovedOnDisputes } from "../dispute.platform.js";
import { type DisputeRow, disputeInsertion, disputeList } from "../dispute.store.js";
import { negotiationFrom } from "../dispute.term.js";
import { lowestCommonSuperior } from "../lowest-common-superior.js";
import { checkMatters } from "../matters-of-tickets.js";

/**
 * A bureau that holds a ticket and has no power names the bureau that has (提出管辖争议; art. 33 of Order 121, art. 30 of
 * Order 20). The ticket stays where it is, and its limits run on: the citizen waits for nobody's dispute.
 */
export function raiseDispute(context: RequestContext, input: RaiseDisputeInput): Promise<DisputeRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const { actor, ticket, at } = change;
    authorize(actor, "dispute.raise", placeOfTicket(ticket));
    if (ticket.version !== input.version) throw conflict(ticket.version);
    const others = await endMovedOnDisputes(change, ticket);
    const obstacle = obstacleToRaising(actor, ticket, others.length > 0);
    if (obstacle !== null) throw illegalTransition(obstacle, permittedVerbs(actor, ticket));
    checkMatters("disputes", await disputeList.ofTickets(tx, [ticket]));
    const proposed = placeOf(checkProposed(change, await findBureau(tx, input.proposedBureau)));
    const words = { field: "explanation", text: input.explanation, isNeeded: true } as const;
    const explanation = (await checkReason(change, "RETURN_REASON", "reason", input.reason, words)) ?? "";
    const superior = await findBureau(tx, lowestCommonSuperior([pathOf(actor.bureau), pathOf(proposed)]));
    if (superior === null) throw new Error("the superior of two bureaus is gone");
    const dispute: DisputeRow = {
      ...newDispute(change, { raiser: actor.bureau, proposed, superior: placeOf(superior) }),
      origin: "RAISED",
      state: "NEGOTIATING",
      reason: input.reason,
      explanation,
      ...negotiationFrom(at, await currentCalendar(tx)),
    };
    const step = { event: "RAISED", action: "dispute.raise", to: proposed } as const;
    await writeAndEnd(tx, [
      disputeInsertion(dispute),
      notices(change, [
        {
          ticket,
          kind: "DISPUTE_RAISED",
          toBureau: proposed.bureau,
          detail: { reason: input.reason },
          remark: explanation,
        },
      ]),
      ...recordingsOf([madeChange(dispute, step, { actor, at, requestId: context.requestId })]),
    ]);
    return dispute;
  });
}
