import { type Box, boxAt, boxesIn, cleanHandler, cleanReferences, freeBox } from "./boxes.js";
import {
  type Extent,
  type ItemReference,
  type ListedItem,
  type Location,
  readerOf,
  readItems,
  readLocations,
  readReferences,
} from "./heif-items.js";
import { associationsBox, boxOf, groupsBox, itemsBox, locationsBox, referencesBox } from "./heif-lists.js";
import { joined, zeroedBetween } from "./patches.js";

/** Items that are pictures, or say how pictures are put together: tiles, layers, brightness (ISO/IEC 23008-12). */
const pictureItems: ReadonlySet<string> = new Set(["hvc1", "lhv1", "grid", "iden", "iovl", "tmap"]);

/** What is needed to show a picture: not what it is called, described as, and when it was made. */
const keptProperties: ReadonlySet<string> = new Set([
  ...["hvcC", "lhvC", "oinf", "tols", "ispe", "pixi", "colr", "pasp", "clap", "irot", "imir", "auxC", "rloc", "lsel"],
  ...["a1lx", "mdcv", "clli", "cclv", "amve"],
]);

// Cameras write one content, and a handful of boxes.
const [mostContents, mostBoxes] = [64, 1000];

const oneOfEach = ["hdlr", "pitm", "iinf", "iloc", "iprp", "iref", "idat", "grpl", "dinf"];

/**
 * The same picture without camera, place, time, names, texts, previews, and whatever comes after its end (HEIF, ISO/IEC 23008-12).
 * The coded pictures are left as they are, bit by bit and at their places; how it is turned is one of its properties, and stays.
 *
 * @returns null where it is no sound HEIC, is protected, refers to other files, or holds a film
 */
export function stripHeic(file: Buffer): Buffer | null {
  const bytes = Buffer.from(file);
  const boxes: Box[] = [];
  for (let box = boxAt(bytes, 0, bytes.length); box !== null; box = boxAt(bytes, box.end, bytes.length)) {
    if (boxes.length === mostBoxes) return null;
    boxes.push(box);
  }
  const metas = boxes.filter(({ type }) => type === "meta");
  const [meta] = metas;
  if (boxes[0]?.type !== "ftyp" || meta === undefined || metas.length !== 1) return null;
  if (boxes.some(({ type }) => type === "moov" || type === "moof")) return null;
  const contents = boxes.filter(({ type }) => type === "mdat");
  const kept = contents.length > mostContents ? null : cleanMeta(bytes, meta);
  if (kept === null || !kept.every((extent) => contents.some((content) => isIn(extent, content)))) return null;
  for (const box of boxes) {
    if (box.type === "mdat") zeroBeside(bytes, box, kept);
    else if (box !== meta && box.type !== "ftyp") freeBox(bytes, box);
  }
  return bytes.subarray(0, boxes.at(-1)?.end);
}

const isIn = ({ from, to }: Pick<Extent, "from" | "to">, { body, end }: Box): boolean => from >= body && to <= end;

function zeroBeside(bytes: Buffer, { body, end }: Box, kept: readonly { from: number; to: number }[]): void {
  for (const { from, to } of zeroedBetween(body, end, joined(kept))) bytes.fill(0, from, to);
}

interface Parts {
  /** The boxes of the metadata in their order, and those of which there is one by type. */
  boxes: Box[];
  one: ReadonlyMap<string, Box>;
  items: Map<number, ListedItem>;
  locations: Map<number, Location>;
  references: ItemReference[];
}

/** Cleans what tells of the items in its place; tells which stretches of the file are needed, null where it is not sound. */
function cleanMeta(bytes: Buffer, meta: Box): Extent[] | null {
  const parts = readParts(bytes, meta);
  const kept = parts === null ? null : keptItems(bytes, parts);
  if (parts === null || kept === null) return null;
  const extents = [...kept].flatMap((id) => parts.locations.get(id)?.extents ?? []);
  const written = writtenParts(bytes, parts, kept, extents);
  if (written === null) return null;
  const content = Buffer.concat(written);
  const left = meta.end - meta.body - 4 - content.length;
  // A box that says nothing fills what is left; whatever is dropped is longer than its head.
  if (left < 0 || (left > 0 && left < 8)) return null;
  bytes.set(content, meta.body + 4);
  if (left > 0) {
    bytes.writeUInt32BE(left, meta.end - left);
    freeBox(bytes, { at: meta.end - left, body: meta.end - left + 8, end: meta.end });
  }
  return extents.filter(({ isWithin }) => !isWithin);
}

function readParts(bytes: Buffer, meta: Box): Parts | null {
  const boxes =
    meta.body + 4 > meta.end || bytes.readUInt32BE(meta.body) !== 0 ? null : boxesIn(bytes, meta.body + 4, meta.end);
  if (boxes === null || boxes.some(({ type }) => type === "ipro")) return null;
  const one = new Map(boxes.filter(({ type }) => oneOfEach.includes(type)).map((box) => [box.type, box] as const));
  if (boxes.filter(({ type }) => oneOfEach.includes(type)).length !== one.size) return null;
  const [handler, list, places, references] = ["hdlr", "iinf", "iloc", "iref"].map((type) => one.get(type));
  if (handler === undefined || list === undefined || places === undefined || !one.has("iprp")) return null;
  if (bytes.toString("latin1", handler.body + 8, handler.body + 12) !== "pict") return null;
  const [items, locations] = [readItems(bytes, list), readLocations(bytes, places)];
  const related = references === undefined ? [] : readReferences(bytes, references);
  return items === null || locations === null || related === null
    ? null
    : { boxes, one, items, locations, references: related };
}

