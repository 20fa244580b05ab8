import { describe, expect, it } from "vitest";
import {
  type PriceRuleBook,
  preparePriceRules,
  shippedPriceRuleBook,
  shippedPriceRules,
  suggestOtherMatter,
  suggestPriceCase,
} from "../../../src/modules/prices/suggestions/index.js";

const everywhere = { only: null, except: [] };
const plainRule = {
  code: "PLAIN",
  chinese: "测试",
  english: "Test",
  topic: null,
  groups: [["价格"], ["太贵"]],
  within: 10,
  unless: [],
  reach: null,
  issueClasses: everywhere,
  goodsClasses: everywhere,
};

function prepare(rule: Partial<PriceRuleBook["rules"][number]>, book: Partial<PriceRuleBook> = {}) {
  return preparePriceRules({ ...shippedPriceRuleBook, neutral: [], rules: [{ ...plainRule, ...rule }], ...book });
}

function firesIn(text: string, rules = shippedPriceRules, classes: { issueClass?: string; goodsClass?: string } = {}) {
  const { issueClass = null, goodsClass = null } = classes;
  return suggestPriceCase({ text, issueClass, goodsClass }, rules)?.rules ?? [];
}

const wordsIn = (text: string): string[] =>
  suggestPriceCase({ text, issueClass: null, goodsClass: null }, shippedPriceRules)?.words.map(({ word }) => word) ??
  [];

describe("the shipped rules suggest the price line for", () => {
  it.each([
    ["口罩价格太贵", "OVERPRICED"],
    ["蔬菜涨价", "PRICE_RISE"],
    ["一个口罩卖50块", "AMOUNT_ALONE"],
    ["10元涨到38元", "PRICE_RISE"],
    ["商家坐地起价", "PRICE_GOUGING"],
    ["哄抬物价", "PRICE_GOUGING"],
    ["药店囤积居奇", "PRICE_GOUGING"],
    ["店内没有明码标价", "UNMARKED"],
    ["货架上的商品未标价", "UNMARKED"],
    ["涉嫌价格欺诈", "PRICE_FRAUD"],
    ["虚假打折", "PRICE_FRAUD"],
    ["强制收费", "FORCED_CHARGE"],
    ["停车费乱收费", "UNFOUNDED_CHARGE"],
    ["物业乱收费", "UNFOUNDED_CHARGE"],
    ["居民电价太高", "OVERPRICED"],
    ["请问阶梯水价怎么算", "PRICE_QUESTION"],
    ["要求退还多收的停车费", "OVERCHARGE_REFUND"],
    ["退押金时多收五十元清洁费", "UNFOUNDED_CHARGE"],
  ])("%j, by %s", (text, rule) => {
    expect(firesIn(text)).toContain(rule);
  });
});

describe("the shipped rules are silent on", () => {
  it.each([
    ["a refund", "培训机构倒闭，要求退费"],
    ["a refund with a sum", "要求退款500元"],
    ["a deposit", "共享单车押金299元一直不退"],
    ["a negated price matter", "价格没问题，就是质量问题"],
    ["a fair price beside another matter", "店里已明码标价，价格合理，但衣服褪色"],
    ["a review, which has the character of price in it", "商家要求删除差评价，态度很差"],
    ["a polite address, which has the character of dear in it", "贵局您好，请问怎么注册公司"],
    ["a place name", "贵州路的店员态度差"],
    ["what was paid for broken goods", "花8000元买的沙发塌了，要求赔偿"],
    ["nothing", ""],
  ])("%s", (_, text) => {
    expect(firesIn(text)).toEqual([]);
  });
});

describe("writing", () => {
  it.each([
    ["traditional characters", "口罩價格太貴", ["價格", "太貴"]],
    ["full-width digits", "口罩涨到３８元", ["涨到", "３８元"]],
    ["spaces inside words", "口罩价 格太　贵", ["价 格", "太　贵"]],
    ["invisible characters inside words", "坐\u200b地起价", ["坐\u200b地起价"]],
    ["characters outside the basic plane before", "𠮷𠮷哄抬", ["哄抬"]],
    ["Chinese numerals", "由十块钱涨到三十八块", ["十块钱", "涨到", "三十八块"]],
  ])("in %s is understood, and marked as it was written", (_, text, words) => {
    expect(wordsIn(text)).toEqual(words);
  });

  it("in two sentences does not make one matter", () => {
    expect(firesIn("问了价格。路太贵重", prepare({}))).toEqual([]);
    expect(firesIn("问了价格，太贵", prepare({}))).toEqual(["PLAIN"]);
  });
});

