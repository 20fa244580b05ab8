import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import writeXlsx from "write-excel-file/node";
import {
  type FileFindings,
  type ImportFormat,
  noFindings,
  type RawRow,
} from "../../../src/modules/imports/reading/raw-rows.js";
import { readRows } from "../../../src/modules/imports/reading/read-rows.js";
import { columnOf } from "../../../src/modules/imports/reading/xlsx.js";

/** Reads bytes that come a few at a time, so that everything is cut somewhere. */
async function read(
  bytes: Uint8Array,
  format: ImportFormat,
  { headerRow = 1, piece = 7 } = {},
): Promise<{ rows: RawRow[]; found: FileFindings }> {
  const file = {
    bytes: bytes.length,
    async *read(range = { first: 0, last: bytes.length - 1 }) {
      for (let at = range.first; at <= range.last; at += piece) {
        yield bytes.subarray(at, Math.min(at + piece, range.last + 1));
      }
    },
  };
  const found = noFindings();
  const rows: RawRow[] = [];
  for await (const batch of readRows(file, { format, headerRow }, found)) rows.push(...batch);
  return { rows, found };
}

const csv = (text: string, options = {}) => read(Buffer.from(text), "CSV", options);

async function workbook(rows: readonly (readonly (string | number | boolean | Date | null)[])[]): Promise<Buffer> {
  const cells = rows.map((row) =>
    row.map((value) => (value === null ? null : value instanceof Date ? { value, format: "yyyy-mm-dd" } : { value })),
  );
  return (writeXlsx as unknown as (sheet: unknown) => { toBuffer(): Promise<Buffer> })(cells).toBuffer();
}

describe("a CSV file", () => {
  it("gives titles and rows, with quotes, line ends and separators inside of cells", async () => {
    const { found, rows } = await csv('编号,内容\r\n1,"他说""太贵"",\n要退款"\r\n\r\n2,x\r\n');
    expect(found).toMatchObject({ columns: ["编号", "内容"], encoding: "UTF_8", failure: null });
    expect(rows).toEqual([
      { number: 2, cells: ["1", '他说"太贵",\n要退款'] },
      { number: 4, cells: ["2", "x"] },
    ]);
  });

  it("is read with tabulators and semicolons too, and with a byte order mark", async () => {
    expect((await csv("\ufeff编号\t内容\n1\ta,b")).rows).toEqual([{ number: 2, cells: ["1", "a,b"] }]);
    expect((await csv("编号;内容\n1;a,b")).found.columns).toEqual(["编号", "内容"]);
  });

  it("has its titles in the line that was said", async () => {
    const { found, rows } = await csv("某市12315工单,,\n,,\n编号,内容\n1,x", { headerRow: 3 });
    expect([found.columns, rows]).toEqual([["编号", "内容"], [{ number: 4, cells: ["1", "x"] }]]);
  });

  it("is read in GB18030 where it is no UTF-8", async () => {
    // 编号,内容 / 1,口罩 in GBK.
    const bytes = Buffer.from("b1e0bac52cc4dac8dd0a312cbfdad5d6", "hex");
    const { found, rows } = await read(bytes, "CSV");
    expect([found.encoding, found.columns, rows[0]?.cells]).toEqual(["GB18030", ["编号", "内容"], ["1", "口罩"]]);
  });

  it("is read in UTF-16 where it begins with its mark", async () => {
    const { found, rows } = await read(Buffer.from("\ufeff编号\t内容\n1\t口罩", "utf16le"), "CSV");
    expect([found.encoding, rows[0]?.cells]).toEqual(["UTF_16LE", ["1", "口罩"]]);
  });

  it("is refused in an encoding that is none of them", async () => {
    const { found } = await read(Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xff, 0xff, 0x80, 0x20]), "CSV");
    expect(found.failure).toEqual({ code: "UNKNOWN_ENCODING", row: null });
  });

  it.each([
    ["a,a\n1,2", "REPEATED_TITLES", 1],
    [",,\n1,2", "NO_TITLES", 1],
    [`${Array.from({ length: 201 }, (_, place) => `c${place}`).join()}\n`, "TOO_MANY_COLUMNS", 1],
    [`a,b\n1,"${"x".repeat(500_000)}`, "ROW_TOO_LONG", 2],
    ['a,b\n1,"never closed', "NOT_THE_FORMAT", 2],
  ])("ends at what it cannot be: %#", async (text, code, row) => {
    expect((await csv(text, { piece: 65_536 })).found.failure).toEqual({ code, row });
  });

  it("comes back as it was written, whatever stands in it", async () => {
    const cell = fc.string({ unit: "grapheme", maxLength: 20 }).map((text) => text.replaceAll("\0", ""));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), async (table) => {
        const line = (cells: readonly string[]) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join();
        const { found, rows } = await csv([["甲", "乙"], ...table].map(line).join("\n"), { piece: 5 });
        expect(found.failure).toBeNull();
        expect(rows.map(({ cells }) => cells)).toEqual(table.filter((cells) => cells.some((one) => one.trim() !== "")));
      }),
    );
  });
});

