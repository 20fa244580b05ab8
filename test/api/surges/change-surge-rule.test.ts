import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import type { Unit } from "../../world.js";
import { alertsOf, createRule, ruleContent, run, send, setSurgeStage, startRule } from "./surging.js";

describe("a surge rule", () => {
  const stage = setSurgeStage();
  const desk = () => stage.as("cityAPrice.priceSupervisor");
  const surgeIn = (goodsClass: string, counties: Unit[]) =>
    counties.map((county) => ({ at: stage.at("2026-09-21", 9), county, goodsClass }));

  it("is said anew by updateSurgeRule, which closes the alerts of what it does not watch any more", async () => {
    const started = await startRule(desk(), { goodsClass: "GOODS_MEDICAL_PROTECTION" });
    await stage.comeIn(surgeIn("GOODS_MEDICAL_PROTECTION", ["countyA1", "countyA1", "countyA2"]));
    await stage.lookAt(stage.at("2026-09-21", 11));
    const filter = { rule: started.id };
    expect(await alertsOf(desk(), filter)).toMatchObject([{ state: "OPEN", count: 3 }]);

    const stricter = {
      ruleId: started.id,
      version: 2,
      name: "改名",
      rule: ruleContent({ goodsClass: "GOODS_MEDICAL_PROTECTION" }),
    };
    const { rule } = await run(desk(), "updateSurgeRule", stricter);
    expect(rule).toMatchObject({ name: "改名", version: 3, isOn: true });
    expect(await alertsOf(desk(), filter)).toMatchObject([{ state: "OPEN" }]);

    const other = { ...stricter, version: 3, rule: ruleContent({ goodsClass: "GOODS_DRUGS" }) };
    await run(desk(), "updateSurgeRule", other);
    expect(await alertsOf(desk(), filter)).toMatchObject([{ state: "CLOSED", closeReason: "RULE_CHANGED" }]);
  });

  it("closes its alerts when it is switched off, and finds the same anew when it is on again", async () => {
    const started = await startRule(desk(), { goodsClass: "GOODS_DISINFECTION" });
    await stage.comeIn(surgeIn("GOODS_DISINFECTION", ["countyA1", "countyA1", "zoneA"]));
    await stage.lookAt(stage.at("2026-09-21", 12));
    await run(desk(), "switchSurgeRule", { ruleId: started.id, version: 2, isOn: false });
    const filter = { rule: started.id };
    expect(await alertsOf(desk(), filter)).toMatchObject([{ state: "CLOSED", closeReason: "RULE_CHANGED" }]);
    await stage.lookAt(stage.at("2026-09-21", 12, 30));
    expect(await alertsOf(desk(), filter)).toHaveLength(1);
    await run(desk(), "switchSurgeRule", { ruleId: started.id, version: 3, isOn: true });
    await stage.lookAt(stage.at("2026-09-21", 13));
    expect(await alertsOf(desk(), filter)).toMatchObject([
      { state: "OPEN", history: [{ verb: "OPEN" }, {}, { verb: "REOPEN" }] },
    ]);
  });

  it("is not switched on twice", async () => {
    const { id, version } = await startRule(desk());
    const error = expectCode(
      await send(desk(), "switchSurgeRule", { ruleId: id, version, isOn: true }),
      "ILLEGAL_TRANSITION",
    );
    expect(error.extensions.permittedActions).toEqual(["UPDATE", "SWITCH_OFF", "DELETE"]);
  });

  it("is listed no more once it was taken away, and nothing is done with it", async () => {
    const { id, version } = await createRule(desk());
    const { rule } = await run(desk(), "deleteSurgeRule", { ruleId: id, version });
    expect(rule).toMatchObject({ isOn: false, permittedActions: [], version: 2, removedAt: expect.any(String) });
    const { surgeRules } = await desk().ask<{ surgeRules: { nodes: { id: string }[] } }>(
      "{ surgeRules(first: 100) { nodes { id } } }",
    );
    expect(surgeRules.nodes.map((node) => node.id)).not.toContain(id);
    expectCode(await send(desk(), "switchSurgeRule", { ruleId: id, version: 2, isOn: true }), "NOT_FOUND", "ruleId");
  });

  it("is changed by its own bureau alone, from the version that was seen", async () => {
    const { id, version } = await createRule(desk());
    const input = { ruleId: id, version, name: "改名", rule: ruleContent() };
    // The city and its centre see it; the other city does not.
    for (const name of ["cityA.head", "cityACentre.supervisor", "province.supervisor"] as const) {
      expectCode(await send(stage.as(name), "updateSurgeRule", input), "FORBIDDEN");
      expectCode(await send(stage.as(name), "deleteSurgeRule", { ruleId: id, version }), "FORBIDDEN");
    }
    const stranger = stage.as("cityBPrice.priceSupervisor");
    expectCode(await send(stranger, "updateSurgeRule", input), "NOT_FOUND", "ruleId");
    expectCode(await send(desk(), "updateSurgeRule", { ...input, version: 7 }), "CONFLICT");
    const above = { ...input, rule: ruleContent({ region: stage.world.code.province }) };
    expectCode(await send(desk(), "updateSurgeRule", above), "NOT_FOUND", "rule.region");
  });
});
