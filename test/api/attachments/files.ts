import { zipSync } from "fflate";

const office = "application/vnd.openxmlformats-officedocument";

/** The list of parts of a Word document. */
export const documentTypes = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${office}.wordprocessingml.document.main+xml"/></Types>`;

/**
 * A small Word document.
 *
 * @param files what else is in it, or in place of what is in it
 */
export function docx(files: Readonly<Record<string, string>> = {}): Buffer {
  const parts = { "[Content_Types].xml": documentTypes, "word/document.xml": "<w:document/>", ...files };
  const bytes = Object.entries(parts).map(([name, text]) => [name, Buffer.from(text)] as const);
  return Buffer.from(zipSync(Object.fromEntries(bytes)));
}

/** A box of the ISO base media file format. */
export function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat([...parts]);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length, 0);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
}

const numbers = (...values: readonly number[]): Buffer => table(values);

const table = (values: readonly number[]): Buffer => {
  const written = Buffer.alloc(values.length * 4);
  for (const [place, value] of values.entries()) written.writeUInt32BE(value, place * 4);
  return written;
};

/** A track of a film that is made for a test. */
export interface FilmTrack {
  /** Its handler: vide or soun are kept. */
  kind: string;
  coding?: string;
  /** What it shows, each sample a chunk of its own. */
  samples: readonly string[];
  /** The length that all its samples are said to have; each says its own where it is left out. */
  uniform?: number;
  /** The entry of the list of files that it refers to. */
  reference?: Buffer;
}

const usualReference = box("url ", numbers(1));

function trackBox({ coding, kind, reference = usualReference, samples, uniform }: FilmTrack, places: number[]): Buffer {
  const isPicture = kind === "vide";
  const entry = box(coding ?? (isPicture ? "avc1" : "mp4a"), Buffer.alloc(isPicture ? 78 : 28));
  const sizes = uniform === undefined ? samples.map((sample) => sample.length) : [];
  const stbl = box(
    "stbl",
    ...[box("stsd", numbers(0, 1), entry), box("stsc", numbers(0, 1, 1, 1, 1))],
    ...[
      box("stsz", table([0, uniform ?? 0, samples.length, ...sizes])),
      box("stco", table([0, places.length, ...places])),
    ],
  );
  const files = box("dinf", box("dref", numbers(0, 1), reference));
  const handler = box("hdlr", numbers(0, 0), Buffer.from(`${kind}\0\0\0\0\0\0\0\0\0\0\0\0Handler Spy9\0`, "latin1"));
  return box("trak", box("tkhd", numbers(0, 1, 2, 1, 0)), box("mdia", handler, box("minf", files, stbl)));
}

/**
 * A film whose samples lie one after another, of each track in turn, with something between them.
 *
 * @param more boxes behind its tracks, in the list of tracks or beside it
 */
export function film(
  brand: string,
  tracks: readonly FilmTrack[],
  more: { inside?: readonly Buffer[]; beside?: readonly Buffer[] } = {},
): Buffer {
  const head = box("ftyp", Buffer.from(`${brand}\0\0\0\0${brand}`, "latin1"));
  const places = tracks.map((): number[] => []);
  const content: Buffer[] = [];
  let at = head.length + 8;
  for (let round = 0; tracks.some(({ samples }) => round < samples.length); round += 1) {
    for (const [number, { samples }] of tracks.entries()) {
      if (samples[round] === undefined) continue;
      places[number]?.push(at);
      const piece = Buffer.from(`${samples[round]}`, "latin1");
      content.push(piece, Buffer.from("gap31.12", "latin1"));
      at += piece.length + 8;
    }
  }
  const listed = tracks.map((track, number) => trackBox(track, places[number] ?? []));
  const times = box("mvhd", numbers(0, 3_870_000_000, 3_870_000_000, 600, 0));
  return Buffer.concat([
    ...[head, box("mdat", Buffer.concat(content)), box("moov", times, ...listed, ...(more.inside ?? []))],
    ...(more.beside ?? []),
  ]);
}

/**
 * A recording, or a film.
 *
 * @param brand what its head says that it is
 * @param kinds the kinds of its tracks: soun or vide
 */
export function m4a(brand: string, kinds: readonly string[]): Buffer {
  return film(
    brand,
    kinds.map((kind) => ({ kind, samples: ["a sound, or a picture"] })),
  );
}
