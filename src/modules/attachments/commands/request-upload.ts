import { authorize } from "../../../access/index.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { idempotencyMismatch, illegalTransition, tooLarge } from "../../../platform/errors.js";
import type { FileRules } from "../../../platform/file-rules.js";
import { newId } from "../../../platform/ids.js";
import { uploadEnd } from "../../../platform/upload.js";
import { toUploadTarget } from "../../../platform/upload.type.js";
import { startValidation } from "../../../platform/validation.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { type Change, findAndLock, permittedVerbs } from "../../tickets/index.js";
import { attachmentIdOf, attachmentRecordings } from "../attachment.change.js";
import type { RequestUploadInput } from "../attachment.inputs.js";
import { attachmentsKind } from "../attachment.receiver.js";
import { placeOfWork } from "../attachment.sight.js";
import { obstacleToAdding } from "../attachment.states.js";
import {
  type AttachmentRow,
  attachmentInsertion,
  attachmentUpdate,
  countFiles,
  findAnnounced,
  findAttachment,
  findSameContent,
} from "../attachment.store.js";
import type { RequestUploadPayload } from "../attachment.type.js";
import { toAttachment } from "../attachment.view.js";
import { knownType, mediaTypes, mostBytesOf } from "../content/media-types.js";

const longestName = 200;

/**
 * Announces a file of a ticket (申请上传附件), and gives the address to which its content is to be sent. The ticket has the
 * same content once: what was announced with the hash of a file that is there already comes to that.
 *
 * @throws NOT_FOUND, FORBIDDEN, INVALID_INPUT, TOO_LARGE for the file and for one too many, IDEMPOTENCY_MISMATCH,
 *   ILLEGAL_TRANSITION for a ticket that is archived
 */
export function requestUpload(context: RequestContext, input: RequestUploadInput): Promise<RequestUploadPayload> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const { actor, at, ticket } = change;

    authorize(actor, "attachment.add", placeOfWork(actor, ticket));
    const mediaType = checkAnnounced(input, context.fileRules);
    const inputHash = context.seal.digest(JSON.stringify({ ...input, mediaType }));

    const before = await findBefore(change, input, inputHash);
    // An announcement whose time is over counts no more: what is announced anew is counted as what is announced first.
    const isCounted = before !== null && (before.state !== "AWAITED" || before.expiresAt > at);
    if (isCounted) return repeat(change, before);
    await checkRoom(change);
    if (before !== null) return repeat(change, before);

    const row = newRow(change, { ...input, mediaType }, inputHash);
    await writeAndEnd(tx, [
      attachmentInsertion(row),
      ...attachmentRecordings(
        actor,
        { row, ticket },
        {
          ...{ action: "attachment.add", event: null, at, requestId: context.requestId, version: 1 },
          detail: { bytes: input.bytes },
        },
      ),
    ]);
    return { attachment: toAttachment(row), upload: targetOf(context, row), isRepeated: false };
  });
}

/**
 * Checks that the ticket takes one more file.
 *
 * @throws ILLEGAL_TRANSITION, TOO_LARGE
 */
async function checkRoom({ actor, at, context, ticket, tx }: Change): Promise<void> {
  const obstacle = obstacleToAdding(ticket);
  if (obstacle !== null) throw illegalTransition(obstacle, permittedVerbs(actor, ticket));
  const count = await countFiles(tx, ticket, at);
  const most = context.fileRules.filesPerTicket;
  if (count >= most) throw tooLarge("attachments", count + 1, most);
}

/** Checks what was announced; tells the media type by the name that it has here. */
function checkAnnounced(input: RequestUploadInput, rules: FileRules): string {
  const validation = startValidation();
  const mediaType = knownType(input.mediaType.slice(0, 200));
  if (mediaType === null) validation.add("mediaType", unknownType);
  validation.text("fileName", input.fileName, longestName, 1);
  if (/[/\\]/.test(input.fileName)) validation.add("fileName", slashes);
  if (turning.test(input.fileName)) validation.add("fileName", turned);
  const endings = mediaType === null ? [] : (mediaTypes[mediaType]?.endings ?? []);
  const fits = endings.some((ending) => input.fileName.toLowerCase().endsWith(`.${ending}`));
  if (mediaType !== null && !fits) validation.add("fileName", wrongEnding(endings));
  if (!Number.isSafeInteger(input.bytes) || input.bytes < 1) validation.add("bytes", wrongBytes);
  if (input.sha256 != null && !/^[0-9a-f]{64}$/.test(input.sha256)) validation.add("sha256", wrongHash);
  validation.text("idempotencyKey", input.idempotencyKey, 100, input.idempotencyKey == null ? 0 : 1);
  validation.finish();
  if (mediaType === null) throw new Error("an unknown type was let through");
  const most = mostBytesOf(rules, mediaType);
  if (input.bytes > most) throw tooLarge("bytes", input.bytes, most);
  return mediaType;
}

