import { may } from "../../access/index.js";
import type { Clock } from "../../platform/clock.js";
import type { Database, Transaction } from "../../platform/database.js";
import type { Seal } from "../../platform/seal.js";
import { checkOwnedLink, type LinkOwner, type OwnedToken, signOwnedLink } from "../../platform/signed-link.js";
import { together } from "../../platform/together.js";
import { findActorOf } from "../identity/index.js";
import { type ExportKey, type ExportRow, findExportOfAnybody, readPiece } from "./export.store.js";
import { exportIdOf, exportKeyOrNull, fileNameOf, placeOfExport } from "./export.view.js";

/** The path under which the files of exports lie. */
export const exportsPath = "/exports/";

const signedParts = (id: string, file: string): string[] => ["export", id, file];

/** The address of the file of an export, which opens it until an instant, as long as its owner may download it. */
export function exportAddress(
  { issuer, seal }: { issuer: string; seal: Seal },
  row: ExportRow,
  owner: LinkOwner,
  expiresAt: Date,
): string {
  const [id, file] = [exportIdOf(row), fileNameOf(row)];
  return `${issuer}${exportsPath}${id}/${file}?${signOwnedLink(seal, signedParts(id, file), owner, expiresAt)}`;
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
export interface FileWanted extends OwnedToken {
  id: string;
  file: string;
}

const mediaTypes: Readonly<Record<string, string>> = {
  CSV: "text/csv; charset=utf-8",
  JSONL: "application/jsonl; charset=utf-8",
};

/**
 * Opens the file of an export for whoever brings a link that is right and not too old.
 *
 * SECURITY: the link was signed for this file alone, and for somebody who is asked again: it opens nothing where he was
 * locked out since, or may not download exports of that bureau any more. It says so before anything is looked up.
 *
 * @returns GONE for a link that is too old, where its owner has the right no more, and where the file was thrown away; null
 *   where the link is wrong
 */
export async function openExportFile(
  { clock, database, seal }: DownloadParts,
  { by, file, id, token }: FileWanted,
): Promise<ExportFile | "GONE" | null> {
  const key = exportKeyOrNull(id);
  const now = clock.now();
  const link = checkOwnedLink(seal, signedParts(id, file), { token, by }, now);
  if (key === null || link.state === "WRONG") return null;
  if (link.state === "EXPIRED") return "GONE";
  const row = await database.asSystem("open an export for a signed link", (tx) =>
    findForOwner(tx, key, link.owner, now),
  );
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

/** The export, where the owner of a link may download it now as he might when he had the link made; null where he may not. */
async function findForOwner(tx: Transaction, key: ExportKey, owner: LinkOwner, now: Date): Promise<ExportRow | null> {
  const [row, actor] = await together([findExportOfAnybody(tx, key), findActorOf(tx, owner, now)]);
  if (row === null || actor === null || row.bureau !== actor.bureau.bureau) return null;
  return may(actor, "export.download", placeOfExport(row)) ? row : null;
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
