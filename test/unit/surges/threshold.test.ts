import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  backtestThreshold,
  evaluateThreshold,
  ruleDefaults,
  type ThresholdRule,
  type TicketFact,
} from "../../../src/modules/surges/detection/index.js";

const rule = ruleDefaults.threshold;
const [minute, hour] = [60_000, 3_600_000];
const now = new Date("2026-03-20T12:00:00+08:00");

const fact = (id: number, hoursAgo: number, county: string, product = "MASKS"): TicketFact => ({
  id: `t${id}`,
  at: new Date(now.getTime() - hoursAgo * hour),
  ...{ county, product, respondent: "" },
});

/** Eight tickets in three counties. */
const eight = Array.from({ length: 8 }, (_, place) => fact(place, place + 1, `c${place % 3}`));

const facts = fc.array(
  fc
    .record({
      minutes: fc.integer({ min: 0, max: 10 * 24 * 60 }),
      county: fc.constantFrom("c0", "c1", "c2", "c3"),
      product: fc.constantFrom("MASKS", "EGGS", ""),
    })
    .map(({ minutes, county, product }) => ({ minutes, county, product })),
  { maxLength: 80 },
);
const begin = new Date("2026-03-01T00:00:00+08:00").getTime();
const made = (given: { minutes: number; county: string; product: string }[]): TicketFact[] =>
  given.map(({ minutes, county, product }, place) => ({
    id: `t${place}`,
    at: new Date(begin + minutes * minute),
    ...{ county, product, respondent: "" },
  }));

const rules = fc.record({
  kind: fc.constant("THRESHOLD" as const),
  windowHours: fc.integer({ min: 1, max: 72 }),
  tickets: fc.integer({ min: 2, max: 8 }),
  counties: fc.integer({ min: 1, max: 2 }),
});

/** Counts by looking at each ticket, as a clerk would. */
function isOverByHand(all: TicketFact[], product: string, { windowHours, tickets, counties }: ThresholdRule, at: Date) {
  const found = all.filter(
    (one) => one.product === product && one.at <= at && at.getTime() - one.at.getTime() < windowHours * hour,
  );
  return found.length >= tickets && new Set(found.map(({ county }) => county)).size >= counties;
}

describe("a threshold of eight tickets on one product in three counties within 48 hours", () => {
  it("fires on eight in three", () => {
    const [evaluation] = evaluateThreshold(eight, rule, now);
    expect(evaluation).toMatchObject({ key: "MASKS", isOver: true, figures: { count: 8, counties: 3, upper: 8 } });
    expect(evaluation?.tickets).toEqual(["t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7"]);
  });

  it.each([
    ["seven tickets", eight.slice(1)],
    ["two counties", eight.map((one) => ({ ...one, county: one.county === "c2" ? "c1" : one.county }))],
    ["two products", eight.map((one, place) => ({ ...one, product: place < 4 ? "MASKS" : "EGGS" }))],
    ["no product named", eight.map((one) => ({ ...one, product: "" }))],
    ["one of them 48 hours old", [...eight.slice(1), fact(9, 48, "c0")]],
    ["one of them still to come", [...eight.slice(1), fact(9, -0.1, "c0")]],
  ])("does not fire with %s", (_, given) => {
    expect(evaluateThreshold(given, rule, now)).toEqual([]);
  });

  it("fires with one that is a minute short of 48 hours old", () => {
    expect(evaluateThreshold([...eight.slice(1), fact(9, 48 - 1 / 60, "c0")], rule, now)).toHaveLength(1);
  });

  it("tells of a product that is watched though nothing is left of it", () => {
    const [evaluation] = evaluateThreshold([], rule, now, ["MASKS"]);
    expect(evaluation).toMatchObject({
      key: "MASKS",
      isOver: false,
      isQuiet: true,
      figures: { count: 0, counties: 0 },
    });
  });

  it("is neither over nor quiet with half of the tickets", () => {
    const half = [fact(0, 1, "c0"), fact(1, 1, "c1"), fact(2, 1, "c2"), fact(3, 1, "c0")];
    expect(evaluateThreshold(half, rule, now, ["MASKS"])[0]).toMatchObject({ isOver: false, isQuiet: false });
  });

  it("names at most 200 tickets, the newest", () => {
    const many = Array.from({ length: 300 }, (_, place) => fact(place, place / 10, `c${place % 3}`));
    const [evaluation] = evaluateThreshold(many, rule, now);
    expect(evaluation?.figures.count).toBe(300);
    expect(evaluation?.tickets).toHaveLength(200);
    expect(evaluation?.tickets[0]).toBe("t0");
  });

  it("counts as a clerk does who looks at each ticket, whatever the rule", () => {
    fc.assert(
      fc.property(facts, rules, fc.integer({ min: 0, max: 12 * 24 * 60 }), (given, any, minutes) => {
        const [all, at] = [made(given), new Date(begin + minutes * minute)];
        const over = evaluateThreshold(all, any, at).map(({ key }) => key);
        const byHand = ["MASKS", "EGGS"].filter((product) => isOverByHand(all, product, any, at));
        expect(over.sort()).toEqual(byHand.sort());
      }),
    );
  });
});

