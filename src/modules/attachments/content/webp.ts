import { orientationAlone, readOrientation } from "./orientation.js";

interface Chunk {
  type: string;
  body: Buffer;
}

/** What is needed to show a picture, a moving one too (RFC 9649, section 2.7). */
const ofPicture: ReadonlySet<string> = new Set(["VP8X", "VP8 ", "VP8L", "ALPH", "ICCP", "ANIM", "ANMF"]);
const ofFrame: ReadonlySet<string> = new Set(["VP8 ", "VP8L", "ALPH"]);

const [metadataFlag, textFlag] = [0x08, 0x04];
const frameHead = 16;

/**
 * The same picture without camera data, texts and unknown chunks, and without whatever comes after its end. Its points are
 * left as they are.
 *
 * @returns null where it is no sound WebP
 */
export function stripWebp(file: Buffer): Buffer | null {
  if (file.length < 20 || file.toString("latin1", 0, 4) !== "RIFF" || file.toString("latin1", 8, 12) !== "WEBP") {
    return null;
  }
  const end = 8 + file.readUInt32LE(4);
  const chunks = end > file.length ? null : chunksOf(file.subarray(12, end));
  if (chunks === null) return null;
  const exif = chunks.find(({ type }) => type === "EXIF")?.body;
  const isExtended = chunks[0]?.type === "VP8X";
  // Only the extended form may say which way up a picture is shown.
  const tiff = exif === undefined || !isExtended ? null : orientationAlone(readOrientation(withoutHead(exif)));
  const kept: Chunk[] = [];
  for (const chunk of chunks) {
    if (!ofPicture.has(chunk.type)) continue;
    const part = chunk.type === "ANMF" ? strippedFrame(chunk) : chunk;
    if (part === null) return null;
    kept.push(part.type === "VP8X" ? withFlags(part, tiff !== null) : part);
  }
  if (
    !kept.some(({ type }) => type.startsWith("VP8") && type !== "VP8X") &&
    !kept.some(({ type }) => type === "ANMF")
  ) {
    return null;
  }
  return written(tiff === null ? kept : [...kept, { type: "EXIF", body: tiff }]);
}

function chunksOf(bytes: Buffer): Chunk[] | null {
  const chunks: Chunk[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 8 > bytes.length) return null;
    const length = bytes.readUInt32LE(at + 4);
    if (at + 8 + length > bytes.length) return null;
    chunks.push({ type: bytes.toString("latin1", at, at + 4), body: bytes.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

// Some programs write the head of a JPEG segment before the metadata.
function withoutHead(exif: Buffer): Buffer {
  return exif.toString("latin1", 0, 6) === "Exif\0\0" ? exif.subarray(6) : exif;
}

function strippedFrame({ type, body }: Chunk): Chunk | null {
  const inner = body.length < frameHead ? null : chunksOf(body.subarray(frameHead));
  if (inner === null) return null;
  const parts = inner.filter((chunk) => ofFrame.has(chunk.type)).map(bytesOf);
  return { type, body: Buffer.concat([body.subarray(0, frameHead), ...parts]) };
}

function withFlags({ type, body }: Chunk, hasMetadata: boolean): Chunk {
  const changed = Buffer.from(body);
  const flags = (body[0] ?? 0) & ~(metadataFlag | textFlag);
  changed[0] = hasMetadata ? flags | metadataFlag : flags;
  return { type, body: changed };
}

function bytesOf({ type, body }: Chunk): Buffer {
  const bytes = Buffer.alloc(8 + body.length + (body.length % 2));
  bytes.write(type, 0, "latin1");
  bytes.writeUInt32LE(body.length, 4);
  bytes.set(body, 8);
  return bytes;
}

function written(chunks: readonly Chunk[]): Buffer {
  const bodies = chunks.map(bytesOf);
  const head = Buffer.from("RIFF\0\0\0\0WEBP", "latin1");
  head.writeUInt32LE(4 + bodies.reduce((sum, body) => sum + body.length, 0), 4);
  return Buffer.concat([head, ...bodies]);
}
