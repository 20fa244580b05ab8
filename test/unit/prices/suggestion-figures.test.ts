import { describe, expect, it } from "vitest";
import { classEntries } from "../../../src/modules/dictionaries/shipped/classes.js";
import { goodsEntries } from "../../../src/modules/dictionaries/shipped/goods-classes.js";
import { proportionOf } from "../../../src/modules/prices/suggestions/assessment.js";
import {
  assess,
  assessOtherMatters,
  findRuleProblems,
  type LabelledText,
  type PriceAssessment,
  type PriceRule,
  type PriceRuleBook,
  preparePriceRules,
  readLabelledTexts,
  shippedPriceRuleBook,
  shippedPriceRules,
} from "../../../src/modules/prices/suggestions/index.js";
import { maskFreeText } from "../../../src/platform/masking.js";

const tuning = readLabelledTexts("TUNING");
const heldOut = readLabelledTexts("HELD_OUT");
const all = [...tuning, ...heldOut];

/** The figures as the README of the module tells them. */
function figuresOf({ precision, recall, f1, ...counts }: PriceAssessment) {
  const percent = (share: number | null): string => `${((share ?? Number.NaN) * 100).toFixed(1)}`;
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = counts;
  return {
    counts: [truePositives, falsePositives, falseNegatives, trueNegatives],
    precision: [precision.value, precision.low, precision.high].map(percent).join(" "),
    recall: [recall.value, recall.low, recall.high].map(percent).join(" "),
    f1: percent(f1),
  };
}

describe("on the shipped texts, suggestions of price cases", () => {
  it("have these figures on the part that rules are tuned on", () => {
    expect(figuresOf(assess(shippedPriceRules, tuning))).toEqual({
      counts: [224, 0, 6, 272],
      precision: "100.0 98.3 100.0",
      recall: "97.4 94.4 98.8",
      f1: "98.7",
    });
  });

  it("have these figures on the part that was held out", () => {
    expect(figuresOf(assess(shippedPriceRules, heldOut))).toEqual({
      counts: [80, 5, 10, 111],
      precision: "94.1 87.0 97.5",
      recall: "88.9 80.7 93.9",
      f1: "91.4",
    });
  });

  it("are right nine times of ten, and find 85 of a hundred, on texts that they were not tuned on", () => {
    const { precision, recall } = assess(shippedPriceRules, heldOut);
    expect(precision.value).toBeGreaterThanOrEqual(0.9);
    expect(recall.value).toBeGreaterThanOrEqual(0.85);
  });
});

describe("on the shipped texts, suggestions of other matters", () => {
  it("have these figures on the part that rules are tuned on", () => {
    expect(figuresOf(assessOtherMatters(shippedPriceRules, tuning))).toEqual({
      counts: [107, 0, 165, 230],
      precision: "100.0 96.5 100.0",
      recall: "39.3 33.7 45.3",
      f1: "56.5",
    });
  });

  it("have these figures on the part that was held out", () => {
    expect(figuresOf(assessOtherMatters(shippedPriceRules, heldOut))).toEqual({
      counts: [54, 2, 62, 88],
      precision: "96.4 87.9 99.0",
      recall: "46.6 37.7 55.6",
      f1: "62.8",
    });
  });
});

describe("an assessment", () => {
  const rule: PriceRule = {
    code: "DEAR",
    chinese: "贵",
    english: "Dear",
    topic: null,
    groups: [["贵"]],
    within: 1,
    unless: [],
    reach: null,
    issueClasses: { only: null, except: [] },
    goodsClasses: { only: null, except: [] },
  };
  const rules = preparePriceRules({
    ...shippedPriceRuleBook,
    neutral: [],
    rules: [rule, { ...rule, code: "RISEN", groups: [["涨"]] }],
  });
  const labelled = (text: string, price: boolean): LabelledText => ({
    text,
    price,
    goodsClass: "GOODS_OTHER",
    channel: "PHONE",
    why: null,
  });

  it("counts each text once, and for each rule that fired", () => {
    const texts = [
      labelled("贵", true),
      labelled("贵又涨", true),
      labelled("贵宾", false),
      labelled("多收", true),
      labelled("坏", false),
    ];
    expect(assess(rules, texts)).toMatchObject({
      truePositives: 2,
      falsePositives: 1,
      falseNegatives: 1,
      trueNegatives: 1,
      precision: { count: 2, of: 3 },
      recall: { count: 2, of: 3 },
      f1: 2 / 3,
      byRule: [
        { code: "DEAR", truePositives: 2, falsePositives: 1 },
        { code: "RISEN", truePositives: 1, falsePositives: 0, precision: { value: 1 } },
      ],
    });
  });

  it("of no texts has no shares", () => {
    const { precision, recall, f1 } = assess(rules, []);
    expect([precision.value, recall.low, f1]).toEqual([null, null, null]);
  });

  it.each([
    [8, 10, 0.4902, 0.9433],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [81, 263, 0.2553, 0.3662],
  ])("bounds %i of %i by Wilson's interval", (count, of, low, high) => {
    const share = proportionOf(count, of);
    expect(share.value).toBe(count / of);
    expect(share.low).toBeCloseTo(low, 4);
    expect(share.high).toBeCloseTo(high, 4);
  });
});

