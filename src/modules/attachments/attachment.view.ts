import { holds } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { defineLoader } from "../../platform/loaders.js";
import type { NodeReader } from "../../platform/relay.type.js";
import { isConfidentialFor, keyFromText, keyText, maskAbout, type Ticket, ticketLoader } from "../tickets/index.js";
import { attachmentIdOf, attachmentKeyOfParts, attachmentType, ticketKeyOfAttachment } from "./attachment.change.js";
import { permittedActions } from "./attachment.sight.js";
import type { AttachmentAction, AttachmentPart, AttachmentState, ScanState } from "./attachment.states.js";
import { type AttachmentRow, findAttachments, findAttachmentsOf } from "./attachment.store.js";
import { Attachment } from "./attachment.type.js";
import { kindOf } from "./content/media-types.js";

/** An attachment of the API from its row. */
export function toAttachment(row: AttachmentRow): Attachment {
  const { addedAt, handedFrom, mediaType, removedAt, storedAt, version } = row;
  return Object.assign(new Attachment(), {
    id: attachmentIdOf(row),
    part: row.part as AttachmentPart,
    kind: kindOf(mediaType),
    mediaType,
    state: row.state as AttachmentState,
    scan: row.scan as ScanState | null,
    bytes: row.bytes ?? row.announcedBytes,
    isHandedOver: handedFrom !== null,
    addedAt,
    storedAt,
    removedAt,
    version,
    row,
  });
}

/** Reads the attachments of tickets by key text, in the order in which they were added; null for a ticket without any. */
export const attachmentsLoader = defineLoader<Attachment[]>(async (context, keys) => {
  const rows = await inScope(context, (tx) => findAttachmentsOf(tx, keys.map(keyFromText)));
  const found = new Map<string, Attachment[]>();
  for (const row of rows) {
    const key = keyText(ticketKeyOfAttachment(row));
    const before = found.get(key);
    if (before === undefined) found.set(key, [toAttachment(row)]);
    else before.push(toAttachment(row));
  }
  return found;
});

/** The ticket of an attachment; null where it is not visible. */
export function ticketOf(context: RequestContext, { row }: Attachment): Promise<Ticket | null> {
  return ticketLoader(context, keyText(ticketKeyOfAttachment(row)));
}

/**
 * A text that was written with an attachment, such as the name of its file, with personal data masked.
 *
 * @returns null for whoever may not open it: what belongs to a report is not told by its name either
 */
export async function maskedText(
  context: RequestContext,
  attachment: Attachment,
  text: string | null,
): Promise<string | null> {
  const ticket = await ticketOf(context, attachment);
  if (text === null || ticket === null || isConfidentialFor(actorOf(context), ticket.row)) return null;
  return maskAbout(context, ticketKeyOfAttachment(attachment.row), text);
}

/**
 * A hash of an attachment, as it is told.
 *
 * SECURITY: null for whoever may not open it: somebody who has the same file of another ticket would know by the hash that the
 * citizen of that one made this report (art. 37 of Order 121).
 */
export async function toldHash(
  context: RequestContext,
  attachment: Attachment,
  hash: string | null,
): Promise<string | null> {
  const ticket = hash === null ? null : await ticketOf(context, attachment);
  return ticket === null || isConfidentialFor(actorOf(context), ticket.row) ? null : hash;
}

/** What the actor may do with an attachment. */
export async function actionsOf(context: RequestContext, attachment: Attachment): Promise<AttachmentAction[]> {
  const ticket = await ticketOf(context, attachment);
  return ticket === null ? [] : permittedActions(actorOf(context), attachment.row, ticket.row, context.fileRules);
}

/** Reads attachments by the parts of their keys with slashes between them; null for one whose ticket is not visible. */
const attachmentLoader = defineLoader<AttachmentRow>(async (context, texts) => {
  const keys = texts.flatMap((text) => attachmentKeyOfParts(text.split("/")) ?? []);
  const rows = await inScope(context, (tx) => findAttachments(tx, keys));
  return new Map(rows.map((row) => [`${row.province}/${row.ticketId}/${row.id}`, row]));
});

/**
 * The reader of this module's nodes, for those who read attachments.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const attachmentNodeReaders: Readonly<Record<string, NodeReader>> = {
  [attachmentType]: async (context, parts) => {
    if (attachmentKeyOfParts(parts) === null || !holds(actorOf(context), "attachment.read")) return null;
    const row = await attachmentLoader(context, parts.join("/"));
    return row === null ? null : toAttachment(row);
  },
};
