import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check } from "../../../src/modules/quality/checks.js";
import { type CheckedEntry, entryRuleNames } from "../../../src/modules/quality/entry.js";
import type { RuleRow } from "../../../src/modules/quality/rule.store.js";
import { rulesInForce } from "../../../src/modules/quality/rules-in-force.js";
import { daysIn } from "../../../src/modules/quality/said.js";
import { shippedRule } from "../../../src/modules/quality/shipped-rules.js";

const clean: CheckedEntry = {
  kind: "COMPLAINT",
  issueClass: "PRICE",
  goodsClass: "MASKS",
  isAnonymous: false,
  isSplit: false,
  contact: { name: "王小明", phone: "13812345678", address: null, identityNumber: null },
  respondent: { name: "平安大药房", address: "平江路1号", creditCode: null, division: "320508" },
  facts: "1月27日在平安大药房买口罩，一包卖400元，价格太贵",
  request: "退还差价",
  disputedAmount: 40_000n,
  receivedOn: "2026-06-01",
};

const found = (changes: Partial<CheckedEntry>) => {
  const entry = { ...clean, ...changes };
  return entryRuleNames.flatMap((rule) =>
    check(entry, shippedRule(rule, entry.kind, entry.issueClass)).map(({ field }) => `${rule} ${field}`),
  );
};

const { contact, respondent } = clean;

describe("the rules of entries as shipped", () => {
  it("find nothing of a clean entry", () => {
    expect(found({})).toEqual([]);
  });

  it.each<[string, Partial<CheckedEntry>]>([
    ["until when something keeps", { facts: "2026年5月1日买的牛奶标注保质期至2027年3月1日，价格400元" }],
    ["a card that lasts", { facts: "办的会员卡400元，有效期：2027-01-01，价格与宣传不符" }],
    ["several pieces", { facts: "1月27日买口罩一包400元，价格太贵，买了3包", disputedAmount: 120_000n }],
    ["damages of so many times", { request: "退一赔三", disputedAmount: 160_000n }],
    ["a long list of few characters", { facts: "价格太贵的订单号，400元：1234567890，".repeat(30) }],
    ["material that is split already", { isSplit: true, request: "退款，并依法查处" }],
    ["a report that is split already", { isSplit: true, kind: "REPORT", request: "退款" }],
    [
      "a report of what was refused to others",
      { kind: "REPORT", facts: "该店1月起拒绝给顾客退款，口罩价格400元", request: "查处" },
    ],
  ])("find nothing wrong in %s", (_, changes) => {
    expect(found(changes)).toEqual([]);
  });

  it("look through a text of one numeral in no time", () => {
    const rule = { ...shippedRule("FACTS_WITHOUT_TIME", "COMPLAINT", "PRICE"), effect: "WARN" } as const;
    expect(check({ ...clean, facts: "一".repeat(65_000) }, rule)).toHaveLength(1);
    expect(check({ ...clean, facts: "二十月买的" }, rule)).toEqual([]);
  });

  it.each<[string, Partial<CheckedEntry>, string[]]>([
    ["a respondent without a name", { respondent: { ...respondent, name: null } }, ["FIELDS_REQUIRED respondent.name"]],
    ["no amount of a price complaint", { disputedAmount: null }, ["FIELDS_REQUIRED disputedAmount"]],
    ["half a telephone number", { contact: { ...contact, phone: "65221234" } }, ["PHONE_FORM contact.phone"]],
    ["a title for a name", { contact: { ...contact, name: "王先生" } }, ["NAME_FORM contact.name"]],
    [
      "a wrong check character",
      { contact: { ...contact, identityNumber: "110105194912310021" } },
      ["IDENTITY_FORM contact.identityNumber"],
    ],
    [
      "a respondent that nobody finds",
      { respondent: { ...respondent, name: "某超市" } },
      ["RESPONDENT_VAGUE respondent.name"],
    ],
    ["a bare kind of shop", { respondent: { ...respondent, name: "药店" } }, ["RESPONDENT_VAGUE respondent.name"]],
    ["short facts", { facts: "口罩贵" }, ["FACTS_SHORT facts"]],
    ["vague words", { facts: "平安大药房口罩价格有问题，具体不详" }, ["FACTS_VAGUE facts"]],
    ["a vague request", { request: "请依法处理。" }, ["REQUEST_VAGUE request"]],
    ["the same character again and again", { facts: "贵贵贵贵贵贵贵贵贵贵" }, ["TEXT_REPEATED facts"]],
    ["another amount", { disputedAmount: 50_000n }, ["AMOUNT_DIFFERS disputedAmount"]],
    ["a day after the receipt", { facts: "2026年7月1日在平安大药房买口罩花了400元" }, ["DAY_IN_FUTURE facts"]],
    ["a complaint that asks for a punishment", { request: "退款，并依法查处" }, ["KIND_DIFFERS kind"]],
    [
      "a report whose facts ask for money",
      { kind: "REPORT", facts: "1月27日买口罩一包400元，价格太贵，要求商家退货退款", request: "依法查处该店" },
      ["KIND_DIFFERS kind"],
    ],
    ["a report that asks for money", { kind: "REPORT", request: "要求退款" }, ["KIND_DIFFERS kind"]],
    [
      "price without a price",
      { facts: "1月27日在平安大药房买的口罩是假货", request: "更换", disputedAmount: 1n },
      ["CLASS_DIFFERS issueClass"],
    ],
    [
      "an anonymous reporter with a number",
      { kind: "REPORT", isAnonymous: true, request: null },
      ["ANONYMOUS_WITH_CONTACT isAnonymous"],
    ],
  ])("find %s", (_, changes, expected) => {
    expect(found(changes)).toEqual(expected);
  });

  it.each([
    ["400 yuan of two amounts", "买了2包，分别150元和250元，价格太贵", 40_000n],
    ["ten thousands", "办卡花了1.5万元，价格虚高", 1_500_000n],
    ["full-width digits", "一包口罩卖４００元，价格太贵", 40_000n],
  ])("take %s for the amount in dispute", (_, facts, disputedAmount) => {
    expect(found({ facts, disputedAmount })).toEqual([]);
  });

  it("never fail, and name a field of the registration, whatever is typed", () => {
    const text = fc.string({ unit: "binary", maxLength: 60 });
    const maybe = fc.option(text);
    const entry = fc.record({
      kind: fc.constantFrom("CONSULTATION", "COMPLAINT", "REPORT") as fc.Arbitrary<CheckedEntry["kind"]>,
      issueClass: fc.constantFrom("PRICE", "FOOD_SAFETY"),
      goodsClass: maybe,
      isAnonymous: fc.boolean(),
      isSplit: fc.boolean(),
      contact: fc.record({ name: maybe, phone: maybe, address: maybe, identityNumber: maybe }),
      respondent: fc.record({ name: maybe, address: maybe, creditCode: maybe, division: maybe }),
      facts: text,
      request: maybe,
      disputedAmount: fc.option(fc.bigInt({ min: 0n, max: 10n ** 15n })),
      receivedOn: fc.constant("2026-06-01"),
    });
    fc.assert(
      fc.property(entry, (typed) => {
        for (const rule of entryRuleNames) {
          for (const { field } of check(typed, shippedRule(rule, typed.kind, typed.issueClass))) {
            expect(field).toMatch(/^[a-z]+(?:\.?[a-zA-Z]+)*$/);
          }
        }
      }),
    );
  });
});

