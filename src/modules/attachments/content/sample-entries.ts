import { type Box, boxAt, cleanBoxes, type Grammar } from "./boxes.js";

/** The codings that are taken, of pictures and of sound: those of telephones, browsers, cameras and bodycams. */
const codings = {
  vide: new Set([
    ...["avc1", "avc3", "hvc1", "hev1", "dvh1", "dvhe", "dvav", "dva1", "av01", "vp08", "vp09"],
    ...["mp4v", "s263", "h263", "jpeg", "mjpa", "mjpb", "apch", "apcn", "apcs", "apco", "ap4h", "ap4x"],
  ]),
  soun: new Set([
    ...["mp4a", "samr", "sawb", "sawp", "Opus", "fLaC", "alac", "ac-3", "ec-3", "apac", "ulaw", "alaw"],
    ...["sowt", "twos", "lpcm", "in24", "in32", "fl32", "fl64", "ipcm", "fpcm"],
  ]),
} as const;

/** What tells a decoder how a track is coded, and nothing of where, when and by whom. */
const details: Grammar = Object.fromEntries(
  [
    ...["avcC", "hvcC", "lhvC", "hvcE", "av1C", "vpcC", "dvcC", "dvvC", "dvwC", "avcE", "d263", "esds", "colr", "pasp"],
    ...["clap", "fiel", "gama", "btrt", "mdcv", "clli", "amve", "CoLL", "SmDm", "st3d", "sv3d", "vexu", "hfov"],
    ...["wave", "chan", "damr", "dOps", "dfLa", "alac", "dac3", "dec3", "dapa", "srat", "chnl", "pcmC", "SA3D"],
  ].map((type) => [type, "KEPT"] as const),
);

const [pictureHead, soundHead] = [78, 28];
const [compressorFrom, compressorTo] = [42, 74];

/**
 * Cleans what tells how a track is coded (ISO/IEC 14496-12, section 8.5.2, and the QuickTime file format).
 *
 * @returns false for a coding that is not taken: what is encrypted, drawn, written or run is not
 */
export function cleanSampleEntries(bytes: Buffer, { body, end }: Box, kind: "vide" | "soun"): boolean {
  if (body + 8 > end) return false;
  const [version, count] = [bytes.readUInt8(body), bytes.readUInt32BE(body + 4)];
  let at = body + 8;
  for (let number = 0; number < count; number += 1) {
    const entry = boxAt(bytes, at, end);
    if (entry === null || !codings[kind].has(entry.type)) return false;
    const from = kind === "vide" ? pictureDetails(bytes, entry) : soundDetails(bytes, entry, version);
    if (from === null || !cleanDetails(bytes, from, entry.end)) return false;
    at = entry.end;
  }
  bytes.fill(0, at, end);
  return count > 0;
}

function pictureDetails(bytes: Buffer, { body, end }: Box): number | null {
  if (body + pictureHead > end) return null;
  bytes.fill(0, body + compressorFrom, body + compressorTo);
  return body + pictureHead;
}

/** Where the details of a sound begin: QuickTime writes more before them than the standard does. */
function soundDetails(bytes: Buffer, { at, body, end }: Box, listVersion: number): number | null {
  if (body + soundHead > end) return null;
  const version = listVersion === 0 ? bytes.readUInt16BE(body + 8) : 0;
  if (version > 2) return null;
  if (version === 2 && body + soundHead + 4 > end) return null;
  const from = version === 2 ? at + bytes.readUInt32BE(body + soundHead) : body + soundHead + version * 16;
  return from < body + soundHead || from > end ? null : from;
}

function cleanDetails(bytes: Buffer, from: number, end: number): boolean {
  let at = from;
  for (let box = boxAt(bytes, at, end); box !== null; box = boxAt(bytes, at, end)) at = box.end;
  // Some end with a nought of four bytes, or with what is no box.
  bytes.fill(0, at, end);
  return cleanBoxes(bytes, { body: from, end: at }, details);
}
