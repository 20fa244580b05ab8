import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import type { ReportContent, ReportSection, ReportTableContent } from "./report.content.js";
import { dayInWords, numeral } from "./report.wording.js";

// GB/T 9704-2012 (党政机关公文格式): the title in 小标宋 of size 2, headings in 黑体 and the text in 仿宋 of size 3, 28 points
// between lines, margins of 37, 35, 28 and 26 mm on A4, page numbers in 宋体 of size 4 between two dashes.
const fonts = { title: "方正小标宋简体", heading: "黑体", text: "仿宋", table: "宋体" } as const;

type FontName = (typeof fonts)[keyof typeof fonts];

const latin = "Times New Roman";
const fontOf = (eastAsia: FontName) => ({ ascii: latin, hAnsi: latin, cs: latin, eastAsia });

// Sizes are half points, distances twentieths of a point.
const sizes = { title: 44, text: 32, small: 28, table: 21 } as const;
const line = { line: 560, lineRule: "exact" } as const;
const millimetre = 56.7;
const margin = {
  top: Math.round(37 * millimetre),
  bottom: Math.round(35 * millimetre),
  left: Math.round(28 * millimetre),
  right: Math.round(26 * millimetre),
};
const page = { width: 11_906, height: 16_838 };
const textWidth = page.width - margin.left - margin.right;

interface Look {
  font: FontName;
  size: number;
  bold?: boolean;
}

const run = (text: string, { font, size, bold = false }: Look): TextRun =>
  new TextRun({ text, font: fontOf(font), size, bold });

const textLook: Look = { font: fonts.text, size: sizes.text };

type Alignment = (typeof AlignmentType)[keyof typeof AlignmentType];

const paragraph = (text: string, look: Look, alignment: Alignment, after = 0): Paragraph =>
  new Paragraph({ alignment, spacing: { ...line, after }, children: [run(text, look)] });

const body = (text: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.BOTH,
    spacing: line,
    // Two characters of the text's size, as the standard has it.
    indent: { firstLine: 2 * sizes.text * 10 },
    children: [run(text, textLook)],
  });

const heading = (text: string): Paragraph =>
  new Paragraph({
    spacing: line,
    indent: { firstLine: 2 * sizes.text * 10 },
    keepNext: true,
    outlineLevel: 0,
    children: [run(text, { font: fonts.heading, size: sizes.text })],
  });

const edge = { style: BorderStyle.SINGLE, size: 4, color: "000000" };
const borders = { top: edge, bottom: edge, left: edge, right: edge };

function tableCell(text: string, width: number, alignment: Alignment, isHeading: boolean): TableCell {
  const look: Look = { font: isHeading ? fonts.heading : fonts.table, size: sizes.table };
  return new TableCell({
    borders,
    width: { size: width, type: WidthType.DXA },
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    children: [new Paragraph({ alignment, children: [run(text, look)] })],
  });
}

// The first column holds names and is as wide as two others.
function widthsOf(columns: number): number[] {
  const part = Math.floor(textWidth / (columns + 1));
  return Array.from({ length: columns }, (_, index) => (index === 0 ? textWidth - part * (columns - 1) : part));
}

function tableOf({ title, columns, rows }: ReportTableContent): (Paragraph | Table)[] {
  const widths = widthsOf(columns.length);
  const { CENTER, LEFT, RIGHT } = AlignmentType;
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map((name, index) => tableCell(name, widths[index] ?? 0, CENTER, true)),
  });
  const lines = rows.map(
    (cells) =>
      new TableRow({
        cantSplit: true,
        children: cells.map(({ text }, index) =>
          tableCell(text, widths[index] ?? 0, index === 0 ? LEFT : RIGHT, false),
        ),
      }),
  );
  const caption = new Paragraph({
    alignment: CENTER,
    spacing: { before: 200, after: 80 },
    keepNext: true,
    children: [run(title, { font: fonts.heading, size: sizes.small })],
  });
  const table = new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    rows: [head, ...lines],
  });
  return [caption, table, new Paragraph({ spacing: { after: 120 }, children: [] })];
}

function sectionOf({ title, paragraphs, tables }: ReportSection, index: number): (Paragraph | Table)[] {
  return [heading(`${numeral(index + 1)}、${title}`), ...paragraphs.map(body), ...tables.flatMap(tableOf)];
}

function opening({ title, number, receiver }: ReportContent): Paragraph[] {
  const { CENTER, LEFT } = AlignmentType;
  return [
    paragraph(title, { font: fonts.title, size: sizes.title, bold: true }, CENTER, 160),
    ...(number === null ? [] : [paragraph(number, textLook, CENTER, 320)]),
    ...(receiver === null ? [] : [paragraph(`${receiver.name}：`, textLook, LEFT)]),
  ];
}

function ending({ bureau, issuedOn, notes }: ReportContent): Paragraph[] {
  const note: Look = { font: fonts.text, size: sizes.small };
  const signature = (text: string): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      spacing: line,
      indent: { right: 4 * sizes.text * 10 },
      keepLines: true,
      children: [run(text, textLook)],
    });
  return [
    ...notes.map((text, index) =>
      paragraph(`${index === 0 ? "注：" : ""}${index + 1}. ${text}`, note, AlignmentType.BOTH),
    ),
    new Paragraph({ spacing: line, children: [] }),
    signature(bureau.name),
    signature(dayInWords(issuedOn)),
  ];
}

const footer = (): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({ children: ["— ", PageNumber.CURRENT, " —"], font: fontOf(fonts.table), size: sizes.small }),
        ],
      }),
    ],
  });

/** A report as a Word document (DOCX, ISO/IEC 29500) after the form of official documents, GB/T 9704-2012. */
export async function toDocx(content: ReportContent): Promise<Buffer> {
  const document = new Document({
    title: content.title,
    creator: content.bureau.name,
    styles: {
      default: { document: { run: { font: fontOf(fonts.text), size: sizes.text, language: { eastAsia: "zh-CN" } } } },
    },
    sections: [
      {
        properties: { page: { size: page, margin } },
        footers: { default: footer() },
        children: [...opening(content), ...content.sections.flatMap(sectionOf), ...ending(content)],
      },
    ],
  });
  return Packer.toBuffer(document);
}
