import {
  type Box,
  boxesIn,
  type Cleaning,
  cleanBoxes,
  cleanHandler,
  cleanReferences,
  freeBox,
  type Grammar,
} from "./boxes.js";
import { type Chunks, readChunks } from "./chunks.js";
import { cleanSampleEntries } from "./sample-entries.js";

/** What the tracks of a film or recording are, after they were cleaned. */
export interface Tracks {
  /** How many show something, and how many can be heard. */
  films: number;
  sounds: number;
  /** The others, which were freed: places, captions, codes of time, what a program reads. */
  others: number;
  /** Whether there are fragments. */
  isFragmented: boolean;
  /** The stretches of the file that what is kept needs. */
  kept: Chunks["ranges"];
}

type Kind = "vide" | "soun";

/** Zeros when a film was made and changed (ISO/IEC 14496-12, sections 8.2.2, 8.3.2 and 8.4.2). */
const cleanTimes: Cleaning = (bytes, { body, end }) => {
  if (body + 20 > end) return false;
  const isLong = bytes.readUInt8(body) === 1;
  bytes.fill(0, body + 4, body + (isLong ? 20 : 12));
  return true;
};

const sampleTables = Object.fromEntries(
  ["stts", "ctts", "cslg", "stss", "stps", "stsc", "stsz", "stz2", "stco", "co64", "sdtp", "sbgp", "sgpd"].map(
    (type) => [type, "KEPT"] as const,
  ),
);

const grammarOfTrack = (kind: Kind): Grammar => ({
  tkhd: cleanTimes,
  edts: { elst: "KEPT" },
  tapt: { clef: "KEPT", prof: "KEPT", enof: "KEPT" },
  mdia: {
    mdhd: cleanTimes,
    hdlr: cleanHandler,
    minf: {
      vmhd: "KEPT",
      smhd: "KEPT",
      hdlr: cleanHandler,
      dinf: { dref: cleanReferences },
      stbl: { ...sampleTables, stsd: (bytes, box) => cleanSampleEntries(bytes, box, kind) },
    },
  },
});

// More than an hour of which each picture and each piece of sound is a chunk of its own.
const mostChunks = 500_000;

/**
 * Cleans what tells of the tracks of a film or recording (the box moov) in its place: when it was made, where, with what, names,
 * and tracks that neither show nor sound. What is not known is freed.
 *
 * @returns null where it is not sound, refers to other files, or is coded in a way that is not taken
 */
export function cleanTracks(bytes: Buffer, head: number): Tracks | null {
  const found: { kind: Kind | null; chunks: Chunks | null }[] = [];
  let [isFragmented, chunksLeft] = [false, mostChunks];
  const isClean = cleanBoxes(
    bytes,
    { body: head, end: bytes.length },
    {
      mvhd: cleanTimes,
      mvex: (_, box) => {
        isFragmented = true;
        return cleanBoxes(bytes, box, { mehd: "KEPT", trex: "KEPT", leva: "KEPT" });
      },
      trak: (_, box) => {
        const kind = kindOf(bytes, box);
        const table = inside(bytes, box, ["mdia", "minf", "stbl"]);
        const chunks = table === null ? null : readChunks(bytes, table, chunksLeft);
        chunksLeft -= chunks?.ranges.length ?? 0;
        found.push({ kind, chunks });
        if (kind !== null) return chunks !== null && hasAll(bytes, box) && cleanBoxes(bytes, box, grammarOfTrack(kind));
        freeBox(bytes, box);
        return true;
      },
    },
  );
  if (!isClean) return null;
  const count = (wanted: Kind | null): number => found.filter(({ kind }) => kind === wanted).length;
  const [films, sounds, others] = [count("vide"), count("soun"), count(null)];
  return { films, sounds, others, isFragmented, kept: keptOf(found) };
}

/** The box of a path of types; null where there is none, more than one, or something on the way is not sound. */
function inside(bytes: Buffer, box: Box, path: readonly string[]): Box | null {
  let found: Box | null = box;
  for (const type of path) {
    const boxes: Box[] | null = found === null ? null : boxesIn(bytes, found.body, found.end);
    const ofType: Box[] = boxes?.filter((one) => one.type === type) ?? [];
    found = ofType.length === 1 ? (ofType[0] ?? null) : null;
  }
  return found;
}

function kindOf(bytes: Buffer, track: Box): Kind | null {
  const handler = inside(bytes, track, ["mdia", "hdlr"]);
  if (handler === null || handler.body + 12 > handler.end) return null;
  const kind = bytes.toString("latin1", handler.body + 8, handler.body + 12);
  return kind === "vide" || kind === "soun" ? kind : null;
}

// Without these nobody knows where the samples are, nor how they are coded.
const hasAll = (bytes: Buffer, track: Box): boolean =>
  inside(bytes, track, ["mdia", "minf", "dinf", "dref"]) !== null &&
  inside(bytes, track, ["mdia", "minf", "stbl", "stsd"]) !== null;

/**
 * The stretches of the file that are needed. Old recordings count sound by frames that are longer than they say, and no table
 * tells how long: such a chunk is kept up to the next one of whatever track.
 */
function keptOf(tracks: readonly { kind: Kind | null; chunks: Chunks | null }[]): Chunks["ranges"] {
  const starts = tracks.flatMap(({ chunks }) => chunks?.ranges.map(({ from }) => from) ?? []).sort((a, b) => b - a);
  const following = new Map<number, number>();
  let [next, last] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const start of starts) {
    if (start < last) [next, last] = [last, start];
    following.set(start, next);
  }
  return tracks.flatMap(({ chunks, kind }) => {
    if (kind === null || chunks === null) return [];
    if (kind === "vide" || !chunks.isUniform) return chunks.ranges;
    return chunks.ranges.map(({ from, to }) => ({ from, to: Math.max(to, following.get(from) ?? to) }));
  });
}
