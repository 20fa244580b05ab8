import { inScope, type RequestContext } from "../../../platform/context.js";
import { insertLink, linkOf, requireLinkable } from "../../calls/index.js";
import type { LinkCallTicketInput } from "../ticket.calls.inputs.js";
import { findForLink, type LinkedTicket, recordLink } from "../ticket.calls.js";

/**
 * Notes that a ticket came of a call of the actor's bureau, where that was not said when it was registered (关联来电). To say
 * it again changes nothing; a link that was taken away is made anew.
 *
 * @throws NOT_FOUND; FORBIDDEN for the call of another bureau, and for a ticket that the bureau neither registered nor handles;
 *   INVALID_INPUT for a call that was taken back, or of another province and not of the nation's own hotline
 */
export function linkCallTicket(context: RequestContext, input: LinkCallTicketInput): Promise<LinkedTicket> {
  return inScope(context, async (tx) => {
    const found = await findForLink(tx, context, input);
    const { actor, at, call, ticket } = found;

    requireLinkable(call, ticket, "callId");

    const isNew = await insertLink(tx, linkOf(call, ticket), { at, by: actor.person?.id ?? null });
    if (isNew) await recordLink(tx, found, "LINKED");
    return { ticket, call };
  });
}
