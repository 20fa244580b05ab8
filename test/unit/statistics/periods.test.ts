import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bucketOf,
  bucketsOf,
  bucketUnits,
  type DayRange,
  equalDaysBefore,
  periodBefore,
  samePeriodYearBefore,
  splitByMonth,
} from "../../../src/modules/statistics/numbers/periods.js";

const DAY = 86_400_000;
const dateAt = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const dayOf = (date: string): number => Date.parse(date) / DAY;
const daysOf = ({ from, to }: DayRange): string[] =>
  Array.from({ length: dayOf(to) - dayOf(from) + 1 }, (_, index) => dateAt(dayOf(from) + index));
const range = (text: string): DayRange => {
  const [from = "", to = from] = text.split("..");
  return { from, to };
};
const written = ({ from, to }: DayRange): string => `${from}..${to}`;

const anyDate = fc.integer({ min: dayOf("1999-12-01"), max: dayOf("2040-12-31") });
const anyRange = fc
  .tuple(anyDate, fc.oneof(fc.nat(70), fc.nat(900)))
  .map(([first, length]): DayRange => ({ from: dateAt(first), to: dateAt(first + length) }));

describe("the period before (环比)", () => {
  it.each([
    ["a day", "2020-01-01..2020-01-01", "2019-12-31..2019-12-31"],
    ["a week", "2020-01-24..2020-01-30", "2020-01-17..2020-01-23"],
    ["eight days", "2020-01-24..2020-01-31", "2020-01-16..2020-01-23"],
    ["a month", "2026-03-01..2026-03-31", "2026-02-01..2026-02-28"],
    ["January", "2026-01-01..2026-01-31", "2025-12-01..2025-12-31"],
    ["a quarter", "2026-01-01..2026-03-31", "2025-10-01..2025-12-31"],
    ["a leap year", "2024-01-01..2024-12-31", "2023-01-01..2023-12-31"],
    ["a month but a day", "2026-03-01..2026-03-30", "2026-01-30..2026-02-28"],
  ])("of %s %s is %s", (_, period, before) => {
    expect(written(periodBefore(range(period)))).toBe(before);
  });

  it("in days is as long and ends the day before", () => {
    expect(written(equalDaysBefore(range("2026-03-01..2026-03-31")))).toBe("2026-01-29..2026-02-28");
    fc.assert(
      fc.property(anyRange, (period) => {
        const before = equalDaysBefore(period);
        expect(daysOf(before).length).toBe(daysOf(period).length);
        expect(dayOf(before.to) + 1).toBe(dayOf(period.from));
        expect(dayOf(periodBefore(period).to) + 1).toBe(dayOf(period.from));
      }),
    );
  });
});

describe("the same period of the year before (同比)", () => {
  it.each([
    ["keeps the calendar days", "2020-01-24..2020-01-31", "2019-01-24..2019-01-31"],
    ["takes 29 February as the 28th", "2024-02-29..2024-02-29", "2023-02-28..2023-02-28"],
    ["does not stretch to the 29th", "2025-02-01..2025-02-28", "2024-02-01..2024-02-28"],
    ["spans the turn of a year", "2025-12-20..2026-01-10", "2024-12-20..2025-01-10"],
  ])("%s: %s is compared with %s", (_, period, before) => {
    expect(written(samePeriodYearBefore(range(period)))).toBe(before);
  });

  it("changes the year alone for every day but 29 February", () => {
    fc.assert(
      fc.property(anyRange, (period) => {
        const before = samePeriodYearBefore(period);
        for (const end of ["from", "to"] as const) {
          expect(dateAt(dayOf(before[end]))).toBe(before[end]);
          expect(Number(period[end].slice(0, 4)) - Number(before[end].slice(0, 4))).toBe(1);
          if (!period[end].endsWith("02-29")) expect(before[end].slice(4)).toBe(period[end].slice(4));
        }
      }),
    );
  });
});

describe("whole months and edges of a period", () => {
  it.each([
    ["2026-03-01..2026-03-31", ["2026-03-01"], []],
    ["2026-01-15..2026-04-10", ["2026-02-01", "2026-03-01"], ["2026-01-15..2026-01-31", "2026-04-01..2026-04-10"]],
    ["2026-03-02..2026-03-30", [], ["2026-03-02..2026-03-30"]],
    ["2025-12-31..2026-02-28", ["2026-01-01", "2026-02-01"], ["2025-12-31..2025-12-31"]],
    ["2024-02-01..2024-02-28", [], ["2024-02-01..2024-02-28"]],
    ["2024-02-01..2024-02-29", ["2024-02-01"], []],
  ])("of %s are %j and %j", (period, months, days) => {
    const split = splitByMonth(range(period));
    expect([split.months, split.days.map(written)]).toEqual([months, days]);
  });

  it("hold each day of the period once", () => {
    fc.assert(
      fc.property(anyRange, (period) => {
        const { months, days } = splitByMonth(period);
        const ofMonths = months.flatMap((first) =>
          daysOf({ from: first, to: dateAt(dayOf(first) + 30) }).filter((day) => day.startsWith(first.slice(0, 7))),
        );
        expect([...ofMonths, ...days.flatMap(daysOf)].sort()).toEqual(daysOf(period));
        expect(days.length).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe("units of time", () => {
  it.each([
    ["2026-03-05", "DAY", "2026-03-05"],
    ["2026-03-05", "WEEK", "2026-03-02"],
    ["2026-03-08", "WEEK", "2026-03-02"],
    ["2026-03-09", "WEEK", "2026-03-09"],
    ["2027-01-01", "WEEK", "2026-12-28"],
    ["1969-12-31", "WEEK", "1969-12-29"],
    ["2026-03-05", "MONTH", "2026-03"],
    ["2026-03-31", "QUARTER", "2026-Q1"],
    ["2026-04-01", "QUARTER", "2026-Q2"],
    ["2026-12-31", "QUARTER", "2026-Q4"],
    ["2026-03-05", "YEAR", "2026"],
  ] as const)("hold %s in the %s %s", (date, unit, code) => {
    expect(bucketOf(date, unit)).toBe(code);
  });

  it("at the edges of a period have only the days that lie in it", () => {
    expect(bucketsOf(range("2026-02-27..2026-03-09"), "WEEK")).toEqual([
      { code: "2026-02-23", from: "2026-02-27", to: "2026-03-01" },
      { code: "2026-03-02", from: "2026-03-02", to: "2026-03-08" },
      { code: "2026-03-09", from: "2026-03-09", to: "2026-03-09" },
    ]);
    expect(bucketsOf(range("2025-11-30..2026-04-01"), "QUARTER").map(({ code }) => code)).toEqual([
      "2025-Q4",
      "2026-Q1",
      "2026-Q2",
    ]);
  });

  it.each(bucketUnits)("of a %s hold each day of a period once and in order, under the code of the day", (unit) => {
    fc.assert(
      fc.property(anyRange, (period) => {
        const buckets = bucketsOf(period, unit);
        expect(buckets.flatMap(daysOf)).toEqual(daysOf(period));
        for (const bucket of buckets) {
          expect(new Set(daysOf(bucket).map((day) => bucketOf(day, unit)))).toEqual(new Set([bucket.code]));
        }
        const codes = buckets.map(({ code }) => code);
        expect(codes).toEqual([...new Set(codes)].sort());
      }),
    );
  });
});
