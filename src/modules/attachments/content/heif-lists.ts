import { type Box, boxesIn } from "./boxes.js";
import { type ItemReference, type ListedItem, type Location, mostItems, readerOf } from "./heif-items.js";

/** A box with other parts, of the same type. */
export function boxOf(type: string, parts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + parts.reduce((sum, part) => sum + part.length, 0), 0);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, ...parts]);
}

function numeral(value: number, bytes: number): Buffer {
  const written = Buffer.alloc(bytes);
  written.writeUIntBE(value, 0, bytes);
  return written;
}

/** The list of some items (the box iinf), in the form that it had. */
export function itemsBox(bytes: Buffer, { body }: Box, items: readonly ListedItem[]): Buffer {
  const count = numeral(items.length, bytes.readUInt8(body) === 0 ? 2 : 4);
  return boxOf("iinf", [bytes.subarray(body, body + 4), count, ...items.map(({ entry }) => entry)]);
}

/** Where some items lie (the box iloc), in the form that it had. */
export function locationsBox(bytes: Buffer, { body }: Box, locations: readonly Location[]): Buffer {
  const count = numeral(locations.length, bytes.readUInt8(body) < 2 ? 2 : 4);
  return boxOf("iloc", [bytes.subarray(body, body + 6), count, ...locations.map(({ entry }) => entry)]);
}

/** Some references between items (the box iref), in the form that it had. */
export function referencesBox(bytes: Buffer, { body }: Box, references: readonly ItemReference[]): Buffer {
  const idBytes = bytes.readUInt8(body) === 0 ? 2 : 4;
  const boxes = references.map(({ from, to, type }) =>
    boxOf(type, [numeral(from, idBytes), numeral(to.length, 2), ...to.map((id) => numeral(id, idBytes))]),
  );
  return boxOf("iref", [bytes.subarray(body, body + 4), ...boxes]);
}

/**
 * Which properties some items have (the box ipma), in the form that it had; null where it is not told soundly.
 *
 * @param hasItem whether an item is kept
 * @param hasProperty whether the property of a place in their list, from 1, is kept; what an item has of others is nothing
 */
export function associationsBox(
  bytes: Buffer,
  { body, end }: Box,
  hasItem: (id: number) => boolean,
  hasProperty: (index: number) => boolean,
): Buffer | null {
  const reader = readerOf(bytes, body, end);
  const [head, count] = [reader.next(4), reader.next(4)];
  if (head === null || count === null) return null;
  const [idBytes, indexBytes] = [head >>> 24 === 0 ? 2 : 4, (head & 1) === 1 ? 2 : 1];
  const essential = indexBytes === 2 ? 0x8000 : 0x80;
  if (count > mostItems) return null;
  const entries: Buffer[] = [];
  for (let number = 0; number < count; number += 1) {
    const start = reader.at;
    const [id, properties] = [reader.next(idBytes), reader.next(1)];
    const from = reader.at;
    if (id === null || properties === null || from + properties * indexBytes > end) return null;
    reader.at = from + properties * indexBytes;
    const entry = Buffer.from(bytes.subarray(start, reader.at));
    for (let at = from - start; at < entry.length; at += indexBytes) {
      if (!hasProperty(entry.readUIntBE(at, indexBytes) & (essential - 1))) entry.fill(0, at, at + indexBytes);
    }
    if (hasItem(id)) entries.push(entry);
  }
  return boxOf("ipma", [bytes.subarray(body, body + 4), numeral(entries.length, 4), ...entries]);
}

/** The groups all of whose members are kept (the box grpl); null where they are not told soundly. */
export function groupsBox(bytes: Buffer, { body, end }: Box, hasItem: (id: number) => boolean): Buffer | null {
  const groups = boxesIn(bytes, body, end);
  if (groups === null) return null;
  const kept = groups.filter((group) => {
    const reader = readerOf(bytes, group.body + 8, group.end);
    const count = Math.min(reader.next(4) ?? 0, (group.end - reader.at) / 4);
    return Array.from({ length: count }, () => reader.next(4)).every((id) => id !== null && hasItem(id));
  });
  return boxOf(
    "grpl",
    kept.map(({ at, end: to }) => bytes.subarray(at, to)),
  );
}
