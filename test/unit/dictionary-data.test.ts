import { describe, expect, it } from "vitest";
import { codePattern, shippedDictionaries } from "../../src/modules/dictionaries/index.js";

const all = Object.entries(shippedDictionaries).flatMap(([dictionary, entries]) =>
  entries.map((entry) => ({ dictionary, ...entry })),
);

const groundsOf = (dictionary: "REFUSAL_GROUND" | "TERMINATION_GROUND", regime: string) =>
  (shippedDictionaries[dictionary] ?? []).filter((entry) => entry.regime === regime);

const articles = (article: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${article}(${index + 1})`);

describe("the shipped dictionary entries", () => {
  it("have a code once in each dictionary", () => {
    const keys = all.map(({ dictionary, code }) => `${dictionary}:${code}`);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it("have codes that a bureau's entry could have too", () => {
    expect(all.filter(({ code }) => !codePattern.test(code))).toEqual([]);
  });

  it("have a Chinese and an English name that differ within their dictionary and order", () => {
    for (const [dictionary, entries] of Object.entries(shippedDictionaries)) {
      const chinese = entries.map((entry) => `${entry.regime ?? ""}${entry.chinese}`);
      const english = entries.map((entry) => `${entry.regime ?? ""}${entry.english}`);
      expect([dictionary, new Set(chinese).size, new Set(english).size]).toEqual([
        dictionary,
        entries.length,
        entries.length,
      ]);
    }
  });

  it("have Chinese names in Chinese and English names in English", () => {
    expect(all.filter(({ chinese }) => !/\p{Script=Han}/u.test(chinese))).toEqual([]);
    expect(all.filter(({ english }) => !/^[A-Z0-9][\x20-\x7e]+$/.test(english))).toEqual([]);
  });

  it("fill every dictionary", () => {
    expect(Object.values(shippedDictionaries).map((entries) => entries.length > 2)).toEqual(Array(18).fill(true));
  });

  it("have the seven grounds of refusal of art. 16 of Order 121", () => {
    expect(groundsOf("REFUSAL_GROUND", "ORDER_121").map(({ article }) => article)).toEqual(articles("16", 7));
  });

  it("have the six grounds of refusal of art. 15 of Order 20", () => {
    expect(groundsOf("REFUSAL_GROUND", "ORDER_20").map(({ article }) => article)).toEqual(articles("15", 6));
  });

  it("have the eight grounds of termination of art. 23 of Order 121", () => {
    expect(groundsOf("TERMINATION_GROUND", "ORDER_121").map(({ article }) => article)).toEqual(articles("23", 8));
  });

  it("have the seven grounds of termination of art. 21 of Order 20", () => {
    expect(groundsOf("TERMINATION_GROUND", "ORDER_20").map(({ article }) => article)).toEqual(articles("21", 7));
  });

  it("have an order for grounds of law and for nothing else", () => {
    const isGround = (dictionary: string) => ["REFUSAL_GROUND", "TERMINATION_GROUND"].includes(dictionary);
    expect(all.filter(({ dictionary, regime }) => isGround(dictionary) !== (regime !== undefined))).toEqual([]);
  });

  it("have Order 121's grounds from the day on which it came into force", () => {
    const starts = all.filter(({ regime }) => regime === "ORDER_121").map(({ validFrom }) => validFrom);
    expect(new Set(starts)).toEqual(new Set(["2026-04-15"]));
  });

  it("have 37 classes of goods and 17 of services, told apart by their prefix", () => {
    const codes = (shippedDictionaries.GOODS_CLASS ?? []).map(({ code }) => code);
    const counted = ["GOODS_", "SERVICE_"].map((prefix) => codes.filter((code) => code.startsWith(prefix)).length);
    expect([...counted, codes.length]).toEqual([37, 17, 54]);
  });

  it("give the price line to price matters alone", () => {
    const lined = all
      .filter(({ line }) => line !== undefined)
      .map(({ dictionary, code, line }) => [dictionary, code, line]);
    expect(lined).toEqual([["ISSUE_CLASS", "PRICE", "PRICE"]]);
  });

  it("ask for an explanation wherever the answer is another reason", () => {
    const explained = ["RETURN_REASON", "CONTACT_PURPOSE", "SETTLEMENT_METHOD", "TRACING_REASON", "NOT_FILED_REASON"];
    const others = all.filter(({ dictionary, code }) => code === "OTHER" && explained.includes(dictionary));
    expect(others.map(({ needsExplanation }) => needsExplanation)).toEqual(explained.map(() => true));
  });
});
