import { describe, expect, it } from "vitest";
import { expectCode, type Variables } from "../../api.js";
import { createRule, ruleContent, send, setSurgeStage } from "./surging.js";

describe("createSurgeRule", () => {
  const stage = setSurgeStage();
  const desk = () => stage.as("cityAPrice.priceSupervisor");
  const create = (rule: object, caller = desk()) => send(caller, "createSurgeRule", { name: "价格激增", rule });

  it("makes a rule of the caller's bureau, which is off", async () => {
    const { code } = stage.world;
    expect(
      await createRule(desk(), { words: ["口罩", " 口罩", "额温枪"], kinds: ["REPORT", "COMPLAINT"] }),
    ).toMatchObject({
      ...{ name: "价格激增", kind: "THRESHOLD", groupedBy: "WHOLE", isOn: false, isLearning: false, version: 1 },
      ...{ bureau: { code: code.cityAPrice }, region: { code: code.cityA }, issueClass: { code: "PRICE" } },
      ...{ words: ["口罩", "额温枪"], kinds: ["COMPLAINT", "REPORT"], windowHours: [24], leastCount: 3 },
      ...{ leastCounties: 2, falseAlarmsPerYear: null, permittedActions: ["UPDATE", "SWITCH_ON", "DELETE"] },
    });
  });

  it("takes what the price desks use where a number is left out", async () => {
    const rule = await createRule(desk(), { threshold: {} });
    expect(rule).toMatchObject({ leastCount: 8, leastCounties: 3, windowHours: [48] });
    const baseline = await createRule(desk(), { threshold: null, baseline: {} });
    expect(baseline).toMatchObject({
      ...{ kind: "BASELINE", windowHours: [6, 24, 48], falseAlarmsPerYear: 2, leastCount: 3, isLearning: true },
    });
  });

  it("watches a region beneath the caller's, and none above or beside it", async () => {
    const { code } = stage.world;
    expect(await createRule(desk(), { region: code.countyA1 })).toMatchObject({ region: { code: code.countyA1 } });
    expect(await createRule(stage.as("province.head"), { region: code.cityB })).toMatchObject({
      ...{ bureau: { code: code.province }, region: { code: code.cityB } },
    });
    for (const region of [code.province, code.nation, code.cityB, code.countyB1, "T00000", "无此单位"]) {
      expectCode(await create(ruleContent({ region })), "NOT_FOUND", "rule.region");
    }
  });

  it("counts for a department nothing that is not of its line", async () => {
    expectCode(await create(ruleContent({ issueClass: "QUALITY" })), "INVALID_INPUT", "rule.issueClass");
    expect(await createRule(stage.as("cityA.head"), { issueClass: "QUALITY" })).toMatchObject({
      issueClass: { code: "QUALITY" },
    });
  });

  it("refuses numbers out of their bounds, and both kinds or none", async () => {
    const refused: [Variables, string][] = [
      [{ threshold: null }, "rule"],
      [{ baseline: {} }, "rule"],
      [{ threshold: { count: 1 } }, "rule.threshold.count"],
      [{ threshold: { count: 3, counties: 4 } }, "rule.threshold.counties"],
      [{ threshold: { hours: 721 } }, "rule.threshold.hours"],
      [{ threshold: null, baseline: { windowHours: [24, 6] } }, "rule.baseline.windowHours"],
      [{ threshold: null, baseline: { windowHours: [] } }, "rule.baseline.windowHours"],
      [{ threshold: null, baseline: { falseAlarmsPerYear: 0 } }, "rule.baseline.falseAlarmsPerYear"],
      [{ threshold: null, baseline: { leastCount: 1 } }, "rule.baseline.leastCount"],
    ];
    for (const [more, field] of refused) expectCode(await create(ruleContent(more)), "INVALID_INPUT", field);
  });

  it("refuses codes that the dictionaries do not know, and words that are none", async () => {
    const refused: [Variables, string][] = [
      [{ issueClass: "NO_SUCH" }, "rule.issueClass"],
      [{ goodsClass: "PRICE" }, "rule.goodsClass"],
      [{ topic: "NO_SUCH" }, "rule.topic"],
      [{ groupedBy: "ISSUE_CLASS" }, "rule.groupedBy"],
      [{ kinds: [] }, "rule.kinds"],
      [{ words: [] }, "rule.words"],
      [{ words: [" "] }, "rule.words"],
      [{ words: ["长".repeat(21)] }, "rule.words"],
      [{ words: Array.from({ length: 21 }, (_, place) => `词${place}`) }, "rule.words"],
    ];
    for (const [more, field] of refused) expectCode(await create(ruleContent(more)), "INVALID_INPUT", field);
    const nameless = { name: " ", rule: ruleContent() };
    expectCode(await send(desk(), "createSurgeRule", nameless), "INVALID_INPUT", "name");
  });

  it("is for those who watch a region", async () => {
    for (const name of ["cityA.handler", "cityACentre.operator", "cityA.analyst", "cityA.administrator"] as const) {
      expectCode(await create(ruleContent(), stage.as(name)), "FORBIDDEN");
    }
  });

  it("lets a bureau have fifty rules", { timeout: 30_000 }, async () => {
    const head = stage.as("cityB.head");
    for (let count = 0; count < 50; count += 1) await createRule(head);
    const error = expectCode(await create(ruleContent(), head), "TOO_LARGE", "rules");
    expect(error.extensions).toMatchObject({ limit: 50, actual: 51 });
  });
});
