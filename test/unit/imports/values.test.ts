import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shapeOf, toFen, toInstant } from "../../../src/modules/imports/mapping/values.js";

const china = (text: string): Date => new Date(`${text}+08:00`);

describe("the dates of old sheets", () => {
  it.each([
    ["2020-01-24", "2020-01-24T00:00:00"],
    ["2020/1/24", "2020-01-24T00:00:00"],
    ["2020.1.24 9:05", "2020-01-24T09:05:00"],
    ["2020年1月24日", "2020-01-24T00:00:00"],
    ["2020年1月24日 10:30", "2020-01-24T10:30:00"],
    ["2020年01月24日10时30分15秒", "2020-01-24T10:30:15"],
    ["2020年1月24日 下午3:30", "2020-01-24T15:30:00"],
    ["2020-01-24 上午12:05", "2020-01-24T00:05:00"],
    ["2020/1/24 3:30:00 PM", "2020-01-24T15:30:00"],
    ["２０２０－０１－２４ １０：３０", "2020-01-24T10:30:00"],
    ["20200124", "2020-01-24T00:00:00"],
    ["20200124 103015", "2020-01-24T10:30:15"],
    ["43854", "2020-01-24T00:00:00"],
    ["43854.4375", "2020-01-24T10:30:00"],
    ["43854.4374999999", "2020-01-24T10:30:00"],
  ])("%s is read", (text, expected) => {
    expect(toInstant(text)).toEqual(china(expected));
  });

  it("keep the zone that they name", () => {
    expect(toInstant("2020-01-24T02:30:00Z")).toEqual(china("2020-01-24T10:30:00"));
    expect(toInstant("2020-01-24 10:30:00.123+08:00")).toEqual(china("2020-01-24T10:30:00"));
    expect(toInstant("2020-01-24T10:30:00-0500")).toEqual(new Date("2020-01-24T15:30:00Z"));
  });

  it("count from 1904 where the workbook does", () => {
    expect(toInstant("42392", true)).toEqual(toInstant("43854"));
  });

  it.each([
    "",
    "昨天",
    "2020-02-30",
    "2020-13-01",
    "2020-1",
    "24/01/2020",
    "2020-01-24 25:00",
    "12",
    "138000",
    "2020年",
  ])("refuse %j", (text) => {
    expect(toInstant(text)).toBeNull();
  });

  it("are read as they were written, for every day and minute", () => {
    const instants = fc.date({
      min: new Date("1999-03-15T00:00:00Z"),
      max: new Date("2030-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.constantFrom("-", "/", "."), fc.boolean(), (at, sign, isPadded) => {
        const local = new Date(Math.floor(at.getTime() / 60_000) * 60_000 + 8 * 3_600_000);
        const two = (number: number): string => (isPadded ? String(number).padStart(2, "0") : String(number));
        const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate()];
        const time = `${two(local.getUTCHours())}:${String(local.getUTCMinutes()).padStart(2, "0")}`;
        const expected = new Date(local.getTime() - 8 * 3_600_000);
        expect(toInstant(`${year}${sign}${two(month)}${sign}${two(day)} ${time}`)).toEqual(expected);
        expect(toInstant(`${year}年${two(month)}月${two(day)}日 ${time}`)).toEqual(expected);
      }),
    );
  });

  it("never throw, and are never no instant at all", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789-/.年月日: 上下午APMTZ+") }), (text) => {
        const at = toInstant(text);
        expect(at === null || Number.isFinite(at.getTime())).toBe(true);
      }),
    );
  });
});

describe("the amounts of old sheets", () => {
  it.each([
    ["1234.5", "YUAN", 123450n],
    ["1,234.50", "YUAN", 123450n],
    ["¥ 12", "YUAN", 1200n],
    ["800元", "YUAN", 80000n],
    ["3.5万", "YUAN", 3500000n],
    ["0.000001", "TEN_THOUSAND_YUAN", 1n],
    ["1.2", "TEN_THOUSAND_YUAN", 1200000n],
    ["1.2元", "TEN_THOUSAND_YUAN", 120n],
    ["1亿元", "YUAN", 10_000_000_000n],
    ["１２．５０", "YUAN", 1250n],
    ["12.500", "YUAN", 1250n],
    ["-0", "YUAN", 0n],
  ] as const)("%s in %s", (text, unit, fen) => {
    expect(toFen(text, unit)).toBe(fen);
  });

  it.each(["", "元", "12.345", "-5", "1.2.3", "12块", "1e5", "99999999999999"])("refuse %j", (text) => {
    expect(toFen(text, "YUAN")).toBeNull();
  });

  it("come out exactly", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 1_000_000_000_000n), (fen) => {
        const text = `${fen / 100n}.${String(fen % 100n).padStart(2, "0")}`;
        expect(toFen(text, "YUAN")).toBe(fen);
      }),
    );
  });
});

describe("the form of a value that tells of a citizen", () => {
  it("says what kinds of signs it has, and none of them", () => {
    expect(shapeOf("王小明 138-0000-1234x")).toBe("字字字 999-9999-9999A");
  });

  it("never holds a letter or digit of it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(shapeOf(text)).toMatch(/^[^\p{L}\p{N}]*(?:[字A9][^\p{L}\p{N}]*)*$/u);
      }),
    );
  });
});
