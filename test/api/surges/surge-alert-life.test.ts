import { describe, expect, it } from "vitest";
import { onlyAlertOf, run, setSurgeStage, startRule } from "./surging.js";

describe("a surge", () => {
  const { as, at, comeIn, lookAt } = setSurgeStage();

  it("is opened when the threshold is passed, grows, is acknowledged, and fades after a quiet day", async () => {
    const supervisor = as("cityAPrice.priceSupervisor");
    const rule = await startRule(supervisor);
    await comeIn([
      { at: at("2026-09-21", 11), county: "countyA1" },
      { at: at("2026-09-21", 12), county: "countyA1" },
    ]);
    await lookAt(at("2026-09-21", 12, 30));
    expect(await supervisor.ask("{ surgeAlerts { totalCount } }")).toEqual({ surgeAlerts: { totalCount: 0 } });

    await comeIn([{ at: at("2026-09-21", 13), county: "countyA2" }]);
    await lookAt(at("2026-09-21", 13, 1));
    const opened = await onlyAlertOf(supervisor);
    expect(opened).toMatchObject({
      ...{ state: "OPEN", version: 1, count: 3, counties: 2, upper: 3, expected: null, rule: { id: rule.id } },
      openedAt: at("2026-09-21", 13, 1).toISOString(),
      since: at("2026-09-20", 13, 1).toISOString(),
      permittedActions: ["ACKNOWLEDGE", "SNOOZE", "CLOSE"],
    });

    await comeIn(Array.from({ length: 6 }, () => ({ at: at("2026-09-21", 14), county: "countyA2" as const })));
    await lookAt(at("2026-09-21", 14, 10));
    const grown = await onlyAlertOf(supervisor);
    expect(grown).toMatchObject({ state: "OPEN", version: 2, count: 9, peak: 9 });

    const step = { alertId: grown.id, version: 2, remark: "已通知各区县" };
    const { alert } = await run(supervisor, "acknowledgeSurgeAlert", step);
    expect(alert).toMatchObject({ state: "ACKNOWLEDGED", version: 3, permittedActions: ["SNOOZE", "CLOSE"] });

    await lookAt(at("2026-09-22", 15));
    expect(await onlyAlertOf(supervisor)).toMatchObject({ state: "ACKNOWLEDGED", count: 0, peak: 9 });
    await lookAt(at("2026-09-23", 15, 1));
    expect(await onlyAlertOf(supervisor)).toMatchObject({
      ...{ state: "CLOSED", closeReason: "QUIET", closedByName: null, permittedActions: ["REOPEN"] },
      history: [
        { verb: "OPEN", count: 3, state: "OPEN", personName: null },
        { verb: "GROW", count: 9, state: "OPEN" },
        { verb: "ACKNOWLEDGE", count: 9, remark: "已通知各区县", state: "ACKNOWLEDGED" },
        { verb: "FADE", count: 0, reason: "QUIET", state: "CLOSED" },
      ],
    });
  });
});
