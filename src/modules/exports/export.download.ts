import type { Clock } from "../../platform/clock.js";
import type { Database } from "../../platform/database.js";
import type { Seal } from "../../platform/seal.js";
import { checkLink, signLink } from "../../platform/signed-link.js";
import { type ExportKey, type ExportRow, findExportOfAnybody, readPiece } from "./export.store.js";
import { exportIdOf, exportKeyOrNull, fileNameOf } from "./export.view.js";

/** The path under which the files of exports lie. */
export const exportsPath = "/exports/";

const signedParts = (id: string, file: string): string[] => ["export", id, file];

/** The address of the file of an export, which opens it until an instant. */
export function exportAddress(
  { issuer, seal }: { issuer: string; seal: Seal },
  row: ExportRow,
  expiresAt: Date,
): string {
  const [id, file] = [exportIdOf(row), fileNameOf(row)];
  const token = signLink(seal, signedParts(id, file), expiresAt);
  return `${issuer}${exportsPath}${id}/${file}?token=${token}`;
}

/** A file to be sent. */
export interface ExportFile {
  name: string;
  mediaType: string;
  /** In bytes. */
  length: number;
  /** Names this content and no other (RFC 9110, section 8.8.3), without its quotation marks. */
  tag: string;
  modifiedAt: Date;
  /**
   * The bytes from one place to another, both included, in pieces: each is read when it is asked for, so
   * that no more than one is in memory.
   *
   * @throws where the file was thrown away meanwhile
   */
  read(first: number, last: number): AsyncGenerator<Buffer>;
}

/** What downloads need. */
export interface DownloadParts {
  database: Database;
  clock: Clock;
  seal: Seal;
}

/** What an address names. */
export interface FileWanted {
  id: string;
  file: string;
  token: string;
}

const mediaTypes: Readonly<Record<string, string>> = {
  CSV: "text/csv; charset=utf-8",
  JSONL: "application/jsonl; charset=utf-8",
};

/**
 * Opens the file of an export for whoever brings a link that is right and not too old.
 *
 * SECURITY: the link is the right: it was signed for somebody who had it a moment ago, for this file alone. It says so
 * before anything is looked up.
 *
 * @returns GONE for a link that is too old, and where the file was thrown away; null where the link is wrong
 */
export async function openExportFile(
  { clock, database, seal }: DownloadParts,
  { file, id, token }: FileWanted,
): Promise<ExportFile | "GONE" | null> {
  const key = exportKeyOrNull(id);
  const state = checkLink(seal, signedParts(id, file), token, clock.now());
  if (key === null || state === "WRONG") return null;
  if (state === "EXPIRED") return "GONE";
  const row = await database.asSystem("open an export for a signed link", (tx) => findExportOfAnybody(tx, key));
  if (row === null || row.state !== "DONE" || row.endedAt === null) return "GONE";
  return {
    name: fileNameOf(row),
    mediaType: mediaTypes[row.format] ?? "application/octet-stream",
    length: row.bytes,
    tag: `${row.id}-${row.bytes}`,
    modifiedAt: row.endedAt,
    read: (first, last) => readPieces(database, row, first, last),
  };
}

// In the text of the answer of the database a piece is twice as long.
const pieceLength = 256 * 1024;

async function* readPieces(database: Database, key: ExportKey, first: number, last: number): AsyncGenerator<Buffer> {
  let number = 0;
  for (let from = first; from <= last; ) {
    const wanted = { from, most: Math.min(pieceLength, last - from + 1), number };
    const piece = await database.asSystem("send an export", (tx) => readPiece(tx, key, wanted));
    if (piece === null || piece.content.length === 0) throw new Error("the file of an export ended early");
    yield piece.content;
    from += piece.content.length;
    number = piece.number;
  }
}
