import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditEntries } from "../../../schema/index.js";
import { surgeRulesPass, watchLog } from "../../../src/modules/surges/index.js";
import { relayNow, toldEvents } from "../../events.js";
import { jobTools } from "../../jobs.js";
import { complaint, register, take } from "../tickets/driving.js";
import { alertsOf, onlyAlertOf, setSurgeStage, startRule } from "./surging.js";

describe("what comes in", () => {
  const stage = setSurgeStage();
  const desk = () => stage.as("cityAPrice.priceSupervisor");
  const tools = () => ({ ...jobTools(undefined, stage.stage.clock), province: stage.world.code.province });
  const watch = async (): Promise<void> => {
    await relayNow();
    await watchLog(tools());
  };

  it("is seen within seconds of the threshold being passed, by the event of the ticket", async () => {
    await startRule(desk(), { words: ["口罩"], threshold: { count: 2, counties: 2, hours: 24 } });
    await watch();
    await surgeRulesPass.run(tools());
    const { code, division } = stage.world;
    const operator = stage.as("cityACentre.operator");
    const inCounty = (county: "countyA1" | "countyA2") => ({ name: "平安大药房", businessDivision: division[county] });
    const ticket = await register(operator, complaint(stage.world, { respondent: inCounty("countyA1") }));
    await take(stage.as("cityACentre.dispatcher"), "dispatchTicket", ticket, { bureau: code.countyA1 });
    stage.stage.clock.set(stage.at("2026-09-21", 10, 1));
    await watch();
    // A rule that nothing concerns rests for minutes; this one is due at once.
    expect(await surgeRulesPass.run(tools())).toMatchObject({ handled: 1 });
    expect(await alertsOf(desk())).toEqual([]);
    await watch();
    expect(await surgeRulesPass.run(tools())).toMatchObject({ handled: 0 });

    // The county is that of the respondent, long before anybody dispatches it.
    await register(operator, complaint(stage.world, { respondent: inCounty("countyA2") }));
    stage.stage.clock.set(stage.at("2026-09-21", 10, 2));
    await watch();
    await surgeRulesPass.run(tools());
    expect(await onlyAlertOf(desk())).toMatchObject({
      ...{ count: 2, counties: 2, openedAt: stage.at("2026-09-21", 10, 2).toISOString() },
    });
  });

  it("that no rule concerns has none looked at", async () => {
    const operator = stage.as("cityBCentre.operator");
    await register(operator, complaint(stage.world, { respondent: { name: "某店" }, facts: "口罩" }));
    await register(stage.as("cityACentre.operator"), complaint(stage.world, { issueClass: "QUALITY" }));
    stage.stage.clock.set(stage.at("2026-09-21", 10, 3));
    await watch();
    expect(await surgeRulesPass.run(tools())).toMatchObject({ handled: 0 });
  });

  it("counts in one county at least, also where nobody knows in which", async () => {
    const supervisor = stage.as("cityA.supervisor");
    const [one, two] = [1, 2].map((counties) => ({
      goodsClass: "GOODS_FUEL",
      threshold: { count: 3, counties, hours: 24 },
    }));
    const anywhere = await startRule(supervisor, one);
    const spread = await startRule(supervisor, two);
    // The centre holds them, and their respondents are anywhere.
    const nowhere = { at: stage.at("2026-09-21", 9), goodsClass: "GOODS_FUEL", isPlaced: false };
    await stage.comeIn([nowhere, nowhere, nowhere]);
    await stage.lookAt(stage.at("2026-09-21", 10, 10));
    expect(await alertsOf(supervisor, { rule: anywhere.id })).toMatchObject([{ counties: 1, count: 3 }]);
    expect(await alertsOf(supervisor, { rule: spread.id })).toEqual([]);
  });

  it("is told once, however many processes look at the same time", async () => {
    await startRule(stage.as("cityB.supervisor"), { goodsClass: "GOODS_DAIRY" });
    await stage.comeIn(
      (["countyB1", "countyB2", "countyB1"] as const).map((county) => {
        return { at: stage.at("2026-09-21", 9), county, goodsClass: "GOODS_DAIRY" };
      }),
    );
    stage.stage.clock.set(stage.at("2026-09-21", 10, 20));
    await Promise.all(Array.from({ length: 4 }, () => surgeRulesPass.run(tools())));
    const alert = await onlyAlertOf(stage.as("cityB.supervisor"));
    expect(alert.history).toHaveLength(1);
    const { database } = stage.world;
    const told = await database.asSystem("a test looks at events", (tx) =>
      tx.select().from(toldEvents).where(eq(toldEvents.subjectId, alert.id)),
    );
    expect(told.map(({ payload, type }) => ({ payload, type }))).toEqual([
      {
        type: "surge.opened",
        payload: {
          ...{ state: "OPEN", region: stage.world.code.cityB, issueClass: "PRICE", goodsClass: "GOODS_DAIRY" },
          ...{ topic: null, count: 3, counties: 2, parts: 0, closeReason: null },
        },
      },
    ]);
    const audited = await database.asSystem("a test looks at the audit", (tx) =>
      tx.select().from(auditEntries).where(eq(auditEntries.subjectId, alert.id)),
    );
    expect(audited.map(({ action, bureau, person }) => ({ action, bureau, person }))).toEqual([
      { action: "surge.platform", bureau: stage.world.code.cityB, person: null },
    ]);
  });

  it("is found after a run that was taken back as if it had never been", async () => {
    const supervisor = stage.as("cityA.supervisor");
    const rule = await startRule(supervisor, { goodsClass: "GOODS_BAGS" });
    await stage.comeIn(
      (["countyA1", "countyA2", "countyA1"] as const).map((county) => {
        return { at: stage.at("2026-09-21", 9), county, goodsClass: "GOODS_BAGS" };
      }),
    );
    stage.stage.clock.set(stage.at("2026-09-21", 10, 40));
    const { database } = stage.world;
    const broken = {
      ...database,
      asSystem: <Result>(reason: string, work: (tx: never) => Promise<Result>): Promise<Result> =>
        database.asSystem(reason, async (tx) => {
          await work(tx as never);
          throw new Error("the process dies before the commit");
        }),
    };
    await expect(surgeRulesPass.run({ ...tools(), database: broken })).rejects.toThrow(
      "the process dies before the commit",
    );
    expect(await alertsOf(supervisor, { rule: rule.id })).toEqual([]);
    await surgeRulesPass.run(tools());
    expect(await alertsOf(supervisor, { rule: rule.id })).toMatchObject([{ state: "OPEN", version: 1 }]);
  });
});