/** The items that are kept: pictures but for previews; null where the picture itself, or a part of one, is none of them. */
function keptItems(bytes: Buffer, { items, locations, one, references }: Parts): Set<number> | null {
  const previews = previewsOf(references);
  const pictures = [...items].filter(([id, { type }]) => pictureItems.has(type) && !previews.has(id));
  const kept = new Set(pictures.map(([id]) => id));
  const primary = one.get("pitm");
  const fields = primary === undefined ? null : readerOf(bytes, primary.body, primary.end);
  const id = fields === null ? null : fields.next((fields.next(4) ?? 0) >>> 24 === 0 ? 2 : 4);
  if (id === null || !kept.has(id)) return null;
  const isWhole = references.every(
    ({ from, to, type }) => type !== "dimg" || !kept.has(from) || to.every((one) => kept.has(one)),
  );
  const isThere = pictures.every(([one, { type }]) => type === "iden" || locations.has(one));
  return isWhole && isThere ? kept : null;
}

/** The previews, and the tiles that they alone are put together of. */
function previewsOf(references: readonly ItemReference[]): Set<number> {
  const parts = references.filter(({ type }) => type === "dimg");
  const users = new Map<number, number>();
  for (const { to } of parts) for (const id of to) users.set(id, (users.get(id) ?? 0) + 1);
  const partsOf = new Map(parts.map(({ from, to }) => [from, to] as const));
  const previews = new Set(references.filter(({ type }) => type === "thmb").map(({ from }) => from));
  // What is added on the way is looked at too.
  for (const preview of previews) {
    for (const id of partsOf.get(preview) ?? []) {
      const left = (users.get(id) ?? 0) - 1;
      users.set(id, left);
      if (left === 0) previews.add(id);
    }
  }
  return previews;
}

/** The boxes of the metadata with what is kept alone; null where one is not sound. */
function writtenParts(
  bytes: Buffer,
  parts: Parts,
  kept: ReadonlySet<number>,
  extents: readonly Extent[],
): Buffer[] | null {
  const hasItem = (id: number): boolean => kept.has(id);
  const written: Buffer[] = [];
  for (const box of parts.boxes) {
    const part = writtenPart(bytes, box, parts, hasItem, extents);
    if (part === null) return null;
    written.push(part);
  }
  return written;
}

function writtenPart(
  bytes: Buffer,
  box: Box,
  parts: Parts,
  hasItem: (id: number) => boolean,
  extents: readonly Extent[],
): Buffer | null {
  const asItIs = bytes.subarray(box.at, box.end);
  if (isList(box)) return writtenList(bytes, box, parts, hasItem);
  if (box.type === "idat") {
    const within = extents.filter(({ isWithin }) => isWithin);
    const ranges = within.map(({ from, to }) => ({ from: from + box.body, to: to + box.body }));
    zeroBeside(bytes, box, ranges);
    return asItIs;
  }
  if (box.type === "hdlr") return cleanHandler(bytes, box) ? asItIs : null;
  if (box.type === "dinf") {
    const inside = boxesIn(bytes, box.body, box.end);
    return inside?.every((one) => one.type === "dref" && cleanReferences(bytes, one)) === true ? asItIs : null;
  }
  if (box.type !== "pitm") freeBox(bytes, box);
  return asItIs;
}

/** The boxes that list items, their places, references, groups and properties. */
const lists = ["iinf", "iloc", "iref", "grpl", "iprp"] as const;

type ListBox = Box & { type: (typeof lists)[number] };

const isList = (box: Box): box is ListBox => (lists as readonly string[]).includes(box.type);

/** A list with what is kept alone; null where it is not sound. */
function writtenList(
  bytes: Buffer,
  box: ListBox,
  { items, locations, references }: Parts,
  hasItem: (id: number) => boolean,
): Buffer | null {
  const kept = <Listed>(all: ReadonlyMap<number, Listed>): Listed[] =>
    [...all].filter(([id]) => hasItem(id)).map(([, one]) => one);
  switch (box.type) {
    case "iinf":
      return itemsBox(bytes, box, kept(items));
    case "iloc":
      return locationsBox(bytes, box, kept(locations));
    case "iref": {
      const left = references.flatMap((one) => keptReference(one, hasItem));
      return referencesBox(bytes, box, left);
    }
    case "grpl":
      return groupsBox(bytes, box, hasItem);
    case "iprp":
      return writtenProperties(bytes, box, hasItem);
  }
}

function keptReference({ from, to, type }: ItemReference, hasItem: (id: number) => boolean): ItemReference[] {
  const kept = to.filter(hasItem);
  return hasItem(from) && kept.length > 0 ? [{ type, from, to: kept }] : [];
}

function writtenProperties(bytes: Buffer, box: Box, hasItem: (id: number) => boolean): Buffer | null {
  const inside = boxesIn(bytes, box.body, box.end);
  const lists = inside?.filter(({ type }) => type === "ipco") ?? [];
  const properties = lists[0] === undefined ? null : boxesIn(bytes, lists[0].body, lists[0].end);
  if (inside === null || properties === null || lists.length !== 1) return null;
  for (const property of properties) if (!keptProperties.has(property.type)) freeBox(bytes, property);
  const hasProperty = (index: number): boolean => {
    const property = properties[index - 1];
    return property !== undefined && keptProperties.has(property.type);
  };
  const written = inside.map((one) => {
    if (one.type === "ipco") return bytes.subarray(one.at, one.end);
    return one.type === "ipma" ? associationsBox(bytes, one, hasItem, hasProperty) : Buffer.alloc(0);
  });
  const some = written.filter((one) => one !== null);
  return some.length < written.length ? null : boxOf("iprp", some);
}
