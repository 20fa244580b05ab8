import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { ruleContent, setSurgeStage, startRule } from "./surging.js";
const stage = setSurgeStage("2025-07-01");
it("measures", { timeout: 280_000 }, async () => {
  const start = stage.at("2025-07-02", 0).getTime();
  const day = 86_400_000;
  const goods = ["GOODS_DRUGS", "GOODS_BAGS", "GOODS_DAIRY", "GOODS_FUEL", "GOODS_CARS", null];
  let t = performance.now();
  for (let block = 0; block < 20; block += 1) {
    await stage.comeIn(Array.from({ length: 5000 }, (_, n) => {
      const k = block * 5000 + n;
      return { at: new Date(start + (k / 100_000) * 440 * day), county: (["countyA1", "countyA2", "zoneA"] as const)[k % 3]!, goodsClass: goods[k % 6]!, issueClass: k % 7 === 0 ? "PRICE" : "QUALITY", line: k % 7 === 0 ? "PRICE" : null };
    }));
  }
  await stage.world.database.asSystem("x", (tx) => tx.execute(sql`SELECT 1`));
  console.log("loaded", performance.now() - t);
  const head = stage.as("cityA.head");
  const rules: [string, object][] = [
    ["threshold by goods", { groupedBy: "GOODS_CLASS" }],
    ["threshold words", { issueClass: null, words: ["口罩"], threshold: { count: 5000, counties: 3, hours: 48 } }],
    ["baseline", { threshold: null, baseline: {} }],
    ["baseline all by goods", { issueClass: null, groupedBy: "GOODS_CLASS", threshold: null, baseline: {} }],
  ];
  for (const [name, more] of rules) {
    await startRule(head, more as never);
    t = performance.now();
    const first = await stage.lookAt(stage.at("2026-09-14", 12));
    const learned = performance.now() - t;
    t = performance.now();
    const next = await stage.lookAt(new Date(stage.at("2026-09-14", 12).getTime() + 301_000));
    console.log(name, JSON.stringify(first), learned.toFixed(0), JSON.stringify(next), (performance.now() - t).toFixed(0));
  }
  for (const [name, more] of rules) {
    t = performance.now();
    const { data, errors } = await head.gql<any>(`query ($input: BacktestSurgeRuleInput!) { backtestSurgeRule(input: $input) { ticketCount alertCount groupsLeftOut } }`, { input: { rule: ruleContent(more as never) } });
    console.log("backtest", name, JSON.stringify(data ?? errors), JSON.stringify(errors), (performance.now() - t).toFixed(0));
  }
  const { surgeAlerts } = await head.ask<any>("{ surgeAlerts(first: 1) { nodes { id } } }");
  t = performance.now();
  if (surgeAlerts.nodes[0]) await head.ask("query ($id: ID!) { surgeAlert(id: $id) { evidence { from places { code } respondents { name } } tickets { totalCount nodes { number } } } }", { id: surgeAlerts.nodes[0].id });
  console.log("evidence", performance.now() - t);
  expect(1).toBe(1);
});
