import { describe, expect, it } from "vitest";
import { differenceOf } from "../../../src/modules/knowledge/knowledge.difference.js";
import {
  articleOf,
  dayInWords,
  placeholdersIn,
  renderTemplate,
  replyPlaceholders,
  salutationOf,
  unknownPlaceholders,
} from "../../../src/modules/knowledge/reply.placeholders.js";
import { planOf, shippedRows } from "../../../src/modules/knowledge/shipped-rows.js";

describe("a reply template", () => {
  it("is filled in with the values of its placeholders", () => {
    const values = new Map([
      ["ticket.number", "苏市监投〔2026〕第1号"],
      ["today", "2026年11月22日"],
    ]);
    expect(renderTemplate("编号{ticket.number}，{ today }。", values)).toEqual({
      text: "编号苏市监投〔2026〕第1号，2026年11月22日。",
      missing: [],
    });
  });

  it("leaves a visible blank for what is missing or empty, and names it once", () => {
    const values = new Map([["respondent.name", ""]]);
    expect(renderTemplate("{contact.salutation}：{respondent.name}，{contact.salutation}", values)).toEqual({
      text: "【____称呼】：【____被投诉举报人名称】，【____称呼】",
      missing: ["contact.salutation", "respondent.name"],
    });
    expect(renderTemplate("{article:121-15}", new Map()).text).toBe("【____法规 121 第十五条】");
  });

  it("does not take a value for a placeholder, and leaves dollar signs alone", () => {
    const values = new Map([
      ["ticket.number", "{today}$&$1"],
      ["today", "今天"],
    ]);
    expect(renderTemplate("{ticket.number}", values).text).toBe("{today}$&$1");
  });

  it("is refused with the names that are unknown, and with braces that open or close none", () => {
    expect(unknownPlaceholders("{ticket.number}{ticket.nummer}{article:121-15}{articleText:20-1}")).toEqual([
      "ticket.nummer",
    ]);
    expect(unknownPlaceholders("{today")).toEqual(["{"]);
    expect(unknownPlaceholders("today}}")).toEqual(["{"]);
    expect(unknownPlaceholders("{article:121-0}{article:121}{constructor}{}")).toEqual([
      "article:121-0",
      "article:121",
      "constructor",
      "",
    ]);
  });

  it("knows each of its placeholders, and the articles that it names", () => {
    const template = replyPlaceholders.map(({ name }) => `{${name}}`).join("");
    expect(placeholdersIn(template)).toEqual(replyPlaceholders.map(({ name }) => name));
    expect(unknownPlaceholders(template)).toEqual([]);
    expect(articleOf("articleText:HLJ_2024-7")).toEqual({ isText: true, code: "HLJ_2024", number: 7 });
    expect(articleOf("today")).toBeNull();
  });

  it("addresses a citizen by what is shown of his name", () => {
    expect(salutationOf("王**")).toBe("王先生/女士");
    expect(salutationOf("欧阳**")).toBe("欧阳先生/女士");
    expect(salutationOf("***")).toBeNull();
    expect(salutationOf(null)).toBeNull();
  });

  it("writes days in words", () => {
    expect(dayInWords("2026-05-08")).toBe("2026年5月8日");
  });
});

describe("the difference of two texts", () => {
  it("is told sentence by sentence", () => {
    expect(differenceOf("一。二。三。", "一。四。三。五。")).toEqual([
      { kind: "KEPT", text: "一。" },
      { kind: "REMOVED", text: "二。" },
      { kind: "ADDED", text: "四。" },
      { kind: "KEPT", text: "三。" },
      { kind: "ADDED", text: "五。" },
    ]);
  });

  it("makes both texts again, whatever they are", () => {
    const texts = ["", "没有句号", "甲。\n乙；丙！", "丙！甲。", "。。。", "乙；\n\n乙；"];
    for (const before of texts) {
      for (const after of texts) {
        const pieces = differenceOf(before, after);
        const made = (without: string) =>
          pieces
            .filter(({ kind }) => kind !== without)
            .map(({ text }) => text)
            .join("");
        expect([made("ADDED"), made("REMOVED")]).toEqual([before, after]);
      }
    }
  });
});

describe("the plan for loading the shipped knowledge", () => {
  const at = new Date("2026-11-22T00:00:00Z");
  const rows = shippedRows.slice(0, 3);
  const first = planOf(rows, [], at);
  const states = [...first.laws, ...first.documents].map((row) => ({
    row,
    digest: rows.find(({ id }) => id === row.id)?.digest ?? null,
    lastNumber: 1,
  }));

  it("adds what is missing as version 1, and nothing that is there", () => {
    expect(first.versions.map(({ number, state }) => [number, state])).toEqual(rows.map(() => [1, "PUBLISHED"]));
    expect(planOf(rows, states, at).versions).toEqual([]);
  });

  it("publishes what a release words otherwise as the next version", () => {
    const changed = rows.map((row, index) => (index === 1 ? { ...row, digest: "other" } : row));
    const plan = planOf(changed, states, at);
    expect(plan.documents).toEqual([]);
    expect(plan.versions.map(({ documentId, number }) => [documentId, number])).toEqual([[rows[1]?.id, 2]]);
    expect(plan.updates.map(({ changes }) => changes)).toEqual([{ published: 2, lastPublished: 2, changedAt: at }]);
  });

  it("leaves alone what the nation revised or withdrew itself", () => {
    const changed = rows.map((row) => ({ ...row, digest: "other" }));
    const revised = states.map((state) => ({ ...state, digest: null, lastNumber: 2 }));
    expect(planOf(changed, revised, at).versions).toEqual([]);
  });
});