describe("a rule", () => {
  it("needs its words within the distance it states", () => {
    expect(firesIn("价格一二三四五六太贵", prepare({ within: 10 }))).toEqual(["PLAIN"]);
    expect(firesIn("价格一二三四五六七太贵", prepare({ within: 10 }))).toEqual([]);
  });

  it("is silenced by a word against it within its reach alone", () => {
    const near = prepare({ unless: ["发霉"], reach: 3 });
    expect(firesIn("价格太贵，又发霉", near)).toEqual([]);
    expect(firesIn("发霉，价格太贵", near)).toEqual([]);
    expect(firesIn("价格太贵，而且还有些发霉", near)).toEqual(["PLAIN"]);
    expect(firesIn("价格太贵。而且还有些发霉", prepare({ unless: ["发霉"], reach: null }))).toEqual([]);
  });

  it("does not see words inside neutral phrases", () => {
    const rules = prepare({ groups: [["价格"]] }, { neutral: ["价格公道"] });
    expect(firesIn("价格公道", rules)).toEqual([]);
    expect(firesIn("价格公道，价格", rules)).toEqual(["PLAIN"]);
  });

  it("applies to the classes of goods that it names, and to none where the ticket has none", () => {
    const rules = prepare({ goodsClasses: { only: ["GOODS_DRUGS"], except: [] } });
    expect(firesIn("价格太贵", rules, { goodsClass: "GOODS_DRUGS" })).toEqual(["PLAIN"]);
    expect(firesIn("价格太贵", rules, { goodsClass: "GOODS_BAGS" })).toEqual([]);
    expect(firesIn("价格太贵", rules)).toEqual([]);
  });

  it("does not apply to the issue classes that it excepts", () => {
    const rules = prepare({ issueClasses: { only: null, except: ["QUALITY"] } });
    expect(firesIn("价格太贵", rules, { issueClass: "QUALITY" })).toEqual([]);
    expect(firesIn("价格太贵", rules, { issueClass: "OTHER" })).toEqual(["PLAIN"]);
    expect(firesIn("价格太贵", rules)).toEqual(["PLAIN"]);
  });

  it("takes the words of a vocabulary of the book", () => {
    const rules = prepare({ groups: [["@own"]] }, { vocabularies: { own: ["离谱"] } });
    expect(firesIn("太离谱", rules)).toEqual(["PLAIN"]);
  });

  it.each([
    ["卖38元", true],
    ["卖¥38", true],
    ["卖四块五", true],
    ["卖1,499元", true],
    ["卖了一块屏", false],
    ["卖了3天", false],
  ])("finds sums of money as people say them: %s, %s", (text, isSum) => {
    expect(firesIn(text, prepare({ groups: [["@amount"]] }))).toEqual(isSum ? ["PLAIN"] : []);
  });

  it("proposes its topic", () => {
    const ticket = { text: "蔬菜涨价", issueClass: null, goodsClass: "GOODS_VEGETABLES_AND_FRUIT" };
    expect(suggestPriceCase(ticket, shippedPriceRules)?.topics).toEqual(["VEGETABLE_PRICES"]);
  });
});

describe("a ticket of the price line", () => {
  const suggestOut = (text: string, issueClass: string | null = "PRICE") =>
    suggestOtherMatter({ text, issueClass, goodsClass: null }, shippedPriceRules);

  it("is not suggested into it again", () => {
    expect(
      suggestPriceCase({ text: "口罩价格太贵", issueClass: "PRICE", goodsClass: null }, shippedPriceRules),
    ).toBeNull();
  });

  it("is suggested out of it with the words of the other matter where nothing speaks of a price", () => {
    expect(suggestOut("面包发霉，老板态度差")).toEqual({
      rules: ["QUALITY_MATTER", "CONDUCT_MATTER"],
      topics: [],
      words: [
        { word: "发霉", start: 2, end: 4 },
        { word: "态度", start: 7, end: 9 },
      ],
    });
  });

  it.each([
    ["a trace of a price", "面包发霉还卖这么贵"],
    ["a sum of money", "面包发霉，花了12元"],
    ["no other matter", "请你们来看看这家店"],
  ])("stays with %s in its text", (_, text) => {
    expect(suggestOut(text)).toBeNull();
  });

  it("alone is suggested out of it", () => {
    expect(suggestOut("面包发霉", "QUALITY")).toBeNull();
    expect(suggestOut("面包发霉", null)).toBeNull();
  });
});
