import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Box } from "../../../src/modules/attachments/content/boxes.js";
import { strippedPicture } from "../../../src/modules/attachments/content/detection.js";
import { readLocations } from "../../../src/modules/attachments/content/heif-items.js";
import { readOrientation } from "../../../src/modules/attachments/content/orientation.js";
import { box } from "../../api/attachments/files.js";

// Made with libvips, each with camera data (a place, names, a number), XMP, a colour profile, and shown turned by 90 degrees;
// into some a comment was written besides, and what follows their end. That the points of the pictures are the same before
// and after was seen with the same library.
const pictures = join(import.meta.dirname, "../../api/attachments/pictures");
const read = (name: string): Buffer => readFileSync(join(pictures, name));

const cases: readonly (readonly [name: string, type: string])[] = [
  ["street.jpg", "image/jpeg"],
  ["progressive.jpg", "image/jpeg"],
  ["sign.png", "image/png"],
  ["shelf.webp", "image/webp"],
  ["moving.webp", "image/webp"],
  ["moving.gif", "image/gif"],
  ["shelf.heic", "image/heic"],
];

// Of a GIF nothing says how it is turned; of a HEIC properties do, and metadata have no say.
const turned = cases.filter(([name]) => name !== "moving.gif" && name !== "shelf.heic");

const secrets = /GPS|Spy9|Wang|13800001234|ns:meta|<script|trail/;

const stripped = (name: string, type: string): Buffer => {
  const picture = strippedPicture(type, read(name));
  if (picture === null) throw new Error(`${name} was taken for unsound`);
  return picture;
};

/** Where a box of a type stands in others. */
const whereIs = (bytes: Buffer, type: string): Box => {
  const at = bytes.indexOf(type) - 4;
  return { type, at, body: at + 8, end: at + bytes.readUInt32BE(at) };
};

const tiffOf = (picture: Buffer): Buffer => picture.subarray(picture.indexOf("MM\0*", 0, "latin1"));

describe("a stripped picture", () => {
  test.each(cases)("%s tells neither place nor person", (name, type) => {
    expect(read(name).toString("latin1")).toMatch(secrets);
    expect(stripped(name, type).toString("latin1")).not.toMatch(secrets);
  });

  test.each(turned)("%s stays turned as it was", (name, type) => {
    expect(readOrientation(tiffOf(stripped(name, type)))).toBe(6);
  });

  test.each(turned)("%s keeps its colours", (name, type) => {
    expect(stripped(name, type).toString("latin1")).toMatch(/ICC_PROFILE|iCCP|ICCP/);
  });

  test.each(cases)("%s is left as it is the second time", (name, type) => {
    const once = stripped(name, type);
    expect(strippedPicture(type, once)?.equals(once)).toBe(true);
  });

  test("the points of a JPEG are those of the file, byte by byte", () => {
    const scan = (picture: Buffer) => {
      const from = picture.indexOf(Buffer.from([0xff, 0xda]));
      return picture.subarray(from, picture.indexOf(Buffer.from([0xff, 0xd9]), from));
    };
    const before = scan(read("street.jpg"));
    expect(before.length).toBeGreaterThan(50);
    expect(scan(stripped("street.jpg", "image/jpeg")).equals(before)).toBe(true);
  });

  test("the pictures of a moving one are all there", () => {
    const count = (picture: Buffer) => picture.toString("latin1").split("ANMF").length - 1;
    expect(count(stripped("moving.webp", "image/webp"))).toBe(2);
    expect(stripped("moving.gif", "image/gif").toString("latin1")).toContain("NETSCAPE2.0");
  });
});

describe("an unsound picture is refused", () => {
  test.each(cases)("%s, cut off in the middle", (name, type) => {
    const file = stripped(name, type);
    expect(strippedPicture(type, file.subarray(0, file.length - 30))).toBeNull();
  });

  test.each(cases)("%s under the name of another type", (name, type) => {
    for (const [, other] of cases) if (other !== type) expect(strippedPicture(other, read(name))).toBeNull();
  });

  test("a PNG one of whose chunks was changed", () => {
    const file = Buffer.from(read("sign.png"));
    file[20] = (file[20] ?? 0) ^ 1;
    expect(strippedPicture("image/png", file)).toBeNull();
  });

  test.each(cases)("%s with any byte changed is refused or stripped, and never fails", (name, type) => {
    const file = read(name);
    for (let at = 0; at < file.length; at += 1) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      expect(strippedPicture(type, changed)?.length ?? 0).toBeLessThanOrEqual(file.length);
    }
  });
});