describe("a backtest of a threshold", () => {
  it("has as its days those on which a look each minute finds it over", () => {
    const until = new Date(begin + 13 * 24 * hour);
    fc.assert(
      fc.property(facts, rules, (given, any) => {
        const all = made(given);
        const { daysOver } = backtestThreshold({ facts: all, rule: any, from: new Date(begin), until });
        const days = new Set<string>();
        for (let at = begin; at <= until.getTime(); at += 30 * minute) {
          // Tickets come on whole minutes, so a look at each of them and half an hour apart misses nothing but what is shorter.
          const isOver = ["MASKS", "EGGS"].some((product) => isOverByHand(all, product, any, new Date(at)));
          if (isOver) days.add(new Date(at + 8 * hour).toISOString().slice(0, 10));
        }
        for (const { at } of all) {
          const isOver = ["MASKS", "EGGS"].some((product) => isOverByHand(all, product, any, at));
          if (isOver) days.add(new Date(at.getTime() + 8 * hour).toISOString().slice(0, 10));
        }
        // At midnight a surge may still be over though no ticket comes or goes on the new day: the backtest looks at tickets
        // alone.
        for (const day of daysOver) expect(days).toContain(day);
        const arrivals = all.filter(({ at, product }) => product !== "" && isOverByHand(all, product, any, at));
        for (const { at } of arrivals)
          expect(daysOver).toContain(new Date(at.getTime() + 8 * hour).toISOString().slice(0, 10));
      }),
      { numRuns: 60 },
    );
  });

  it("opens one alert for a surge of a week, and one more for the surge of the month after", () => {
    const week = (from: string) =>
      Array.from({ length: 70 }, (_, place) => ({
        ...fact(0, 0, `c${place % 4}`),
        id: `${from}-${place}`,
        at: new Date(Date.parse(from) + place * 2.4 * hour),
      }));
    const all = [...week("2026-03-02T08:00:00+08:00"), ...week("2026-04-02T08:00:00+08:00")];
    const [from, until] = [new Date("2026-01-01T00:00:00+08:00"), new Date("2026-06-01T00:00:00+08:00")];
    const { days, alerts } = backtestThreshold({ facts: all, rule, from, until });
    expect(days).toEqual(["2026-03-03", "2026-04-03"]);
    expect(alerts.map(({ closedAt, key }) => [key, closedAt !== null])).toEqual([
      ["MASKS", true],
      ["MASKS", true],
    ]);
    // 20 tickets in 48 hours: from 8 to 16 is told, and no more.
    expect(alerts.map(({ grown }) => grown)).toEqual([1, 1]);
  });
});
