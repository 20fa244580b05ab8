import { authorize } from "../../../access/index.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput, tooLarge } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { recordings } from "../../../platform/record.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { type Change, checkRemark, notices, placeOfTicket, type TicketRow } from "../../tickets/index.js";
import { checkTwo, findPair, recordedLink } from "../link.change.js";
import { findLinks, linkInsertion, mostLinks } from "../link.store.js";
import { mergerEventTypes } from "../merger.events.js";
import type { LinkTicketsInput } from "../merger.inputs.js";

/**
 * Links two tickets that belong together (关联): both go on, each with its own clock, and each shows the other to whoever
 * sees it. What is linked already stays as it is.
 *
 * @throws NOT_FOUND, FORBIDDEN; INVALID_INPUT for a ticket of another province; TOO_LARGE for more than 50 links
 */
export function linkTickets(context: RequestContext, input: LinkTicketsInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const { one, other } = await findPair(tx, context, input);

    for (const { actor, ticket } of [one, other]) authorize(actor, "ticket.link", placeOfTicket(ticket));

    checkTwo(one, other);
    const remark = checkRemark("remark", input.remark);
    checkProvinces(one, other);
    const links = await findLinks(tx, [one.ticket, other.ticket]);
    if (links.some(({ otherTicket, ticketId }) => ticketId === one.ticket.id && otherTicket === other.ticket.id)) {
      return one.ticket;
    }
    checkRoom(links, one, "ticketId");
    checkRoom(links, other, "otherId");

    const { actor, at } = one;
    const by = { bureau: actor.bureau.bureau, person: actor.person?.id ?? null };
    const link = { id: newId(at), kind: input.kind, remark, linkedAt: at, ...by, removedAt: null };
    const kind = "TICKETS_LINKED";
    await writeAndEnd(tx, [
      linkInsertion(one.ticket, other.ticket, link),
      // SECURITY: the words stand with the link alone, for whoever sees both tickets: they may be of the other's citizen.
      notices(
        one,
        [one, other].map(({ ticket }) => ({ ticket, kind, detail: { kind: input.kind } })),
      ),
      ...recordings(actor, [
        recordedLink(one, other, { event: mergerEventTypes.LINKED, kind: input.kind, requestId: context.requestId }),
        recordedLink(other, one, { event: mergerEventTypes.LINKED, kind: input.kind, requestId: context.requestId }),
      ]),
    ]);
    return one.ticket;
  });
}

function checkProvinces({ ticket: one }: Change, { ticket: other }: Change): void {
  if (one.province === other.province) return;
  throw invalidInput("otherId", {
    zh: "只能关联本省的工单；跨省移交的工单自动关联。",
    en: "Tickets of one province are linked; those handed over to another are linked by that.",
  });
}

function checkRoom(links: Awaited<ReturnType<typeof findLinks>>, { ticket }: Change, field: string): void {
  const count = links.filter(({ ticketId }) => ticketId === ticket.id).length;
  if (count >= mostLinks) throw tooLarge(field, count + 1, mostLinks);
}
