import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { watchOf } from "../../../src/modules/attachments/content/detection.js";
import { elementsIn } from "../../../src/modules/attachments/content/elements.js";
import { patched } from "../../../src/modules/attachments/content/patches.js";
import { box, type FilmTrack, film } from "../../api/attachments/files.js";

// Made with ffmpeg (H.264 and AAC with captions, H.265 and AAC with a code of time, what browsers record, VP8 and Opus), with a
// place, names, a number and an instant in each. That each picture and each sound is the same before and after, when it is
// decoded, was seen with the same program.
const films = join(import.meta.dirname, "../../api/attachments/films");
const read = (name: string): Buffer => readFileSync(join(films, name));

const cases: readonly (readonly [name: string, type: string])[] = [
  ["street.mp4", "video/mp4"],
  ["market.mov", "video/quicktime"],
  ["browser.mp4", "video/mp4"],
  ["kitchen.webm", "video/webm"],
  ["browser.webm", "video/webm"],
];

const secrets = /GPS|31\.12|Spy9|Wang|13800001234/;

async function* inPieces(content: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < content.length; from += size) yield content.subarray(from, from + size);
}

/** What is kept of a film that comes in pieces of a size; null where it is refused. */
async function keptOf(type: string, content: Buffer, size = 1000): Promise<Buffer | null> {
  const watch = watchOf(type) ?? expect.fail("nothing looks at it");
  for await (const piece of inPieces(content, size)) watch.push(piece);
  const patches = watch.end();
  if (patches === null) return null;
  const pieces: Uint8Array[] = [];
  for await (const piece of patched(inPieces(content, size + 7), patches)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const stripped = async (type: string, content: Buffer): Promise<Buffer> =>
  (await keptOf(type, content)) ?? expect.fail("it was refused");

const textOf = (content: Buffer): string => content.toString("latin1");

describe("a film", () => {
  test.each(cases)("%s tells neither place, time nor person, and no byte of it moves", async (name, type) => {
    const before = read(name);
    expect(textOf(before)).toMatch(secrets);
    const after = await stripped(type, before);
    expect(textOf(after)).not.toMatch(secrets);
    expect(after.length).toBe(before.length);
  });

  test.each(cases)("%s is left as it is the second time, and is the same in pieces of any size", async (name, type) => {
    const once = await stripped(type, read(name));
    expect((await stripped(type, once)).equals(once)).toBe(true);
    for (const size of [1, 7, 64, 10_000]) expect((await keptOf(type, read(name), size))?.equals(once)).toBe(true);
  });

  test.each(cases)("%s is refused when it is cut off, and under the name of another type", async (name, type) => {
    const content = read(name);
    for (let length = content.length - 1; length > content.length - 30; length -= 1) {
      expect(await keptOf(type, content.subarray(0, length))).toBeNull();
    }
    expect(await keptOf(type.endsWith("webm") ? "video/mp4" : "video/webm", content)).toBeNull();
    expect(await keptOf("audio/mp4", content)).toBeNull();
  });

  test.each(cases)("%s with a byte changed is refused or stripped, and never fails", async (name, type) => {
    const content = read(name);
    for (let at = 0; at < content.length; at += 3) {
      const changed = Buffer.from(content);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      const kept = await keptOf(type, changed, 10_000);
      expect(kept === null || kept.length === content.length).toBe(true);
    }
  });
});

describe("of an MP4", () => {
  const picture: FilmTrack = { kind: "vide", samples: ["PICTURE1", "PICTURE2"] };
  const sound: FilmTrack = { kind: "soun", samples: ["SOUND1", "SOUND2", "SOUND3"] };
  const place: FilmTrack = { kind: "meta", coding: "gpmd", samples: ["PLACE 31.12", "PLACE 31.12"] };

  test("pictures and sound stay at their places, and what else lies between them goes", async () => {
    const before = film("isom", [picture, sound, place]);
    const after = textOf(await stripped("video/mp4", before));
    for (const sample of [...picture.samples, ...sound.samples]) {
      expect(after.indexOf(sample)).toBe(textOf(before).indexOf(sample));
    }
    expect(after).not.toMatch(/PLACE|gap|Spy9|gpmd/);
    expect(after.split("trak")).toHaveLength(3);
  });

  test("sound stays that is longer than its table says, as old recordings have it", async () => {
    const long = { ...sound, coding: "sowt", uniform: 1 };
    const after = textOf(await stripped("video/quicktime", film("qt  ", [picture, long, place])));
    expect(after).toMatch(/SOUND1.*SOUND2.*SOUND3/s);
    expect(after).not.toContain("PLACE");
  });

  test("times and boxes that nobody knows are gone", async () => {
    const note = box("uuid", Buffer.from("XMP GPS 31.12"));
    const more = {
      inside: [box("udta", box("\xa9xyz", Buffer.from("+31.12+120.5/")))],
      beside: [note, box("meta", note)],
    };
    const after = await stripped("video/mp4", film("mp42", [picture], more));
    expect(textOf(after)).not.toMatch(/31\.12|uuid|udta|meta/);
    const times = after.indexOf("mvhd");
    expect(after.subarray(times + 8, times + 16)).toEqual(Buffer.alloc(8));
  });

  test.each<[string, Buffer]>([
    [
      "that refers to another file",
      film("isom", [{ ...picture, reference: box("url ", Buffer.from("\0\0\0\0http://127.0.0.1/x\0")) }]),
    ],
    ["that is encrypted", film("isom", [{ ...picture, coding: "encv" }])],
    ["of a coding that nobody knows", film("isom", [{ ...picture, coding: "flsh" }])],
    ["without a picture", film("isom", [sound])],
    ["of no tracks", film("isom", [])],
    ["of another brand", film("mjp2", [picture])],
    ["with two lists of tracks", film("isom", [picture], { beside: [box("moov")] })],
    [
      "with something behind its end",
      Buffer.concat([film("isom", [picture]), Buffer.from("<script>alert(1)</script>")]),
    ],
    ["with fragments beside a track that goes", film("isom", [picture, place], { beside: [box("moof")] })],
    ["that begins with a page", Buffer.concat([Buffer.from("<html><script>"), film("isom", [picture])])],
  ])("one %s is refused", async (_, content) => {
    expect(await keptOf("video/mp4", content)).toBeNull();
  });

  test("a sample that lies outside of the film's content is refused", async () => {
    const content = film("isom", [picture]);
    const places = content.indexOf("stco");
    content.writeUInt32BE(4, places + 12);
    expect(await keptOf("video/mp4", content)).toBeNull();
  });

  test("tables that say that they are endless are refused at once", async () => {
    for (const table of ["stsz", "stsc", "stco", "stsd", "dref"]) {
      const content = film("isom", [picture]);
      const at = content.indexOf(table);
      content.fill(0xff, at + 8, at + (table === "stsz" ? 16 : 12));
      const kept = await keptOf("video/mp4", content);
      expect(kept === null || kept.length === content.length).toBe(true);
    }
  });
});

describe("in little time, however it is written,", () => {
  const quickly = async (content: Buffer): Promise<void> => {
    const from = performance.now();
    await keptOf("video/mp4", content, 64 * 1024);
    expect(performance.now() - from).toBeLessThan(5000);
  };
  const none = (count: number): Buffer => Buffer.concat(Array.from({ length: count }, () => box("mdat")));

  test("a film is looked at that is made of contents without anything in them", async () => {
    const picture = { kind: "vide", samples: Array.from({ length: 20_000 }, () => "P") };
    await quickly(film("isom", [picture], { beside: [none(100_000)] }));
    await quickly(film("isom", [picture], { beside: [none(20_000), box("moof")] }));
  });

  test("a film is looked at whose list of tracks is made of empty boxes, or whose chunks all begin at one place", async () => {
    const empty = Buffer.concat(Array.from({ length: 100_000 }, () => box("trak")));
    await quickly(film("isom", [{ kind: "vide", samples: ["P"] }], { inside: [empty] }));
    const sound = film("isom", [
      { kind: "vide", samples: ["P"] },
      { kind: "soun", samples: Array.from({ length: 100_000 }, () => "S"), uniform: 1 },
    ]);
    const places = sound.lastIndexOf("stco");
    for (let number = 0; number < 100_000; number += 1) sound.writeUInt32BE(100, places + 12 + number * 4);
    await quickly(sound);
  });
});

describe("of a WebM", () => {
  const content = read("kitchen.webm");
  const element = (id: number[], text: string): Buffer =>
    Buffer.concat([Buffer.from([...id, 0x40 | (text.length >> 8), text.length & 0xff]), Buffer.from(text)]);
  const live = read("browser.webm");

  test("tags and attached files are gone", async () => {
    const tags = element([0x12, 0x54, 0xc3, 0x67], "GPS 31.12");
    const files = element([0x19, 0x41, 0xa4, 0x69], "<script>GPS</script>".repeat(20));
    const after = await stripped("video/webm", Buffer.concat([live, tags, files]));
    expect(textOf(after)).not.toMatch(/GPS|script/);
    expect(after.length).toBe(live.length + tags.length + files.length);
  });

  test("what tells of its tracks in more parts than any has is refused at once", async () => {
    const empty = Buffer.alloc(2 * 400_000, Buffer.from([0xae, 0x80]));
    const size = Buffer.alloc(4);
    size.writeUInt32BE(0x10000000 + empty.length, 0);
    const tracks = Buffer.concat([Buffer.from([0x16, 0x54, 0xae, 0x6b]), size, empty]);
    expect(elementsIn(empty, 0, 40_000)).toHaveLength(20_000);
    expect(elementsIn(empty, 0, empty.length)).toBeNull();
    const head = live.subarray(0, live.indexOf(Buffer.from([0x16, 0x54, 0xae, 0x6b])));
    expect(await keptOf("video/webm", Buffer.concat([head, tracks]), 64 * 1024)).toBeNull();
  });

  test("a second film, what stands behind it, a track of words and an unknown coding are refused", async () => {
    expect(await keptOf("video/webm", Buffer.concat([content, content]))).toBeNull();
    expect(await keptOf("video/webm", Buffer.concat([content, Buffer.from("<script>")]))).toBeNull();
    for (const coding of ["V_VP8", "A_OPUS"]) {
      const changed = Buffer.from(content);
      changed.write("S_TEXT", changed.indexOf(coding), "latin1");
      expect(await keptOf("video/webm", changed)).toBeNull();
    }
    const other = Buffer.from(content);
    other.write("mkvx", other.indexOf("webm"), "latin1");
    expect(await keptOf("video/webm", other)).toBeNull();
  });
});
