/** A box of a file of the ISO base media file format (ISO/IEC 14496-12, section 4.2). */
export interface Box {
  type: string;
  /** Where it begins, where what is in it begins, and where it ends. */
  at: number;
  body: number;
  end: number;
}

// The tiles of a picture are some hundreds; a list that never ends would fill the memory.
const mostBoxes = 20_000;

/** The boxes that stand one after another between two places; null where they do not fill the stretch, or are too many. */
export function boxesIn(bytes: Buffer, from: number, to: number): Box[] | null {
  const boxes: Box[] = [];
  for (let at = from; at < to; ) {
    const box = boxAt(bytes, at, to);
    if (box === null || boxes.length === mostBoxes) return null;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

/** The box at a place; null where none is whole before the other place. */
export function boxAt(bytes: Buffer, at: number, to: number): Box | null {
  if (at + 8 > to) return null;
  const short = bytes.readUInt32BE(at);
  const type = bytes.toString("latin1", at + 4, at + 8);
  if (short === 1 && at + 16 > to) return null;
  const [head, length] = short === 1 ? [16, Number(bytes.readBigUInt64BE(at + 8))] : [8, short === 0 ? to - at : short];
  return length < head || at + length > to ? null : { type, at, body: at + head, end: at + length };
}

/** Makes a box one of which nothing is read: what was in it is zeros, and nothing moves. */
export function freeBox(bytes: Buffer, { at, body, end }: Pick<Box, "at" | "body" | "end">): void {
  bytes.write("free", at + 4, "latin1");
  bytes.fill(0, body, end);
}

/** What becomes of a box, by its type: it stays, is cleaned, or is looked into; what is not named is freed. */
export type Grammar = { readonly [type: string]: "KEPT" | Cleaning | Grammar };

/** Cleans a box in its place; false where the file is not taken because of it. */
export type Cleaning = (bytes: Buffer, box: Box) => boolean;

/** Cleans what stands in a box by its grammar; false where the file is not taken. */
export function cleanBoxes(bytes: Buffer, { body, end }: Pick<Box, "body" | "end">, grammar: Grammar): boolean {
  const boxes = boxesIn(bytes, body, end);
  if (boxes === null) return false;
  for (const box of boxes) {
    const rule = Object.hasOwn(grammar, box.type) ? grammar[box.type] : undefined;
    if (rule === undefined) freeBox(bytes, box);
    else if (typeof rule === "function") {
      if (!rule(bytes, box)) return false;
    } else if (rule !== "KEPT" && !cleanBoxes(bytes, box, rule)) return false;
  }
  return true;
}

/** Zeros the name of a handler, and who made it: what kind it is stays (section 8.4.3). */
export function cleanHandler(bytes: Buffer, { body, end }: Box): boolean {
  if (body + 12 > end) return false;
  bytes.fill(0, body + 12, end);
  return true;
}

/**
 * Checks that what a file shows stands in the file itself (section 8.7.2), and zeros the names of other files that stand there.
 *
 * SECURITY: a reference to another file or address would have a player fetch it, and tell who looks at the evidence.
 */
export function cleanReferences(bytes: Buffer, { body, end }: Box): boolean {
  const entries = body + 8 > end ? null : boxesIn(bytes, body + 8, end);
  if (entries === null || entries.length !== bytes.readUInt32BE(body + 4)) return false;
  for (const entry of entries) {
    if (entry.body + 4 > entry.end || (bytes.readUInt32BE(entry.body) & 1) === 0) return false;
    bytes.fill(0, entry.body + 4, entry.end);
  }
  return true;
}
