import { type Box, boxesIn } from "./boxes.js";

/** Where the chunks of a track lie in the file. */
export interface Chunks {
  ranges: { from: number; to: number }[];
  /** Whether all samples are said to be as long: of sound, QuickTime counts in that way what is longer. */
  isUniform: boolean;
}

/**
 * Reads where the samples of a track lie (ISO/IEC 14496-12, sections 8.7.3 to 8.7.5).
 *
 * @param table the box stbl
 * @param most how many chunks it may have
 * @returns null where the tables are not sound
 */
export function readChunks(bytes: Buffer, table: Box, most: number): Chunks | null {
  const boxes = boxesIn(bytes, table.body, table.end);
  const one = (...types: string[]): Box | null => {
    const found = boxes?.filter(({ type }) => types.includes(type)) ?? [];
    return found.length === 1 ? (found[0] ?? null) : null;
  };
  const [places, runs, sizes] = [one("stco", "co64"), one("stsc"), one("stsz", "stz2")];
  if (places === null || runs === null || sizes === null) return null;
  const offsets = readOffsets(bytes, places, most);
  const perChunk = offsets === null ? null : readPerChunk(bytes, runs, offsets.length);
  const samples = readSizes(bytes, sizes);
  if (offsets === null || perChunk === null || samples === null) return null;
  const ranges: Chunks["ranges"] = [];
  let sample = 0;
  for (const [number, from] of offsets.entries()) {
    const count = Math.min(perChunk[number] ?? 0, samples.count - sample);
    const length = samples.lengthOf(sample, count);
    if (!Number.isSafeInteger(from + length)) return null;
    ranges.push({ from, to: from + length });
    sample += count;
  }
  return { ranges, isUniform: samples.isUniform };
}

/** The number of entries of a table of so many bytes each; null where they do not stand in it. */
function countOf(bytes: Buffer, { body, end }: Box, head: number, entryBytes: number): number | null {
  if (body + head > end) return null;
  const count = bytes.readUInt32BE(body + head - 4);
  return count * entryBytes > end - body - head ? null : count;
}

function readOffsets(bytes: Buffer, box: Box, most: number): number[] | null {
  const isLong = box.type === "co64";
  const count = countOf(bytes, box, 8, isLong ? 8 : 4);
  if (count === null || count > most) return null;
  return Array.from({ length: count }, (_, number) =>
    isLong ? Number(bytes.readBigUInt64BE(box.body + 8 + number * 8)) : bytes.readUInt32BE(box.body + 8 + number * 4),
  );
}

/** How many samples each chunk has: a run goes on until the next begins. */
function readPerChunk(bytes: Buffer, box: Box, chunks: number): number[] | null {
  const count = countOf(bytes, box, 8, 12);
  if (count === null) return null;
  const perChunk: number[] = [];
  for (let number = 0; number < count; number += 1) {
    const at = box.body + 8 + number * 12;
    const [first, samples] = [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];
    const next = number + 1 < count ? bytes.readUInt32BE(at + 12) : chunks + 1;
    if (first !== perChunk.length + 1 || next < first) return null;
    for (let chunk = first; chunk < next && chunk <= chunks; chunk += 1) perChunk.push(samples);
  }
  return perChunk;
}

interface Sizes {
  count: number;
  isUniform: boolean;
  /** How long some samples are together. */
  lengthOf(first: number, count: number): number;
}

function readSizes(bytes: Buffer, box: Box): Sizes | null {
  const { body, end, type } = box;
  if (body + 12 > end) return null;
  const uniform = type === "stsz" ? bytes.readUInt32BE(body + 4) : 0;
  if (uniform > 0) {
    return { count: bytes.readUInt32BE(body + 8), isUniform: true, lengthOf: (_, count) => count * uniform };
  }
  const bits = type === "stsz" ? 32 : bytes.readUInt8(body + 7);
  const count = ![4, 8, 16, 32].includes(bits) ? null : countOf(bytes, box, 12, bits / 8);
  if (count === null) return null;
  const from = body + 12;
  const sizeOf = (sample: number): number => {
    if (bits === 4) return (bytes.readUInt8(from + (sample >> 1)) >> (sample % 2 === 0 ? 4 : 0)) & 15;
    return bytes.readUIntBE(from + (sample * bits) / 8, bits / 8);
  };
  const lengthOf = (first: number, count: number): number => {
    let length = 0;
    for (let sample = first; sample < first + count; sample += 1) length += sizeOf(sample);
    return length;
  };
  return { count, isUniform: false, lengthOf };
}
