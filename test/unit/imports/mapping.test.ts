import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Lexicon } from "../../../src/modules/imports/mapping/lexicon.js";
import { divisionNamed, divisionNames } from "../../../src/modules/imports/mapping/lexicon.js";
import { type RowReading, rowReader } from "../../../src/modules/imports/mapping/row-reader.js";
import { columnRule, suggestMapping } from "../../../src/modules/imports/mapping/suggestion.js";
import { findRepetitions, marksOf } from "../../../src/modules/imports/row.identity.js";

const entry = (dictionary: string, code: string, nameChinese: string, kinds: string[] = []) =>
  ({
    dictionary,
    code,
    nameChinese,
    nameEnglish: code.toLowerCase(),
    kinds,
    line: code === "PRICE" ? "PRICE" : null,
  }) as never;

const division = (code: string, name: string, city: string | null, province: string) =>
  ({
    code,
    name,
    city,
    province,
    parent: null,
    level: "COUNTY",
    isZone: false,
    validFrom: "2000-01-01",
    validTo: null,
  }) as never;

const lexicon: Lexicon = {
  entries: [
    entry("ISSUE_CLASS", "PRICE", "价格"),
    entry("ISSUE_CLASS", "UNLICENSED_BUSINESS", "无证无照经营", ["REPORT"]),
    entry("CHANNEL", "PHONE", "12315热线电话"),
    entry("TOPIC", "MASKS", "口罩"),
    entry("TOPIC", "EPIDEMIC", "疫情"),
  ],
  divisions: [
    division("230903", "桃山区", "230900", "230000"),
    division("230902", "新兴区", "230900", "230000"),
    division("310101", "新兴区", "310100", "310000"),
    division("110101", "和平区", "110100", "110000"),
    division("120101", "和平区", "120100", "120000"),
  ],
  place: { province: "230000", city: "230900" },
};

const columns = [
  "编号",
  "登记时间",
  "类别",
  "问题",
  "内容",
  "办结时间",
  "结果",
  "电话",
  "区县",
  "主题",
  "金额",
  "状态",
];
const fields = [
  ...(["NUMBER", "REGISTERED_AT", "KIND", "ISSUE_CLASS", "FACTS", "CLOSED_AT", "OUTCOME", "CONTACT_PHONE"] as const),
  ...(["DIVISION", "TOPICS", "RECOVERED_LOSS", "STATE"] as const),
];
const rules = [
  ...fields.map((field, place) => columnRule(field, columns[place] ?? "")),
  { ...columnRule("CHANNEL", ""), column: null, constant: "PHONE" },
];
const usual: Readonly<Record<string, string>> = {
  编号: "旧-1",
  登记时间: "2019-01-24 10:30",
  类别: "投诉",
  问题: "价格",
  内容: "口罩太贵",
  办结时间: "2019-02-01",
  结果: "调解成功",
};

const readOf = (changes: Readonly<Record<string, string>> = {}, others = rules): RowReading => {
  const read = rowReader({
    rules: others,
    columns,
    lexicon,
    now: new Date("2026-11-22T00:00:00Z"),
    isCountedFrom1904: false,
  });
  return read({ number: 7, cells: columns.map((column) => ({ ...usual, ...changes })[column] ?? "") });
};
const codesOf = (changes: Readonly<Record<string, string>>): string[] =>
  (readOf(changes).problems ?? []).map(({ code, column }) => `${column}:${code}`);