describe("the rules in force", () => {
  const row = (bureau: string, changes: Partial<RuleRow>): RuleRow => ({
    ...{ province: "320000", city: null, county: null, bureau, id: bureau, rule: "FACTS_SHORT" },
    ...{ ticketKind: "", issueClass: "", effect: "WARN", least: null, words: null, fields: null },
    ...{ setBy: null, setAt: new Date(0), version: 1, ...changes },
  });
  const shortFacts = (rows: RuleRow[]) =>
    rulesInForce(rows, "COMPLAINT", "PRICE").find(({ rule }) => rule === "FACTS_SHORT");

  it("are those of the nearest bureau, and of its settings the most special one", () => {
    const rows = [
      row("320000", { effect: "BLOCK", issueClass: "PRICE", ticketKind: "COMPLAINT" }),
      row("320500", { least: 20 }),
      row("320500", { least: 30, ticketKind: "COMPLAINT" }),
      row("320500", { least: 40, issueClass: "PRICE" }),
      row("320500", { least: 50, issueClass: "FOOD_SAFETY" }),
    ];
    expect(shortFacts(rows)).toMatchObject({ effect: "WARN", least: 40 });
    expect(shortFacts(rows.slice(0, 1))).toMatchObject({ effect: "BLOCK", least: 8 });
    expect(shortFacts([])).toMatchObject({ effect: "WARN", least: 8 });
  });

  it("name every rule once, whatever is set", () => {
    expect(rulesInForce([row("320500", { effect: "OFF" })], "REPORT", "PRICE").map(({ rule }) => rule)).toEqual(
      entryRuleNames,
    );
  });
});

describe("the days that a text names", () => {
  it("are found in little time, however it is written", () => {
    const from = performance.now();
    expect(daysIn(`${"是".repeat(5000)}${"2020-1-1，".repeat(600)}`)).toHaveLength(600);
    expect(performance.now() - from).toBeLessThan(1000);
  });

  it("are not those until which something lasts, with some signs between", () => {
    expect(daysIn("保质期至 ： 2020年1月1日，2020年1月2日购买")).toEqual(["2020-01-02"]);
  });
});
