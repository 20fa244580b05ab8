import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayClassOf, dayKindsOf, holidayClass, makeUpClass } from "../../../src/modules/surges/detection/day-kinds.js";
import {
  countBetween,
  dayOfHour,
  firstHourOf,
  hourOf,
  hourOfDay,
  makeSeries,
  startOfHour,
} from "../../../src/modules/surges/detection/series.js";
import { chinaDay, chinaHour } from "../../../src/platform/clock.js";

const instants = fc.date({
  min: new Date("2019-01-01T00:00:00Z"),
  max: new Date("2026-12-31T00:00:00Z"),
  noInvalidDate: true,
});

describe("the hours of a series", () => {
  it("are hours of the day in China, and its days begin at midnight there", () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const hour = hourOf(instant);
        expect(hourOfDay(hour)).toBe(chinaHour(instant));
        const midnight = startOfHour(firstHourOf(dayOfHour(hour)));
        expect([chinaDay(midnight), chinaHour(midnight)]).toEqual([chinaDay(instant), 0]);
      }),
    );
  });

  it("hold every ticket that came in between the first and the last, once", () => {
    const from = new Date("2026-01-01T00:00:00+08:00");
    const given = fc.array(fc.record({ hour: fc.integer({ min: -50, max: 250 }), count: fc.nat(9) }));
    fc.assert(
      fc.property(given, (sparse) => {
        const counts = sparse.map(({ hour, count }) => ({ hour: new Date(from.getTime() + hour * 3_600_000), count }));
        const series = makeSeries({ from, until: new Date(from.getTime() + 200 * 3_600_000), counts });
        const within = sparse.filter(({ hour }) => hour >= 0 && hour < 200).reduce((sum, { count }) => sum + count, 0);
        expect(countBetween(series, series.from, series.until)).toBe(within);
        expect(countBetween(series, series.from - 100, series.until + 100)).toBe(within);
      }),
    );
  });

  it("begin with the first whole hour that is known, and end with the one that runs", () => {
    const series = makeSeries({
      from: new Date("2026-01-01T00:20:00Z"),
      until: new Date("2026-01-01T05:10:00Z"),
      counts: [],
    });
    expect([startOfHour(series.from).toISOString(), startOfHour(series.until - 1).toISOString()]).toEqual([
      "2026-01-01T01:00:00.000Z",
      "2026-01-01T05:00:00.000Z",
    ]);
  });
});

describe("the kinds of days", () => {
  const kinds = dayKindsOf(new Date("2020-01-17T00:00:00+08:00"), new Date("2020-02-03T12:00:00+08:00"));
  const classOf = (date: string): number => dayClassOf(kinds, Date.parse(date) / 86_400_000);

  it("keep the Spring Festival of 2020 apart from Friday to Sunday, as it was prolonged", () => {
    expect(kinds.kinds.slice(7, 17)).toEqual(Array(10).fill("HOLIDAY"));
    expect(["2020-01-24", "2020-02-02"].map(classOf)).toEqual([holidayClass, holidayClass]);
    expect(classOf("2020-02-03")).toBe(0);
  });

  it("take the Sunday before it, on which people worked, for a make-up day and the one before the week for a plain one", () => {
    expect([classOf("2020-01-19"), classOf("2020-01-18"), classOf("2020-01-17")]).toEqual([makeUpClass, 5, 4]);
  });

  it("are those of a plain week where no kind is given", () => {
    expect(dayClassOf({ firstDay: 0, kinds: [] }, Date.parse("2026-11-22") / 86_400_000)).toBe(6);
  });
});
