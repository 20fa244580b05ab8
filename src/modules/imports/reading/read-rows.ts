import { readCsv } from "./csv.js";
import { readJsonLines } from "./json-lines.js";
import type { FileFindings, FileToRead, ImportFormat, RawRow } from "./raw-rows.js";
import { readXlsx } from "./xlsx.js";

/** How a file is to be read. */
export interface WayToRead {
  format: ImportFormat;
  /** In which line the titles stand, from 1; JSON Lines have none. */
  headerRow: number;
}

/**
 * Reads the rows of a file in their order, a batch at a time, without those in which nothing stands. What is found out on
 * the way is noted in `found`; where a failure is noted there, reading has ended and nothing of the file counts.
 */
export function readRows(
  file: FileToRead,
  { format, headerRow }: WayToRead,
  found: FileFindings,
): AsyncGenerator<RawRow[]> {
  if (format === "XLSX") return readXlsx(file, headerRow, found);
  return format === "CSV" ? readCsv(file, headerRow, found) : readJsonLines(file, found);
}
