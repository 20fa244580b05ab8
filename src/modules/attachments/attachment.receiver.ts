import { holds } from "../../access/index.js";
import type { Actor } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { illegalTransition } from "../../platform/errors.js";
import { newRequestId } from "../../platform/ids.js";
import type { UploadFacts, UploadParts, UploadReceiver } from "../../platform/upload.js";
import { write } from "../../platform/writing.store.js";
import { findActorOf } from "../identity/index.js";
import type { TicketRow } from "../tickets/index.js";
import { setFilesDue } from "../transfers/index.js";
import {
  attachmentIdOf,
  attachmentKeyOrNull,
  attachmentRecordings,
  ticketKeyOfAttachment,
} from "./attachment.change.js";
import { type KeptContent, keepContent } from "./attachment.content.js";
import { firstScan, obstacleToAdding, type ScanState } from "./attachment.states.js";
import {
  type AttachmentChanges,
  type AttachmentKey,
  type AttachmentRow,
  attachmentUpdate,
  findAttachment,
  findSameContent,
  holdTicketOf,
  lockAttachment,
  takeTurn,
} from "./attachment.store.js";

/** The folder of the addresses to which attachments are brought. */
export const attachmentsKind = "attachments";

/**
 * Receives the contents of attachments.
 *
 * SECURITY: whoever announced one must still be allowed to when its content comes.
 */
export const attachmentReceiver: UploadReceiver = {
  kind: attachmentsKind,
  open: async (parts, id) => {
    const key = attachmentKeyOrNull(id);
    if (key === null) return null;
    const now = parts.clock.now();
    const found = await parts.database.asSystem("receive an attachment for a signed link", async (tx) => {
      const row = await findAttachment(tx, key);
      return row === null ? null : { row, actor: await adderOf(tx, row, now) };
    });
    if (found === null) return null;
    const { actor, row } = found;
    if (row.state !== "AWAITED" || row.expiresAt <= now || actor === null) return "GONE";
    return { bytes: row.announcedBytes, take: (body) => receive(parts, row, body) };
  },
};

async function adderOf(tx: Transaction, row: AttachmentRow, now: Date): Promise<Actor | null> {
  const { addedBureau: bureau, addedBy: person, client } = row;
  const actor = await findActorOf(tx, { bureau, client, person }, now);
  return actor !== null && holds(actor, "attachment.add") ? actor : null;
}

/**
 * Stores a content, then says so: a row never names what is not there. What was stored and cannot be named is deleted, or
 * swept where the process dies over it.
 */
async function receive(
  parts: UploadParts,
  { announcedSha256: sha256, mediaType, ...key }: AttachmentRow,
  body: AsyncIterable<Uint8Array>,
): Promise<UploadFacts> {
  const { database, objects } = parts;
  const kept = await keepContent(objects, body, { mediaType, sha256 });
  let named: Named | null = null;
  try {
    named = await database.asSystem("name the content of an attachment", (tx) => nameContent(tx, parts, key, kept));
    const { isRepeated, row } = named;
    return {
      attachmentId: attachmentIdOf(row),
      isRepeated,
      mediaType,
      bytes: row.bytes,
      sha256: row.sha256,
      storedSha256: row.storedSha256,
      scan: row.scan,
    };
  } finally {
    // Where that fails it is swept; what is answered is what became of the file.
    if (named?.row.objectKey !== kept.objectKey) await objects.delete(kept.objectKey).catch(() => undefined);
  }
}

interface Named {
  /** The attachment with this content, which may be another one of the ticket. */
  row: AttachmentRow;
  isRepeated: boolean;
}

async function nameContent(
  tx: Transaction,
  { clock, fileRules }: UploadParts,
  key: AttachmentKey,
  kept: KeptContent,
): Promise<Named> {
  const { sha256 } = kept;
  await takeTurn(tx, key);
  const ticket = await holdTicketOf(tx, key);
  const row = await lockAttachment(tx, key);
  const at = clock.now();
  const actor = row === null ? null : await adderOf(tx, row, at);
  if (row === null || ticket === null || actor === null) throw illegalTransition(over, []);
  // The same content came by another connection meanwhile.
  if (row.state === "STORED" && row.sha256 === sha256) return { row, isRepeated: true };
  const obstacle = row.state === "AWAITED" ? obstacleToAdding(ticket) : over;
  if (obstacle !== null) throw illegalTransition(obstacle, []);
  const same = await findSameContent(tx, ticketKeyOfAttachment(row), sha256);
  if (same !== null) {
    await write(tx, [attachmentUpdate(row, { state: "DUPLICATE", duplicateOf: same.id })]);
    return { row: same, isRepeated: true };
  }
  return { row: await store(tx, { row, ticket, actor }, kept, firstScan(fileRules), at), isRepeated: false };
}

/** Names the content of an attachment, and says so. */
async function store(
  tx: Transaction,
  { actor, row, ticket }: { actor: Actor; row: AttachmentRow; ticket: TicketRow },
  { objectKey, sha256, stored }: KeptContent,
  scan: ScanState,
  at: Date,
): Promise<AttachmentRow> {
  const changes = {
    ...{ state: "STORED", objectKey, bytes: stored.bytes, sha256, storedSha256: stored.sha256, storedAt: at },
    ...{ scan, scanDue: at },
  } satisfies AttachmentChanges;
  const version = row.version + 1;
  // A ticket that was handed over since the file was announced is followed by it.
  await setFilesDue(tx, ticket, at);
  await write(tx, [
    attachmentUpdate(row, changes),
    ...attachmentRecordings(
      actor,
      { row, ticket },
      {
        ...{ action: "attachment.add", event: "STORED", at, requestId: newRequestId(), version },
        detail: { bytes: stored.bytes, sha256, scan },
      },
    ),
  ]);
  return { ...row, ...changes, version };
}

const over = {
  zh: "该附件已不再等待上传。",
  en: "The attachment does not wait for its content any more.",
};
