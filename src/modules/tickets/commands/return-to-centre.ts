import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { type BureauRow, findBureau, isValidOn, placeOf } from "../../jurisdictions/index.js";
import { type DispatchRow, findDispatches, returnUpdate } from "../dispatch.store.js";
import type { ReturnTicketInput } from "../review.inputs.js";
import { type Change, decide, findAndLock } from "../ticket.change.js";
import { checkReason } from "../ticket.reasons.js";
import { isOwnAuthority, openDispatch } from "../ticket.receipt.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketChanges, TicketRow } from "../ticket.store.js";

/**
 * A bureau without power returns a ticket to whoever dispatched it (退回分派单位). It may not pass it on itself (art. 41 of
 * Order 121, art. 35 of Order 20), so the way back is the way it came. The citizen's own clock, from registration, goes on.
 */
export function returnToCentre(context: RequestContext, input: ReturnTicketInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "RETURN_TO_CENTRE", input.version);
    const words = { field: "explanation", text: input.explanation } as const;
    const remark = await checkReason(change, "RETURN_REASON", "reason", input.reason, words);
    const { ticket, at } = change;
    const dispatch = openDispatch(await findDispatches(tx, ticket));
    const sender = await senderOf(change, dispatch);
    const returned = { at, reason: input.reason };
    const step = {
      changes: handingBack(change, sender),
      detail: { reason: input.reason, fromBureau: ticket.holder, toBureau: sender.code },
      remark,
    };
    return takeStep(change, edge, step, [
      dispatch === undefined ? null : returnUpdate(ticket, dispatch.sequence, returned),
    ]);
  });
}

// The bureau that dispatched it. A reorganisation keeps the bureau that registered it up to date, the dispatches not: they
// are history. So where the sender is no more, the ticket goes back to the top of its way.
async function senderOf({ tx, ticket, at }: Change, dispatch: DispatchRow | undefined): Promise<BureauRow> {
  const sender = dispatch === undefined ? null : await findBureau(tx, dispatch.fromBureau);
  if (sender !== null && isValidOn(sender, chinaDay(at))) return sender;
  const intake = await findBureau(tx, ticket.intakeBureau);
  if (intake === null) throw new Error("the bureau that registered a ticket is gone");
  return intake;
}

function handingBack(change: Change, sender: BureauRow): TicketChanges {
  const { ticket } = change;
  const back = placeOf(sender);
  return {
    holder: back.bureau,
    city: back.city,
    county: back.county,
    previousHolder: ticket.holder,
    previousCity: ticket.city,
    previousCounty: ticket.county,
    handler: null,
    signedAt: null,
    // Within one authority nothing is received anew, and its limit goes on.
    competentReceivedAt: isOwnAuthority(change, back) ? ticket.competentReceivedAt : null,
  };
}
