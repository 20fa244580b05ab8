import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type EmergencyRun, emergencyReportsPass } from "../../../src/modules/reports/index.js";
import { expectCode } from "../../api.js";
import { latestPosition, relayNow } from "../../events.js";
import { jobTools } from "../../jobs.js";
import { openAs } from "../../sources.js";
import { type Stage, setStage } from "../../stage.js";
import type { PersonName, World } from "../../world.js";
import { report as priceReport, register } from "../tickets/driving.js";
import { type EmergencyAnswer, listed, masks, run, send, stepOn } from "./declaring.js";

let stage: Stage;
let world: World;

beforeAll(async () => {
  stage = await setStage("2026-10-20");
});

beforeEach(async () => {
  stage.goTo("2026-10-20");
  world = await stage.makeProvince();
});

afterAll(() => stage.close());

interface Reports {
  summary: {
    kind: string;
    state: string;
    firstDay: string;
    lastDay: string;
    topic: string | null;
    preparedByName: string | null;
  } | null;
  dailyReports: {
    totalCount: number;
    nodes: { firstDay: string; state: string; title: string; emergency: { id: string } }[];
  };
}

async function reportsOf(name: PersonName, { id }: Pick<EmergencyAnswer, "id">): Promise<Reports> {
  const { emergency } = await world.as(name).ask<{ emergency: Reports }>(
    `query ($id: ID!) { emergency(id: $id) { summary { kind state firstDay lastDay topic preparedByName }
      dailyReports(first: 50) { totalCount nodes { firstDay state title emergency { id } } } } }`,
    { id },
  );
  return emergency;
}

const runPass = (): Promise<EmergencyRun> =>
  emergencyReportsPass.run({ ...jobTools(world.database, stage.clock), province: world.code.province });

const words = { closingWords: "应急响应结束，转入常态管理。" };

describe("endEmergency", () => {
  it("ends it with closing words and the report of its topic, in one transaction", async () => {
    const declared = await run(world.as("cityACentre.head"), "declareEmergency", masks());
    for (let number = 0; number < 3; number += 1) {
      await register(world.as("cityACentre.operator"), priceReport(world, { topics: ["MASKS"] }));
    }
    stage.goTo("2026-10-22");
    const ended = await run(world.as("cityACentre.head"), "endEmergency", stepOn(declared, words));
    expect(ended).toMatchObject({ state: "ENDED", to: "2026-10-22", version: 2, permittedActions: [], ...words });
    expect(ended.endedByName).toBe(`${world.mark}cityACentre.head`);
    const { summary } = await reportsOf("cityACentre.analyst", ended);
    expect(summary).toEqual({
      kind: "TOPIC",
      state: "DRAFT",
      firstDay: "2026-10-20",
      lastDay: "2026-10-22",
      topic: "MASKS",
      preparedByName: `${world.mark}cityACentre.head`,
    });
    // A draft is its bureau's alone; the closing words are for all.
    expect((await reportsOf("countyA1.head", ended)).summary).toBeNull();
    expect(
      (await listed(world.as("countyA1.head"), { isOpen: false })).map(({ closingWords }) => closingWords),
    ).toEqual([words.closingWords]);
    expect(await listed(world.as("countyA1.head"), { view: "ABOVE", isOpen: true })).toEqual([]);
  });

  it("sums up everything where it has no topic, and another may be declared then", async () => {
    const declared = await run(world.as("cityA.head"), "declareEmergency", masks({ topic: null }));
    await run(world.as("cityA.supervisor"), "endEmergency", stepOn(declared, words));
    expect((await reportsOf("cityA.head", declared)).summary).toMatchObject({ kind: "CUMULATIVE", topic: null });
    await run(world.as("cityA.head"), "declareEmergency", masks());
  });

  it("has no summary where it ends before it began", async () => {
    const declared = await run(world.as("cityA.head"), "declareEmergency", masks({ from: "2026-10-25" }));
    await run(world.as("cityA.head"), "endEmergency", stepOn(declared, words));
    expect((await reportsOf("cityA.head", declared)).summary).toBeNull();
  });

  it("lets one of two that end it at once have its way, with one summary", async () => {
    const declared = await run(world.as("cityA.head"), "declareEmergency", masks());
    const answers = await Promise.all(
      (["cityA.head", "cityA.supervisor"] as const).map((name) =>
        send(world.as(name), "endEmergency", stepOn(declared, words)),
      ),
    );
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? "DONE").sort();
    expect(codes).toEqual(["CONFLICT", "DONE"]);
    expect((await reportsOf("cityA.head", declared)).summary).toMatchObject({ kind: "TOPIC" });
  });

  it("refuses what is not one's own, what has ended, and ending without a word", async () => {
    const declared = await run(world.as("cityA.head"), "declareEmergency", masks());
    const input = stepOn(declared, words);
    expectCode(await send(world.as("province.head"), "endEmergency", input), "FORBIDDEN");
    expectCode(await send(world.as("cityB.head"), "endEmergency", input), "NOT_FOUND");
    const wordless = { ...input, closingWords: "" };
    expectCode(await send(world.as("cityA.head"), "endEmergency", wordless), "INVALID_INPUT");
    const ended = await run(world.as("cityA.head"), "endEmergency", input);
    expectCode(await send(world.as("cityA.head"), "endEmergency", stepOn(ended, words)), "ILLEGAL_TRANSITION");
    expectCode(await send(world.as("countyA1.head"), "acknowledgeEmergency", stepOn(ended)), "ILLEGAL_TRANSITION");
  });

  it("tells all beneath", async () => {
    const declared = await run(world.as("cityA.head"), "declareEmergency", masks());
    await relayNow();
    const before = await latestPosition();
    const county = await openAs(
      world.as("countyA2.handler"),
      "subscription { emergencyChanges { eventType node { ... on Emergency { state } } } }",
      {},
      { clock: stage.clock },
    );
    await run(world.as("cityA.head"), "endEmergency", stepOn(declared, words));
    await relayNow();
    expect(await county.tellAfter(before)).toEqual([{ eventType: "emergency.ended", node: { state: "ENDED" } }]);
  });
});

