import writeWorkbook, { type CellObject, type Row, type Sheet } from "write-excel-file/node";
import type { ReportContent, ReportTableContent, TableCell } from "./report.content.js";
import { dayInWords, numeral } from "./report.wording.js";

type FileSheet = Sheet<Buffer>;

// SECURITY: words go as text and never as formulas, whatever they begin with; only what was counted goes as a number.
const wordsCell = (text: string, look: Omit<CellObject, "value" | "type"> = {}): CellObject => ({
  value: neutralised(text),
  type: String,
  ...look,
});

/**
 * A text that no spreadsheet takes for a formula, also when its reader saves it as CSV and opens that again: an apostrophe
 * goes before the characters that begin one.
 */
export function neutralised(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[-+]?\d+(\.\d+)?(%|个百分点)?$/.test(text) ? `'${text}` : text;
}

const edge = { borderStyle: "thin", borderColor: "#000000" } as const;
const headLook = { ...edge, fontWeight: "bold", align: "center", wrap: true, backgroundColor: "#EDEDED" } as const;

// A sheet holds numbers of 15 digits; longer ones stay words, so that none is changed.
function cellOf({ text, number }: TableCell): CellObject {
  if (number === null || number.replace(/\D/g, "").length > 15) return wordsCell(text, { ...edge, align: "right" });
  const [, decimals = ""] = number.split(".");
  const format = decimals === "" ? "0" : `0.${"0".repeat(decimals.length)}`;
  return { value: Number(number), type: Number, format, ...edge };
}

function rowsOf({ columns, rows }: ReportTableContent): Row[] {
  return [
    columns.map((name) => wordsCell(name, headLook)),
    ...rows.map((cells) => cells.map((cell, index) => (index === 0 ? wordsCell(cell.text, edge) : cellOf(cell)))),
  ];
}

// Names of sheets have 31 characters at most, each another one, without the characters that addresses are made of.
function sheetName(title: string, position: number): string {
  return `${position}.${title.replace(/[[\]:*?/\\']/g, "")}`.slice(0, 31);
}

function textSheet({ title, number, bureau, issuedOn, sections, notes, receiver }: ReportContent): FileSheet {
  const wide = (text: string, look: Omit<CellObject, "value" | "type"> = {}): Row => [
    wordsCell(text, { wrap: true, ...look }),
  ];
  return {
    sheet: "报告",
    columns: [{ width: 100 }],
    data: [
      wide(title, { fontWeight: "bold", fontSize: 16, align: "center" }),
      ...(number === null ? [] : [wide(number, { align: "center" })]),
      ...(receiver === null ? [] : [wide(`${receiver.name}：`)]),
      ...sections.flatMap((section, index) => [
        wide(`${numeral(index + 1)}、${section.title}`, { fontWeight: "bold" }),
        ...section.paragraphs.map((text) => wide(text)),
      ]),
      ...notes.map((text, index) => wide(`注${index + 1}：${text}`)),
      wide(bureau.name, { align: "right" }),
      wide(dayInWords(issuedOn), { align: "right" }),
    ],
  };
}

function definitionSheet({ definitions }: ReportContent): FileSheet {
  const head = ["指标", "名称", "版本", "口径", "单位"].map((name) => wordsCell(name, headLook));
  const lines = definitions.map(({ measure, name, version, formula, unit }) =>
    [measure, name, String(version), formula, unit].map((text) => wordsCell(text, { ...edge, wrap: true })),
  );
  return {
    sheet: "口径",
    columns: [{ width: 28 }, { width: 28 }, { width: 8 }, { width: 60 }, { width: 16 }],
    data: [head, ...lines],
  };
}

/** A report as a workbook (XLSX, ISO/IEC 29500): its text, a sheet for each table, and the definitions. */
export async function toXlsx(content: ReportContent): Promise<Buffer> {
  const tables = content.sections.flatMap((section) => section.tables);
  const sheets: FileSheet[] = [
    textSheet(content),
    ...tables.map((table, index) => ({
      sheet: sheetName(table.title, index + 1),
      columns: table.columns.map((_, column) => ({ width: column === 0 ? 26 : 14 })),
      stickyRowsCount: 1,
      data: rowsOf(table),
    })),
    definitionSheet(content),
  ];
  return writeWorkbook(sheets, { fontFamily: "宋体", fontSize: 11 }).toBuffer();
}
