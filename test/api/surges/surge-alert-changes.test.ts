import { describe, expect, it } from "vitest";
import { latestPosition, relayNow } from "../../events.js";
import { openAs, refusalOf } from "../../sources.js";
import { onlyAlertOf, run, setSurgeStage, startRule } from "./surging.js";

const document = `subscription ($after: String, $rule: ID) { surgeAlertChanges(after: $after, rule: $rule) {
  cursor type at version alert { id state count } } }`;

interface Change {
  cursor: string;
  type: string;
  version: number;
  alert: { id: string; state: string; count: number } | null;
}

describe("surgeAlertChanges", () => {
  const stage = setSurgeStage();
  const desk = () => stage.as("cityAPrice.priceSupervisor");

  it("tells of a surge as it is opened, acknowledged and closed, to whoever sees it", async () => {
    const rule = await startRule(desk());
    const clock = stage.stage.clock;
    const before = await latestPosition();
    const own = await openAs(desk(), document, { rule: rule.id }, { clock });
    const above = await openAs(stage.as("province.head"), document, {}, { clock });
    const stranger = await openAs(stage.as("cityBPrice.priceSupervisor"), document, {}, { clock });
    expect(own.source.after).toBeNull();

    await stage.comeIn(
      (["countyA1", "countyA2", "countyA2"] as const).map((county) => ({ at: stage.at("2026-09-21", 9), county })),
    );
    await stage.lookAt(stage.at("2026-09-21", 11));
    const opened = await onlyAlertOf(desk());
    await run(desk(), "acknowledgeSurgeAlert", { alertId: opened.id, version: 1 });
    await run(desk(), "closeSurgeAlert", { alertId: opened.id, version: 2, reason: "EXPECTED" });
    await relayNow();

    // Each is read as it is now, with the version that the event made.
    const alert = { id: opened.id, state: "CLOSED", count: 3 };
    const told = await own.tellAfter<Change>(before);
    expect(told).toMatchObject([
      { type: "surge.opened", version: 1, alert },
      { type: "surge.acknowledged", version: 2, alert },
      { type: "surge.closed", version: 3, alert },
    ]);
    expect(await above.tellAfter(before)).toHaveLength(3);
    expect(await stranger.tellAfter(before)).toEqual([]);

    const resumed = await openAs(desk(), document, { after: told[0]?.cursor }, { clock });
    expect(await resumed.tellAfter<Change>(resumed.source.after ?? 0)).toMatchObject(told.slice(1));
  });

  it("tells nothing of alerts of another rule than the one asked for", async () => {
    const other = await startRule(desk(), { goodsClass: "GOODS_BAGS" });
    const opened = await openAs(desk(), document, { rule: other.id }, { clock: stage.stage.clock });
    expect(await opened.tellAfter<Change>(0)).toEqual([]);
  });

  it("refuses a cursor that is none, what names no rule, and whoever reads no alerts", async () => {
    const clock = { clock: stage.stage.clock };
    expect(await refusalOf(openAs(desk(), document, { after: "nonsense" }, clock))).toMatchObject({
      code: "INVALID_INPUT",
    });
    expect(await refusalOf(openAs(desk(), document, { rule: "nonsense" }, clock))).toEqual({
      code: "NOT_FOUND",
      field: "rule",
    });
    const handler = openAs(stage.as("cityA.handler"), document, {}, clock);
    expect(await refusalOf(handler)).toMatchObject({ code: "FORBIDDEN" });
  });
});
