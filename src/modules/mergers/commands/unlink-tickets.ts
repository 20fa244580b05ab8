import { authorize } from "../../../access/index.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { notFound } from "../../../platform/errors.js";
import { recordings } from "../../../platform/record.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { notices, placeOfTicket, type TicketRow } from "../../tickets/index.js";
import { findPair, recordedLink } from "../link.change.js";
import { findLinks, linkRemoval } from "../link.store.js";
import type { LinkKind } from "../merger.enums.js";
import { mergerEventTypes } from "../merger.events.js";
import type { UnlinkTicketsInput } from "../merger.inputs.js";

/**
 * Takes a link away (解除关联).
 *
 * @throws NOT_FOUND for a ticket that is not visible, and for two that are not linked; FORBIDDEN
 */
export function unlinkTickets(context: RequestContext, input: UnlinkTicketsInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const { one, other } = await findPair(tx, context, input);

    for (const { actor, ticket } of [one, other]) authorize(actor, "ticket.link", placeOfTicket(ticket));

    const sides = (await findLinks(tx, [one.ticket, other.ticket])).filter(({ otherTicket, ticketId }) =>
      [otherTicket, ticketId].every((id) => id === one.ticket.id || id === other.ticket.id),
    );
    const [side] = sides;
    if (side === undefined) throw notFound("otherId");

    const { actor, at } = one;
    const kind = side.kind as LinkKind;
    const told = { event: mergerEventTypes.UNLINKED, kind, requestId: context.requestId };
    await writeAndEnd(tx, [
      ...sides.map((row) => linkRemoval(row, at)),
      notices(
        one,
        [one, other].map(({ ticket }) => ({ ticket, kind: "TICKETS_UNLINKED" as const, detail: { kind } })),
      ),
      ...recordings(actor, [recordedLink(one, other, told), recordedLink(other, one, told)]),
    ]);
    return one.ticket;
  });
}
