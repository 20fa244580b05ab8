import { describe, expect, it } from "vitest";
import { type Baseline, fitBaseline } from "../../../src/modules/surges/detection/baseline.js";
import { dayKindsOf } from "../../../src/modules/surges/detection/day-kinds.js";
import { expectedOf } from "../../../src/modules/surges/detection/expectation.js";
import { dayOfHour, hourOf, makeSeries } from "../../../src/modules/surges/detection/series.js";
import { hourCountsOf, type Ordinary, type Surge, ticketsOf, usualOf } from "../../surges/generate.js";
import { chanceOf } from "../../surges/random.js";

const [hour, day] = [3_600_000, 86_400_000];
const end = Date.parse("2025-06-10T00:00:00+08:00");
const calm: Ordinary = { perDay: 40, dayVariance: 0, grouped: 0, growth: 0, season: 0 };

/** A baseline of so many weeks before 10 June 2025, and what was generated for it. */
function learnt(ordinary: Ordinary, weeks: number, seed = 1, surges: readonly Surge[] = []) {
  const from = end - weeks * 7 * day;
  const kinds = dayKindsOf(new Date(from), new Date(end + 30 * day));
  const instants = ticketsOf(ordinary, kinds, { from, until: end }, chanceOf(seed), surges);
  const series = makeSeries({ from: new Date(from), until: new Date(end), counts: hourCountsOf(instants) });
  const baseline = fitBaseline({ series, kinds, endDay: dayOfHour(hourOf(new Date(end))), windowHours: [1, 24, 48] });
  return { baseline: present(baseline), kinds, from };
}

function present<Value>(value: Value | null): Value {
  if (value === null) throw new Error("there is no baseline");
  return value;
}

const dayAfter = (learning: { baseline: Baseline; kinds: Parameters<typeof expectedOf>[1] }, days: number) => {
  const from = end + days * day;
  return expectedOf(learning.baseline, learning.kinds, {
    from: hourOf(new Date(from)),
    until: new Date(from + day),
    windowHours: 24,
  });
};

/** What is usual on a day, by the generator. */
function usualDay(ordinary: Ordinary, learning: ReturnType<typeof learnt>, days: number): number {
  let sum = 0;
  for (let at = end + days * day; at < end + (days + 1) * day; at += hour) {
    sum += usualOf(ordinary, learning.kinds, at, learning.from);
  }
  return sum;
}

