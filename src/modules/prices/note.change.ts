import type { Action } from "../../access/index.js";
import type { Actor } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { fromGlobalId, isUuid, newId, toGlobalId } from "../../platform/ids.js";
import { recordings } from "../../platform/record.js";
import { startValidation } from "../../platform/validation.js";
import type { Writing } from "../../platform/writing.store.js";
import { type NoticeKind, notices, placeOfTicket, type TicketRow, ticketIdOf } from "../tickets/index.js";
import type { NoteKind } from "./case.enums.js";
import { type NoteKey, type NoteRow, noteInsertion } from "./note.store.js";
import { priceEventTypes } from "./price.events.js";

/** The name of the GraphQL type, as it stands in global identifiers. */
export const noteType = "PriceNote";

const longestWords = 2000;

/** The global identifier of a note. */
export function noteIdOf({ id, province, ticketId }: NoteKey): string {
  return toGlobalId(noteType, province, ticketId, id);
}

/** The key of a note out of the parts of its global identifier; null where they are none. */
export function noteKeyOfParts([province = "", ticketId = "", id = "", ...rest]: readonly string[]): NoteKey | null {
  const isKey = rest.length === 0 && province !== "" && isUuid(ticketId) && isUuid(id);
  return isKey ? { province, ticketId, id } : null;
}

/** The key of a note out of its global identifier; null for an identifier of another type, and for none of ours. */
export function noteKeyOrNull(globalId: string): NoteKey | null {
  const given = fromGlobalId(globalId);
  return given?.type === noteType ? noteKeyOfParts(given.parts) : null;
}

/**
 * Checks the words of a note.
 *
 * @throws INVALID_INPUT
 */
export function checkNote(field: string, words: string): void {
  const validation = startValidation();
  validation.text(field, words, longestWords, 2);
  validation.finish();
}

/** What is said of a case. */
export interface NewNote {
  kind: NoteKind;
  /** The code of the bureau whose desk it is. */
  desk: string;
  words: string;
  toBureau: string;
  /** The question that an answer is to. */
  question: string | null;
}

/** A note by the actor of a request upon a ticket. */
export function noteOf(context: RequestContext, { id, province }: TicketRow, note: NewNote): NoteRow {
  const actor = actorOf(context);
  const at = context.clock.now();
  return {
    ...{ province, ticketId: id, id: newId(at), at, ...note },
    isOpen: note.kind === "QUESTION",
    bureau: actor.bureau.bureau,
    person: actor.person?.id ?? null,
    client: actor.client?.id ?? null,
  };
}

const noticeKinds = {
  COMMENT: "PRICE_COMMENTED",
  QUESTION: "PRICE_ASKED",
  ANSWER: "PRICE_ANSWERED",
} as const satisfies Record<NoteKind, NoticeKind>;

/**
 * The writings of a note, with its notice in the timeline of the ticket, its audit entry and its event: for whoever sees the ticket, and for the desk, which may have
 * lost sight of it since it asked.
 */
export function noteWritings(
  actor: Actor,
  ticket: TicketRow,
  note: NoteRow,
  { action, requestId }: { action: Action; requestId: string },
): readonly (Writing | null)[] {
  const kind = note.kind as NoteKind;
  const place = placeOfTicket(ticket);
  const codes = { ticket: ticketIdOf(ticket), desk: note.desk, bureau: note.bureau, toBureau: note.toBureau };
  const question = note.question === null ? null : noteIdOf({ ...note, id: note.question });
  const { at, toBureau, words } = note;
  return [
    noteInsertion(note),
    notices({ actor, at }, [{ ticket, kind: noticeKinds[kind], toBureau, remark: words }]),
    ...recordings(actor, [
      {
        ...{ action, at: note.at, requestId },
        subject: {
          ...{ type: noteType, id: noteIdOf(note), place, line: ticket.line },
          witnesses: [{ ...place, bureau: note.desk, line: null }],
        },
        detail: { kind, ...codes, question },
        events: [{ type: priceEventTypes[kind], payload: { ...codes, question } }],
      },
    ]),
  ];
}
