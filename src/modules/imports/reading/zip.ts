import { Readable } from "node:stream";
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from "yauzl";
import { type FileFindings, type FileToRead, fail } from "./raw-rows.js";

/** A ZIP file, opened: its entries by their names. */
export interface OpenedZip {
  has(name: string): boolean;
  /** The content of an entry, unpacked, a piece at a time. An entry that is not there has none. */
  read(name: string): AsyncIterable<Uint8Array>;
  close(): void;
}

// Workbooks have a dozen entries, and a few hundred with many sheets and pictures.
const mostEntries = 2000;

/** How many bytes of one entry are unpacked at most: a sheet of a million rows has about one thousand million. */
const mostUnpacked = 6 * 1024 ** 3;

/** How many times as long an entry may become: sheets of equal cells reach some hundred, and bombs a thousand. */
const mostExpansion = 400;
const alwaysAllowed = 16 * 1024 ** 2;

/**
 * Opens a ZIP file in place, without unpacking it or keeping it in memory.
 *
 * SECURITY: an entry that says that it unpacks to far more than it holds is not opened, and one that unpacks to more than
 * it says is broken off (`validateEntrySizes`), so that a small file cannot fill memory or time. Names lead nowhere: nothing
 * is written to disk.
 *
 * @returns null where it is none, or one that is not opened; that is noted
 */
export async function openZip(file: FileToRead, found: FileFindings): Promise<OpenedZip | null> {
  const zip = await opened(file);
  if (zip === null || zip.entryCount > mostEntries) {
    fail(found, "NOT_THE_FORMAT");
    return null;
  }
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/^\/+/, ""), entry);
  } catch {
    fail(found, "NOT_THE_FORMAT");
    return null;
  }
  return {
    has: (name) => entries.has(name),
    read: (name) => {
      const entry = entries.get(name);
      return entry === undefined ? nothing() : unpacked(zip, entry, found);
    },
    close: () => zip.close(),
  };
}

async function opened(file: FileToRead): Promise<ZipFile | null> {
  const reader = Object.assign(new PlainReader(), {
    _readStreamForRange: (start: number, end: number) => Readable.from(file.read({ first: start, last: end - 1 })),
  });
  const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
  try {
    return await fromRandomAccessReaderPromise(reader, file.bytes, options);
  } catch {
    return null;
  }
}

// The library's type says that it must be inherited from; all that it needs is the function above.
const PlainReader = RandomAccessReader as unknown as new () => RandomAccessReader;

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function* unpacked(zip: ZipFile, entry: Entry, found: FileFindings): AsyncGenerator<Uint8Array> {
  const { compressedSize, uncompressedSize } = entry;
  const most = Math.max(alwaysAllowed, compressedSize * mostExpansion);
  if (uncompressedSize > Math.min(most, mostUnpacked)) return fail(found, "EXPANDS_TOO_MUCH");
  if (!entry.canDecodeFileData()) return fail(found, "NOT_THE_FORMAT");
  try {
    for await (const piece of await zip.openReadStreamPromise(entry)) yield piece as Uint8Array;
  } catch {
    // Broken, or longer than it said.
    fail(found, "NOT_THE_FORMAT");
  }
}
