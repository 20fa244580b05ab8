/** An element of EBML (RFC 8794, section 3): its identifier with its marker, and where it and what is in it lie. */
export interface Element {
  id: number;
  at: number;
  body: number;
  end: number;
}

/** The head of an element; its length is Infinity where it is not known. */
export interface ElementHead {
  id: number;
  /** How long the head is, in bytes. */
  head: number;
  length: number;
}

/** The identifier of an element that says nothing. */
export const voidId = 0xec;

/**
 * Reads the head of an element: an identifier of up to four bytes and a length of up to eight.
 *
 * @returns null where it is not whole yet
 */
export function headAt(bytes: Buffer, at: number): ElementHead | "WRONG" | null {
  const idBytes = lengthOf(bytes[at]);
  if (idBytes === null) return null;
  if (idBytes > 4) return "WRONG";
  const sizeBytes = lengthOf(bytes[at + idBytes]);
  if (sizeBytes === null) return null;
  if (sizeBytes > 8) return "WRONG";
  const head = idBytes + sizeBytes;
  if (at + head > bytes.length) return null;
  // The first of them has the marker before its digits.
  const marker = 0x80 >> (sizeBytes - 1);
  const size = [...bytes.subarray(at + idBytes, at + head)].map((byte, place) =>
    place === 0 ? byte & (marker - 1) : byte,
  );
  const given = size.reduce((sum, byte) => sum * 256 + byte, 0);
  const isUnknown = size.every((byte, place) => byte === (place === 0 ? marker - 1 : 0xff));
  const length = isUnknown ? Number.POSITIVE_INFINITY : given;
  if (!isUnknown && !Number.isSafeInteger(given)) return "WRONG";
  return { id: bytes.readUIntBE(at, idBytes), head, length };
}

/** How many bytes a number has whose first byte this is; null where it is not there. */
function lengthOf(first: number | undefined): number | null {
  return first === undefined ? null : Math.clz32(first) - 24 + 1;
}

// What tells of a film has some dozens; a megabyte of empty ones would keep everybody else waiting.
const mostElements = 20_000;

/** The elements that stand one after another between two places; null where they do not fill the stretch, or are too many. */
export function elementsIn(bytes: Buffer, from: number, to: number): Element[] | null {
  const elements: Element[] = [];
  for (let at = from; at < to; ) {
    const head = headAt(bytes.subarray(0, to), at);
    if (head === null || head === "WRONG" || at + head.head + head.length > to) return null;
    if (elements.length === mostElements) return null;
    const end = at + head.head + head.length;
    elements.push({ id: head.id, at, body: at + head.head, end });
    at = end;
  }
  return elements;
}

/** What stands in place of the head of an element that is dropped: one of the same length that says nothing. */
export function voidHead(length: number): Buffer {
  if (length < 9) return Buffer.from([voidId, 0x80 | (length - 2)]);
  const head = Buffer.alloc(9);
  head[0] = voidId;
  head.writeBigUInt64BE(BigInt(length - 9) | (1n << 56n), 1);
  return head;
}

/** Makes an element one that says nothing, in its place. */
export function voidElement(bytes: Buffer, { at, end }: Pick<Element, "at" | "end">): void {
  bytes.fill(0, at, end);
  bytes.set(voidHead(end - at), at);
}

/** What becomes of an element: it stays, is emptied, is cleaned, or is looked into; what is not named is dropped. */
export type ElementGrammar = {
  readonly [id: number]: "KEPT" | "EMPTIED" | ElementGrammar | ((bytes: Buffer, element: Element) => boolean);
};

/** Cleans what stands in an element by its grammar; false where the file is not taken. */
export function cleanElements(
  bytes: Buffer,
  { body, end }: Pick<Element, "body" | "end">,
  grammar: ElementGrammar,
): boolean {
  const elements = elementsIn(bytes, body, end);
  if (elements === null) return false;
  for (const element of elements) {
    const rule = grammar[element.id];
    if (rule === undefined) voidElement(bytes, element);
    else if (rule === "EMPTIED") bytes.fill(0, element.body, element.end);
    else if (typeof rule === "function") {
      if (!rule(bytes, element)) return false;
    } else if (rule !== "KEPT" && !cleanElements(bytes, element, rule)) return false;
  }
  return true;
}