const unknownType = {
  zh: "不接受该媒体类型：可上传 JPEG、PNG、WebP、GIF、HEIC 图片，MP3、WAV、M4A、AMR、OGG 录音，MP4、MOV、3GP、WebM 录像，PDF、DOCX、XLSX、TXT 文档。",
  en: "That type is not taken: pictures (JPEG, PNG, WebP, GIF, HEIC), recordings (MP3, WAV, M4A, AMR, Ogg), films (MP4, MOV, 3GP, WebM) and documents (PDF, DOCX, XLSX, TXT) are.",
};
// SECURITY: by these a name is shown in another order than it has, and a program looks like a picture.
const turning = /[\t\n\r\p{Zl}\p{Zp}\p{Bidi_Control}]/u;
const turned = {
  zh: "文件名不得含有换行、制表符或改变文字方向的字符。",
  en: "The name of a file is one line, without characters that change the direction of writing.",
};
const slashes = { zh: "文件名不得含有斜杠。", en: "The name of a file has no slashes." };
const wrongBytes = { zh: "文件长度须为正整数。", en: "The length of a file is a whole number above nought." };
const wrongHash = {
  zh: "哈希值须为 64 位小写十六进制数字。",
  en: "A SHA-256 is written as 64 hexadecimal digits in small letters.",
};
const wrongEnding = (endings: readonly string[]) => ({
  zh: `文件扩展名须与媒体类型相符：${endings.join("、")}。`,
  en: `The ending of the name must be that of its type: ${endings.join(", ")}.`,
});

/** What was announced by the same key, or has the same content; null for nothing. */
async function findBefore(
  { actor, ticket, tx }: Change,
  { idempotencyKey, sha256 }: RequestUploadInput,
  inputHash: string,
): Promise<AttachmentRow | null> {
  const announced =
    idempotencyKey == null
      ? null
      : await findAnnounced(tx, ticket, { bureau: actor.bureau.bureau, key: idempotencyKey });
  if (announced !== null && announced.inputHash !== inputHash) throw idempotencyMismatch();
  if (announced !== null && announced.state !== "DUPLICATE") return announced;
  if (announced?.duplicateOf != null) {
    return findAttachment(tx, { ...announced, id: announced.duplicateOf });
  }
  return sha256 == null ? null : findSameContent(tx, ticket, sha256);
}

async function repeat({ at, context, tx }: Change, before: AttachmentRow): Promise<RequestUploadPayload> {
  if (before.state !== "AWAITED") return { attachment: toAttachment(before), upload: null, isRepeated: true };
  const expiresAt = uploadEnd(at);
  await writeAndEnd(tx, [attachmentUpdate(before, { expiresAt })]);
  const row = { ...before, expiresAt, version: before.version + 1 };
  return { attachment: toAttachment(row), upload: targetOf(context, row), isRepeated: true };
}

function targetOf(context: RequestContext, row: AttachmentRow) {
  const { announcedBytes: bytes, expiresAt, mediaType } = row;
  return toUploadTarget(context, { kind: attachmentsKind, id: attachmentIdOf(row), mediaType, bytes, expiresAt });
}

function newRow({ actor, at, ticket }: Change, input: RequestUploadInput, inputHash: string): AttachmentRow {
  const { bytes, fileName, idempotencyKey, mediaType, part, sha256 } = input;
  return {
    ...{ province: ticket.province, ticketId: ticket.id, id: newId(at) },
    ...{ part, fileName, mediaType, state: "AWAITED" },
    ...{ addedBureau: actor.bureau.bureau, addedBy: actor.person?.id ?? null, client: actor.client?.id ?? null },
    ...{ addedAt: at, idempotencyKey: idempotencyKey ?? null, inputHash },
    ...{ announcedBytes: bytes, announcedSha256: sha256 ?? null, expiresAt: uploadEnd(at) },
    ...{ objectKey: null, bytes: null, sha256: null, storedSha256: null, storedAt: null },
    ...{ scan: null, scanDue: null, scanTries: 0, scannedAt: null, scanFinding: null },
    ...{ duplicateOf: null, handedFrom: null, removedAt: null, removedBy: null, removalReason: null, version: 1 },
  };
}
