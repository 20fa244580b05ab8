import { crc32 } from "node:zlib";
import { orientationAlone, readOrientation } from "./orientation.js";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** What is needed to show a picture, a moving one too (PNG, third edition, section 11). */
const keptChunks: ReadonlySet<string> = new Set([
  ...["IHDR", "PLTE", "IDAT", "IEND", "tRNS"],
  ...["gAMA", "cHRM", "sRGB", "iCCP", "cICP", "mDCV", "cLLI", "sBIT", "bKGD", "pHYs", "hIST"],
  ...["acTL", "fcTL", "fdAT"],
]);

/**
 * The same picture without texts, times, camera data and private chunks, and without whatever comes after its end. Its
 * points are left as they are.
 *
 * @returns null where it is no sound PNG
 */
export function stripPng(file: Buffer): Buffer | null {
  if (!file.subarray(0, 8).equals(signature)) return null;
  const kept: Buffer[] = [signature];
  let [at, orientation, hasPoints] = [8, 1, false];
  for (let isFirst = true; ; isFirst = false) {
    if (at + 12 > file.length) return null;
    const end = at + 12 + file.readUInt32BE(at);
    if (end > file.length) return null;
    const type = file.toString("latin1", at + 4, at + 8);
    if (isFirst !== (type === "IHDR")) return null;
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return null;
    if (type === "eXIf") orientation = readOrientation(file.subarray(at + 8, end - 4));
    // Which way up it is shown must be said before the points.
    if (type === "IDAT" && !hasPoints) kept.push(orientationChunk(orientation));
    hasPoints ||= type === "IDAT";
    if (keptChunks.has(type)) kept.push(file.subarray(at, end));
    if (type === "IEND") return hasPoints ? Buffer.concat(kept) : null;
    at = end;
  }
}

function orientationChunk(orientation: number): Buffer {
  const tiff = orientationAlone(orientation);
  if (tiff === null) return Buffer.alloc(0);
  const chunk = Buffer.alloc(12 + tiff.length);
  chunk.writeUInt32BE(tiff.length, 0);
  chunk.write("eXIf", 4, "latin1");
  chunk.set(tiff, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, chunk.length - 4)), chunk.length - 4);
  return chunk;
}
