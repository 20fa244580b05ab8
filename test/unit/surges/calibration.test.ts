import { describe, expect, it } from "vitest";
import { areQuiet, baselineFor, judgeWindows } from "../../../src/modules/surges/detection/departure.js";
import {
  type DepartureRule,
  dayKindsOf,
  type HourSeries,
  makeSeries,
} from "../../../src/modules/surges/detection/index.js";
import { type Ordinary, type Surge, ticketsOf } from "../../surges/generate.js";
import { chanceOf } from "../../surges/random.js";

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const start = Date.parse("2023-11-06T00:00:00+08:00");
const begin = start + 61 * 7 * day;
const end = begin + 365 * day;
const kinds = dayKindsOf(new Date(start), new Date(end));

const rule = (falseAlarmsPerYear: number): DepartureRule => ({
  ...{ kind: "DEPARTURE", windowHours: [6, 24, 48], falseAlarmsPerYear, leastCount: 2 },
});

interface Watching {
  rule: DepartureRule;
  /** In milliseconds. */
  step: number;
  from?: number;
  until?: number;
}

/**
 * Watches tickets as the service does, knowing at each look what had come in; answers when an alert opens: each ends after a
 * quiet day.
 */
function alarmsOf(instants: readonly number[], { rule: watched, step, from = begin, until = end }: Watching): number[] {
  const series: HourSeries = makeSeries({ from: new Date(start), until: new Date(until), counts: [] });
  const alarms: number[] = [];
  let [known, today, loud, isOpen] = [0, -1, 0, false];
  let baseline: ReturnType<typeof baselineFor> = null;
  for (let now = from; now < until; now += step) {
    for (; (instants[known] ?? Number.POSITIVE_INFINITY) <= now; known += 1) {
      const place = Math.floor((instants[known] ?? 0) / hour) - series.from;
      series.counts[place] = (series.counts[place] ?? 0) + 1;
    }
    const given = { series, kinds, rule: watched, now: new Date(now) };
    if (Math.floor((now - start) / day) !== today) {
      baseline = baselineFor({ ...given, openSince: null });
      today = Math.floor((now - start) / day);
    }
    if (baseline === null) throw new Error("there is too little history");
    const windows = judgeWindows({ ...given, baseline });
    if (!areQuiet(windows)) loud = now;
    if (isOpen) isOpen = now - loud < day;
    else if (windows.some(({ isOver }) => isOver)) {
      alarms.push(now);
      isOpen = true;
    }
  }
  return alarms;
}

const noise = (ordinary: Ordinary, seed: number, surges: readonly Surge[] = []) =>
  ticketsOf(ordinary, kinds, { from: start, until: end }, chanceOf(seed), surges);

const ordinary = (perDay: number): Ordinary => ({ perDay, dayVariance: 0.03, grouped: 0.05, growth: 0.1, season: 0.1 });

/** Years of noise that are watched on each scale. Seeds are fixed, so the counts are always the same. */
const years = 4;

describe("on years in which nothing was the matter", { timeout: 120_000 }, () => {
  it.each([0.1, 1, 5, 100])(
    "with %d tickets a day, false alarms stay under the two a year that the rule states",
    (perDay) => {
      let alarms = 0;
      for (let seed = 1; seed <= years; seed += 1) {
        alarms += alarmsOf(noise(ordinary(perDay), seed), { rule: rule(2), step: hour }).length;
      }
      expect(alarms / years).toBeLessThanOrEqual(2);
    },
  );

  it("false alarms follow the rate that is stated: more where twenty a year are allowed than where one is", () => {
    const alarms = [1, 20].map((rate) => {
      let sum = 0;
      for (let seed = 1; seed <= 4; seed += 1) {
        sum += alarmsOf(noise(ordinary(5), seed), { rule: rule(rate), step: hour }).length;
      }
      return sum / 4;
    });
    expect(alarms[0]).toBeLessThanOrEqual(1);
    expect(alarms[1]).toBeGreaterThan(4 * (alarms[0] ?? 0));
    expect(alarms[1]).toBeLessThanOrEqual(20);
  });

  it("looking twelve times as often does not make twelve times as many of them", () => {
    const instants = noise(ordinary(5), 7);
    const [each, seldom] = [5 * minute, hour].map((step) => alarmsOf(instants, { rule: rule(20), step }).length);
    expect(each).toBeLessThanOrEqual(20);
    expect(each).toBeLessThan(2 * (seldom ?? 0) + 3);
  });
});

describe("a surge that follows another", { timeout: 60_000 }, () => {
  const first = begin + 100 * day + 9 * hour;
  const second = first + 35 * day;
  const surges = [
    { from: first, until: first + 10 * day, times: 8 },
    { from: second, until: second + 3 * day, times: 6 },
  ];

  it.each([5, 100])("is noticed within a day with %d tickets a day: the first one does not mask it", (perDay) => {
    const instants = noise(ordinary(perDay), 3, surges);
    const alarms = alarmsOf(instants, { rule: rule(2), step: hour, from: second - day, until: second + 3 * day });
    expect(alarms[0]).toBeGreaterThan(second);
    expect(alarms[0]).toBeLessThan(second + day);
  });
});

describe("the rate at which a window crosses a count", () => {
  /** How often a Poisson process of so many an hour has k within w hours, counted in clumps, in so many hours. */
  function clumpsOf(rate: number, w: number, k: number, hours: number): number {
    const chance = chanceOf(11);
    const recent: number[] = [];
    let [clumps, last] = [0, Number.NEGATIVE_INFINITY];
    const wait = () => -Math.log(1 - chance.next()) / rate;
    for (let now = wait(); now < hours; now += wait()) {
      recent.push(now);
      if (recent.length > k) recent.shift();
      const isOver = recent.length === k && now - (recent[0] ?? 0) < w;
      if (isOver && now - last > w) clumps += 1;
      if (isOver) last = now;
    }
    return clumps;
  }

  it.each([
    [0.05, 24, 5],
    [0.5, 24, 24],
    [4, 6, 42],
  ])("is what the bound for false alarms says, or less: %d an hour, %d hours, %d tickets", (rate, w, k) => {
    const hours = 2_000_000 / rate / 10;
    const mean = rate * w;
    let [term, tail] = [Math.exp(-mean), 0];
    for (let count = 1; count < k + 200; count += 1) {
      term *= mean / count;
      if (count >= k) tail += term;
    }
    const bound = (tail * (k - mean)) / w;
    const found = clumpsOf(rate, w, k, hours) / hours;
    expect(found).toBeLessThan(bound * 1.1);
    // And it is no idle bound: it is not many times too high.
    expect(found).toBeGreaterThan(bound / 3);
  });
});
