const [extension, picture, end] = [0x21, 0x2c, 0x3b];
const [graphicControl, application] = [0xf9, 0xff];

/** What says how often a moving picture is repeated. */
const repeating: ReadonlySet<string> = new Set(["NETSCAPE2.0", "ANIMEXTS1.0"]);

/**
 * The same picture without comments, texts and the data of programs, and without whatever comes after its end (GIF89a).
 * Its points are left as they are.
 *
 * @returns null where it is no sound GIF
 */
export function stripGif(file: Buffer): Buffer | null {
  const head = file.toString("latin1", 0, 6);
  if ((head !== "GIF87a" && head !== "GIF89a") || file.length < 13) return null;
  let at = 13 + tableBytes(file[10] ?? 0);
  const kept: Buffer[] = [file.subarray(0, at)];
  for (let hasPicture = false; ; ) {
    const kind = file[at];
    if (kind === end) return hasPicture ? Buffer.concat([...kept, Buffer.from([end])]) : null;
    const data = kind === picture ? pictureData(file, at) : kind === extension ? at + 2 : null;
    const next = data === null ? null : blocksEnd(file, data);
    if (next === null) return null;
    hasPicture ||= kind === picture;
    if (kind === picture || isNeeded(file, at)) kept.push(file.subarray(at, next));
    at = next;
  }
}

/** How long a table of colours is, by the byte that tells of it. */
const tableBytes = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));

const pictureData = (file: Buffer, at: number): number => at + 11 + tableBytes(file[at + 9] ?? 0);

/** Where a row of blocks ends, each with its length before it, the last of length nought. */
function blocksEnd(file: Buffer, from: number): number | null {
  for (let at = from; ; ) {
    const length = file[at];
    if (length === undefined) return null;
    at += 1 + length;
    if (length === 0) return at;
  }
}

function isNeeded(file: Buffer, at: number): boolean {
  if (file[at + 1] === graphicControl) return true;
  return file[at + 1] === application && repeating.has(file.toString("latin1", at + 3, at + 14));
}
