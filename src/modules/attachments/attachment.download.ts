import type { Clock } from "../../platform/clock.js";
import type { Database, Transaction } from "../../platform/database.js";
import type { FileRules } from "../../platform/file-rules.js";
import type { ObjectStore } from "../../platform/object-store.js";
import { scopeOf } from "../../platform/scope.js";
import type { Seal } from "../../platform/seal.js";
import { checkOwnedLink, type LinkOwner, type OwnedToken, signOwnedLink } from "../../platform/signed-link.js";
import { together } from "../../platform/together.js";
import { findActorOf } from "../identity/index.js";
import { findTickets, type TicketRow } from "../tickets/index.js";
import { attachmentIdOf, attachmentKeyOrNull, ticketKeyOfAttachment } from "./attachment.change.js";
import { mayOpen } from "./attachment.sight.js";
import { obstacleToOpening } from "./attachment.states.js";
import { type AttachmentKey, type AttachmentRow, findAttachment } from "./attachment.store.js";
import { endingOf, kindOf } from "./content/media-types.js";

/** The path under which the contents of attachments lie. */
export const attachmentsPath = "/attachments/";

const signedParts = (id: string, file: string, held: string): string[] => ["attachment", id, file, held];

// Stands in addresses in place of the code of the bureau that handles the ticket.
const heldBy = (seal: Seal, holder: string): string => seal.digest(`holder of a file ${holder}`);

// SECURITY: addresses are written down by proxies and browsers: the name that was given may name somebody.
const neutralName = ({ mediaType }: AttachmentRow): string => `attachment.${endingOf(mediaType)}`;

/**
 * The address of the content of an attachment, which opens it until an instant, or until another bureau holds its ticket, as
 * long as its owner may open it.
 */
export function attachmentAddress(
  { issuer, seal }: { issuer: string; seal: Seal },
  { holder, row }: { holder: string; row: AttachmentRow },
  owner: LinkOwner,
  expiresAt: Date,
): string {
  const [id, file, held] = [attachmentIdOf(row), neutralName(row), heldBy(seal, holder)];
  const query = signOwnedLink(seal, signedParts(id, file, held), owner, expiresAt);
  return `${issuer}${attachmentsPath}${id}/${file}?${query}&held=${held}`;
}

/** A content to be sent. */
export interface AttachmentContent {
  name: string;
  mediaType: string;
  /** Whether a browser may show it in a page: pictures and recordings, which do nothing. */
  isInline: boolean;
  /** In bytes. */
  length: number;
  /** Names this content and no other (RFC 9110, section 8.8.3), without its quotation marks. */
  tag: string;
  modifiedAt: Date;
  /** The bytes from one place to another, both included, in pieces. */
  read(first: number, last: number): AsyncIterable<Uint8Array>;
}

/** What downloads need. */
export interface DownloadParts {
  database: Database;
  clock: Clock;
  seal: Seal;
  objects: ObjectStore;
  fileRules: FileRules;
}

/** What an address names. */
export interface ContentWanted extends OwnedToken {
  id: string;
  file: string;
  /** Who held the ticket when the address was given. */
  held: string;
}

/**
 * Opens the content of an attachment for whoever brings a link that is right and not too old.
 *
 * SECURITY: the link was signed for this content alone, and for somebody who is asked again: it opens nothing where he was
 * locked out since, lost the role, or sees the ticket no more. It says so before anything is looked up. What was removed since,
 * or in which a virus was found, is not opened, nor what another bureau holds since: whoever had the right by holding the
 * ticket may have it no more (art. 37 of Order 121), and asks again.
 *
 * @returns GONE for a link that is too old, and where the content may not be opened any more; null where the link is wrong
 */
export async function openAttachment(
  { clock, database, fileRules, objects, seal }: DownloadParts,
  { by, file, held, id, token }: ContentWanted,
): Promise<AttachmentContent | "GONE" | null> {
  const key = attachmentKeyOrNull(id);
  const now = clock.now();
  const link = checkOwnedLink(seal, signedParts(id, file, held), { token, by }, now);
  if (key === null || link.state === "WRONG") return null;
  if (link.state === "EXPIRED") return "GONE";
  const found = await database.asSystem("open an attachment for a signed link", (tx) =>
    findForOwner(tx, key, link.owner, now),
  );
  if (found === null || heldBy(seal, found.ticket.holder) !== held) return "GONE";
  const { row } = found;
  const { objectKey } = row;
  if (objectKey === null || obstacleToOpening(row, fileRules) !== null) return "GONE";
  return {
    name: neutralName(row),
    mediaType: row.mediaType,
    isInline: kindOf(row.mediaType) !== "DOCUMENT",
    length: row.bytes ?? 0,
    tag: (row.storedSha256 ?? row.id).slice(0, 40),
    modifiedAt: row.storedAt ?? row.addedAt,
    read: (first, last) => objects.read(objectKey, { first, last }),
  };
}

/** The attachment with its ticket, where the owner of a link may open it now as when he had the link made; null where not. */
async function findForOwner(
  tx: Transaction,
  key: AttachmentKey,
  owner: LinkOwner,
  now: Date,
): Promise<{ row: AttachmentRow; ticket: TicketRow } | null> {
  const [row, actor] = await together([findAttachment(tx, key), findActorOf(tx, owner, now)]);
  if (row === null || actor === null) return null;
  const [ticket] = await findTickets(tx, scopeOf(actor.bureau), [ticketKeyOfAttachment(row)]);
  return ticket !== undefined && mayOpen(actor, ticket) ? { row, ticket } : null;
}
