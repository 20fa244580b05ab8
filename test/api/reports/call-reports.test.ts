import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stage, setStage } from "../../stage.js";
import type { World } from "../../world.js";
import { abandoned, answered, at, newCallId, record } from "../calls/calling.js";
import { type ReportAnswer, run, stepOn, tableIn, textOf } from "./reporting.js";

let stage: Stage;
let world: World;

const document = `query ($id: ID!) { reproduceReport(id: $id) { isIdentical compared differences { question measure period
  frozen { value } today { value } } } }`;

interface Reproduction {
  reproduceReport: {
    isIdentical: boolean;
    differences: { question: string; measure: string; period: string; frozen: object; today: object }[];
  };
}

const prepare = (more: object = {}): Promise<ReportAnswer> =>
  run(world.as("cityA.analyst"), "prepareReport", { kind: "WEEKLY", day: "2026-10-19", ...more });

beforeAll(async () => {
  stage = await setStage("2026-10-20");
  world = await stage.makeProvince();
  const on = (day: string, talked: number) => ({
    ...{ offeredAt: at(0, day), answeredAt: at(12, day), endedAt: at(12 + talked, day) },
  });
  await record(
    world.as("cityACentre.shiftManager"),
    answered(newCallId(), on("2026-10-14", 2400)),
    answered(newCallId(), on("2026-10-15", 125)),
    answered("c-late", on("2026-10-15", 60)),
    abandoned(newCallId(), { offeredAt: at(0, "2026-10-19"), endedAt: at(30, "2026-10-19") }),
    answered(newCallId(), on("2026-10-08", 60)),
  );
});

afterAll(() => stage.close());

describe("a report of a bureau that took calls", () => {
  it("has a section of calls, with comparisons, in words and tables", async () => {
    const bulletin = await prepare();
    expect(bulletin.sections.map(({ title }) => title)[1]).toBe("话务情况");
    const text = textOf(bulletin);
    expect(text).toContain("热线呼入4个，上年同期为0，不计算同比，环比增长300.00%；接通3个，接通率75.00%（3/4）");
    expect(text).toContain("最长通话40分钟，人均日接通1.50个");
    expect(tableIn(bulletin, "话务情况统计表").rows.slice(0, 3)).toEqual([
      ["呼入量（个）", "4", "—", "—", "0", "—", "1", "+300.00%"],
      ["接通量（个）", "3", "—", "—", "0", "—", "1", "+200.00%"],
      ["接通率（%）", "75.00", "3", "4", "—", "—", "100.00", "-25.00个百分点"],
    ]);
    expect(tableIn(bulletin, "分时段话务情况表").rows.at(-1)).toEqual(["合计", "4", "3", "75.00"]);
    expect(bulletin.notes.join()).toContain("来电按呼入日期和接听单位统计");
  });

  it("has none where nobody called, and none about a topic", async () => {
    const quiet = await run(world.as("cityB.analyst"), "prepareReport", { kind: "WEEKLY", day: "2026-10-19" });
    expect(textOf(quiet)).not.toContain("热线呼入");
    const topic = await prepare({ kind: "TOPIC", topic: "MASKS", from: "2026-10-12" });
    expect(textOf(topic)).not.toContain("热线呼入");
  });

  it("is reproduced, and names what a corrected record changed since", async () => {
    const analyst = world.as("cityA.analyst");
    const { id } = await run(analyst, "submitReport", stepOn(await prepare()));
    const reproduce = async () => (await analyst.ask<Reproduction>(document, { id })).reproduceReport;
    expect(await reproduce()).toMatchObject({ isIdentical: true, differences: [] });
    await record(
      world.as("cityACentre.shiftManager"),
      abandoned("c-late", { revision: 9, offeredAt: at(0, "2026-10-15"), endedAt: at(30, "2026-10-15") }),
    );
    const { differences, isIdentical } = await reproduce();
    expect(isIdentical).toBe(false);
    const answeredNow = differences.find(
      ({ measure, period, question }) => question === "calls" && measure === "CALLS_ANSWERED" && period === "NOW",
    );
    expect(answeredNow).toMatchObject({ frozen: { value: "3" }, today: { value: "2" } });
  });
});