describe("a HEIC", () => {
  const [before, after] = [read("shelf.heic"), stripped("shelf.heic", "image/heic")];
  const content = before.indexOf("mdat") + 4;

  test("keeps the coded picture at its place, bit by bit, and nothing else beside it", () => {
    expect(after.length).toBe(before.length);
    let [kept, gone] = [0, 0];
    for (let at = content; at < before.length; at += 1) {
      if (after[at] === before[at]) kept += 1;
      else if (after[at] === 0) gone += 1;
    }
    expect(kept + gone).toBe(before.length - content);
    // Of the texts, and of a preview; the picture is some 400 bytes long.
    expect(gone).toBeGreaterThan(2000);
    expect(after.subarray(content).filter((byte) => byte !== 0).length).toBeGreaterThan(300);
  });

  test("has no items any more but pictures, and no previews", () => {
    const text = after.toString("latin1");
    expect(before.toString("latin1")).toMatch(/Exif.*mime.*thmb/s);
    expect(text).not.toMatch(/Exif|mime|thmb|cdsc/);
    expect(text.split("infe")).toHaveLength(2);
  });

  test("loses what stands behind its end, and boxes that are no part of the picture", () => {
    const film = Buffer.from("\0\0\0\x18mpvdftypmp42 Spy9 film", "latin1");
    const more = strippedPicture("image/heic", Buffer.concat([before, film, Buffer.from("<script>alert(1)</script>")]));
    expect(more?.subarray(0, after.length).equals(after)).toBe(true);
    expect(more?.subarray(after.length).toString("latin1")).toBe(`\0\0\0\x18free${"\0".repeat(16)}`);
  });

  test("loses what stands in a property that says nothing", () => {
    const changed = Buffer.from(before);
    const at = changed.indexOf("pixi");
    changed.write("free", at, "latin1");
    changed.write("Spy9", at + 4, "latin1");
    const kept = strippedPicture("image/heic", changed) ?? Buffer.from("Spy9, for it was refused");
    expect(kept.toString("latin1")).not.toMatch(secrets);
  });

  test("is refused at once that lies in a hundred thousand pieces, or is made of as many boxes", () => {
    const numbers = (...values: number[]): Buffer => Buffer.from(values);
    const item = box("infe", numbers(2, 0, 0, 0, 0, 1, 0, 0), Buffer.from("hvc1\0"));
    const place = Buffer.concat([
      numbers(0, 1, 0, 0, 0x13, 0x88),
      Buffer.alloc(5000 * 8, numbers(0, 0, 0, 50, 0, 0, 0, 1)),
    ]);
    const places = Array.from({ length: 20 }, (_, number) => {
      const entry = Buffer.from(place);
      entry.writeUInt16BE(number + 1, 0);
      return entry;
    });
    const meta = box(
      "meta",
      ...[
        numbers(0, 0, 0, 0),
        box("hdlr", Buffer.from("\0\0\0\0\0\0\0\0pict")),
        box("pitm", numbers(0, 0, 0, 0, 0, 1)),
      ],
      ...[box("iinf", numbers(0, 0, 0, 0, 0, 1), item), box("iloc", numbers(0, 0, 0, 0, 0x44, 0, 0, 20), ...places)],
      box("iprp", box("ipco")),
    );
    const contents = Array.from({ length: 64 }, () => box("mdat"));
    const head = box("ftyp", Buffer.from("heic\0\0\0\0heic"));
    const boxes = Buffer.concat(Array.from({ length: 100_000 }, () => box("free")));
    const from = performance.now();
    expect(readLocations(meta, whereIs(meta, "iloc"))).toBeNull();
    expect(strippedPicture("image/heic", Buffer.concat([head, meta, ...contents])) === null).toBe(true);
    expect(strippedPicture("image/heic", Buffer.concat([before, boxes])) === null).toBe(true);
    expect(performance.now() - from).toBeLessThan(5000);
  });

  test("is refused with a film, without a picture, with a protected one, and with one that lies elsewhere", () => {
    const without = (from: string, to: string): Buffer => {
      const changed = Buffer.from(before);
      changed.write(to, changed.indexOf(from), "latin1");
      return changed;
    };
    const film = Buffer.from("\0\0\0\x08moov", "latin1");
    const isProtected = Buffer.from(before);
    isProtected.writeUInt16BE(1, before.indexOf("infe") + 10);
    const elsewhere = Buffer.from(before);
    elsewhere.writeUInt32BE(2 ** 31, before.indexOf("iloc") + 24);
    const unsound = [
      Buffer.concat([before, film]),
      without("hvc1", "av01"),
      without("iprp", "xprp"),
      isProtected,
      elsewhere,
    ];
    for (const one of unsound) expect(strippedPicture("image/heic", one) === null).toBe(true);
  });
});
