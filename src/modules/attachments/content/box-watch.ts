/** A box of the outermost level that was seen passing by. */
export interface SeenBox {
  type: string;
  at: number;
  /** How long its head is: 8 or 16 bytes. */
  head: number;
  end: number;
  /** The whole of it, where it is of a type that was to be kept in mind. */
  bytes: Buffer | null;
}

/** Looks at the outermost boxes of a content that passes by a piece at a time. */
export interface BoxWatch {
  push(piece: Uint8Array): void;
  /** What was seen; null where it is not made of whole boxes, of too many, or of too much to keep in mind. */
  end(): SeenBox[] | null;
}

// A fragment a second for hours; and what tells of the tracks of an hour takes less than two megabytes.
const [mostBoxes, mostKeptBytes] = [50_000, 16 * 1024 * 1024];

interface Open {
  type: string;
  at: number;
  head: number;
  /** Where it ends; Infinity for one that goes on to the end of the file. */
  end: number;
  parts: Uint8Array[] | null;
}

/**
 * Makes what looks at the outermost boxes.
 *
 * @param kept the types of which the whole is kept in mind
 */
export function watchBoxes(kept: ReadonlySet<string>): BoxWatch {
  const boxes: SeenBox[] = [];
  let [at, keptBytes, isWrong] = [0, 0, false];
  const heads = createHeadReader();
  let open: Open | null = null;
  const close = ({ parts, ...box }: Open): void => {
    if (boxes.length === mostBoxes) isWrong = true;
    else boxes.push({ ...box, bytes: parts === null ? null : Buffer.concat(parts) });
    open = null;
  };
  const begin = (piece: Uint8Array): Uint8Array => {
    const { head, taken } = heads.take(piece);
    at += taken;
    if (head === "WRONG") isWrong = true;
    else if (head !== null) {
      open = openedBox(head, at - head.bytes.length, kept);
      if (open.end === at) close(open);
    }
    return piece.subarray(taken);
  };
  const goOn = (box: Open, piece: Uint8Array): Uint8Array => {
    const taken = piece.subarray(0, Math.min(piece.length, box.end - at));
    at += taken.length;
    keptBytes += box.parts === null ? 0 : taken.length;
    if (keptBytes > mostKeptBytes) isWrong = true;
    else box.parts?.push(Buffer.from(taken));
    if (at === box.end) close(box);
    return piece.subarray(taken.length);
  };
  return {
    push: (piece) => {
      for (let left = piece; left.length > 0 && !isWrong; ) left = open === null ? begin(left) : goOn(open, left);
    },
    end: () => {
      if (open !== null && (open as Open).end === Number.POSITIVE_INFINITY) close({ ...(open as Open), end: at });
      return isWrong || open !== null || heads.isBegun() ? null : boxes;
    },
  };
}

interface Head {
  type: string;
  /** The length of the box that it says. */
  length: number;
  /** The head itself. */
  bytes: Buffer;
}

const openedBox = ({ bytes, length, type }: Head, at: number, kept: ReadonlySet<string>): Open => ({
  ...{ type, at, head: bytes.length, end: at + length },
  parts: kept.has(type) ? [bytes] : null,
});

/** What reads the heads of boxes, which may come in several pieces. */
interface HeadReader {
  /** Takes of a piece what belongs to the head; null for the head where more of it is to come. */
  take(piece: Uint8Array): { head: Head | "WRONG" | null; taken: number };
  /** Whether a part of a head came, and not all of it. */
  isBegun(): boolean;
}

function createHeadReader(): HeadReader {
  let begun = Buffer.alloc(0);
  return {
    take: (piece) => {
      const needed = begun.length >= 8 && begun.readUInt32BE(0) === 1 ? 16 : 8;
      const taken = piece.subarray(0, needed - begun.length);
      const bytes = Buffer.concat([begun, taken]);
      const head = headOf(bytes);
      begun = head === null || head === "WRONG" ? bytes : Buffer.alloc(0);
      return { head: head === null || head === "WRONG" ? head : { ...head, bytes }, taken: taken.length };
    },
    isBegun: () => begun.length > 0,
  };
}

/** The type and length of the box that begins so; null where more must be seen. */
function headOf(begun: Buffer): { type: string; length: number } | "WRONG" | null {
  if (begun.length < 8) return null;
  const short = begun.readUInt32BE(0);
  const type = begun.toString("latin1", 4, 8);
  if (short === 0) return { type, length: Number.POSITIVE_INFINITY };
  if (short !== 1) return short < 8 ? "WRONG" : { type, length: short };
  if (begun.length < 16) return null;
  const length = Number(begun.readBigUInt64BE(8));
  return length < 16 || !Number.isSafeInteger(length) ? "WRONG" : { type, length };
}