describe("a baseline", () => {
  const learning = learnt(calm, 60);

  // 10 June 2025 was a Tuesday: the days after it are those of one week.
  it.each([0, 1, 2, 3, 4, 5, 6])("expects of day %i of the week what the generator makes of it, to a tenth", (days) => {
    expect(dayAfter(learning, days).mean / usualDay(calm, learning, days)).toBeCloseTo(1, 0.7);
    expect(Math.abs(dayAfter(learning, days).mean / usualDay(calm, learning, days) - 1)).toBeLessThan(0.1);
  });

  it("knows the hours: the morning has many times what the night has, and noon less than the hours about it", () => {
    const expectedAt = (at: number) => {
      const from = hourOf(new Date(end + at * hour));
      const until = new Date(end + (at + 1) * hour);
      return expectedOf(learning.baseline, learning.kinds, { from, until, windowHours: 1 }).mean;
    };
    expect(expectedAt(10) / expectedAt(3)).toBeGreaterThan(20);
    expect(expectedAt(12)).toBeLessThan(0.7 * expectedAt(10));
  });

  it("expects half of an hour of which half has passed", () => {
    const from = hourOf(new Date(end + 10 * hour));
    const [half, whole] = [0.5, 1].map((part) => {
      const until = new Date(end + (10 + part) * hour);
      return expectedOf(learning.baseline, learning.kinds, { from, until, windowHours: 1 }).mean;
    });
    expect((half ?? 0) / (whole ?? 1)).toBeCloseTo(0.5, 10);
  });

  it("keeps holidays and make-up days apart from the days of the week on which they fall", () => {
    // 60 weeks before June 2025 hold seven holidays; each had 0.4 of a day, each make-up day 0.9.
    const { factors } = learning.baseline.days;
    const [holiday, makeUp] = [factors[7] ?? 0, factors[8] ?? 0];
    const tuesday = factors[1] ?? 1;
    expect(Math.abs(holiday / tuesday - 0.4)).toBeLessThan(0.06);
    expect(Math.abs(makeUp / tuesday - 0.9)).toBeLessThan(0.15);
  });

  it("finds no scatter beyond Poisson's in Poisson's counts, and that of busy days where there is one", () => {
    const daily = (ordinary: Ordinary) => present(learnt(ordinary, 60).baseline.dispersions.get(24) ?? null);
    const [plain, busy] = [daily(calm), daily({ ...calm, dayVariance: 0.1 })];
    expect(1 + plain.linear + plain.quadratic * 40).toBeLessThan(1.3);
    // At 40 a day a variance of 0.1 makes five times Poisson's.
    expect(1 + busy.linear + busy.quadratic * 40).toBeGreaterThan(3.5);
    expect(1 + busy.linear + busy.quadratic * 40).toBeLessThan(6.5);
  });

  it("follows growth: half as much again in a year is known to a tenth", () => {
    const growing = { ...calm, growth: 0.5 };
    const grown = learnt(growing, 60);
    expect(Math.abs(dayAfter(grown, 1).mean / usualDay(growing, grown, 1) - 1)).toBeLessThan(0.12);
  });

  it("is not raised by a surge of the past: ten days of six times as much, a month ago", () => {
    const surge = { from: end - 35 * day, until: end - 25 * day, times: 6 };
    const [without, withSurge] = [learnt(calm, 60), learnt(calm, 60, 1, [surge])];
    expect(dayAfter(withSurge, 1).mean / dayAfter(without, 1).mean).toBeLessThan(1.05);
    expect(dayAfter(withSurge, 1).variance / dayAfter(without, 1).variance).toBeLessThan(1.6);
  });

  it("is hardly raised by it in nine weeks either, though it is a sixth of them", () => {
    const surge = { from: end - 35 * day, until: end - 25 * day, times: 6 };
    const [without, withSurge] = [learnt(calm, 9), learnt(calm, 9, 1, [surge])];
    expect(dayAfter(withSurge, 1).mean / dayAfter(without, 1).mean).toBeLessThan(1.1);
  });

  it("needs 48 whole days", () => {
    const from = end - 47.5 * day;
    const kinds = dayKindsOf(new Date(from), new Date(end));
    const endDay = dayOfHour(hourOf(new Date(end)));
    const given = (weeks: number) => ({
      series: makeSeries({ from: new Date(end - weeks * day), until: new Date(end), counts: [] }),
      ...{ kinds, endDay, windowHours: [24] },
    });
    expect(fitBaseline(given(47.5))).toBeNull();
    expect(fitBaseline(given(48))).not.toBeNull();
  });

  it("of a history without a ticket lets one come, but expects next to none", () => {
    const { mean, variance } = dayAfter(learnt({ ...calm, perDay: 0 }, 60), 1);
    expect(mean).toBeGreaterThan(0);
    expect(mean).toBeLessThan(0.01);
    expect(variance).toBeGreaterThanOrEqual(mean);
  });

  it("is surer of its mean the longer it has learnt, and allows for what it is not sure of", () => {
    const rare = { ...calm, perDay: 0.5 };
    const [short, long] = [9, 60].map((weeks) => learnt(rare, weeks));
    expect(long?.baseline.end.shape).toBeGreaterThan((short?.baseline.end.shape ?? 0) * 1.5);
    const { mean, variance } = dayAfter(present(short ?? null), 1);
    expect(variance).toBeGreaterThan(mean + (mean * mean) / (short?.baseline.end.shape ?? 1));
  });
});
