/** The formats of files that are imported. */
export const importFormats = ["XLSX", "CSV", "JSONL"] as const;

/** A format: a workbook of Excel, comma-separated values (RFC 4180), or JSON Lines. */
export type ImportFormat = (typeof importFormats)[number];

/** The encodings of text files. */
export const textEncodings = ["UTF_8", "UTF_16LE", "GB18030"] as const;

/** An encoding of a text file. */
export type TextEncoding = (typeof textEncodings)[number];

/** Why a file could not be read. */
export const readingFailures = [
  "NOT_THE_FORMAT",
  "UNKNOWN_ENCODING",
  "NO_TITLES",
  "REPEATED_TITLES",
  "NO_ROWS",
  "TOO_MANY_ROWS",
  "TOO_MANY_COLUMNS",
  "ROW_TOO_LONG",
  "TEXTS_TOO_LARGE",
  "EXPANDS_TOO_MUCH",
] as const;

/** Why a file could not be read. */
export type ReadingFailure = (typeof readingFailures)[number];

/** How many rows one file may have. */
export const mostRows = 2_000_000;

/** How many columns one file may have. */
export const mostColumns = 200;

/** How many characters one row may have. */
export const longestRow = 200_000;

/** One row of a file as it stands there: nothing is understood of it yet. */
export interface RawRow {
  /** Where it stands, as a spreadsheet counts: the first line is 1. */
  number: number;
  /** By the places of the columns; what is missing at the end is empty. Null where the line could not be read. */
  cells: string[] | null;
}

/** What is found out of a file while it is read. */
export interface FileFindings {
  /** The titles, in the order of the columns; of JSON Lines the keys, in the order in which they came. */
  columns: string[];
  encoding: TextEncoding | null;
  /** Whether a workbook counts its days from 1904. */
  isCountedFrom1904: boolean;
  /** Set where reading ended before the end of the file. */
  failure: { code: ReadingFailure; row: number | null } | null;
}

/** Nothing found yet. */
export function noFindings(): FileFindings {
  return { columns: [], encoding: null, isCountedFrom1904: false, failure: null };
}

/** A file that can be read several times, and at any place. */
export interface FileToRead {
  bytes: number;
  /** Both ends included; all of it when no range is given. */
  read(range?: { first: number; last: number }): AsyncIterable<Uint8Array>;
}

/** Notes why reading ends; what was read until then is of no use. */
export function fail(found: FileFindings, code: ReadingFailure, row: number | null = null): void {
  found.failure ??= { code, row };
}

/** Whether nothing stands in a row. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === "" || cell.trim() === "");
}

/**
 * Takes the titles out of a row: trimmed, those of empty columns at the end left out, those in between named by their
 * places.
 *
 * @returns false where there are none, too many, or one twice; that is noted
 */
export function takeTitles(
  found: FileFindings,
  { cells, number }: { cells: readonly string[]; number: number },
): boolean {
  const titles = cells.map((cell) => cell.normalize("NFKC").replace(/\s+/gu, " ").trim());
  while (titles.at(-1) === "") titles.pop();
  if (titles.length > mostColumns) fail(found, "TOO_MANY_COLUMNS", number);
  else if (titles.length === 0 || titles.every((title) => title === "")) fail(found, "NO_TITLES", number);
  else {
    found.columns = titles.map((title, place) => (title === "" ? `列${place + 1}` : title.slice(0, 100)));
    if (new Set(found.columns).size < found.columns.length) fail(found, "REPEATED_TITLES", number);
  }
  return found.failure === null;
}

/** Whether a row is within the limits of rows; where it is not, that is noted. */
export function isWithinLimits(found: FileFindings, cells: readonly string[], number: number): boolean {
  let length = 0;
  for (const cell of cells) length += cell.length;
  if (number > mostRows) fail(found, "TOO_MANY_ROWS", number);
  else if (cells.length > mostColumns && !isBlank(cells.slice(mostColumns))) fail(found, "TOO_MANY_COLUMNS", number);
  else if (length > longestRow) fail(found, "ROW_TOO_LONG", number);
  return found.failure === null;
}
