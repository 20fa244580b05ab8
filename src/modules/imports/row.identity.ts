import { createHash } from "node:crypto";
import type { Seal } from "../../platform/seal.js";
import type { OldRow } from "./mapping/row-reader.js";

/** By what an old ticket is told from all others of its bureau. */
export interface RowIdentity {
  /** Its old number where it has one, else the digest of its content. */
  key: string;
  /** The keyed digest of its content. */
  digest: string;
}

/** The identity of a row: the same in whatever sheet, row, order of columns or form of dates it stands. */
export function identityOf(seal: Seal, row: OldRow): RowIdentity {
  const { contact } = row;
  // In an order that never changes: what was imported is recognised by it for as long as it is there.
  const content = [
    ...[row.number, row.kind, row.isFinished, row.channel, row.issueClass, row.goodsClass, row.topics.join(" ")],
    ...[contact.name, contact.phone, contact.address, contact.identityNumber],
    ...[row.respondentName, row.respondentAddress, row.respondentCreditCode, row.division?.code],
    ...[row.facts, row.request, row.answer, row.outcome, row.settlementMethod, row.caseNumber],
    ...[row.receivedAt.getTime(), row.registeredAt.getTime(), row.dispatchedAt?.getTime(), row.acceptedAt?.getTime()],
    ...[row.decidedAt?.getTime(), row.closedAt?.getTime()],
    ...[row.disputedAmount, row.recoveredLoss, row.fineAmount, row.confiscatedAmount].map((fen) => fen?.toString()),
  ];
  const digest = seal.digest(JSON.stringify(content));
  return { key: row.number === null ? `digest ${digest}` : `number ${row.number}`, digest };
}

/** How many bytes a mark has: eight of the key, four of the content, four of the number of the row. */
const markBytes = 16;

const half = (text: string): Buffer => createHash("sha256").update(text).digest();

/** The marks of rows: a million of them fit into 16 MB, in which repetitions are looked for. */
export function marksOf(rows: readonly (RowIdentity & { row: number })[]): Buffer {
  const marks = Buffer.alloc(rows.length * markBytes);
  for (const [place, { digest, key, row }] of rows.entries()) {
    half(key).copy(marks, place * markBytes, 0, 8);
    half(digest).copy(marks, place * markBytes + 8, 0, 4);
    marks.writeUInt32LE(row, place * markBytes + 12);
  }
  return marks;
}

/** The rows of a chunk that are not imported, because others of the file have the same key. */
export interface Repetitions {
  /** They say the same as another row, which is imported. */
  repeated: number[];
  /** They and others say different things, of which none is imported. */
  contradictory: number[];
}

/**
 * Finds the rows that have a key that another row of the file has too. Of those that say the same the first stays; where
 * any two of a key differ none of them stays, for nobody but a person can tell which is right.
 *
 * @param chunks the marks of the file, chunk by chunk
 */
export function findRepetitions(chunks: readonly (Buffer | null)[]): Repetitions[] {
  const found = chunks.map((): Repetitions => ({ repeated: [], contradictory: [] }));
  const seen = new Map<bigint, Seen>();
  for (const [chunk, marks] of chunks.entries()) {
    for (let at = 0; marks !== null && at + markBytes <= marks.length; at += markBytes) {
      const [key, content, row] = [marks.readBigUInt64LE(at), marks.readUInt32LE(at + 8), marks.readUInt32LE(at + 12)];
      const before = seen.get(key);
      if (before === undefined) seen.set(key, { content, rows: null, chunk, row, differs: false });
      else {
        before.differs ||= before.content !== content;
        before.rows ??= [];
        before.rows.push({ chunk, row });
      }
    }
  }
  for (const { chunk, differs, row, rows } of seen.values()) {
    if (rows === null) continue;
    for (const other of rows) found[other.chunk]?.[differs ? "contradictory" : "repeated"].push(other.row);
    if (differs) found[chunk]?.contradictory.push(row);
  }
  return found;
}

interface Seen {
  content: number;
  chunk: number;
  row: number;
  /** The others of the key; null where there is none, as of nearly all. */
  rows: { chunk: number; row: number }[] | null;
  differs: boolean;
}
