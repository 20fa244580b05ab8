import { decoded, detectEncoding } from "./encoding.js";
import {
  type FileFindings,
  type FileToRead,
  fail,
  longestRow,
  mostColumns,
  mostRows,
  type RawRow,
} from "./raw-rows.js";

const rowsAtOnce = 500;

/**
 * Reads JSON Lines: an object on each line, whose keys are the columns, in the order in which they come. Texts, numbers
 * and truth values become texts, null becomes nothing, and what is nested stays JSON. A line that is no object is a row
 * that could not be read; the others are read all the same.
 */
export async function* readJsonLines(file: FileToRead, found: FileFindings): AsyncGenerator<RawRow[]> {
  found.encoding = await detectEncoding(file);
  if (found.encoding === null) return fail(found, "UNKNOWN_ENCODING");
  const places = new Map<string, number>();
  let number = 0;
  let batch: RawRow[] = [];
  for await (const line of linesOf(decoded(file, found.encoding))) {
    number += 1;
    if (line.length > longestRow) return fail(found, "ROW_TOO_LONG", number);
    if (number > mostRows) return fail(found, "TOO_MANY_ROWS", number);
    if (line.trim() === "") continue;
    const row = { number, cells: cellsOf(line, places) };
    if (places.size > mostColumns) return fail(found, "TOO_MANY_COLUMNS", number);
    batch.push(row);
    if (batch.length < rowsAtOnce) continue;
    found.columns = [...places.keys()];
    yield batch;
    batch = [];
  }
  found.columns = [...places.keys()];
  if (number > 0 && places.size === 0) return fail(found, "NOT_THE_FORMAT", 1);
  if (batch.length > 0) yield batch;
}

// A line that goes on beyond what a row may have is given as far as it came: no more of it is gathered.
async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of text) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
    if (rest.length > longestRow) break;
  }
  if (rest !== "") yield rest;
}

function cellsOf(line: string, places: Map<string, number>): string[] | null {
  // What is nested too deeply cannot be read, or not be written again.
  try {
    return cellsOfValue(JSON.parse(line), places);
  } catch {
    return null;
  }
}

function cellsOfValue(value: unknown, places: Map<string, number>): string[] | null {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  const texts = Object.entries(value).map(([key, cell]) => [key, textOf(cell)] as const);
  const cells: string[] = [];
  for (const [key, text] of texts) {
    const title = key.slice(0, 100);
    const place = places.get(title) ?? places.size;
    places.set(title, place);
    while (cells.length < place) cells.push("");
    cells[place] = text;
  }
  return cells;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
