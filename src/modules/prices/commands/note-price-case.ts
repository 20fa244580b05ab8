import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { notFound } from "../../../platform/errors.js";
import { scopeOf } from "../../../platform/scope.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { findTickets, ticketKeyOf } from "../../tickets/index.js";
import { requireDeskOf } from "../case.rights.js";
import { checkNote, noteOf, noteWritings } from "../note.change.js";
import type { NoteRow } from "../note.store.js";

/** What a desk says of a case. */
export interface DeskNote {
  kind: "COMMENT" | "QUESTION";
  ticketId: string;
  words: string;
  /** Where the words stand in the input. */
  field: string;
}

/**
 * A price desk comments on a case, or asks the bureau that handles it (发表意见、询问). The ticket is not touched.
 *
 * @throws NOT_FOUND for a ticket that is not visible; FORBIDDEN for one that is no case of the desk; INVALID_INPUT for
 *   missing or too many words
 */
export function notePriceCase(context: RequestContext, { field, kind, ticketId, words }: DeskNote): Promise<NoteRow> {
  return inScope(context, async (tx) => {
    const actor = actorOf(context);
    const [ticket] = await findTickets(tx, scopeOf(actor.bureau), [ticketKeyOf(ticketId)]);
    if (ticket === undefined) throw notFound("ticketId");

    authorize(actor, "price.note", actor.bureau);
    const desk = requireDeskOf(actor, ticket);

    checkNote(field, words);
    const note = noteOf(context, ticket, { kind, desk, words, toBureau: ticket.holder, question: null });
    const { requestId } = context;
    await writeAndEnd(tx, noteWritings(actor, ticket, note, { action: "price.note", requestId }));
    return note;
  });
}
