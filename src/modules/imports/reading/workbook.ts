import type { FileFindings } from "./raw-rows.js";
import { fail, longestRow } from "./raw-rows.js";
import { createSharedStrings, type SharedStrings } from "./shared-strings.js";
import { readWholeXml, readXml } from "./xml.js";
import type { OpenedZip } from "./zip.js";

/** What of a workbook its sheet is read by. */
export interface Workbook {
  /** The entry of its first sheet that is shown. */
  sheet: string;
  strings: SharedStrings;
}

/** How many bytes of shared texts are kept: the memory that reading a workbook takes at most, beside some ten megabytes. */
const mostSharedBytes = 320 * 1024 ** 2;

/** Where the shared texts stand; a workbook whose cells hold their own texts has none. */
const sharedStrings = "xl/sharedStrings.xml";

const ignored = () => {};

/**
 * Reads what stands around the sheets of a workbook (ECMA-376 part 1, 18.2 and 18.4).
 *
 * @returns null where that cannot be read; that is noted
 */
export async function readWorkbook(zip: OpenedZip, found: FileFindings): Promise<Workbook | null> {
  const relation = await firstSheet(zip, found);
  const target = relation === null ? null : await targetOf(zip, relation, found);
  if (target === null || !zip.has(target)) {
    fail(found, "NOT_THE_FORMAT");
    return null;
  }
  const strings = createSharedStrings(mostSharedBytes);
  if (zip.has(sharedStrings)) await readSharedStrings(zip, strings, found);
  return found.failure === null ? { sheet: target, strings } : null;
}

async function firstSheet(zip: OpenedZip, found: FileFindings): Promise<string | null> {
  let first: string | null = null;
  let firstShown: string | null = null;
  const opened = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === "workbookPr") found.isCountedFrom1904 = ["1", "true"].includes(attributes.date1904 ?? "");
    if (name !== "sheet") return;
    // The prefix of relations is whatever the writer chose.
    const relation = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? null;
    first ??= relation;
    if ((attributes.state ?? "visible") === "visible") firstShown ??= relation;
  };
  await readWholeXml(zip.read("xl/workbook.xml"), { opened, closed: ignored, text: ignored }, found);
  return firstShown ?? first;
}

async function targetOf(zip: OpenedZip, relation: string, found: FileFindings): Promise<string | null> {
  let target: string | null = null;
  const opened = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === "Relationship" && attributes.Id === relation) target = attributes.Target ?? null;
  };
  await readWholeXml(zip.read("xl/_rels/workbook.xml.rels"), { opened, closed: ignored, text: ignored }, found);
  return target === null ? null : placeOf(target);
}

const placeOf = (target: string): string => (target.startsWith("/") ? target.slice(1) : `xl/${target}`);

async function readSharedStrings(zip: OpenedZip, strings: SharedStrings, found: FileFindings): Promise<void> {
  let text: string | null = null;
  let isText = false;
  let isPhonetic = false;
  const listener = {
    opened: (name: string): void => {
      if (name === "si") text = "";
      else if (name === "rPh") isPhonetic = true;
      else if (name === "t") isText = !isPhonetic;
    },
    closed: (name: string): void => {
      if (name === "t") isText = false;
      else if (name === "rPh") isPhonetic = false;
      else if (name === "si" && text !== null) {
        if (!strings.add(text)) fail(found, "TEXTS_TOO_LARGE");
        text = null;
      }
    },
    text: (part: string): void => {
      if (!isText || text === null) return;
      if (text.length + part.length > longestRow) fail(found, "ROW_TOO_LONG");
      else text += part;
    },
  };
  for await (const _ of readXml(zip.read(sharedStrings), listener, found));
}
