import { describe, expect, it } from "vitest";
import {
  type Alert,
  backtestDeparture,
  dayKindsOf,
  decide,
  evaluateDeparture,
  evidenceOf,
  makeSeries,
  ruleDefaults,
} from "../../../src/modules/surges/detection/index.js";
import { chinaDay } from "../../../src/platform/clock.js";
import { hourCountsOf, ticketsOf } from "../../surges/generate.js";
import { chanceOf } from "../../surges/random.js";

const [hour, day] = [3_600_000, 86_400_000];
const start = Date.parse("2024-06-01T00:00:00+08:00");
const from = Date.parse("2025-08-01T00:00:00+08:00");
const until = from + 40 * day;
const kinds = dayKindsOf(new Date(start), new Date(until));
const rule = ruleDefaults.departure;
const ordinary = { perDay: 6, dayVariance: 0.03, grouped: 0.05, growth: 0.1, season: 0.1 };
const surge = { from: from + 12.4 * day, until: from + 16 * day, times: 6 };
const instants = ticketsOf(ordinary, kinds, { from: start, until }, chanceOf(5), [surge]);

const seriesUntil = (now: number, known = start) =>
  makeSeries({
    from: new Date(known),
    until: new Date(now),
    counts: hourCountsOf(instants.filter((at) => at >= known && at < now)),
  });

describe("a backtest of a departure", () => {
  const backtest = backtestDeparture({
    ...{ series: seriesUntil(until), kinds, rule },
    ...{ from: new Date(from), until: new Date(until) },
  });

  it("names the day of the surge, and nothing else", () => {
    expect(backtest.days).toEqual([chinaDay(new Date(surge.from))]);
    expect(backtest.alerts).toHaveLength(1);
    expect(backtest.alerts[0]?.closedAt?.getTime()).toBeGreaterThan(surge.until);
    expect(backtest.daysOver.length).toBeGreaterThanOrEqual(4);
  });

  it("is what the service would have done at each hour, knowing what it knew then", { timeout: 60_000 }, () => {
    let alert: Alert | null = null;
    const steps: string[] = [];
    // From the day before the surge on: before it there is neither an alert nor a step.
    for (let now = from + 11 * day; now <= until; now += hour) {
      const openSince: Date | null = alert === null || alert.state === "CLOSED" ? null : alert.openedAt;
      const evaluation = evaluateDeparture({ series: seriesUntil(now), kinds, rule, now: new Date(now), openSince });
      if (evaluation === null) throw new Error("there is too little history");
      const decision: ReturnType<typeof decide> = decide(alert, evaluation);
      steps.push(...decision.steps.map(({ verb, at }) => `${verb} ${at.toISOString()}`));
      alert = decision.alert;
    }
    const [one] = backtest.alerts;
    expect(steps[0]).toBe(`OPEN ${one?.openedAt.toISOString()}`);
    expect(steps.filter((step) => step.startsWith("GROW"))).toHaveLength(one?.grown ?? -1);
    expect(steps.at(-1)).toBe(`FADE ${one?.closedAt?.toISOString()}`);
  });

  it("begins when eight weeks are known", () => {
    const known = from - 30 * day;
    const { evaluatedFrom } = backtestDeparture({
      ...{ series: seriesUntil(until, known), kinds, rule },
      ...{ from: new Date(from), until: new Date(until) },
    });
    expect(evaluatedFrom).toEqual(new Date(known + 55 * day));
  });

  it("of three weeks of history says that it could not be evaluated, and nothing more", () => {
    const known = until - 21 * day;
    expect(
      backtestDeparture({
        ...{ series: seriesUntil(until, known), kinds, rule },
        ...{ from: new Date(from), until: new Date(until) },
      }),
    ).toEqual({ days: [], alerts: [], daysOver: [], evaluatedFrom: null });
  });
});

describe("an evaluation", () => {
  const now = surge.from + 20 * hour;
  const given = { series: seriesUntil(now), kinds, rule, now: new Date(now), openSince: null };

  it("gives the first count that would be over: one less is not", () => {
    const evaluation = evaluateDeparture(given);
    for (const { count, upper, windowHours } of evaluation?.windows ?? []) {
      const missing = upper - count;
      const atCount = (tickets: number) => {
        const counts = [...hourCountsOf(instants.filter((at) => at < now)), { hour: new Date(now), count: tickets }];
        const series = makeSeries({ from: new Date(start), until: new Date(now + 1), counts });
        const one = { ...rule, windowHours: [windowHours], falseAlarmsPerYear: rule.falseAlarmsPerYear / 3 };
        return evaluateDeparture({ ...given, series, rule: one })?.isOver;
      };
      expect([atCount(missing - 1), atCount(missing)]).toEqual([false, true]);
    }
    expect(evaluation?.windows).toHaveLength(3);
  });

  it("counts back to the beginning of the hour that ran when the window began", () => {
    const [shortest] = evaluateDeparture(given)?.windows ?? [];
    const begin = Math.floor(now / hour) * hour - 6 * hour;
    expect(shortest?.since).toEqual(new Date(begin));
    expect(shortest?.count).toBe(instants.filter((at) => at >= begin && at < now).length);
  });

  it("never fires below the least count, however unusual the tickets are", () => {
    const strict = { ...rule, leastCount: 500 };
    expect(evaluateDeparture({ ...given, rule: strict })?.isOver).toBe(false);
    expect(evaluateDeparture(given)?.isOver).toBe(true);
  });

  it("keeps the baseline of the time before while an alert runs", () => {
    const late = surge.until + 9 * day;
    const at = { series: seriesUntil(late), kinds, rule, now: new Date(late) };
    const held = evaluateDeparture({ ...at, openSince: new Date(surge.from) });
    const before = evaluateDeparture({ ...given, openSince: new Date(surge.from) });
    expect(held?.figures.expected).toBeGreaterThan(0);
    // The Spring Festival is far away: but for weekdays the same is expected as before the surge.
    expect((held?.figures.expected ?? 0) / (before?.figures.expected ?? 1)).toBeGreaterThan(0.5);
    expect((held?.figures.expected ?? 0) / (before?.figures.expected ?? 1)).toBeLessThan(2);
  });
});

describe("the evidence of a surge without bound", () => {
  it("is bounded: 168 hours, 20 places, 10 goods, 10 respondents, 200 tickets", () => {
    const at = new Date(until);
    const facts = Array.from({ length: 5000 }, (_, place) => ({
      id: `t${String(place).padStart(4, "0")}`,
      at: new Date(until - place * 5000),
      ...{ county: `c${place % 300}`, product: `p${place % 70}`, respondent: `r${place % 900}` },
    }));
    const wide = { ...rule, windowHours: [168] };
    const evaluation = evaluateDeparture({ series: seriesUntil(until), kinds, rule: wide, now: at, openSince: null });
    if (evaluation === null) throw new Error("there is too little history");
    const evidence = evidenceOf({ evaluation, facts, series: seriesUntil(until), kinds, openSince: null });
    const { goods, places, respondents, series, tickets } = evidence;
    expect([series, places, goods, respondents, tickets].map(({ length }) => length)).toEqual([168, 20, 10, 10, 200]);
    expect([evidence.count, tickets[0]]).toEqual([5000, "t0000"]);
    for (const { expected, high, low } of series) {
      expect(low ?? 0).toBeLessThanOrEqual(high ?? 0);
      expect(high ?? 0).toBeGreaterThanOrEqual(Math.floor(expected ?? 0));
    }
  });
});
