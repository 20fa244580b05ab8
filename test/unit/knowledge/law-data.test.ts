import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { statutes } from "../../../src/modules/deadlines/index.js";
import { articleLabel } from "../../../src/modules/knowledge/knowledge.words.js";
import { unknownPlaceholders } from "../../../src/modules/knowledge/reply.placeholders.js";
import { shippedLaws } from "../../../src/modules/knowledge/shipped/laws.js";
import { shippedDocuments } from "../../../src/modules/knowledge/shipped-rows.js";

const lawOf = (code: string) => shippedLaws.find((one) => one.code === code) ?? expect.fail(`no law ${code}`);
const textOf = (code: string, article: number): string =>
  lawOf(code).articles[article - 1] ?? expect.fail("no article");
const sumOf = (code: string): string => createHash("sha256").update(lawOf(code).articles.join("\n")).digest("hex");

describe("the data of the two orders", () => {
  it("hold every article, word for word", () => {
    expect(lawOf("121").articles).toHaveLength(46);
    expect(lawOf("20").articles).toHaveLength(40);
    // The sums of the published texts, an article a line.
    expect(sumOf("121")).toBe("7a8a958eea0ddbf4e5172f2f534880f460c7e10e5e34f46acd981699fae670c9");
    expect(sumOf("20")).toBe("2bb925222e82e8ab14616221ab98eda85fc1070deb538ee7c023ea9fb095352c");
  });

  it("begin on the days that the orders name, Order 20 ending where Order 121 begins", () => {
    expect(textOf("121", 46)).toContain("本办法自2026年4月15日起施行");
    expect(textOf("20", 40)).toContain("本办法自2020年1月1日起施行");
    expect([lawOf("20").validFrom, lawOf("20").validTo]).toEqual(["2020-01-01", "2026-04-15"]);
    expect([lawOf("121").validFrom, lawOf("121").validTo]).toEqual(["2026-04-15", null]);
  });

  it("hold no article within another: those that the copy had run together stand apart", () => {
    for (const { articles, code } of shippedLaws) {
      for (const text of articles) expect(text, code).not.toMatch(/。第[一二三四五六七八九十]+条/);
    }
    expect(textOf("20", 33)).toMatch(/^市场监督管理部门应当对举报人的信息予以保密/);
    expect(textOf("20", 36)).toMatch(/^市场监督管理部门应当畅通全国12315平台/);
    expect(textOf("20", 37)).toMatch(/^县级以上地方市场监督管理部门统一接收投诉举报的工作机构/);
  });

  it("refer to articles that say what is referred to", () => {
    expect(textOf("121", 16)).toContain("第十条第一款、第十一条规定的材料");
    expect(textOf("121", 17)).toContain("第十六条第三项");
    expect(textOf("20", 21)).toContain("第十五条规定情形");
  });

  it("say what the limits cite, in the article and the words that they cite", () => {
    // What stands in brackets with a colon is said by the rules to which the article points.
    const plain = (text: string): string => text.replace(/（[一二三四五六七八九]）|（[^）]*：[^）]*）/g, "");
    for (const { article, code, order, text } of statutes) {
      if (article === null || order === null) continue;
      const law = order === "ORDER_121" ? "121" : "20";
      const body = plain(textOf(law, Number(article.split("(")[0])));
      const clauses = plain(text.zh)
        .split(/[。：；]/)
        .filter((clause) => clause !== "");
      for (const clause of clauses) expect(body, `${code}: ${clause}`).toContain(clause);
    }
  });
});

describe("the shipped knowledge", () => {
  it("cites entries that are shipped before it, and each only once", () => {
    const keys = new Set<string>();
    for (const { cites = [], key } of shippedDocuments) {
      for (const cited of cites) expect([...keys], `${key} cites ${cited}`).toContain(cited);
      expect(new Set(cites).size, key).toBe(cites.length);
      expect(keys.has(key), key).toBe(false);
      keys.add(key);
    }
  });

  it("holds questions, templates and directions, each with words to find it by", () => {
    const numberOf = (kind: string): number => shippedDocuments.filter((one) => one.kind === kind).length;
    expect(numberOf("QUESTION")).toBeGreaterThanOrEqual(15);
    expect(numberOf("REPLY_TEMPLATE")).toBeGreaterThanOrEqual(10);
    expect(numberOf("DIRECTION")).toBeGreaterThanOrEqual(25);
    const others = shippedDocuments.filter(({ kind }) => kind !== "LAW" && kind !== "LAW_ARTICLE");
    for (const { key, keywords = [] } of others) expect(keywords.length, key).toBeGreaterThan(0);
  });

  it("has for each template that cites Order 121 one of the days of Order 20, which cites that order alone", () => {
    const templates = shippedDocuments.filter(({ kind }) => kind === "REPLY_TEMPLATE");
    const [earlier, later] = [true, false].map((isOld) =>
      templates.filter(({ key }) => key.startsWith("template:20:") === isOld),
    );
    const articlesOf = ({ cites = [] }: (typeof templates)[number]) => cites.filter((key) => /^\d+-\d+$/.test(key));
    const citing = (later ?? []).filter((one) => articlesOf(one).length > 0);
    expect(earlier?.map(({ key }) => key)).toEqual(citing.map(({ key }) => key.replace("template:", "template:20:")));
    for (const one of earlier ?? []) {
      expect([one.validFrom, one.validTo]).toEqual(["2020-01-01", "2026-04-15"]);
      expect(
        one.cites?.every((key) => key.startsWith("20-")),
        one.key,
      ).toBe(true);
      expect(articlesOf(one).length, one.key).toBeGreaterThan(0);
    }
    for (const one of citing)
      expect(
        articlesOf(one).every((key) => key.startsWith("121-")),
        one.key,
      ).toBe(true);
  });

  it("has templates with known placeholders alone", () => {
    for (const { body, key, kind } of shippedDocuments) {
      if (kind === "REPLY_TEMPLATE") expect(unknownPlaceholders(body), key).toEqual([]);
    }
  });
});

describe("the number of an article in words", () => {
  it.each([
    [1, "第一条"],
    [10, "第十条"],
    [15, "第十五条"],
    [23, "第二十三条"],
    [100, "第一百条"],
    [105, "第一百零五条"],
    [110, "第一百一十条"],
    [1010, "第一千零一十条"],
    [1260, "第一千二百六十条"],
  ])("is written as a law does: %i is %s", (number, label) => {
    expect(articleLabel(number)).toBe(label);
  });
});
