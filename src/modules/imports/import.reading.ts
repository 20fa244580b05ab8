import type { Transaction } from "../../platform/database.js";
import { newId, newRequestId } from "../../platform/ids.js";
import type { ObjectStore } from "../../platform/object-store.js";
import type { Seal } from "../../platform/seal.js";
import { write } from "../../platform/writing.store.js";
import { definePass, type PassTools } from "../jobs/index.js";
import { sealRows } from "./chunk.content.js";
import { chunkInsertion, lastChunk } from "./chunk.store.js";
import { failImport, importRecordings, placeOfImport } from "./import.change.js";
import { charactersOfChunk, rowsOfChunk } from "./import.states.js";
import { claimToRead, type ImportRow, importUpdate, lockImport } from "./import.store.js";
import { type FileFindings, fail, type ImportFormat, noFindings, type RawRow } from "./reading/raw-rows.js";
import { readRows } from "./reading/read-rows.js";

/** What files of imports are read with. */
export interface ImportParts {
  objects: ObjectStore;
  seal: Seal;
}

// A worker that reads renews its lease with each chunk; one that died is given up after this.
const leaseMilliseconds = 60_000;

/**
 * Reads files that came (读取导入文件): row by row, into sealed chunks, each written by a transaction of its own. Nothing is
 * open while the object store is read. A worker that died is followed by another, which reads the file from its beginning
 * and writes only the chunks that are not there: the same file always gives the same chunks.
 */
export function createReadingPass(parts: ImportParts) {
  return definePass({
    name: "import-reading",
    everyMilliseconds: 1000,
    run: async (tools: PassTools): Promise<number> => {
      let read = 0;
      for (; !tools.isStopped(); read += 1) {
        const lease = newId(tools.clock.now());
        const row = await tools.database.asSystem("claim the file of an import", (tx) => claim(tx, tools, lease));
        if (row === null) break;
        await readFile(parts, tools, { ...row, leasedBy: lease });
      }
      return read;
    },
  });
}

async function claim(tx: Transaction, { clock, province }: PassTools, leasedBy: string): Promise<ImportRow | null> {
  const now = clock.now();
  const row = await claimToRead(tx, now, province);
  if (row !== null) await write(tx, [importUpdate(row, leaseOf(leasedBy, now))]);
  return row;
}

const leaseOf = (leasedBy: string, now: Date) => ({
  leasedBy,
  leasedUntil: new Date(now.getTime() + leaseMilliseconds),
  progressedAt: now,
});

/** What is read of one file. */
interface Reading {
  parts: ImportParts;
  tools: PassTools;
  row: ImportRow;
  found: FileFindings;
  /** The number of the last chunk that was there before. */
  last: number;
  chunks: number;
  rows: number;
}

async function readFile(parts: ImportParts, tools: PassTools, row: ImportRow): Promise<void> {
  const { objectKey } = row;
  if (objectKey === null) throw new Error("an import is to be read that has no file");
  const last = await tools.database.asSystem("look how far an import was read", (tx) => lastChunk(tx, row));
  const reading: Reading = { parts, tools, row, found: noFindings(), last, chunks: 0, rows: 0 };
  const file = { bytes: row.bytes, read: (range?: Range) => parts.objects.read(objectKey, range) };
  const way = { format: row.format as ImportFormat, headerRow: row.headerRow };
  try {
    for await (const chunk of chunksOf(readRows(file, way, reading.found))) {
      if (tools.isStopped() || !(await keepChunk(reading, chunk))) return;
    }
  } catch (error) {
    // A file that no string has room for would be read again and again; what the database or the store says goes on.
    if (!(error instanceof RangeError)) throw error;
    fail(reading.found, "ROW_TOO_LONG");
  }
  if (await endReading(reading)) await parts.objects.delete(objectKey);
}

type Range = { first: number; last: number };

async function* chunksOf(batches: AsyncIterable<RawRow[]>): AsyncGenerator<RawRow[]> {
  let chunk: RawRow[] = [];
  let characters = 0;
  for await (const batch of batches) {
    for (const row of batch) {
      chunk.push(row);
      for (const cell of row.cells ?? []) characters += cell.length;
      if (chunk.length < rowsOfChunk && characters < charactersOfChunk) continue;
      yield chunk;
      chunk = [];
      characters = 0;
    }
  }
  if (chunk.length > 0) yield chunk;
}

/** @returns false where the file is no longer this worker's */
async function keepChunk(reading: Reading, rows: readonly RawRow[]): Promise<boolean> {
  const { last, parts, row, tools } = reading;
  const number = reading.chunks;
  reading.chunks += 1;
  reading.rows += rows.length;
  if (number <= last) return true;
  const { id: importId, province } = row;
  const sealed = await sealRows(parts.seal, { importId, number }, rows);
  const [firstRow = 0, lastRow = 0] = [rows[0]?.number, rows.at(-1)?.number];
  return tools.database.asSystem("keep rows of an import", async (tx) => {
    if (!(await isStillOurs(tx, row))) return false;
    await write(tx, [
      chunkInsertion({
        ...{ province, importId, number, rows: rows.length, firstRow, lastRow, ...sealed },
        ...{ round: 0, good: 0, bad: 0, known: 0, written: 0, kept: 0, problems: 0, reasons: {}, marks: null },
        ...{ repeatedRows: [], contradictoryRows: [] },
      }),
      importUpdate(row, { ...leaseOf(row.leasedBy ?? "", tools.clock.now()), rows: reading.rows, keepsChunks: true }),
    ]);
    return true;
  });
}

// Somebody may have cancelled it, or taken the worker for dead.
async function isStillOurs(tx: Transaction, row: ImportRow): Promise<boolean> {
  const now = await lockImport(tx, row);
  return now !== null && now.state === "READING" && now.leasedBy === row.leasedBy;
}

/** @returns whether the file is needed no more */
function endReading({ chunks, found, row, rows, tools }: Reading): Promise<boolean> {
  const moment = { at: tools.clock.now(), requestId: newRequestId() };
  return tools.database.asSystem("end the reading of an import", async (tx) => {
    if (!(await isStillOurs(tx, row))) return false;
    const failure = found.failure ?? (rows === 0 ? { code: "NO_ROWS" as const, row: null } : null);
    if (failure !== null) {
      await write(tx, [importUpdate(row, { failedRow: failure.row, objectKey: null })]);
      await failImport(tx, row, failure.code, moment);
      return true;
    }
    const { columns, encoding, isCountedFrom1904 } = found;
    await write(tx, [
      importUpdate(row, {
        ...{ state: "READ", version: row.version + 1, columns, encoding, isCountedFrom1904, rows, chunks },
        ...{ objectKey: null, leasedBy: null, leasedUntil: null, progressedAt: moment.at },
      }),
      ...importRecordings({ place: placeOfImport(row) }, row, { ...moment, event: "READ", detail: { rows } }),
    ]);
    return true;
  });
}