describe("the labelled set", () => {
  it("holds 400 texts and more, two fifths to a half of them price cases in each part", () => {
    expect(all.length).toBeGreaterThanOrEqual(400);
    for (const part of [tuning, heldOut]) {
      const share = part.filter(({ price }) => price).length / part.length;
      expect(share).toBeGreaterThan(0.4);
      expect(share).toBeLessThan(0.5);
    }
  });

  it("holds no text twice", () => {
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
  });

  it("holds no number or address that leads to a person", () => {
    for (const { text } of all) expect(maskFreeText(text, [])).toBe(text);
  });

  it("names goods classes and channels that the dictionaries ship", () => {
    const goods = new Set(goodsEntries.GOODS_CLASS?.map(({ code }) => code));
    const channels = new Set(classEntries.CHANNEL?.map(({ code }) => code));
    for (const { goodsClass, channel } of all) {
      expect(goods).toContain(goodsClass);
      expect(channels).toContain(channel);
    }
  });
});

describe("the shipped rules", () => {
  it("have no problems", () => {
    expect(findRuleProblems(shippedPriceRuleBook)).toEqual([]);
  });

  it("name topics and classes that the dictionaries ship", () => {
    const codes = new Set(
      Object.values({ ...classEntries, ...goodsEntries }).flatMap((list) => list?.map(({ code }) => code)),
    );
    for (const { topic, issueClasses, goodsClasses } of shippedPriceRuleBook.rules) {
      const named = [issueClasses, goodsClasses].flatMap(({ only, except }) => [...(only ?? []), ...except]);
      for (const code of topic === null ? named : [topic, ...named]) expect(codes).toContain(code);
    }
  });

  it("each fire in a text of the tuning part", () => {
    const silent = assess(shippedPriceRules, tuning).byRule.filter(({ truePositives }) => truePositives === 0);
    expect(silent).toEqual([]);
  });
});

describe("a rule that a bureau writes", () => {
  const [first] = shippedPriceRuleBook.rules;
  const problemsOf = (change: Partial<PriceRule>, book: Partial<PriceRuleBook> = {}): string[] => {
    if (!first) return [];
    const rule = { ...first, code: "OWN", groups: [["价钱"], ["离谱"]], unless: [], ...change };
    return findRuleProblems({ ...shippedPriceRuleBook, rules: [rule], ...book }).map(({ fault }) => fault);
  };

  it.each([
    ["has no groups", { groups: [] }, "NO_GROUP"],
    ["has an empty group", { groups: [["价钱"], []] }, "EMPTY_GROUP"],
    ["has an empty word", { groups: [[" "]] }, "EMPTY_WORD"],
    ["names a vocabulary that is not there", { groups: [["价钱", "@nothing"]] }, "UNKNOWN_VOCABULARY"],
    ["has a word in two groups", { groups: [["价钱"], ["價錢"]] }, "WORD_IN_TWO_GROUPS"],
    ["has a word that is neutral", { groups: [["性价比"]] }, "WORD_IS_NEUTRAL"],
    ["has a word for and against it", { unless: ["离谱"] }, "WORD_SPEAKS_BOTH_WAYS"],
    ["has a word longer than a word", { groups: [["价".repeat(31)]] }, "WORD_TOO_LONG"],
    ["reaches over more than a sentence", { within: 201 }, "WINDOW_OUT_OF_BOUNDS"],
    ["has the code of another", { code: "QUALITY_MATTER" }, "DOUBLE_CODE"],
  ])("is found when it %s", (_, change, fault) => {
    expect(problemsOf(change)).toContain(fault);
  });

  it("is left alone otherwise", () => {
    expect(problemsOf({})).toEqual([]);
  });
});
