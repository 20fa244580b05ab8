import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Zippable, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { beginsAs, watchOf } from "../../../src/modules/attachments/content/detection.js";
import { docxType, xlsxType } from "../../../src/modules/attachments/content/media-types.js";
import { isPlainDocument, refersWithinOrByClick } from "../../../src/modules/attachments/content/office.js";
import { plainText } from "../../../src/modules/attachments/content/plain-text.js";
import { newObjectKey, type ObjectStore } from "../../../src/platform/object-store.js";
import { createDiskStore } from "../../../src/platform/object-store-disk.js";
import { documentTypes, docx, m4a } from "../../api/attachments/files.js";

let folder = "";
let objects: ObjectStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lianxin-documents-"));
  objects = createDiskStore(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

async function isPlain(content: Uint8Array, mediaType = docxType): Promise<boolean> {
  const key = newObjectKey("attachments");
  await objects.put(key, once(content));
  return isPlainDocument(objects, key, { bytes: content.length, mediaType });
}

const zipped = (files: Zippable): Buffer => Buffer.from(zipSync(files));

describe("a document", () => {
  test("of Word without macros is taken", async () => {
    expect(await isPlain(docx())).toBe(true);
  });

  test("of Word is no workbook", async () => {
    expect(await isPlain(docx(), xlsxType)).toBe(false);
  });

  test.each([
    [
      "macros by their type",
      { "[Content_Types].xml": documentTypes.replace("document.main", "document.macroEnabled.main") },
    ],
    ["a type that is written with references", { "[Content_Types].xml": `${documentTypes}<!-- macro&#69;nabled -->` }],
    ["a file of macros", { "word/vbaProject.bin": "x" }],
    ["a control", { "word/activeX/activeX1.bin": "x" }],
    ["a program", { "word/embeddings/setup.exe": "x" }],
    ["a page", { "word/afchunk.html": "<script></script>" }],
    ["a path that leads out of it", { "../../evil.xml": "x" }],
  ])("with %s is refused", async (_, files: Readonly<Record<string, string>>) => {
    expect(await isPlain(docx(files))).toBe(false);
  });

  test("an archive that is no document is refused", async () => {
    expect(await isPlain(zipped({ "a.txt": Buffer.from("x") }))).toBe(false);
  });

  test("an archive with something before or behind it is refused", async () => {
    expect(await isPlain(Buffer.concat([docx(), Buffer.from("<script>alert(1)</script>")]))).toBe(false);
    expect(await isPlain(Buffer.concat([Buffer.from("%PDF-1.7\n"), docx()]))).toBe(false);
  });

  test("one that would unpack to more than half a gigabyte is refused, and is not unpacked", async () => {
    const file = docx({ "word/media/image1.bin": "x" });
    // The list of contents says how long each part is; that of the last is made to say two gigabytes.
    const at = file.lastIndexOf(Buffer.from("PK\x01\x02", "latin1"));
    file.writeUInt32LE(2_000_000_000, at + 24);
    expect(await isPlain(file)).toBe(false);
  });

  test("a list of parts that unpacks to more than a megabyte is refused", async () => {
    expect(await isPlain(docx({ "[Content_Types].xml": documentTypes + " ".repeat(2_000_000) }))).toBe(false);
  });

  test("a file with any byte of its list changed is refused or taken, and never fails", async () => {
    const file = docx();
    for (let at = file.indexOf(Buffer.from("PK\x01\x02", "latin1")); at < file.length; at += 1) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      expect(typeof (await isPlain(changed))).toBe("boolean");
    }
  });
});

