import { holds } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { defineLoader } from "../../platform/loaders.js";
import type { NodeReader } from "../../platform/relay.type.js";
import { keyFromText, keyText, maskText, textsLoader } from "../tickets/index.js";
import type { NoteKind } from "./case.enums.js";
import { noteIdOf, noteKeyOfParts } from "./note.change.js";
import { findNotes, findNotesOfTickets, type NoteRow, noteKeyFromText, noteKeyText } from "./note.store.js";
import { PriceNote } from "./note.type.js";

/** A note of the API from its row. */
export function toNote(row: NoteRow): PriceNote {
  const { at, isOpen, kind } = row;
  return Object.assign(new PriceNote(), { id: noteIdOf(row), kind: kind as NoteKind, at, isOpen, row });
}

/** Reads notes by key text, under the scope of the request; null for a missing or invisible one. */
export const noteLoader = defineLoader<PriceNote>(async (context, keys) => {
  const rows = await inScope(context, (tx) => findNotes(tx, keys.map(noteKeyFromText)));
  return new Map(rows.map((row) => [noteKeyText(row), toNote(row)]));
});

/** Reads the latest notes on tickets by key text of the ticket, oldest first. */
export const notesOfTicketLoader = defineLoader<PriceNote[]>(async (context, keys) => {
  const rows = await inScope(context, (tx) => findNotesOfTickets(tx, keys.map(keyFromText)));
  const found = new Map(keys.map((key): [string, PriceNote[]] => [key, []]));
  for (const row of rows) found.get(keyText({ province: row.province, id: row.ticketId }))?.push(toNote(row));
  return found;
});

/** The words of a note with the contact of the ticket masked in them. */
export async function wordsOf(context: RequestContext, row: NoteRow): Promise<string | null> {
  const texts = await textsLoader(context, keyText({ province: row.province, id: row.ticketId }));
  return texts === null ? null : maskText(row.words, texts.contact);
}

/**
 * Reads a note again by the parts of its global identifier, for those who read tickets.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const noteNodeReader: NodeReader = async (context, parts) => {
  const key = noteKeyOfParts(parts);
  return key === null || !holds(actorOf(context), "ticket.read") ? null : noteLoader(context, noteKeyText(key));
};