describe("a row", () => {
  it("is read as an old ticket", () => {
    const { ticket } = readOf({
      主题: "口罩、疫情,口罩",
      金额: "1.5万",
      区县: "黑龙江省七台河市桃山区",
      电话: "138 0000 1234",
    });
    expect(ticket).toMatchObject({
      ...{ row: 7, number: "旧-1", kind: "COMPLAINT", isFinished: true, outcome: "SETTLED", issueClass: "PRICE" },
      ...{ line: "PRICE", channel: "PHONE", topics: ["MASKS", "EPIDEMIC"], recoveredLoss: 1500000n },
      registeredAt: new Date("2019-01-24T02:30:00Z"),
      receivedAt: new Date("2019-01-24T02:30:00Z"),
      decidedAt: new Date("2019-01-31T16:00:00Z"),
      division: { code: "230903" },
    });
  });

  it.each([
    [{ 类别: "" }, ["类别:MISSING"]],
    [{ 类别: "表扬" }, ["类别:UNKNOWN_WORD"]],
    [{ 登记时间: "昨天" }, ["登记时间:NOT_A_DATE"]],
    [{ 登记时间: "2027-01-01" }, ["登记时间:IN_THE_FUTURE", "办结时间:DATES_OUT_OF_ORDER"]],
    [{ 登记时间: "1998-01-01" }, ["登记时间:TOO_EARLY"]],
    [{ 办结时间: "2018-12-31" }, ["办结时间:DATES_OUT_OF_ORDER"]],
    [{ 内容: "x" }, ["内容:TOO_SHORT"]],
    [{ 内容: "字".repeat(5001) }, ["内容:TOO_LONG"]],
    [{ 问题: "无证无照经营" }, ["问题:UNKNOWN_WORD"]],
    [{ 结果: "" }, ["结果:OUTCOME_MISSING"]],
    [{ 结果: "立案" }, ["结果:OUTCOME_OF_OTHER_KIND"]],
    [{ 登记时间: "2020-01-24", 办结时间: "2020-02-01", 状态: "在办" }, ["状态:STATE_CONTRADICTS"]],
    [{ 状态: "在办", 办结时间: "", 结果: "" }, ["登记时间:NO_ORDER"]],
    [{ 状态: "已办结", 办结时间: "" }, ["办结时间:MISSING"]],
    [{ 电话: "打不通" }, ["电话:NOT_A_PHONE"]],
    [{ 金额: "很多" }, ["金额:NOT_AN_AMOUNT"]],
    [{ 区县: "和平区" }, ["区县:AMBIGUOUS_DIVISION"]],
    [{ 区县: "不存在区" }, ["区县:UNKNOWN_DIVISION"]],
    [{ 主题: "口罩、外星人" }, ["主题:UNKNOWN_WORD"]],
  ])("says all that is wrong with it: %j", (changes, expected) => {
    expect(codesOf(changes as Record<string, string>).sort()).toEqual([...expected].sort());
  });

  it("says several things at once, each of its column", () => {
    expect(codesOf({ 类别: "投诉", 登记时间: "?", 问题: "?", 金额: "?" })).toHaveLength(3);
  });

  it("shows of a telephone number only its form, and of what the citizen tells nothing", () => {
    const problems = readOf({ 电话: "王小明13800001234", 内容: "我" }).problems ?? [];
    expect(problems.map(({ value }) => value)).toEqual([null, "字字字99999999999"]);
  });

  it("takes what people write for nothing as nothing, and a day of its own for no earlier instant", () => {
    const { ticket } = readOf({ 电话: "无", 区县: "-", 金额: "/", 办结时间: "2019-01-24" });
    expect(ticket).toMatchObject({ contact: { phone: null }, division: null, recoveredLoss: null });
    expect(ticket?.closedAt).toEqual(ticket?.registeredAt);
  });

  it("is open where the sheet says so, and ruled by the order of its day", () => {
    const { ticket } = readOf({ 登记时间: "2020-01-24", 状态: "办理中", 办结时间: "", 结果: "" });
    expect(ticket).toMatchObject({ isFinished: false, outcome: null, closedAt: null, decidedAt: null });
  });

  it("has a word mean what the mapping says, and another what it says of all others", () => {
    const others = rules.map((rule) =>
      rule.field === "KIND"
        ? { ...rule, words: [{ word: "表扬", value: "咨询" }] }
        : rule.field === "ISSUE_CLASS"
          ? { ...rule, otherwise: "价格" }
          : rule,
    );
    expect(readOf({ 类别: "表扬", 问题: "奇怪", 结果: "" }, others).ticket).toMatchObject({
      kind: "CONSULTATION",
      issueClass: "PRICE",
      outcome: "ANSWERED",
    });
  });

  it("that could not be read is told of as that", () => {
    const read = rowReader({ rules, columns, lexicon, now: new Date(), isCountedFrom1904: false });
    expect(read({ number: 1, cells: null }).problems).toEqual([
      { code: "MALFORMED_ROW", field: null, column: null, value: null },
    ]);
  });

  it("never makes anything throw, whatever stands in its cells", () => {
    const read = rowReader({ rules, columns, lexicon, now: new Date(), isCountedFrom1904: false });
    const signs = fc.constantFrom(
      "投诉",
      "2019-01-24",
      "价格",
      "\0",
      "\ud800",
      "，",
      "1.5万",
      "x",
      "𠮷",
      "\r\n",
      "=1+1",
    );
    const cell = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(signs).map((some) => some.join("")),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 14 }), (cells) => {
        const { problems, ticket } = read({ number: 1, cells });
        expect((problems === null) !== (ticket === null)).toBe(true);
        expect(JSON.stringify(problems ?? ticket?.facts)).not.toContain("\\u0000");
      }),
    );
  });
});

