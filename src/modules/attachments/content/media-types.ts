import type { FileRules } from "../../../platform/file-rules.js";

/** What kinds of files there are (附件类别). */
export const fileKinds = ["IMAGE", "SOUND", "FILM", "DOCUMENT"] as const;

/** A kind of files. */
export type FileKind = (typeof fileKinds)[number];

/** A type of content that is taken. */
export interface MediaType {
  kind: FileKind;
  /** How the names of such files end, the usual one first. */
  endings: readonly [string, ...string[]];
  /** The other names under which it is announced, and found. */
  aliases: readonly string[];
}

const office = "application/vnd.openxmlformats-officedocument";

/** The type of Word documents without macros. */
export const docxType = `${office}.wordprocessingml.document`;

/** The type of Excel workbooks without macros. */
export const xlsxType = `${office}.spreadsheetml.sheet`;

/**
 * What is taken: pictures, recordings, films and documents that show or tell something and do nothing. Pages, drawings with
 * scripts, programs, archives, and documents with macros are not.
 */
export const mediaTypes: Readonly<Record<string, MediaType>> = {
  "image/jpeg": { kind: "IMAGE", endings: ["jpg", "jpeg"], aliases: ["image/jpg"] },
  "image/png": { kind: "IMAGE", endings: ["png"], aliases: ["image/apng"] },
  "image/webp": { kind: "IMAGE", endings: ["webp"], aliases: [] },
  "image/gif": { kind: "IMAGE", endings: ["gif"], aliases: [] },
  "image/heic": { kind: "IMAGE", endings: ["heic", "heif"], aliases: ["image/heif"] },
  "audio/mpeg": { kind: "SOUND", endings: ["mp3"], aliases: ["audio/mp3"] },
  "audio/wav": { kind: "SOUND", endings: ["wav"], aliases: ["audio/x-wav", "audio/wave", "audio/vnd.wave"] },
  "audio/mp4": { kind: "SOUND", endings: ["m4a", "mp4", "3gp"], aliases: ["audio/x-m4a", "audio/m4a", "audio/3gpp"] },
  "audio/amr": { kind: "SOUND", endings: ["amr"], aliases: [] },
  "audio/ogg": { kind: "SOUND", endings: ["ogg", "opus", "oga"], aliases: ["audio/opus"] },
  "video/mp4": {
    ...{ kind: "FILM", endings: ["mp4", "m4v", "3gp", "3g2"] },
    aliases: ["video/x-m4v", "video/3gpp", "video/3gpp2"],
  },
  "video/quicktime": { kind: "FILM", endings: ["mov", "qt"], aliases: [] },
  "video/webm": { kind: "FILM", endings: ["webm"], aliases: [] },
  "application/pdf": { kind: "DOCUMENT", endings: ["pdf"], aliases: [] },
  [docxType]: { kind: "DOCUMENT", endings: ["docx"], aliases: [] },
  [xlsxType]: { kind: "DOCUMENT", endings: ["xlsx"], aliases: [] },
  "text/plain": { kind: "DOCUMENT", endings: ["txt"], aliases: [] },
};

/** The name under which a type is known here, whatever parameters it has; null for a type that is not taken. */
export function knownType(given: string): string | null {
  const [type = ""] = given.split(";");
  const written = type.trim().toLowerCase();
  if (Object.hasOwn(mediaTypes, written)) return written;
  const found = Object.entries(mediaTypes).find(([, { aliases }]) => aliases.includes(written));
  return found?.[0] ?? null;
}

/** The kind of a type that is taken. */
export function kindOf(mediaType: string): FileKind {
  return mediaTypes[mediaType]?.kind ?? "DOCUMENT";
}

/** How the name of a file of a type ends, without the dot. */
export function endingOf(mediaType: string): string {
  return mediaTypes[mediaType]?.endings[0] ?? "bin";
}

/** How large a file of a type may be, in bytes. */
export function mostBytesOf(rules: FileRules, mediaType: string): number {
  const { documentBytes, filmBytes, imageBytes, soundBytes } = rules;
  return { IMAGE: imageBytes, SOUND: soundBytes, FILM: filmBytes, DOCUMENT: documentBytes }[kindOf(mediaType)];
}
