import { unsupportedContent } from "../../platform/errors.js";
import { measured, newObjectKey, type ObjectStore, type StoredObject } from "../../platform/object-store.js";
import { type ContentWatch, watched } from "./content/cleaning.js";
import { beginsAs, headBytes, strippedPicture, watchOf } from "./content/detection.js";
import { docxType, kindOf, xlsxType } from "./content/media-types.js";
import { isPlainDocument } from "./content/office.js";
import { patched } from "./content/patches.js";
import { plainText } from "./content/plain-text.js";

/** The folder of the object store for attachments. */
export const attachmentsFolder = "attachments";

/** A content that was stored, and that no row names yet. */
export interface KeptContent {
  objectKey: string;
  /** Of the file as it was brought, in hexadecimal digits. */
  sha256: string;
  /** What is kept of it. */
  stored: StoredObject;
}

/**
 * Stores the content of a file, if it is what was announced. Its type is decided by what stands in it; a picture is kept
 * without what was written beside it, so it is read into memory, everything else goes on a piece at a time. Of a film what must
 * not be kept is known when it has all come: it is stored, and then once more without that.
 *
 * SECURITY: nothing is unpacked, drawn, played or run here: of pictures and films the stretches are looked at, of a document its
 * list of parts.
 *
 * @throws UNSUPPORTED_CONTENT; nothing is kept then, nor where the content breaks off
 */
export async function keepContent(
  objects: ObjectStore,
  body: AsyncIterable<Uint8Array>,
  announced: { mediaType: string; sha256: string | null },
): Promise<KeptContent> {
  const { mediaType } = announced;
  const counted = measured(body);
  const { head, all } = await withHead(counted.pieces);
  if (!(await beginsAs(mediaType, head))) throw refusal();
  const watch = watchOf(mediaType);
  const put = (key: string): Promise<StoredObject> =>
    objects.put(key, watch === null ? contentOf(mediaType, all) : watched(all, watch));
  return keeping(objects, async (key) => {
    const brought = await put(key);
    const { sha256 } = counted.sum();
    if (announced.sha256 !== null && announced.sha256 !== sha256) throw otherHash();
    if (watch !== null) return { sha256, ...(await withoutPatches(objects, key, brought, watch)) };
    if (!(await isWhole(objects, key, { mediaType, bytes: brought.bytes }))) throw refusal();
    return { objectKey: key, sha256, stored: brought };
  });
}

/** Does something with a new key; what was stored under it goes where that fails, at once or with the next sweep. */
async function keeping<Kept>(objects: ObjectStore, keep: (key: string) => Promise<Kept>): Promise<Kept> {
  const key = newObjectKey(attachmentsFolder);
  try {
    return await keep(key);
  } catch (error) {
    // Why it failed is told, and not that what is left of it lies there for a day.
    await objects.delete(key).catch(() => undefined);
    throw error;
  }
}

/**
 * Keeps what was stored without what must not be kept of it: written anew where there is any of that.
 *
 * SECURITY: what was brought is deleted before anything names the other, and is never named itself.
 */
async function withoutPatches(
  objects: ObjectStore,
  key: string,
  brought: StoredObject,
  watch: ContentWatch,
): Promise<{ objectKey: string; stored: StoredObject }> {
  const patches = watch.end();
  if (patches === null) throw refusal();
  if (patches.length === 0) return { objectKey: key, stored: brought };
  return keeping(objects, async (objectKey) => {
    const stored = await objects.put(objectKey, patched(objects.read(key), patches));
    await objects.delete(key);
    return { objectKey, stored };
  });
}

const refusal = () =>
  unsupportedContent({
    zh: "文件内容与声明的类型不符，或含有不允许的成分（如宏、脚本、加密）。",
    en: "The content is not of the type that was announced, or holds what is not taken: macros, scripts, a password.",
  });

const otherHash = () =>
  unsupportedContent({
    zh: "文件内容与声明的哈希值不符。",
    en: "The content does not have the hash that was announced.",
  });

/** The beginning of a content, and the whole of it. */
async function withHead(pieces: AsyncGenerator<Uint8Array>) {
  const begun: Uint8Array[] = [];
  let length = 0;
  while (length < headBytes) {
    const next = await pieces.next();
    if (next.done === true) break;
    begun.push(next.value);
    length += next.value.length;
  }
  const all = async function* (): AsyncGenerator<Uint8Array> {
    yield* begun;
    yield* pieces;
  };
  return { head: Buffer.concat(begun), all: all() };
}

function contentOf(mediaType: string, all: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  if (kindOf(mediaType) === "IMAGE") return pictureOf(mediaType, all);
  return mediaType === "text/plain" ? plainText(all, refusal) : all;
}

async function* pictureOf(mediaType: string, all: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of all) pieces.push(piece);
  const picture = strippedPicture(mediaType, Buffer.concat(pieces));
  if (picture === null) throw refusal();
  yield picture;
}

/** Whether what was stored is what it must be as a whole, where its beginning does not say so. */
async function isWhole(
  objects: ObjectStore,
  key: string,
  { bytes, mediaType }: { bytes: number; mediaType: string },
): Promise<boolean> {
  if (mediaType !== docxType && mediaType !== xlsxType) return true;
  return isPlainDocument(objects, key, { bytes, mediaType });
}
