import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { toDocx } from "../../../src/modules/reports/report.docx.js";
import { neutralised, toXlsx } from "../../../src/modules/reports/report.xlsx.js";
import { sampleContent } from "./sample.js";

const partsOf = (file: Buffer): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(file)).map(([name, bytes]) => [name, strFromU8(bytes)]));

const formulas = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\tx", "\rx"];

describe("a report as a Word document", () => {
  it("has title, number, receiver, numbered sections, tables, notes, signature and day", async () => {
    const { "word/document.xml": text = "" } = partsOf(await toDocx(sampleContent()));
    const expected = [
      "绥化市市场监督管理局12315投诉举报累计情况报告（2020年1月24日至1月30日）",
      "绥市监统〔2020〕第3号",
      "黑龙江省市场监督管理局：",
      "一、基本情况",
      "共接收消费者诉求990件",
      "诉求类型统计表",
      "二、话务情况",
      "三、投诉举报情况",
      "八、与上期、上年同期比较",
      "注：1. 数据截至2020年1月31日。",
      "2020年1月31日",
    ];
    let from = 0;
    for (const one of expected) {
      const at = text.indexOf(one, from);
      expect(at, one).toBeGreaterThanOrEqual(from);
      from = at;
    }
  });

  it("names Chinese fonts, and numbers its pages", async () => {
    const parts = partsOf(await toDocx(sampleContent()));
    for (const font of ["方正小标宋简体", "黑体", "仿宋", "宋体"]) {
      expect(parts["word/document.xml"]).toContain(`w:eastAsia="${font}"`);
    }
    expect(parts["word/footer1.xml"]).toContain("PAGE");
  });

  it("leaves number and receiver out while it is a draft", async () => {
    const { "word/document.xml": text = "" } = partsOf(await toDocx(sampleContent({ number: null, receiver: null })));
    expect(text).not.toContain("黑龙江省");
    expect(text).not.toContain("〔2020〕");
  });

  it("takes what looks like markup for text", async () => {
    const section = { title: "<w:b/>", paragraphs: ["]]>&amp;<x>"], tables: [] };
    const { "word/document.xml": text = "" } = partsOf(await toDocx(sampleContent({ sections: [section] })));
    expect(text).toContain("&lt;w:b/&gt;");
    expect(text).not.toContain("<x>");
  });
});

describe("a report as a workbook", () => {
  it("has its text, a sheet for each table, and the definitions", async () => {
    const content = sampleContent();
    const parts = partsOf(await toXlsx(content));
    const tables = content.sections.flatMap(({ tables: all }) => all).length;
    const sheets = Object.keys(parts).filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name));
    expect(sheets).toHaveLength(tables + 2);
    expect(parts["xl/workbook.xml"]).toContain("口径");
  });

  it("holds counts as numbers and growth as words", async () => {
    const { "xl/worksheets/sheet2.xml": sheet = "" } = partsOf(await toXlsx(sampleContent()));
    expect(sheet).toContain("<v>859</v>");
    expect(sheet).toContain("<v>86.77</v>");
  });

  it("holds no formula, whatever a text begins with", async () => {
    const rows = formulas.map((text) => [{ text, number: null }]);
    const table = { title: "=表", columns: ["@列"], rows };
    const section = { title: "节", paragraphs: formulas, tables: [table] };
    const parts = partsOf(await toXlsx(sampleContent({ sections: [section] })));
    expect(Object.values(parts).join("")).not.toContain("<f>");
    const { "xl/sharedStrings.xml": texts = "" } = parts;
    for (const text of ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "@列"]) expect(texts).not.toContain(`<t>${text}</t>`);
  });

  it("keeps a number of more digits than a sheet holds as a text", async () => {
    const long = "12345678901234567.89";
    const table = {
      title: "表",
      columns: ["指标", "数值"],
      rows: [
        [
          { text: "金额", number: null },
          { text: long, number: long },
        ],
      ],
    };
    const section = { title: "节", paragraphs: [], tables: [table] };
    const { "xl/sharedStrings.xml": texts } = partsOf(await toXlsx(sampleContent({ sections: [section] })));
    expect(texts).toContain(long);
  });

  it("leaves signed figures alone when it neutralises", () => {
    expect(formulas.map(neutralised)).toEqual(formulas.map((text) => `'${text}`));
    expect(["+12.34%", "-3", "-1.20个百分点", "电话"].map(neutralised)).toEqual([
      "+12.34%",
      "-3",
      "-1.20个百分点",
      "电话",
    ]);
  });
});
