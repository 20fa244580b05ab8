import { Readable } from "node:stream";
import { type CsvError, parse } from "csv-parse";
import { decoded, detectEncoding } from "./encoding.js";
import {
  type FileFindings,
  type FileToRead,
  fail,
  isBlank,
  isWithinLimits,
  longestRow,
  type RawRow,
  takeTitles,
} from "./raw-rows.js";

const rowsAtOnce = 500;

/**
 * Reads a CSV file (RFC 4180), a batch of rows at a time. The separator is whichever of comma, tabulator and semicolon the
 * line of the titles has most of. Rows may be shorter or longer than the titles, and a quotation mark may stand inside a
 * cell, as old systems write them; one that is never closed ends the reading.
 *
 * @param headerRow in which line the titles stand, from 1; what stands before is left out
 */
export async function* readCsv(file: FileToRead, headerRow: number, found: FileFindings): AsyncGenerator<RawRow[]> {
  found.encoding = await detectEncoding(file);
  if (found.encoding === null) return fail(found, "UNKNOWN_ENCODING");
  const text = () => decoded(file, found.encoding ?? "UTF_8");
  const parser = parse({
    delimiter: await separatorOf(text(), headerRow),
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRow * 2,
    skip_empty_lines: false,
  });
  const source = Readable.from(text());
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    yield* batchesOf(parser, headerRow, found);
  } catch (error) {
    if (!isOfParser(error)) throw error;
    return fail(found, error.code === "CSV_MAX_RECORD_SIZE" ? "ROW_TOO_LONG" : "NOT_THE_FORMAT", recordOf(error));
  } finally {
    source.destroy();
    parser.destroy();
  }
}

async function* batchesOf(
  lines: AsyncIterable<string[]>,
  headerRow: number,
  found: FileFindings,
): AsyncGenerator<RawRow[]> {
  let number = 0;
  let batch: RawRow[] = [];
  for await (const cells of lines) {
    number += 1;
    if (number < headerRow) continue;
    if (number === headerRow) {
      if (!takeTitles(found, { cells, number })) return;
      continue;
    }
    if (!isWithinLimits(found, cells, number)) return;
    if (!isBlank(cells)) batch.push({ number, cells });
    if (batch.length === rowsAtOnce) {
      yield batch;
      batch = [];
    }
  }
  if (number < headerRow) return fail(found, "NO_TITLES", headerRow);
  if (batch.length > 0) yield batch;
}

const isOfParser = (error: unknown): error is CsvError =>
  error instanceof Error && String((error as { code?: unknown }).code).startsWith("CSV_");

// Where it is broken, rows before it may not have been handed out yet.
const recordOf = (error: CsvError): number => Number((error as { records?: unknown }).records ?? 0) + 1;

const separators = [",", "\t", ";"] as const;

async function separatorOf(text: AsyncGenerator<string>, headerRow: number): Promise<string> {
  let beginning = "";
  for await (const piece of text) {
    beginning += piece;
    if (beginning.length > longestRow) break;
  }
  const titles = beginning.split(/\r\n|\r|\n/, headerRow)[headerRow - 1] ?? "";
  const counts = separators.map((separator) => titles.split(separator).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ",";
}
