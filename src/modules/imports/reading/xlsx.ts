import {
  type FileFindings,
  type FileToRead,
  fail,
  isBlank,
  isWithinLimits,
  longestRow,
  mostColumns,
  type RawRow,
  takeTitles,
} from "./raw-rows.js";
import type { SharedStrings } from "./shared-strings.js";
import { readWorkbook } from "./workbook.js";
import { readXml, type XmlListener } from "./xml.js";
import { openZip } from "./zip.js";

/**
 * Reads the first sheet of a workbook that is shown (ECMA-376 part 1, 18.3), a batch of rows at a time, however many there
 * are: unpacked and understood piece by piece, with only the shared texts in memory.
 *
 * SECURITY: a formula is never worked out: its last value counts, as the sheet keeps it. Links, macros and connections to
 * data are not looked at.
 *
 * @param headerRow in which row of the sheet the titles stand, from 1
 */
export async function* readXlsx(file: FileToRead, headerRow: number, found: FileFindings): AsyncGenerator<RawRow[]> {
  const zip = await openZip(file, found);
  if (zip === null) return;
  try {
    const workbook = await readWorkbook(zip, found);
    if (workbook === null) return;
    const sheet = listenToSheet(workbook.strings);
    let hasTitles = false;
    for await (const _ of readXml(zip.read(workbook.sheet), sheet.listener, found)) {
      const batch: RawRow[] = [];
      for (const row of sheet.take()) {
        if (row.number < headerRow) continue;
        if (!hasTitles) {
          if (row.number > headerRow) return fail(found, "NO_TITLES", headerRow);
          if (!takeTitles(found, row)) return;
          hasTitles = true;
          continue;
        }
        if (!isWithinLimits(found, row.cells, row.number)) return;
        if (!isBlank(row.cells)) batch.push(row);
      }
      if (batch.length > 0) yield batch;
    }
    if (!hasTitles) fail(found, "NO_TITLES", headerRow);
  } finally {
    zip.close();
  }
}

interface SheetRow {
  number: number;
  cells: string[];
}

/** One cell while it is read. */
interface OpenCell {
  column: number;
  type: string;
  text: string;
}

interface Sheet {
  listener: XmlListener;
  /** The rows that were read since it was asked last. */
  take(): SheetRow[];
}

function listenToSheet(strings: SharedStrings): Sheet {
  let rows: SheetRow[] = [];
  let row: SheetRow | null = null;
  let cell: OpenCell | null = null;
  let isText = false;
  let isPhonetic = false;
  let last = 0;
  const listener: XmlListener = {
    opened: (name, attributes) => {
      if (name === "row") {
        last = rowNumber(attributes.r, last + 1);
        row = { number: last, cells: [] };
      } else if (name === "c" && row !== null) {
        cell = { column: columnOf(attributes.r, row.cells.length), type: attributes.t ?? "n", text: "" };
      } else if (name === "rPh") isPhonetic = true;
      else if (name === "v" || name === "t") isText = !isPhonetic;
    },
    closed: (name) => {
      if (name === "v" || name === "t") isText = false;
      else if (name === "rPh") isPhonetic = false;
      else if (name === "c" && row !== null && cell !== null) {
        put(row.cells, cell, strings);
        cell = null;
      } else if (name === "row" && row !== null) {
        rows.push(row);
        row = null;
      }
    },
    text: (text) => {
      // One character more than a row may have is kept, so that it is refused; the rest of it is not gathered.
      if (isText && cell !== null && cell.text.length <= longestRow) cell.text += text.slice(0, longestRow + 1);
    },
  };
  const take = (): SheetRow[] => {
    const taken = rows;
    rows = [];
    return taken;
  };
  return { listener, take };
}

function put(cells: string[], { column, text, type }: OpenCell, strings: SharedStrings): void {
  // One place more than there may be is kept, so that too many columns are noticed.
  if (column > mostColumns) return;
  while (cells.length < column) cells.push("");
  cells[column] = type === "s" ? strings.at(Number(text)) : type === "b" ? (text === "1" ? "TRUE" : "FALSE") : text;
}

const rowNumber = (given: string | undefined, next: number): number => {
  const number = Number(given);
  return Number.isSafeInteger(number) && number > 0 ? number : next;
};

/** The place of the column of a cell such as AB12, from 0; the next one where the cell does not say. */
export function columnOf(reference: string | undefined, next: number): number {
  if (reference === undefined) return next;
  let column = 0;
  for (let place = 0; place < reference.length && place < 4; place += 1) {
    const letter = reference.charCodeAt(place) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column === 0 ? next : column - 1;
}