describe("the daily reports of an emergency", () => {
  it("are prepared once for each of its days, after midnight in China", async () => {
    const declared = await run(world.as("cityACentre.head"), "declareEmergency", masks());
    expect(await runPass()).toEqual({ reported: 0, ended: 0, failed: 0 });
    stage.goTo("2026-10-20", 23);
    expect((await runPass()).reported).toBe(0);
    stage.goTo("2026-10-21", 0);
    expect(await runPass()).toEqual({ reported: 1, ended: 0, failed: 0 });
    expect(await runPass()).toEqual({ reported: 0, ended: 0, failed: 0 });
    const { dailyReports } = await reportsOf("cityACentre.analyst", declared);
    expect(dailyReports.nodes).toEqual([
      {
        firstDay: "2026-10-20",
        state: "DRAFT",
        title: `${world.mark}cityA12315投诉举报日报（2026年10月20日）`,
        emergency: { id: declared.id },
      },
    ]);
    expect((await reportsOf("province.analyst", declared)).dailyReports.totalCount).toBe(0);
  });

  it("are made up for days on which nothing ran, by whoever runs, each once", async () => {
    const declared = await run(world.as("cityA.head"), "declareEmergency", masks({ from: "2026-10-18" }));
    stage.goTo("2026-10-22", 1);
    const runs = await Promise.all([runPass(), runPass()]);
    expect(runs.reduce((sum, { reported }) => sum + reported, 0)).toBe(4);
    const { dailyReports } = await reportsOf("cityA.analyst", declared);
    expect(dailyReports.nodes.map(({ firstDay }) => firstDay).sort()).toEqual([
      "2026-10-18",
      "2026-10-19",
      "2026-10-20",
      "2026-10-21",
    ]);
  });

  it("are not prepared where they are switched off, and go on after that", async () => {
    const declared = await run(world.as("cityA.head"), "declareEmergency", masks({ isReportedDaily: false }));
    stage.goTo("2026-10-22");
    expect((await runPass()).reported).toBe(0);
    const on = await run(world.as("cityA.head"), "changeEmergency", stepOn(declared, { isReportedDaily: true }));
    expect(on.isReportedDaily).toBe(true);
    stage.goTo("2026-10-23");
    expect((await runPass()).reported).toBe(1);
    expect((await reportsOf("cityA.head", on)).dailyReports.nodes.map(({ firstDay }) => firstDay)).toEqual([
      "2026-10-22",
    ]);
  });

  it("end with the day on which it was ended", async () => {
    const declared = await run(world.as("cityA.head"), "declareEmergency", masks());
    await run(world.as("cityA.head"), "endEmergency", stepOn(declared, words));
    stage.goTo("2026-10-23");
    expect((await runPass()).reported).toBe(1);
    expect((await reportsOf("cityA.head", declared)).dailyReports.nodes.map(({ firstDay }) => firstDay)).toEqual([
      "2026-10-20",
    ]);
  });
});

describe("an emergency whose last day is over", () => {
  it("is ended by the platform, with its summary", async () => {
    const declared = await run(world.as("cityACentre.head"), "declareEmergency", masks({ to: "2026-10-21" }));
    stage.goTo("2026-10-21", 23);
    expect((await runPass()).ended).toBe(0);
    stage.goTo("2026-10-22", 0);
    expect(await runPass()).toEqual({ reported: 1, ended: 1, failed: 0 });
    expect(await runPass()).toEqual({ reported: 0, ended: 0, failed: 0 });
    const [ended] = await listed(world.as("cityA.head"), { view: "OWN" });
    expect(ended).toMatchObject({ state: "ENDED", to: "2026-10-21", closingWords: null, endedByName: null });
    const { summary, dailyReports } = await reportsOf("cityACentre.analyst", declared);
    expect(summary).toMatchObject({
      kind: "TOPIC",
      firstDay: "2026-10-20",
      lastDay: "2026-10-21",
      preparedByName: null,
    });
    expect(dailyReports.totalCount).toBe(2);
  });
});
