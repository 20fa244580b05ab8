import { describe, expect, it } from "vitest";
import { type Caller, expectCode } from "../../api.js";
import { alertsOf, onlyAlertOf, setSurgeStage, startRule } from "./surging.js";

const evidenceDocument = `query ($id: ID!) { surgeAlert(id: $id) { tickets(first: 3) { totalCount nodes { id receivedAt } }
  evidence { from to suppressed series { count expected } places { code name count } goods { count goodsClass { code } }
    respondents { name count } } } }`;

interface EvidenceAnswer {
  surgeAlert: {
    tickets: { totalCount: number; nodes: { id: string; receivedAt: string }[] };
    evidence: {
      from: string;
      to: string;
      suppressed: number;
      series: { count: number; expected: number | null }[];
      places: { code: string; name: string; count: number }[];
      goods: { count: number; goodsClass: { code: string } }[];
      respondents: { name: string; count: number }[];
    };
  };
}

describe("surge alerts", () => {
  const stage = setSurgeStage();
  const desk = () => stage.as("cityAPrice.priceSupervisor");
  const read = (caller: Caller, id: string) => caller.ask<EvidenceAnswer>(evidenceDocument, { id });

  it("are one for each goods where the rule tells them apart, found by state, rule and time", async () => {
    const rule = await startRule(desk(), { groupedBy: "GOODS_CLASS", threshold: { count: 3, counties: 2, hours: 24 } });
    const other = await startRule(desk(), { goodsClass: "GOODS_TOBACCO" });
    const of = (goodsClass: string | null, counties: ("countyA1" | "countyA2")[]) =>
      counties.map((county, minute) => ({ at: stage.at("2026-09-21", 8, minute), county, goodsClass }));
    await stage.comeIn([
      ...of("GOODS_DRUGS", ["countyA1", "countyA2", "countyA2"]),
      ...of("GOODS_DAIRY", ["countyA1", "countyA2", "countyA2"]),
      // In one county alone, and of no goods.
      ...of("GOODS_BAGS", ["countyA1", "countyA1", "countyA1", "countyA1"]),
      ...of(null, ["countyA1", "countyA2", "countyA2", "countyA1"]),
    ]);
    await stage.lookAt(stage.at("2026-09-21", 11));
    const alerts = await alertsOf(desk());
    expect(alerts.map(({ goodsClass }) => goodsClass?.code).sort()).toEqual(["GOODS_DAIRY", "GOODS_DRUGS"]);
    expect(await alertsOf(desk(), { rule: rule.id, states: ["OPEN"] })).toHaveLength(2);
    expect(await alertsOf(desk(), { rule: other.id })).toEqual([]);
    expect(await alertsOf(desk(), { states: ["CLOSED", "SNOOZED"] })).toEqual([]);
    expect(await alertsOf(desk(), { since: stage.at("2026-09-21", 11).toISOString() })).toHaveLength(2);
    expect(await alertsOf(desk(), { since: stage.at("2026-09-21", 12).toISOString() })).toEqual([]);
    expect(await alertsOf(desk(), { isRaised: true })).toEqual([]);
    expect(await alertsOf(desk(), { bureau: stage.world.code.cityAPrice })).toHaveLength(2);
  });

  it("are seen by the bureau, by whoever stands above it, and by nobody else", async () => {
    for (const name of ["cityA.head", "cityACentre.dispatcher", "province.analyst"] as const) {
      const seen = await alertsOf(stage.as(name));
      expect(seen).toHaveLength(2);
      expect(seen.flatMap(({ permittedActions }) => permittedActions)).toEqual([]);
    }
    const [alert] = await alertsOf(desk());
    const id = alert?.id ?? expect.fail("there is no alert");
    for (const name of ["cityBPrice.priceSupervisor", "countyA1.head", "streetA1.head"] as const) {
      const stranger = stage.as(name);
      expect(await alertsOf(stranger)).toEqual([]);
      expectCode(await stranger.gql("query ($id: ID!) { surgeAlert(id: $id) { id } }", { id }), "NOT_FOUND", "id");
      expectCode(await stranger.gql("query ($id: ID!) { node(id: $id) { id } }", { id }), "NOT_FOUND", "id");
    }
    const { node } = await desk().ask<{ node: object }>(
      "query ($id: ID!) { node(id: $id) { id ... on SurgeAlert { state } } }",
      { id },
    );
    expect(node).toEqual({ id, state: "OPEN" });
  });

  it("show the series, places, goods and respondents behind them, and the tickets as a list", async () => {
    const cityB = stage.as("cityBPrice.priceSupervisor");
    await startRule(cityB, { words: ["额温枪"], threshold: { count: 4, counties: 2, hours: 12 } });
    const coming = [
      ...Array.from({ length: 3 }, () => ({ county: "countyB1" as const, respondent: "甲药房", kind: "COMPLAINT" })),
      ...Array.from({ length: 4 }, () => ({ county: "countyB2" as const, respondent: "乙药房", kind: "REPORT" })),
      // One report on a third: who reported could be told.
      { county: "countyB2" as const, respondent: "丙药房", kind: "REPORT" },
    ].map((ticket, minute) => ({
      ...{ ...ticket, at: stage.at("2026-09-21", 12, minute), goodsClass: "GOODS_MEDICAL_DEVICES", text: "额温枪涨价" },
    }));
    const otherText = { at: stage.at("2026-09-21", 12), county: "countyB1" as const, text: "口罩涨价" };
    await stage.comeIn([...coming, otherText]);
    await stage.lookAt(stage.at("2026-09-21", 12, 30));
    const alert = await onlyAlertOf(cityB);
    expect(alert).toMatchObject({ count: 8, counties: 2, words: ["额温枪"] });

    const { evidence, tickets } = (await read(cityB, alert.id)).surgeAlert;
    const { code } = stage.world;
    expect(evidence.series.map(({ count }) => count).reduce((sum, count) => sum + count, 0)).toBe(8);
    expect(evidence.series.every(({ expected }) => expected === null)).toBe(true);
    expect(evidence.goods).toEqual([{ count: 8, goodsClass: { code: "GOODS_MEDICAL_DEVICES" } }]);
    expect(evidence.places).toEqual([
      { code: code.countyB2, name: `${stage.world.mark}countyB2`, count: 5 },
      { code: code.countyB1, name: `${stage.world.mark}countyB1`, count: 3 },
    ]);
    // The one report, and the others, from which it could be worked out, are not told.
    expect(evidence.respondents).toEqual([{ name: "甲药房", count: 3 }]);
    expect(evidence.suppressed).toBe(2);
    expect(tickets.totalCount).toBe(8);
    expect(tickets.nodes.map(({ receivedAt }) => receivedAt)).toEqual(
      [7, 6, 5].map((minute) => stage.at("2026-09-21", 12, minute).toISOString()),
    );
  });

  it("show what was to be expected where the rule has a baseline", async () => {
    const supervisor = stage.as("cityA.supervisor");
    const days = Array.from({ length: 70 }, (_, day) => stage.at("2026-07-10", 10).getTime() + day * 86_400_000);
    await stage.comeIn(
      days.flatMap((day) =>
        [0, 3].map((hours) => ({ at: new Date(day + hours * 3_600_000), issueClass: "QUALITY", line: null })),
      ),
    );
    await stage.comeIn(
      Array.from({ length: 30 }, (_, minute) => ({
        at: stage.at("2026-09-21", 13, minute),
        issueClass: "QUALITY",
        line: null,
      })),
    );
    const rule = await startRule(supervisor, { issueClass: "QUALITY", threshold: null, baseline: {} });
    await stage.lookAt(stage.at("2026-09-21", 14));
    const [alert] = await alertsOf(supervisor, { rule: rule.id });
    expect(alert?.expected).toBeGreaterThan(1);
    expect(alert?.expected).toBeLessThan(8);
    const { evidence } = (await read(supervisor, alert?.id ?? "")).surgeAlert;
    expect(evidence.series.at(-1)).toMatchObject({ count: 30, expected: expect.any(Number) });
    const again = await supervisor.ask<{ surgeRule: { isLearning: boolean } }>(
      "query ($id: ID!) { surgeRule(id: $id) { isLearning } }",
      { id: rule.id },
    );
    expect(again.surgeRule.isLearning).toBe(false);
  });

  it("refuse filters that are none", async () => {
    const list = "query ($filter: SurgeAlertFilter) { surgeAlerts(filter: $filter) { totalCount } }";
    expectCode(await desk().gql(list, { filter: { states: [] } }), "INVALID_INPUT", "filter.states");
    expectCode(await desk().gql(list, { filter: { rule: "nonsense" } }), "NOT_FOUND", "filter.rule");
    const foreign = await startRule(stage.as("cityBPrice.priceSupervisor"));
    expectCode(await desk().gql(list, { filter: { rule: foreign.id } }), "NOT_FOUND", "filter.rule");
    expectCode(await stage.as("cityA.handler").gql(list, {}), "FORBIDDEN");
  });
});
