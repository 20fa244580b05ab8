import { type BoxWatch, type SeenBox, watchBoxes } from "./box-watch.js";
import { cleanBoxes } from "./boxes.js";
import type { ContentWatch } from "./cleaning.js";
import { joined, type Patch, written, zeroed, zeroedBetween } from "./patches.js";
import { cleanTracks, type Tracks } from "./tracks.js";

/** Looked into; all else is left as it is, or goes. */
const lookedInto: ReadonlySet<string> = new Set(["ftyp", "moov", "moof"]);

/** What a film needs beside its tracks and their samples: its kind, and where the fragments begin. */
const keptAsTheyAre: ReadonlySet<string> = new Set(["ftyp", "styp", "sidx"]);

// Telephones write one, some cameras one for each gigabyte.
const [mostContents, mostBrandBytes] = [64, 4096];

const brands = /^(?:isom|iso[2-9a-c]|mp4[12]|avc1|hvc1|M4[AV] |MSNV|mmp4|3g[prse2][0-9a-c]|dash|msdh|XAVC|qt {2})$/;

/** What a film or recording of the ISO base media file format must be. */
export interface FilmWanted {
  /** Whether it must show something, or may only be heard. */
  isFilm: boolean;
}

/**
 * Makes what looks at a film (MP4, MOV, 3GP) or a recording (M4A) that passes by, and says what of it must not be kept:
 * where it was made, when, with what and by whom, whatever is written beside it, tracks that neither show nor sound with their
 * samples, and what no track needs. Pictures and sound stay as they are, bit by bit, at their places (ISO/IEC 14496-12,
 * QuickTime file format).
 */
export function watchFilm({ isFilm }: FilmWanted): ContentWatch {
  const watch: BoxWatch = watchBoxes(lookedInto);
  return {
    push: (piece) => watch.push(piece),
    end: () => {
      const boxes = watch.end();
      const tracks = boxes === null ? null : tracksOf(boxes);
      if (boxes === null || tracks === null || !hasBrand(boxes[0])) return null;
      if (isFilm ? tracks.films === 0 : tracks.films > 0 || tracks.sounds === 0) return null;
      return patchesOf(boxes, tracks);
    },
  };
}

/** Cleans the one list of tracks; null where there are more of them, or none. */
function tracksOf(boxes: readonly SeenBox[]): Tracks | null {
  const lists = boxes.filter(({ type }) => type === "moov");
  const [list] = lists;
  return lists.length !== 1 || list?.bytes == null ? null : cleanTracks(list.bytes, list.head);
}

function hasBrand(box: SeenBox | undefined): boolean {
  if (box?.type !== "ftyp" || box.bytes === null || box.bytes.length < box.head + 8) return false;
  const { bytes, head } = box;
  if (bytes.length > mostBrandBytes) return false;
  const named = [bytes.toString("latin1", head, head + 4)];
  for (let at = head + 8; at + 4 <= bytes.length; at += 4) named.push(bytes.toString("latin1", at, at + 4));
  return named.some((brand) => brands.test(brand));
}

function patchesOf(boxes: readonly SeenBox[], { isFragmented, kept, others }: Tracks): Patch[] | null {
  const hasFragments = isFragmented || boxes.some(({ type }) => type === "moof");
  // Which samples of fragments are those of a track that is dropped is told in too many ways.
  if (hasFragments && others > 0) return null;
  const contents = hasFragments ? [] : contentPatches(boxes, kept);
  const beside = boxes.map((box) => patchesBeside(box));
  return contents === null || beside.includes(null)
    ? null
    : [...contents, ...beside.flatMap((patches) => patches ?? [])];
}

/** What no track needs of the contents; null where a track needs what is no content, and where there are too many. */
function contentPatches(boxes: readonly SeenBox[], kept: Tracks["kept"]): Patch[] | null {
  const contents = boxes.filter(({ type }) => type === "mdat");
  const needed = joined(kept);
  const isThere = (from: number): boolean => contents.some(({ at, end, head }) => from >= at + head && from < end);
  if (contents.length > mostContents || !needed.every(({ from }) => isThere(from))) return null;
  return contents.flatMap(({ at, end, head }) => zeroedBetween(at + head, end, needed));
}

/** What becomes of a box that is no content; null where the film is not taken because of it. */
function patchesBeside({ at, bytes, end, head, type }: SeenBox): Patch[] | null {
  if (type === "mdat" || keptAsTheyAre.has(type)) return [];
  if (bytes === null) return [written(at + 4, Buffer.from("free")), zeroed(at + head, end)];
  return type === "moof" && !cleanFragment(bytes, head) ? null : [written(at, bytes)];
}

function cleanFragment(bytes: Buffer, head: number): boolean {
  const rows = { tfhd: "KEPT", tfdt: "KEPT", trun: "KEPT", sdtp: "KEPT", sbgp: "KEPT", sgpd: "KEPT" } as const;
  return cleanBoxes(bytes, { body: head, end: bytes.length }, { mfhd: "KEPT", traf: rows });
}