describe("what a document refers to", () => {
  const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const list = (...relations: readonly string[]): string =>
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join("")}</Relationships>`;
  const outside = (kind: string, target: string, more = ""): string =>
    `<Relationship Id="a" ${more} Type="${type}/${kind}" Target="${target}" TargetMode="External"/>`;
  const withList = (text: string) => isPlain(docx({ "word/_rels/settings.xml.rels": text }));

  test("may be parts of it, what a reader clicks on, and a template of the writer's own machine", async () => {
    const within = `<Relationship Id="a" Type="${type}/image" Target="media/image1.png"/>`;
    const link = outside("hyperlink", "https://www.samr.gov.cn/?a=1&amp;b=2");
    const template = outside("attachedTemplate", "file:///C:\\Users\\a\\Normal.dotm");
    expect(await withList(list(within, link, template))).toBe(true);
    expect(await withList(list())).toBe(true);
  });

  test.each<[string, string]>([
    ["a template from elsewhere", list(outside("attachedTemplate", "http://127.0.0.1/evil.dotm"))],
    ["a template of another machine", list(outside("attachedTemplate", "\\\\127.0.0.1\\share\\evil.dotm"))],
    ["a file of another machine", list(outside("frame", "file://127.0.0.1/share/evil.dotm"))],
    ["an object from elsewhere", list(outside("oleObject", "mhtml:http://127.0.0.1/x!x-usc:http://127.0.0.1/x"))],
    ["a picture from elsewhere", list(outside("image", "https://127.0.0.1/seen.png"))],
    ["an address written with references", list(outside("image", "&#104;ttp://127.0.0.1/seen.png"))],
    ["an attribute that holds the end of its element", list(outside("image", "https://127.0.0.1/x", `Note=">"`))],
    ["a comment", list(`<!-- ${outside("image", "x")} -->`)],
    ["an element without an end", list(`<Relationship Target="http://127.0.0.1/x" TargetMode="External" Id="<"/>`)],
    [
      "another way to write texts",
      Buffer.from(list(outside("image", "https://127.0.0.1/x")), "utf16le").toString("latin1"),
    ],
  ])("may not be %s", async (_, text) => {
    expect(await withList(text)).toBe(false);
  });

  test("is looked at in little time, however it is written", () => {
    const from = performance.now();
    expect(refersWithinOrByClick(`<Relationships>${"<Relationship ".repeat(70_000)}</Relationships>`)).toBe(false);
    const longName = `<Relationship Target="media/a.png" ${"a".repeat(150_000)}/>`;
    expect(refersWithinOrByClick(`<Relationships>${longName}</Relationships>`)).toBe(true);
    expect(performance.now() - from).toBeLessThan(2000);
  });
});

describe("a recording", () => {
  const isSound = (file: Buffer): boolean => {
    const watch = watchOf("audio/mp4");
    watch?.push(file);
    return watch?.end() != null;
  };

  test("with sound alone is taken, whatever its head says", () => {
    expect(isSound(m4a("M4A ", ["soun"]))).toBe(true);
    expect(isSound(m4a("isom", ["soun"]))).toBe(true);
  });

  test("with a film is refused", () => {
    expect(isSound(m4a("M4A ", ["soun", "vide"]))).toBe(false);
    expect(isSound(m4a("isom", []))).toBe(false);
  });

  test("whose boxes are longer than it is is refused", () => {
    const file = m4a("isom", ["soun"]);
    file.writeUInt32BE(0x7fffffff, 0);
    expect(isSound(file)).toBe(false);
  });
});

describe("a text", () => {
  const isText = async (content: Buffer, size = 7): Promise<boolean> => {
    const pieces = async function* () {
      for (let from = 0; from < content.length; from += size) yield content.subarray(from, from + size);
    };
    try {
      for await (const _ of plainText(pieces(), () => new Error("refused")));
      return true;
    } catch {
      return false;
    }
  };

  test("in UTF-8 or GB 18030 is taken, however its pieces fall", async () => {
    expect(await isText(Buffer.from("口罩价格太贵，一包卖 400 元。\r\n"))).toBe(true);
    expect(await isText(Buffer.from([0xbf, 0xda, 0xd5, 0xd6, 0x0d, 0x0a]), 1)).toBe(true);
  });

  test.each([
    "<!DOCTYPE html><p>",
    "  <html>",
    "<svg xmlns=''>",
    "#!/bin/sh\n",
    "text <script>alert(1)</script>",
    "<?xml version='1.0'?>",
  ])("that a browser or a shell would run is refused: %s", async (text) => {
    expect(await isText(Buffer.from(text), 3)).toBe(false);
  });

  test("with the bytes of a program is refused", async () => {
    expect(await isText(Buffer.from("MZ\0\x01\x02"))).toBe(false);
    expect(await isText(Buffer.from([0xff, 0xff, 0xff]))).toBe(false);
  });
});

describe("the beginning of a content", () => {
  const page = Buffer.from("<!doctype html><script>alert(1)</script>");

  test.each(["image/jpeg", "image/png", "application/pdf", "audio/mpeg", "audio/wav", docxType])(
    "of a page is not that of %s",
    async (mediaType) => {
      expect(await beginsAs(mediaType, page)).toBe(false);
    },
  );

  test.each([
    ["application/pdf", Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1")],
    ["audio/amr", Buffer.from("#!AMR\n\x3c", "latin1")],
    ["audio/wav", Buffer.from("RIFF\x24\0\0\0WAVEfmt \x10\0\0\0", "latin1")],
    [
      "audio/ogg",
      Buffer.concat([Buffer.from("OggS\0\x02"), Buffer.alloc(22), Buffer.from("OpusHead\x01"), Buffer.alloc(40)]),
    ],
    ["audio/mpeg", Buffer.concat([Buffer.from("ID3\x04\0\0\0\0\x0f\x76", "latin1"), Buffer.alloc(100)])],
    ["audio/mp4", m4a("isom", ["soun"])],
    [docxType, Buffer.from("PK\x03\x04")],
    ["text/plain", Buffer.from("口罩")],
  ])("of %s is known", async (mediaType, head) => {
    expect(await beginsAs(mediaType, head)).toBe(true);
  });

  test("of an archive is nothing else than a document", async () => {
    for (const mediaType of ["text/plain", "image/jpeg", "application/pdf"]) {
      expect(await beginsAs(mediaType, Buffer.from("PK\x03\x04"))).toBe(false);
    }
  });

  test("of a program, a drawing and a player is not that of a text", async () => {
    const gif = Buffer.from("GIF89a\x01\0\x01\0", "latin1");
    for (const head of [Buffer.from("MZ\x90\0"), Buffer.from("\x7fELF\x02\x01\x01"), gif]) {
      expect(await beginsAs("text/plain", head)).toBe(false);
    }
  });
});