describe("JSON Lines", () => {
  it("give the keys as columns, and a line that is no object as a row that cannot be read", async () => {
    const lines = ['{"编号":1,"内容":"x"}', "{no", '{"内容":null,"金额":1.5,"是":true,"表":[1]}', "[1]"];
    const { found, rows } = await read(Buffer.from(lines.join("\n")), "JSONL");
    expect(found).toMatchObject({ columns: ["编号", "内容", "金额", "是", "表"], failure: null });
    expect(rows).toEqual([
      { number: 1, cells: ["1", "x"] },
      { number: 2, cells: null },
      { number: 3, cells: ["", "", "1.5", "true", "[1]"] },
      { number: 4, cells: null },
    ]);
  });

  it("are refused where no line is an object, and where a line is too long", async () => {
    expect((await read(Buffer.from("1\n2"), "JSONL")).found.failure).toEqual({ code: "NOT_THE_FORMAT", row: 1 });
    const long = Buffer.from(`{"a":"${"x".repeat(300_000)}"}`);
    expect((await read(long, "JSONL", { piece: 65_536 })).found.failure).toEqual({ code: "ROW_TOO_LONG", row: 1 });
  });
});

describe("a workbook", () => {
  it("gives the cells of its first sheet as texts, days as their serial numbers", async () => {
    const bytes = await workbook([
      ["编号", "登记时间", "内容", null, "数"],
      ["旧-1", new Date("2020-01-24T00:00:00Z"), "口罩 <太贵> & 更多", null, 12.5],
      [null, null, null, null, null],
      ["旧-2", null, "x", null, true],
    ]);
    const { found, rows } = await read(bytes, "XLSX", { piece: 1000 });
    expect(found).toMatchObject({ columns: ["编号", "登记时间", "内容", "列4", "数"], failure: null });
    expect(rows.map(({ cells, number }) => [number, ...(cells ?? [])])).toEqual([
      [2, "旧-1", "43854", "口罩 <太贵> & 更多", "", "12.5"],
      [4, "旧-2", "", "x", "", "TRUE"],
    ]);
  });

  const parts = (sheet: string, others: Record<string, string> = {}) => ({
    "xl/workbook.xml": `<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="隐藏" state="hidden" r:id="r0"/><sheet name="一" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r0" Target="worksheets/none.xml"/><Relationship Id="r1" Target="/xl/worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": sheet,
    ...others,
  });
  const zipped = (files: Record<string, string>) =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
  const titleRow = `<row r="1"><c r="A1" t="inlineStr"><is><t>编号</t></is></c><c r="C1" t="inlineStr"><is><t>内容</t></is></c></row>`;

  it("has its first sheet that is shown read, with rich texts, prefixes and cells that are left out", async () => {
    const sheet = `<x:worksheet xmlns:x="y"><x:sheetData>${titleRow.replaceAll(/<(\/?)/g, "<$1x:")}<x:row r="3"><x:c r="C3" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const strings = `<sst><si><r><t>口</t></r><r><t>罩</t></r><rPh><t>kouzhao</t></rPh></si></sst>`;
    const { found, rows } = await read(zipped(parts(sheet, { "xl/sharedStrings.xml": strings })), "XLSX");
    expect(found).toMatchObject({ columns: ["编号", "列2", "内容"], isCountedFrom1904: true, failure: null });
    expect(rows).toEqual([{ number: 3, cells: ["", "", "口罩"] }]);
  });

  it("has no formula worked out: its last value counts, and nothing where it has none", async () => {
    const cells = `<c r="A2"><f>1+1</f><v>2</v></c><c r="C2" t="str"><f>HYPERLINK("http://evil")</f></c>`;
    const { rows } = await read(zipped(parts(`<worksheet>${titleRow}<row r="2">${cells}</row></worksheet>`)), "XLSX");
    expect(rows).toEqual([{ number: 2, cells: ["2", "", ""] }]);
  });

  it("is refused with a document type, which could name files or grow", async () => {
    const evil = `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>${titleRow}<row r="2"><c r="A2" t="inlineStr"><is><t>&e;</t></is></c></row></worksheet>`;
    const { found, rows } = await read(zipped(parts(evil)), "XLSX");
    expect([found.failure?.code, rows]).toEqual(["NOT_THE_FORMAT", []]);
  });

  it("is refused where it unpacks to far more than it holds", async () => {
    const bomb = `<worksheet>${" ".repeat(40_000_000)}</worksheet>`;
    const { found } = await read(zipped(parts(bomb)), "XLSX", { piece: 65_536 });
    expect(found.failure?.code).toBe("EXPANDS_TOO_MUCH");
  });

  it("is refused where it says that it unpacks to less than it does", async () => {
    const bytes = Buffer.from(
      zipped(parts(`<worksheet>${titleRow}<row r="2">${"<c/>".repeat(5000)}</row></worksheet>`)),
    );
    // The central directory says how long the sheet is: its entry is the last but none of sharedStrings.
    const entry = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes.writeUInt32LE(100, entry + 24);
    expect((await read(bytes, "XLSX", { piece: 4096 })).found.failure?.code).toBe("NOT_THE_FORMAT");
  });

  it.each([
    ["no ZIP at all", Buffer.from("编号,内容\n1,x")],
    ["a ZIP of something else", Buffer.from(zipSync({ "a.txt": strToU8("x") }))],
    ["broken XML", Buffer.from(zipped(parts("<worksheet><row></worksheet>")))],
    ["a ZIP that is cut off", Buffer.from(zipped(parts("<worksheet/>"))).subarray(0, -30)],
  ])("is refused where it is %s", async (_, bytes) => {
    expect((await read(bytes, "XLSX")).found.failure?.code).toMatch(/^(NOT_THE_FORMAT|NO_TITLES)$/);
  });

  it("never fails otherwise than by saying so, whatever is broken in it", async () => {
    const whole = Buffer.from(
      await workbook([
        ["a", "b"],
        ["1", "2"],
      ]),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (place, byte) => {
        const broken = Buffer.from(whole);
        broken[place] = byte;
        const { found, rows } = await read(broken, "XLSX", { piece: 4096 });
        expect(found.failure !== null || rows.length <= 1).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("knows the places of columns by their letters", () => {
    expect(["A1", "Z9", "AA1", "CV200"].map((name) => columnOf(name, 0))).toEqual([0, 25, 26, 99]);
    expect([columnOf(undefined, 4), columnOf("12", 4)]).toEqual([4, 4]);
  });
});
