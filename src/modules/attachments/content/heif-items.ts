import { type Box, boxesIn } from "./boxes.js";

/** A stretch of the file, or of the box idat, in which part of an item lies. */
export interface Extent {
  from: number;
  to: number;
  /** Whether it lies in the box idat. */
  isWithin: boolean;
}

/** Where an item of a picture lies (ISO/IEC 14496-12, section 8.11.3). */
export interface Location {
  extents: Extent[];
  /** What the box iloc says of it. */
  entry: Buffer;
}

/** A picture is refused that has more; those of cameras are put together of some hundred tiles. */
export const mostItems = 5000;

/** Reads numbers of a box one after another; null past its end. */
export interface Reader {
  at: number;
  next(bytes: number): number | null;
}

/** Makes what reads numbers from a place on. */
export function readerOf(bytes: Buffer, from: number, end: number): Reader {
  const reader: Reader = {
    at: from,
    next: (count) => {
      if (reader.at + count > end) return null;
      const value =
        count === 0 ? 0 : count === 8 ? Number(bytes.readBigUInt64BE(reader.at)) : bytes.readUIntBE(reader.at, count);
      reader.at += count;
      return value;
    },
  };
  return reader;
}

/** What the list of items says of one. */
export interface ListedItem {
  type: string;
  /** The box that says so, without the name that it may give. */
  entry: Buffer;
}

/** The items by their identifiers (the box iinf); null where they are not told soundly, or one is protected. */
export function readItems(bytes: Buffer, { body, end }: Box): Map<number, ListedItem> | null {
  const reader = readerOf(bytes, body, end);
  const count = (reader.next(4) ?? 0) >>> 24 === 0 ? reader.next(2) : reader.next(4);
  const entries = count === null ? null : boxesIn(bytes, reader.at, end);
  if (entries === null || entries.length !== count || entries.length > mostItems) return null;
  const items = new Map<number, ListedItem>();
  for (const { at, body: from, end: to, type } of entries) {
    const version = from < to ? bytes.readUInt8(from) : 0;
    if (type !== "infe" || (version !== 2 && version !== 3)) return null;
    const fields = readerOf(bytes, from + 4, to);
    const [id, protection, written] = [fields.next(version === 2 ? 2 : 4), fields.next(2), fields.next(4)];
    if (id === null || protection !== 0 || written === null || items.has(id)) return null;
    const entry = Buffer.from(bytes.subarray(at, to)).fill(0, fields.at - at);
    items.set(id, { type: bytes.toString("latin1", fields.at - 4, fields.at), entry });
  }
  return items;
}

/** Where items lie (the box iloc), with the bytes that say so; null where it is not told soundly, or lies elsewhere. */
export function readLocations(bytes: Buffer, { body, end }: Box): Map<number, Location> | null {
  const reader = readerOf(bytes, body, end);
  const version = (reader.next(4) ?? 0xff000000) >>> 24;
  const sizes = reader.next(2);
  const count = version > 2 ? null : reader.next(version < 2 ? 2 : 4);
  if (sizes === null || count === null || count > mostItems) return null;
  const [offset, length, base, index] = [
    sizes >> 12,
    (sizes >> 8) & 15,
    (sizes >> 4) & 15,
    version === 0 ? 0 : sizes & 15,
  ];
  if ([offset, length, base, index].some((size) => size !== 0 && size !== 4 && size !== 8)) return null;
  const found = new Map<number, Location>();
  // Of all items together: each place is compared with each content.
  let extentsLeft = mostItems;
  for (let number = 0; number < count; number += 1) {
    const from = reader.at;
    const id = reader.next(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : reader.next(2);
    const [reference, start, extentCount] = [reader.next(2), reader.next(base), reader.next(2)];
    if (id === null || (method !== 0 && method !== 1) || reference !== 0 || start === null || extentCount === null)
      return null;
    const extents: Extent[] = [];
    for (let extent = 0; extent < extentCount; extent += 1) {
      const [, at, bytesOf] = [reader.next(index), reader.next(offset), reader.next(length)];
      // Without a length it is the whole file.
      if (at === null || bytesOf === null || bytesOf === 0 || extentsLeft === 0) return null;
      extentsLeft -= 1;
      extents.push({ from: start + at, to: start + at + bytesOf, isWithin: method === 1 });
    }
    if (found.has(id)) return null;
    found.set(id, { extents, entry: bytes.subarray(from, reader.at) });
  }
  return found;
}

/** A reference from one item to others (the box iref): of what kind, from which, to which. */
export interface ItemReference {
  type: string;
  from: number;
  to: number[];
}

/** Reads references between items; null where they are not told soundly. */
export function readReferences(bytes: Buffer, { body, end }: Box): ItemReference[] | null {
  const idBytes = (readerOf(bytes, body, end).next(4) ?? 0) >>> 24 === 0 ? 2 : 4;
  const boxes = body + 4 > end ? null : boxesIn(bytes, body + 4, end);
  if (boxes === null) return null;
  const references: ItemReference[] = [];
  for (const box of boxes) {
    const reader = readerOf(bytes, box.body, box.end);
    const [from, count] = [reader.next(idBytes), reader.next(2)];
    if (from === null || count === null || reader.at + count * idBytes !== box.end) return null;
    references.push({ type: box.type, from, to: Array.from({ length: count }, () => reader.next(idBytes) ?? 0) });
  }
  return references;
}
