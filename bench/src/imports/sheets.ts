import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { strToU8, Zip, ZipDeflate } from "fflate";
import { createRandom, type Random } from "../load/random.js";
import { businessName, factsOf, mobileNumber, personName, requestOf } from "../load/words.js";
import { benchFolder } from "../settings.js";

/** The formats in the order in which they are measured. */
export const sheetFormats = ["JSONL", "CSV", "XLSX"] as const;

/** The format of a sheet. */
export type SheetFormat = (typeof sheetFormats)[number];

/** The titles of an old sheet. */
const titles = [
  ...["工单编号", "登记时间", "类别", "问题类别", "来源渠道", "诉求内容", "投诉请求", "被投诉对象", "姓名"],
  ...["联系电话", "办结时间", "处理结果", "挽回经济损失", "主题"],
];

const outcomes = { 咨询: ["已答复"], 投诉: ["调解成功", "终止调解"], 举报: ["立案", "不予立案"] } as const;
const kinds = ["咨询", "投诉", "投诉", "举报"] as const;
const classes = ["食品安全", "质量", "售后服务", "合同", "价格", "广告", "计量", "其他"];
const channels = ["12315热线电话", "来访", "来信", "全国12315平台网站"];
const topics = ["口罩", "退费", "预付卡", "网购", ""];

/** A row of an old sheet: a ticket of 2018 or 2019, in the words of the other benches. */
function rowOf(random: Random, year: number, number: number): string[] {
  const kind = random.pick(kinds);
  const outcome = random.pick(outcomes[kind]);
  const day = new Date(Date.UTC(year, 0, 1) + Math.floor(random.next() * 364 * 86_400_000) + 8 * 3_600_000);
  const closed = new Date(day.getTime() + (1 + random.below(40)) * 86_400_000);
  const business = businessName(random, "广州市");
  return [
    ...[`粤市监${year}-${number}`, day.toISOString().slice(0, 16).replace("T", " "), kind, random.pick(classes)],
    ...[random.pick(channels), factsOf(random, business), kind === "投诉" ? requestOf(random) : "", business],
    ...[personName(random), mobileNumber(random), closed.toISOString().slice(0, 10), outcome],
    ...[outcome === "调解成功" ? String(random.below(500_000) / 100) : "", random.pick(topics)],
  ];
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const textOf: Readonly<Record<SheetFormat, (cells: readonly string[], row: number) => string>> = {
  CSV: (cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\n`,
  JSONL: (cells) => `${JSON.stringify(Object.fromEntries(cells.map((cell, place) => [titles[place], cell])))}\n`,
  XLSX: (cells, row) =>
    `<row r="${row}">${cells.map((cell) => `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`).join("")}</row>`,
};

/** A file of old tickets. */
export interface Sheet {
  path: string;
  bytes: number;
}

/** Writes a sheet of so many rows, whose numbers begin with a year of its own. */
export async function writeSheet(format: SheetFormat, rows: number, year: number): Promise<Sheet> {
  const folder = join(benchFolder, "imports");
  await mkdir(folder, { recursive: true });
  const path = join(folder, `old-${year}-${rows}.${format.toLowerCase()}`);
  const file = createWriteStream(path);
  const sink =
    format === "XLSX" ? workbookInto(file) : { write: (text: string) => file.write(text), end: () => file.end() };
  const random = createRandom(year);
  if (format !== "JSONL") sink.write(textOf[format](titles, 1));
  for (let number = 0; number < rows; number += 1) {
    const isFull = !sink.write(textOf[format](rowOf(random, year, number), number + 2));
    if (isFull) await once(file, "drain");
  }
  sink.end();
  await once(file, "finish");
  return { path, bytes: (await stat(path)).size };
}

const parts: Readonly<Record<string, string>> = {
  "xl/workbook.xml": `<workbook xmlns:r="r"><sheets><sheet name="1" r:id="r1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>`,
};

/** A workbook whose one sheet is packed while it is written. */
function workbookInto(file: NodeJS.WritableStream) {
  let isFull = false;
  const zip = new Zip((error, piece, isLast) => {
    if (error !== null) throw error;
    isFull = !file.write(piece) || isFull;
    if (isLast) file.end();
  });
  for (const [name, text] of Object.entries(parts)) {
    const part = new ZipDeflate(name);
    zip.add(part);
    part.push(strToU8(text), true);
  }
  const sheet = new ZipDeflate("xl/worksheets/sheet1.xml", { level: 6 });
  zip.add(sheet);
  sheet.push(strToU8("<worksheet><sheetData>"));
  return {
    write: (text: string): boolean => {
      isFull = false;
      sheet.push(strToU8(text));
      return !isFull;
    },
    end: (): void => {
      sheet.push(strToU8("</sheetData></worksheet>"), true);
      zip.end();
    },
  };
}
