import { describe, expect, it } from "vitest";
import type { GraphqlResult } from "../../api.js";
import { expectCode } from "../../api.js";
import { alertsOf, ruleContent, setSurgeStage } from "./surging.js";

const document = `query ($input: BacktestSurgeRuleInput!) { backtestSurgeRule(input: $input) {
  from until evaluatedFrom days daysOver alertCount ticketCount groupsLeftOut
  alerts { group { code } openedAt closedAt grown peak expected } } }`;

interface Answer {
  backtestSurgeRule: {
    evaluatedFrom: string | null;
    days: string[];
    daysOver: string[];
    alertCount: number;
    ticketCount: number;
    groupsLeftOut: number;
    alerts: {
      group: { code: string } | null;
      openedAt: string;
      closedAt: string | null;
      peak: number;
      expected: number | null;
    }[];
  };
}

describe("backtestSurgeRule", () => {
  const stage = setSurgeStage("2026-09-21");
  const desk = () => stage.as("cityAPrice.priceSupervisor");
  const test = (rule: object, more: object = {}, caller = desk()): Promise<GraphqlResult<Answer>> =>
    caller.gql(document, { input: { rule, ...more } });

  it("tells on which days a threshold would have fired, and makes nothing of it", async () => {
    const on = (day: string, goodsClass: string) =>
      (["countyA1", "countyA2", "countyA1"] as const).map((county, hours) => {
        return { at: stage.at(day, 9 + hours), county, goodsClass };
      });
    await stage.comeIn([
      ...on("2026-03-02", "GOODS_DRUGS"),
      ...on("2026-06-10", "GOODS_DAIRY"),
      { at: stage.at("2026-07-01"), county: "countyA1", goodsClass: "GOODS_DRUGS" },
      // A year before, and in the other city.
      ...on("2025-06-10", "GOODS_DRUGS"),
      ...(["countyB1", "countyB2", "countyB1"] as const).map((county) => ({ at: stage.at("2026-04-02"), county })),
    ]);
    const { data, errors } = await test(ruleContent({ groupedBy: "GOODS_CLASS" }));
    expect(errors).toBeUndefined();
    expect(data.backtestSurgeRule).toMatchObject({
      ...{ days: ["2026-03-02", "2026-06-10"], daysOver: ["2026-03-02", "2026-06-10"], alertCount: 2, ticketCount: 7 },
      alerts: [
        { group: { code: "GOODS_DRUGS" }, openedAt: stage.at("2026-03-02", 11).toISOString(), peak: 3, expected: null },
        { group: { code: "GOODS_DAIRY" }, openedAt: stage.at("2026-06-10", 11).toISOString(), peak: 3 },
      ],
    });
    const short = await test(ruleContent(), { days: 120 });
    expect(short.data.backtestSurgeRule).toMatchObject({ days: ["2026-06-10"], ticketCount: 4 });
    expect(await alertsOf(desk())).toEqual([]);
  });

  it("tries a baseline on hours of the past, where there is enough history", { timeout: 30_000 }, async () => {
    // The first day is not counted: the region began to register on it.
    const supervisor = stage.as("cityB.supervisor");
    const day = 86_400_000;
    const start = stage.at("2026-01-05", 9).getTime();
    const usual = Array.from({ length: 250 }, (_, days) =>
      [0, 2, 5, 8].map((hours) => start + days * day + hours * 3_600_000),
    );
    const many = Array.from({ length: 40 }, (_, minute) => stage.at("2026-08-12", 14, minute).getTime());
    await stage.comeIn(
      [...usual.flat(), ...many].map((at) => ({
        at: new Date(at),
        county: "countyB1" as const,
        issueClass: "QUALITY",
        line: null,
      })),
    );
    const rule = ruleContent({ issueClass: "QUALITY", threshold: null, baseline: {} });
    const { data, errors } = await test(rule, {}, supervisor);
    expect(errors).toBeUndefined();
    expect(data.backtestSurgeRule).toMatchObject({ days: ["2026-08-12"], ticketCount: 1036, groupsLeftOut: 0 });
    expect(data.backtestSurgeRule.alerts).toMatchObject([{ group: null, expected: expect.any(Number) }]);
    expect(data.backtestSurgeRule.evaluatedFrom).not.toBeNull();
  });

  it("refuses what a rule may not say, and times that are too long", async () => {
    const { code } = stage.world;
    expectCode(await test(ruleContent({ region: code.cityB })), "NOT_FOUND", "rule.region");
    expectCode(await test(ruleContent({ region: code.province })), "NOT_FOUND", "rule.region");
    expectCode(await test(ruleContent({ issueClass: "QUALITY" })), "INVALID_INPUT", "rule.issueClass");
    expectCode(await test(ruleContent(), { days: 367 }), "INVALID_INPUT", "days");
    expectCode(await test(ruleContent(), { days: 6 }), "INVALID_INPUT", "days");
    expectCode(await test(ruleContent(), {}, stage.as("cityA.analyst")), "FORBIDDEN");
  });
});