describe("the suggestion of a mapping", () => {
  it("knows the titles of old sheets, with units and notes", () => {
    const titles = [
      "工单编号*",
      "登记时间",
      "来电时间",
      "诉求内容（必填）",
      "被投诉对象",
      "类别",
      "办结时间",
      "处理结果",
      "挽回经济损失(万元)",
    ];
    expect(suggestMapping(titles).map(({ column, field, unit }) => `${field}=${column} ${unit}`)).toEqual([
      "NUMBER=工单编号* YUAN",
      "KIND=类别 YUAN",
      "REGISTERED_AT=登记时间 YUAN",
      "RECEIVED_AT=来电时间 YUAN",
      "CLOSED_AT=办结时间 YUAN",
      "RESPONDENT_NAME=被投诉对象 YUAN",
      "FACTS=诉求内容（必填） YUAN",
      "OUTCOME=处理结果 YUAN",
      "RECOVERED_LOSS=挽回经济损失(万元) TEN_THOUSAND_YUAN",
    ]);
  });

  it("gives no column twice, and each field once", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...columns, "电话号码", "登记日期", "反映内容", "x")), (some) => {
        const suggested = suggestMapping(some);
        expect(new Set(suggested.map(({ column }) => column)).size).toBe(suggested.length);
        expect(new Set(suggested.map(({ field }) => field)).size).toBe(suggested.length);
      }),
    );
  });
});

describe("the name of a division", () => {
  it("is found by its code, by itself, and at the end of a longer name", () => {
    expect(divisionNames("黑龙江省七台河市桃山区")).toContain("桃山区");
    for (const word of ["230903", "桃山区", "七台河市 桃山区"])
      expect(divisionNamed(lexicon, word)).toMatchObject({ code: "230903" });
  });

  it("means the bureau's own of several, and none where none is its own", () => {
    expect(divisionNamed(lexicon, "新兴区")).toMatchObject({ code: "230902" });
    expect(divisionNamed(lexicon, "和平区")).toBe("AMBIGUOUS");
    expect(divisionNamed(lexicon, "999999")).toBe("UNKNOWN");
  });
});

describe("rows that have one number", () => {
  const mark = (key: string, digest: string, row: number) => ({ key, digest, row });

  it("are known where they say the same, and bad where any two differ", () => {
    const first = marksOf([mark("1", "a", 2), mark("2", "b", 3), mark("3", "c", 4)]);
    const second = marksOf([mark("2", "b", 5), mark("3", "d", 6), mark("3", "c", 7), mark("4", "e", 8)]);
    expect(findRepetitions([first, null, second])).toEqual([
      { repeated: [], contradictory: [4] },
      { repeated: [], contradictory: [] },
      { repeated: [5], contradictory: [6, 7] },
    ]);
  });

  it("leave all others as they are, however they are spread over chunks", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.tuple(fc.nat(6), fc.nat(2)), { maxLength: 6 }), { maxLength: 4 }), (chunks) => {
        let row = 0;
        const next = (): number => {
          row += 1;
          return row;
        };
        const marked = chunks.map((some) => some.map(([key, digest]) => mark(String(key), String(digest), next())));
        const all = marked.flat();
        const found = findRepetitions(marked.map(marksOf));
        const out = new Set(found.flatMap(({ contradictory, repeated }) => [...contradictory, ...repeated]));
        for (const one of all) {
          const same = all.filter(({ key }) => key === one.key);
          const agrees = same.every(({ digest }) => digest === one.digest);
          expect(out.has(one.row)).toBe(agrees ? same[0] !== one : true);
        }
      }),
    );
  });
});
