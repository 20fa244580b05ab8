import { inScope, type RequestContext } from "../../../platform/context.js";
import { findBureau, placeOf } from "../../jurisdictions/index.js";
import { decide, findAndLock, refuseVerb, type Step, takeStep } from "../ticket.change.js";
import type { ReturnTicketInput } from "../ticket.inputs.js";
import { checkReason } from "../ticket.reasons.js";
import { findDispatches, markReturned, type TicketRow } from "../ticket.store.js";

/**
 * A bureau without power returns a ticket to whoever dispatched it (退回分派单位). It may not pass it on itself (art. 41 of
 * Order 121, art. 35 of Order 20), so the way back is the way it came. The citizen's own clock, from registration, goes on.
 */
export function returnToCentre(context: RequestContext, input: ReturnTicketInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "RETURN_TO_CENTRE", input.version);
    const remark = await checkReason(change, "RETURN_REASON", "reason", input.reason, input.explanation);
    const { ticket, at } = change;
    const dispatch = (await findDispatches(tx, ticket)).findLast(
      ({ toBureau, returnedAt }) => toBureau === ticket.holder && returnedAt === null,
    );
    const sender = dispatch === undefined ? null : await findBureau(tx, dispatch.fromBureau);
    if (dispatch === undefined || sender === null) throw refuseVerb(change, "RETURN_TO_CENTRE");
    const back = placeOf(sender);
    const step: Step = {
      changes: {
        holder: back.bureau,
        city: back.city,
        county: back.county,
        previousHolder: ticket.holder,
        previousCity: ticket.city,
        previousCounty: ticket.county,
        handler: null,
        signedAt: null,
        competentReceivedAt: null,
      },
      detail: { reason: input.reason, fromBureau: ticket.holder, toBureau: back.bureau },
      remark,
    };
    await markReturned(tx, ticket, dispatch.sequence, { at, reason: input.reason });
    return (await takeStep(change, edge, step)).ticket;
  });
}
