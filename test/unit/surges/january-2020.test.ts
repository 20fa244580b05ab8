import { describe, expect, it } from "vitest";
import {
  backtestDeparture,
  backtestThreshold,
  dayKindsOf,
  evaluateDeparture,
  evidenceOf,
  makeSeries,
  ruleDefaults,
  type TicketFact,
} from "../../../src/modules/surges/detection/index.js";
import { chinaDay } from "../../../src/platform/clock.js";
import { hourCountsOf } from "../../surges/generate.js";
import { suzhouDays, suzhouEnd, suzhouReports, suzhouStart, suzhouSurgeBegins } from "../../surges/suzhou.js";

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const kinds = dayKindsOf(new Date(suzhouStart), new Date(suzhouEnd));
const winter = new Date("2019-12-01T00:00:00+08:00");
const rule = ruleDefaults.departure;

const seriesOf = (facts: readonly TicketFact[], now: number) =>
  makeSeries({
    from: new Date(suzhouStart),
    until: new Date(now),
    counts: hourCountsOf(facts.map(({ at }) => at.getTime()).filter((at) => at <= now)),
  });

const evaluate = (facts: readonly TicketFact[], now: number, openSince: Date | null = null) => {
  const evaluation = evaluateDeparture({ series: seriesOf(facts, now), kinds, rule, now: new Date(now), openSince });
  if (evaluation === null) throw new Error("there is too little history");
  return evaluation;
};

describe("Suzhou's January 2020, as it was generated", () => {
  const facts = suzhouReports(kinds, 1);

  it("has the price reports of each day that were published: 88, 66, 60", () => {
    const counts = Object.keys(suzhouDays).map((date) => facts.filter(({ at }) => chinaDay(at) === date).length);
    expect(counts).toEqual([34, 71, 88, 66, 60]);
  });

  it.each([1, 2, 3, 4, 5])(
    "shows one alert, on the 25th, and none on the ordinary winter days before (series %i)",
    (seed) => {
      const reports = suzhouReports(kinds, seed);
      const series = seriesOf(reports, suzhouEnd);
      const { days, alerts } = backtestDeparture({ series, kinds, rule, from: winter, until: new Date(suzhouEnd) });
      expect(days).toEqual(["2020-01-25"]);
      expect(alerts).toHaveLength(1);
      expect(alerts[0]).toMatchObject({ closedAt: null, reopened: 0 });
      // From a dozen to 159 in two days: told three or four times, not 300 times.
      expect(alerts[0]?.grown).toBeGreaterThanOrEqual(3);
      expect(alerts[0]?.grown).toBeLessThanOrEqual(5);
      expect(alerts[0]?.peak.count).toBeGreaterThan(140);
    },
  );

  it("is noticed within five minutes of the ticket that passes the threshold, looked at every five minutes", () => {
    const morning = facts
      .filter(({ at }) => at.getTime() >= suzhouSurgeBegins - 9 * hour)
      .map(({ at }) => at.getTime());
    const passing = morning.find((at) => evaluate(facts, at).isOver) ?? Number.NaN;
    let looked = suzhouSurgeBegins - 9 * hour;
    while (!evaluate(facts, looked).isOver) looked += 5 * minute;
    expect(looked - passing).toBeGreaterThanOrEqual(0);
    expect(looked - passing).toBeLessThanOrEqual(5 * minute);
    // The shops are out of masks at nine; it is known before eleven.
    expect(looked).toBeLessThan(suzhouSurgeBegins + 2 * hour);
  });

  it("is not noticed on the five days before, looked at every half hour of them", () => {
    const until = suzhouSurgeBegins - 9 * hour;
    const looks = Array.from(
      { length: (5 * day) / (20 * minute) },
      (_, place) => until - 5 * day + place * 20 * minute,
    );
    expect(looks.filter((now) => evaluate(facts, now).isOver)).toEqual([]);
  });

  it("expects less of 25 January, a holiday, than of the Saturday a week before", () => {
    const expectedOn = (date: string) =>
      evaluate(facts, Date.parse(`${date}T23:59:00+08:00`)).windows[1]?.expected ?? 0;
    expect(expectedOn("2020-01-25")).toBeLessThan(expectedOn("2020-01-17") / 1.8);
  });

  it("is over by the threshold on masks too, on the 25th and on no day before", () => {
    const given = { facts, rule: ruleDefaults.threshold, from: winter, until: new Date(suzhouEnd) };
    const { alerts } = backtestThreshold(given);
    expect(alerts.map(({ key, openedAt }) => [key, chinaDay(openedAt)])[0]).toEqual(["MASKS", "2020-01-25"]);
  });

  it("has for evidence the hours with what was expected, the counties, the goods and the tickets behind", () => {
    const now = Date.parse("2020-01-27T18:00:00+08:00");
    const openSince = new Date(suzhouSurgeBegins + hour);
    const evaluation = evaluate(facts, now, openSince);
    const evidence = evidenceOf({ evaluation, facts, series: seriesOf(facts, now), kinds, openSince });
    expect(evidence.series).toHaveLength(96);
    const [last] = evidence.series.slice(-1);
    expect(last).toMatchObject({ from: new Date(now - hour), until: new Date(now) });
    expect(last?.count).toBeGreaterThan(last?.high ?? 0);
    expect(evidence.count).toBe(evaluation.figures.count);
    expect(evidence.tickets).toHaveLength(Math.min(evidence.count, 200));
    expect(evidence.goods[0]?.key).toBe("MASKS");
    expect(evidence.places[0]?.key).toBe("320508");
    expect(evidence.places.reduce((sum, { count }) => sum + count, 0)).toBe(evidence.count);
    expect(evidence.respondents).toHaveLength(10);
  });
});
