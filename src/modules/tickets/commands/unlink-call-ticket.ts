import { inScope, type RequestContext } from "../../../platform/context.js";
import { notFound } from "../../../platform/errors.js";
import { linkOf, removeLink } from "../../calls/index.js";
import type { UnlinkCallTicketInput } from "../ticket.calls.inputs.js";
import { findForLink, type LinkedTicket, recordLink } from "../ticket.calls.js";
import { checkRemark } from "../ticket.change.js";

/**
 * Takes away that a ticket came of a call of the actor's bureau (解除来电关联), also of a call that its telephone system took
 * back. To say it again changes nothing.
 *
 * SECURITY: neither shows the other any more, but what the link made secret stays so: of a call that was ever linked to a report
 * the number is read by those alone who may know that reporter (art. 37 of Order 121), whoever took the link away.
 *
 * @throws NOT_FOUND for what is not visible, and for two that were never linked; FORBIDDEN for the call of another bureau, and
 *   for a ticket that the bureau neither registered nor handles; INVALID_INPUT for a reason that is missing or too long
 */
export function unlinkCallTicket(context: RequestContext, input: UnlinkCallTicketInput): Promise<LinkedTicket> {
  return inScope(context, async (tx) => {
    const found = await findForLink(tx, context, input);
    const { actor, at, call, ticket } = found;
    const reason = checkRemark("reason", input.reason, 2);

    const outcome = await removeLink(tx, linkOf(call, ticket), { at, by: actor.person?.id ?? null });
    if (outcome === "NEVER_LINKED") throw notFound("ticketId");
    if (outcome === "REMOVED") await recordLink(tx, found, "UNLINKED", reason);
    return { ticket, call };
  });
}
