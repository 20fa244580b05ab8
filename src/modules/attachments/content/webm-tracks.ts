import { cleanElements, type Element, type ElementGrammar, elementsIn, voidElement } from "./elements.js";

/** The codings of WebM: pictures, and the sound whose head holds no words. */
const [pictures, sounds] = [new Set(["V_VP8", "V_VP9", "V_AV1"]), new Set(["A_OPUS"])];

const kept = (...ids: number[]): ElementGrammar => Object.fromEntries(ids.map((id) => [id, "KEPT"] as const));

/** Numbers, and how a track is coded, shown and heard; not its name. */
const ofTrack: ElementGrammar = {
  ...kept(0xd7, 0x73c5, 0x83, 0xb9, 0x88, 0x55aa, 0x9c, 0x6de7, 0x6df8, 0x23e383, 0x234e7a, 0x23314f, 0x55ee),
  ...kept(0x22b59c, 0x22b59d, 0x86, 0x63a2, 0xaa, 0x56aa, 0x56bb),
  // Video: sizes, how it is laid out, and its colours.
  224: {
    ...kept(0x9a, 0x9d, 0x53b8, 0x53c0, 0xb0, 0xba, 0x54aa, 0x54bb, 0x54cc, 0x54dd, 0x54b0, 0x54ba, 0x54b2, 0x54b3),
    ...kept(0x55b0, 0x7670),
  },
  // Audio.
  225: kept(0xb5, 0x78b5, 0x9f, 0x6264),
};

/** What is said of the whole: the unit of time, and how long it is; the programs that made it are not named. */
export const grammarOfInfo: ElementGrammar = {
  ...kept(0x2ad7b1, 0x4489),
  19840: "EMPTIED",
  22337: "EMPTIED",
};

/** Which elements a film keeps: those that its list of places may lead to. */
const leadsTo = new Set([0x1549a966, 0x1654ae6b, 0x1c53bb6b, 0x1f43b675, 0x114d9b74]);

/** The places of other elements; those of what is dropped are dropped. */
export const grammarOfPlaces: ElementGrammar = {
  19899: (bytes, place) => {
    const named = elementsIn(bytes, place.body, place.end)?.find(({ id }) => id === 0x53ab);
    const target = named === undefined ? null : numberIn(bytes, named);
    if (target !== null && leadsTo.has(target)) return cleanElements(bytes, place, kept(0x53ab, 0x53ac));
    voidElement(bytes, place);
    return true;
  },
};

/** What the head of a file says of how it is written. */
const ofHead = kept(0x4286, 0x42f7, 0x42f2, 0x42f3, 0x4282, 0x4287, 0x4285);

/** Cleans the head of a file (the element EBML); false where it is no WebM. */
export function cleanHead(bytes: Buffer, element: Element): boolean {
  const parts = elementsIn(bytes, element.body, element.end) ?? [];
  const [longestId, longestSize] = [0x42f2, 0x42f3].map((wanted) => parts.find(({ id }) => id === wanted));
  if (longestId !== undefined && numberIn(bytes, longestId) !== 4) return false;
  if (longestSize !== undefined && (numberIn(bytes, longestSize) ?? 9) > 8) return false;
  const type = parts.filter(({ id }) => id === 0x4282);
  const isWebm = type.length === 1 && type.every((part) => textIn(bytes, part) === "webm");
  return isWebm && cleanElements(bytes, element, ofHead);
}

/**
 * Cleans what tells of the tracks.
 *
 * @returns the numbers of the tracks; null where one is neither picture nor sound, is coded in a way that is not taken or is
 *   encrypted, and where nothing is shown
 */
export function cleanWebmTracks(bytes: Buffer, element: Element): Set<number> | null {
  const tracks = elementsIn(bytes, element.body, element.end)?.filter(({ id }) => id === 0xae) ?? [];
  const found = tracks.map((track) => readTrack(bytes, track));
  const numbers = new Set(found.flatMap((track) => track?.number ?? []));
  if (numbers.size !== found.length || !found.some((track) => track?.isPicture === true)) return null;
  return cleanElements(bytes, element, { 174: ofTrack }) ? numbers : null;
}

function readTrack(bytes: Buffer, track: Element): { number: number; isPicture: boolean } | null {
  const parts = elementsIn(bytes, track.body, track.end) ?? [];
  const one = (wanted: number): Element | null => {
    const named = parts.filter(({ id }) => id === wanted);
    return named.length === 1 ? (named[0] ?? null) : null;
  };
  const [number, type, coding] = [one(0xd7), one(0x83), one(0x86)];
  if (number === null || type === null || coding === null || parts.some(({ id }) => id === 0x6d80)) return null;
  const [given, kind, name] = [numberIn(bytes, number), numberIn(bytes, type), textIn(bytes, coding)];
  if (given === null || given < 1 || given > 126) return null;
  if (kind === 1 && pictures.has(name)) return { number: given, isPicture: true };
  return kind === 2 && sounds.has(name) ? { number: given, isPicture: false } : null;
}

function numberIn(bytes: Buffer, { body, end }: Element): number | null {
  return end - body < 1 || end - body > 6 ? null : bytes.readUIntBE(body, end - body);
}

function textIn(bytes: Buffer, { body, end }: Element): string {
  return bytes.toString("latin1", body, Math.min(end, body + 64)).replace(/\0+$/, "");
}
