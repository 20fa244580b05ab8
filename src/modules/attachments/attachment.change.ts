import type { Actor } from "../../platform/actor.js";
import { notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import { type MadeChange, type RecordedValue, recordingsOf, type SystemActor } from "../../platform/record.js";
import type { Writing } from "../../platform/writing.store.js";
import { placeOfTicket, type TicketRow, ticketIdOf, witnessesOf } from "../tickets/index.js";
import { attachmentEventTypes } from "./attachment.events.js";
import type { AttachmentKey, AttachmentRow } from "./attachment.store.js";
import { kindOf } from "./content/media-types.js";

/** The name of the GraphQL type, as it stands in global identifiers and in the audit. */
export const attachmentType = "Attachment";

/** The key of an attachment from the parts of its global identifier; null where they are not such a key. */
export function attachmentKeyOfParts([province, ticketId, id, ...rest]: readonly string[]): AttachmentKey | null {
  if (province === undefined || ticketId === undefined || id === undefined || rest.length > 0) return null;
  return isUuid(ticketId) && isUuid(id) ? { province, ticketId, id } : null;
}

/** The key of an attachment from its global identifier; null for a text that is none. */
export function attachmentKeyOrNull(id: string): AttachmentKey | null {
  const given = fromGlobalId(id);
  return given?.type === attachmentType ? attachmentKeyOfParts(given.parts) : null;
}

/** The same for an input. */
export function attachmentKeyOf(id: string, field: string): AttachmentKey {
  const key = attachmentKeyOrNull(id);
  if (key === null) throw notFound(field);
  return key;
}

/** The global identifier of an attachment. */
export function attachmentIdOf({ province, ticketId, id }: AttachmentKey): string {
  return toGlobalId(attachmentType, province, ticketId, id);
}

/** The key of the ticket of an attachment. */
export function ticketKeyOfAttachment({ province, ticketId }: Pick<AttachmentKey, "province" | "ticketId">) {
  return { province, id: ticketId };
}

/** What is told of a change of an attachment. */
export interface Told {
  action: "attachment.add" | "attachment.open" | "attachment.remove" | "attachment.platform";
  /** Null where nobody is told. */
  event: keyof typeof attachmentEventTypes | null;
  at: Date;
  requestId: string;
  /** The version after the change. */
  version: number;
  detail?: { [name: string]: RecordedValue };
}

/** What is recorded of a change of an attachment. */
interface Changed {
  row: AttachmentRow;
  ticket: TicketRow;
}

/**
 * A change of an attachment, as it is recorded: whoever sees the ticket is told.
 *
 * SECURITY: codes, lengths and hashes; never the name of the file, in which somebody may be named. Hashes are for the audit
 * alone: by one, whoever has the same file of another ticket would know that one citizen brought both.
 */
export function attachmentChange(
  actor: Actor | SystemActor,
  { row, ticket }: Changed,
  { action, at, detail = {}, event, requestId, version }: Told,
): MadeChange {
  const { mediaType, part } = row;
  const facts: { [name: string]: RecordedValue } = {
    ...{ ticket: ticketIdOf(ticket), part, kind: kindOf(mediaType), mediaType },
    ...detail,
  };
  const place = placeOfTicket(ticket);
  const { line } = ticket;
  const subject = { type: attachmentType, id: attachmentIdOf(row), version, place, line };
  const { sha256: _, ...told } = facts;
  const events = event === null ? [] : [{ type: attachmentEventTypes[event], payload: told }];
  const witnesses = witnessesOf(ticket, ticket);
  return { actor, change: { action, at, requestId, subject: { ...subject, witnesses }, detail: facts, events } };
}

/** The writings of the record of a change of an attachment. */
export function attachmentRecordings(
  actor: Actor | SystemActor,
  changed: Changed,
  told: Told,
): readonly (Writing | null)[] {
  return recordingsOf([attachmentChange(actor, changed, told)]);
}
