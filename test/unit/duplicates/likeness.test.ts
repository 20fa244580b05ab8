import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  agreement,
  compareMatters,
  type MatterSource,
  marksOf,
  matterOf,
  sharedPhrases,
  textLikeness,
} from "../../../src/modules/duplicates/likeness/index.js";
import { comparedName, likenessBands, likenessPairs } from "../../../src/modules/tickets/index.js";

const clause = fc.stringMatching(/^[一-龥a-z]{0,12}$/);
const text = fc.array(clause, { maxLength: 8 }).map((clauses) => clauses.join("，"));
const maybe = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null });

const source: fc.Arbitrary<MatterSource> = fc.record({
  kind: maybe(fc.constantFrom("COMPLAINT", "REPORT")),
  phone: maybe(fc.constantFrom("p1", "p2")),
  identity: maybe(fc.constantFrom("i1", "i2")),
  person: maybe(fc.constantFrom("n1", "n2")),
  respondentName: maybe(
    fc.constantFrom("国大药房观前街店", "国大药房石路店", "国大药房", "万家福超市有限公司", "万家福超市"),
  ),
  creditCode: maybe(fc.constantFrom("91320500MA1", "91320500MA2")),
  division: maybe(fc.constantFrom("320508", "320505")),
  goodsClass: maybe(fc.constantFrom("FOOD", "MASKS")),
  issueClass: maybe(fc.constantFrom("PRICE", "QUALITY")),
  receivedAt: fc.date({ min: new Date("2025-01-01"), max: new Date("2026-12-31"), noInvalidDate: true }),
  facts: maybe(text),
});

describe("the likeness of texts", () => {
  it("is between 0 and 1, and the same whichever comes first", () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [first, second] = [likenessPairs(one), likenessPairs(other)];
        const likeness = textLikeness(first, second);
        expect(textLikeness(second, first)).toBe(likeness);
        if (likeness === null) return;
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("is 1 for a text and itself, however short", () => {
    fc.assert(
      fc.property(text, (one) => {
        const pairs = likenessPairs(one);
        expect(textLikeness(pairs, pairs)).toBe(pairs.size === 0 ? null : 1);
      }),
    );
  });

  it("does not depend on the order of the clauses, nor do the bands", () => {
    fc.assert(
      fc.property(fc.array(clause, { maxLength: 8 }), (clauses) => {
        const [one, other] = [clauses.join("，"), [...clauses].reverse().join("；")];
        expect(likenessPairs(other)).toEqual(likenessPairs(one));
        expect(likenessBands(other)).toEqual(likenessBands(one));
      }),
    );
  });

  it("does not see width, case or white space at the ends", () => {
    expect(likenessPairs("　ＡＢＣ牌口罩 ")).toEqual(likenessPairs("abc牌口罩"));
  });

  it("does not count what nearly every complaint says", () => {
    expect([...likenessPairs("来电人反映：要求退款")]).toEqual([]);
  });
});

describe("bands", () => {
  it("are none for a text that is too short", () => {
    expect(likenessBands("口罩贵")).toEqual([null, null, null, null, null]);
  });

  it("are numbers of 32 bits, the same for the same text", () => {
    const facts = "国大药房观前街店一次性口罩一只卖八块钱比平时贵了好几倍门口排长队";
    const bands = likenessBands(facts);
    expect(likenessBands(facts)).toEqual(bands);
    for (const band of bands) expect(Number(band) | 0).toBe(band);
  });

  it("share one where nine tenths of a text are the same", () => {
    const facts = "超市货架上摆着早就过期的盒装牛奶小孩喝完以后上吐下泻去医院打针花费很多店员还不承认";
    const [one, other] = [likenessBands(facts), likenessBands(`${facts.slice(0, -2)}态度`)];
    expect(one.some((band, place) => band === other[place])).toBe(true);
  });
});

describe("matters", () => {
  it("are as like each other whichever comes first, between 0 and 1", () => {
    fc.assert(
      fc.property(source, source, (one, other) => {
        const { likelihood } = compareMatters(matterOf(one), matterOf(other));
        expect(compareMatters(matterOf(other), matterOf(one)).likelihood).toBeCloseTo(likelihood, 12);
        expect(likelihood).toBeGreaterThan(0);
        expect(likelihood).toBeLessThan(1);
      }),
    );
  });

  it("are called likely where somebody tells the same of the same respondent again", () => {
    fc.assert(
      fc.property(source, (one) => {
        const full = {
          ...one,
          phone: "p1",
          respondentName: "国大药房",
          issueClass: "PRICE",
          facts: "口罩涨价八倍还不许退换",
        };
        expect(compareMatters(matterOf(full), matterOf(full)).likelihood).toBeGreaterThan(0.5);
      }),
    );
  });
});

describe("the name of a respondent", () => {
  const called = (respondentName: string): MatterSource => ({
    ...{ kind: "REPORT", phone: "p1", identity: null, person: null, creditCode: null, division: null },
    ...{ goodsClass: null, issueClass: "PRICE", receivedAt: new Date("2026-11-22T10:00:00+08:00"), respondentName },
    facts: respondentName === "仁济大药房" ? "仁济大药房哄抬口罩价格，一包卖四百元" : "口罩涨价到四百一包，哄抬价格",
  });
  const likelihood = (one: string, other: string): number =>
    compareMatters(matterOf(called(one)), matterOf(called(other))).likelihood;

  it("is that of the same shop as people say it", () => {
    for (const said of ["仁济药房", "仁济大药房连锁有限公司", "仁济大药房"]) {
      expect(likelihood("仁济大药房", said)).toBeGreaterThan(0.5);
    }
  });

  it("is another's where more than that differs", () => {
    for (const said of ["仁和药房", "百姓大药房", "仁济超市"]) {
      expect(likelihood("仁济大药房", said)).toBeLessThan(0.5);
    }
  });
});

describe("marks", () => {
  it("are amounts, days and numbers of orders, however they are written", () => {
    const { amounts, codes, days } = marksOf("２月3日花35.50元（原价１２块），2026-02-03下单，订单号88010023，2.14元");
    expect([...amounts].sort()).toEqual(["12", "2.14", "35.5"]);
    expect([...days]).toEqual(["2-3"]);
    expect([...codes]).toEqual(["88010023"]);
  });

  it("agree wholly, not at all, or say nothing", () => {
    expect(agreement(new Set(["1", "2"]), new Set(["2"]))).toBe(1);
    expect(agreement(new Set(["1"]), new Set(["2"]))).toBe(-1);
    expect(agreement(new Set(), new Set(["2"]))).toBeNull();
  });
});

describe("names of respondents", () => {
  it.each([
    ["苏州宏达电器有限公司", "苏州宏达电器"],
    ["苏州宏达电器（有限公司）", "苏州宏达电器"],
    ["国大药房 观前街店", "国大药房观前街店"],
    ["A．B便利店", "ab便利店"],
    ["   ", null],
    [null, null],
  ])("%j is compared as %j", (written, compared) => {
    expect(comparedName(written)).toBe(compared);
  });
});

describe("shared phrases", () => {
  it("are the longest that both texts have, five at most", () => {
    const facts = "口罩一包卖四百块，店员说进价也高，没有小票";
    expect(sharedPhrases(facts, likenessPairs("他们家的口罩一包卖四百块，店员说进价也高"))).toEqual([
      "口罩一包卖四百块",
      "员说进价也高",
    ]);
  });
});
