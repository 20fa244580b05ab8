import type { Actor } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { forbidden, notFound } from "../../platform/errors.js";
import { recordings } from "../../platform/record.js";
import { scopeOf } from "../../platform/scope.js";
import { writeAndEnd } from "../../platform/writing.store.js";
import { type CallRow, callIdOf, callKeyOf, requireOwnCall } from "../calls/index.js";
import { placeOfTicket } from "./ticket.change.js";
import { ticketIdOf, ticketKeyOf } from "./ticket.key.js";
import { notices } from "./ticket.notices.js";
import { findTickets, type TicketRow } from "./ticket.store.js";

/** The events that tell that a ticket came of a call, or did not; their payload names neither number nor person. */
export const callLinkEventTypes = { LINKED: "ticket.callLinked", UNLINKED: "ticket.callUnlinked" } as const;

/** A ticket and the call that it came of. */
export interface LinkedTicket {
  ticket: TicketRow;
  call: CallRow;
}

/** A ticket and a call whose link is changed, who changes it, and when. */
export interface LinkChange extends LinkedTicket {
  context: RequestContext;
  actor: Actor;
  at: Date;
}

/**
 * The call of the actor's bureau and the ticket whose link he may change.
 *
 * @throws NOT_FOUND; FORBIDDEN for the call of another bureau, and for a ticket that the bureau neither registered nor handles
 */
export async function findForLink(
  tx: Transaction,
  context: RequestContext,
  { callId, ticketId }: { callId: string; ticketId: string },
): Promise<LinkChange> {
  const [actor, at] = [actorOf(context), context.clock.now()];
  const key = ticketKeyOf(ticketId);
  const asked = { action: "call.link", field: "callId" } as const;
  const call = await requireOwnCall(tx, actor, callKeyOf(callId, "callId"), asked);
  const [ticket] = await findTickets(tx, scopeOf(actor.bureau), [key]);
  if (ticket === undefined) throw notFound("ticketId");

  const { bureau } = actor.bureau;
  if (bureau !== ticket.intakeBureau && bureau !== ticket.holder) {
    throw forbidden({
      zh: "只能关联本单位登记或办理的工单。",
      en: "Only a ticket that your bureau registered or handles is linked to its calls.",
    });
  }
  return { context, actor, at, call, ticket };
}

/**
 * Tells of a link that was changed: in the timeline of the ticket, in the audit, and by an event.
 *
 * @param remark the officer's own words, which stand in the timeline alone: there they are masked like the ticket
 */
export async function recordLink(
  tx: Transaction,
  { actor, at, call, context, ticket }: LinkChange,
  change: keyof typeof callLinkEventTypes,
  remark: string | null = null,
): Promise<void> {
  await writeAndEnd(tx, [
    notices({ actor, at }, [{ ticket, kind: `CALL_${change}`, remark }]),
    ...recordings(actor, [
      {
        action: "call.link",
        at,
        requestId: context.requestId,
        subject: {
          ...{ type: "Ticket", id: ticketIdOf(ticket), version: ticket.version },
          ...{ place: placeOfTicket(ticket), line: ticket.line },
        },
        detail: { call: callIdOf(call), change },
        events: [{ type: callLinkEventTypes[change], payload: { call: callIdOf(call), kind: ticket.kind } }],
      },
    ]),
  ]);
}
