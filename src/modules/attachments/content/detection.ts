import { fileTypeFromBuffer } from "file-type";
import type { ContentWatch } from "./cleaning.js";
import { watchFilm } from "./film.js";
import { stripGif } from "./gif.js";
import { stripHeic } from "./heic.js";
import { stripJpeg } from "./jpeg.js";
import { docxType, knownType, xlsxType } from "./media-types.js";
import { stripPng } from "./png.js";
import { watchWebm } from "./webm.js";
import { stripWebp } from "./webp.js";

/** How much of the beginning of a content tells its type, in bytes. */
export const headBytes = 16 * 1024;

/**
 * Whether the beginning of a content is that of the announced type. What a whole archive, recording or text must be is
 * looked at beside it.
 *
 * SECURITY: nothing is unpacked here: of an archive only its first four bytes are looked at.
 */
export async function beginsAs(mediaType: string, head: Buffer): Promise<boolean> {
  const isArchive = head.length >= 4 && head.readUInt32LE(0) === 0x04034b50;
  if (mediaType === docxType || mediaType === xlsxType) return isArchive;
  if (isArchive) return false;
  const found = (await fileTypeFromBuffer(head))?.mime ?? null;
  if (mediaType === "text/plain") return found === null;
  if (found === null) return false;
  if (mediaType === "audio/mp4" && (found === "video/mp4" || found === "video/3gpp")) return true;
  return knownType(found) === mediaType;
}

const strippers: Readonly<Record<string, (file: Buffer) => Buffer | null>> = {
  "image/jpeg": stripJpeg,
  "image/png": stripPng,
  "image/webp": stripWebp,
  "image/gif": stripGif,
  "image/heic": stripHeic,
};

/** A picture without what was written beside it; null where it is not sound. */
export function strippedPicture(mediaType: string, file: Buffer): Buffer | null {
  return strippers[mediaType]?.(file) ?? null;
}

/**
 * Makes what looks at a content of a type that is kept without what is written beside it, and is too long for the memory; null
 * for other types.
 */
export function watchOf(mediaType: string): ContentWatch | null {
  if (mediaType === "video/mp4" || mediaType === "video/quicktime") return watchFilm({ isFilm: true });
  if (mediaType === "audio/mp4") return watchFilm({ isFilm: false });
  return mediaType === "video/webm" ? watchWebm() : null;
}
