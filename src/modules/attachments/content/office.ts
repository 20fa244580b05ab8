import { inflateRawSync } from "node:zlib";
import { type ObjectStore, readSome } from "../../../platform/object-store.js";
import { docxType, xlsxType } from "./media-types.js";

/** A file of an archive, as the archive's list of contents tells of it. */
interface Entry {
  name: string;
  method: number;
  isEncrypted: boolean;
  packedBytes: number;
  bytes: number;
  place: number;
}

const [endLength, entryLength, localLength] = [22, 46, 30];
const [mostListBytes, mostBytes, mostTypesBytes] = [2_000_000, 512 * 1024 * 1024, 1_000_000];

const typesFile = "[Content_Types].xml";

/** The files that say what a part refers to, of which so many are looked at in a document. */
const [relationsFile, mostRelations] = [/(?:^|\/)_rels\/[^/]*\.rels$/i, 500];

/** What a document of each type must hold, and how its list of parts calls the first of them. */
const documents: Readonly<Record<string, { folder: string; main: string }>> = {
  [docxType]: { folder: "word/", main: "wordprocessingml.document.main+xml" },
  [xlsxType]: { folder: "xl/", main: "spreadsheetml.sheet.main+xml" },
};

const forbiddenName =
  /vbaproject|vbadata|activex|macrosheets|\.(?:exe|dll|com|pif|msi|jar|lnk|js|jse|vbs|vbe|wsf|ps1|bat|cmd|scr|hta|chm|xll|mht|mhtml|html?|svg)$|^[/\\]|\.\.[/\\]/i;
// A name could be written with references to characters, which no program does.
const forbiddenType = /macroenabled|vbaproject|activex|macrosheet|&/i;

/**
 * Whether a stored content is a Word document or an Excel workbook that does nothing by itself: no macros, no controls,
 * no programs within, no password, nothing that is fetched from elsewhere when it is opened (ECMA-376, part 2).
 *
 * SECURITY: of what is packed only the list of parts and the lists of what they refer to are unpacked, each up to a megabyte and
 * at most eight together: an archive that grows without end is never opened here, and one that says that it would is refused.
 */
export async function isPlainDocument(
  objects: ObjectStore,
  key: string,
  { bytes, mediaType }: { bytes: number; mediaType: string },
): Promise<boolean> {
  const wanted = documents[mediaType];
  const entries = wanted === undefined ? null : await listOf(objects, key, bytes);
  if (wanted === undefined || entries === null) return false;
  const total = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (total > mostBytes || entries.some(({ isEncrypted, name }) => isEncrypted || forbiddenName.test(name)))
    return false;
  const types = entries.filter(({ name }) => name === typesFile);
  const [list] = types;
  if (types.length !== 1 || list === undefined || !entries.some(({ name }) => name.startsWith(wanted.folder)))
    return false;
  const text = await unpacked(objects, key, list);
  if (text?.includes(wanted.main) !== true || forbiddenType.test(text)) return false;
  return fetchesNothing(objects, key, entries);
}

const mostRelationsBytes = 8_000_000;

/** Whether no part refers to what a program would fetch by itself: templates, pictures, objects and workbooks elsewhere. */
async function fetchesNothing(objects: ObjectStore, key: string, entries: readonly Entry[]): Promise<boolean> {
  const lists = entries.filter(({ name }) => relationsFile.test(name));
  const total = lists.reduce((sum, { packedBytes }) => sum + packedBytes, 0);
  if (lists.length > mostRelations || total > mostRelationsBytes) return false;
  let unpackedBytes = 0;
  for (const list of lists) {
    const text = await unpacked(objects, key, list);
    unpackedBytes += text?.length ?? 0;
    if (text === null || unpackedBytes > mostRelationsBytes || !refersWithinOrByClick(text)) return false;
  }
  return true;
}

// No value holds the mark with which an element begins, so that each is read once.
const relation = /<(?:[\w.-]+:)?Relationship\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*>/g;
// A name is read from its beginning alone: one of a megabyte would be read again from each of its letters.
const [opening, attribute] = [/<(?:[\w.-]+:)?Relationship[\s/>]/g, /(?<!\w)(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g];

// On this machine, or in a folder beside it: that is not fetched from anybody.
const isElsewhere = /^\s*(?:[a-z][a-z0-9+.-]+:(?!\/\/\/?[a-z]:)|[\\/]{2})|&#/i;

/**
 * Whether a list of what a part refers to names nothing elsewhere but what a reader clicks on. A template from elsewhere brings its
 * macros along, and whatever is fetched tells who opens the evidence. Pure.
 */
export function refersWithinOrByClick(text: string): boolean {
  const relations = text.match(relation) ?? [];
  if (!/<(?:[\w.-]+:)?Relationships[\s>/]/.test(text) || text.includes("<!")) return false;
  if ((text.match(opening) ?? []).length !== relations.length) return false;
  return relations.every((one) => {
    const given = new Map([...one.matchAll(attribute)].map(([, name, first, second]) => [name, first ?? second ?? ""]));
    const isOutside = given.get("TargetMode") !== undefined && given.get("TargetMode") !== "Internal";
    if (!isOutside) return !isElsewhere.test(given.get("Target") ?? "");
    return /\/hyperlink$/.test(given.get("Type") ?? "") || !isElsewhere.test(given.get("Target") ?? "");
  });
}

/** The contents of an archive that begins with the first byte of a file and ends with its last; null where it is none. */
async function listOf(objects: ObjectStore, key: string, length: number): Promise<Entry[] | null> {
  if (length < endLength) return null;
  const end = await readSome(objects, key, { first: length - endLength, last: length - 1 });
  // What has a comment behind its list could be something else as well.
  if (end.readUInt32LE(0) !== 0x06054b50 || end.readUInt16LE(20) !== 0) return null;
  const [count, listBytes, place] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)];
  if (listBytes === 0 || listBytes > mostListBytes || place + listBytes !== length - endLength) return null;
  const list = await readSome(objects, key, { first: place, last: place + listBytes - 1 });
  const entries: Entry[] = [];
  for (let at = 0; at < list.length; ) {
    if (at + entryLength > list.length || list.readUInt32LE(at) !== 0x02014b50) return null;
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => list.readUInt16LE(at + place));
    const nameEnd = at + entryLength + (nameLength ?? 0);
    entries.push({
      name: list.toString("utf8", at + entryLength, nameEnd),
      isEncrypted: (list.readUInt16LE(at + 8) & 1) === 1,
      method: list.readUInt16LE(at + 10),
      packedBytes: list.readUInt32LE(at + 20),
      bytes: list.readUInt32LE(at + 24),
      place: list.readUInt32LE(at + 42),
    });
    at = nameEnd + (extra ?? 0) + (comment ?? 0);
  }
  return entries.length === count ? entries : null;
}

async function unpacked(objects: ObjectStore, key: string, entry: Entry): Promise<string | null> {
  const { method, packedBytes, place } = entry;
  if (packedBytes === 0 || packedBytes > mostTypesBytes || (method !== 0 && method !== 8)) return null;
  const head = await readSome(objects, key, { first: place, last: place + localLength - 1 });
  if (head.length < localLength || head.readUInt32LE(0) !== 0x04034b50) return null;
  const from = place + localLength + head.readUInt16LE(26) + head.readUInt16LE(28);
  const packed = await readSome(objects, key, { first: from, last: from + packedBytes - 1 });
  if (method === 0) return packed.toString("utf8");
  try {
    return inflateRawSync(packed, { maxOutputLength: mostTypesBytes }).toString("utf8");
  } catch {
    return null;
  }
}
