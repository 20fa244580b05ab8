import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { type Stage, setStage } from "../../stage.js";
import type { World } from "../../world.js";
import { complaint, complaintIn, consultation, register, report, take } from "../tickets/driving.js";
import { listed, type ReportAnswer, run, send, stepOn, tableIn, textOf } from "./reporting.js";

let stage: Stage;
let world: World;

beforeAll(async () => {
  stage = await setStage("2026-10-19");
  world = await stage.makeProvince();
  const operator = world.as("cityACentre.operator");
  // Fewer than three reports would be suppressed for a bureau that does not handle them.
  for (let number = 0; number < 3; number += 1) await register(operator, report(world));
  stage.goTo("2026-10-20");
  for (const topics of [["MASKS"], ["MASKS"], ["MASKS"], [], [], []]) {
    await register(operator, report(world, { topics }));
  }
  await register(operator, consultation());
  await complaintIn(world, "CLOSED", { issueClass: "QUALITY" });
  await register(operator, complaint(world, { issueClass: "QUALITY", topics: ["MASKS"] }));
  await register(world.as("cityBCentre.operator"), consultation());
});

afterAll(() => stage.close());

const prepare = (input: Record<string, unknown> = {}): Promise<ReportAnswer> =>
  run(world.as("cityA.analyst"), "prepareReport", { kind: "DAILY", day: "2026-10-20", ...input });

describe("prepareReport", () => {
  it("writes the bulletin of a day with the numbers of the region", async () => {
    const bulletin = await prepare();
    expect(bulletin).toMatchObject({
      kind: "DAILY",
      state: "DRAFT",
      number: null,
      digest: null,
      firstDay: "2026-10-20",
      lastDay: "2026-10-20",
      bureau: { code: world.code.cityA },
      region: { code: world.code.cityA },
      receiver: null,
      version: 1,
      permittedActions: ["SUBMIT", "DISCARD"],
    });
    expect(bulletin.title).toBe(`${world.mark}cityA12315投诉举报日报（2026年10月20日）`);
    expect(bulletin.sections.map(({ title }) => title)).toEqual([
      "基本情况",
      "投诉举报情况",
      "热点分析",
      "价格举报",
      "办理情况",
      "与上期、上年同期比较",
    ]);
    const text = textOf(bulletin);
    expect(text).toContain("共接收消费者诉求9件，上年同期为0，不计算同比，环比增长200.00%。");
    expect(text).toContain("咨询1件，占11.11%；投诉2件，占22.22%；举报6件，占66.67%");
    expect(text).toContain("价格举报6件，上年同期为0，不计算同比，环比增长100.00%");
    expect(text).toContain("办结率");
    expect(text).toContain("为消费者挽回经济损失380.00元");
    expect(text).not.toContain("{{");
  });

  it("shows tables whose numbers are those of the statistics", async () => {
    const bulletin = await prepare();
    expect(tableIn(bulletin, "诉求类型统计表").rows.map((row) => row.slice(0, 2))).toEqual([
      ["咨询", "1"],
      ["投诉", "2"],
      ["举报", "6"],
      ["合计", "9"],
    ]);
    const { statistics } = await world.as("cityA.analyst").ask<{
      statistics: { rows: { keys: { code: string }[]; values: { value: string; share: string }[] }[] };
    }>(`{ statistics(question: { measures: [RECEIVED], dimensions: [ISSUE_CLASS], top: 5,
      period: { from: "2026-10-20", to: "2026-10-20" } }) { rows { keys { code } values { value share } } } }`);
    const rows = tableIn(bulletin, "问题类别居前情况表").rows.slice(0, statistics.rows.length);
    expect(rows.map(([, received, share]) => [received, share])).toEqual(
      statistics.rows.map(({ values }) => [values[0]?.value, values[0]?.share]),
    );
  });

  it("compares with the period before", async () => {
    const bulletin = await prepare();
    const [received] = tableIn(bulletin, "与上年同期、上期比较表").rows;
    expect(received).toEqual(["接收量（件）", "9", "0", "9", "—", "3", "6", "+200.00%"]);
  });

  it("names the versions by which it was counted, and when its numbers were read", async () => {
    const bulletin = await prepare();
    expect(bulletin.definitions.find(({ measure }) => measure === "MEDIATION_SUCCESS_RATE")?.version).toBe(2);
    expect(bulletin.asOf).toBe("2026-10-20T02:00:00.000Z");
    expect(bulletin.notes[0]).toContain("数据截至2026年10月20日");
  });

  it("adds up from a first day, and over a week and a month", async () => {
    const cumulative = await prepare({ kind: "CUMULATIVE", from: "2026-10-19" });
    expect(textOf(cumulative)).toContain("2026年10月19日至10月20日");
    expect(textOf(cumulative)).toContain("共接收消费者诉求12件");
    expect(tableIn(cumulative, "分时段接收、办结情况表").rows.map((row) => row.slice(0, 2))).toEqual([
      ["2026年10月19日", "3"],
      ["2026年10月20日", "9"],
      ["合计", "12"],
    ]);
    expect(await prepare({ kind: "WEEKLY" })).toMatchObject({ firstDay: "2026-10-14", lastDay: "2026-10-20" });
    const monthly = await prepare({ kind: "MONTHLY" });
    expect(monthly).toMatchObject({ firstDay: "2026-10-01", lastDay: "2026-10-20" });
    expect(monthly.title).toContain("月报（2026年10月）");
  });

  it("is about one topic, with its part of all", async () => {
    const topical = await prepare({ kind: "TOPIC", from: "2026-10-19", topic: "MASKS" });
    expect(topical.topic).toBe("MASKS");
    expect(textOf(topical)).toContain("相关诉求4件，占同期全部诉求的33.33%");
  });

  it("is about a region beneath where one is named", async () => {
    const analyst = world.as("province.analyst");
    const own = await run(analyst, "prepareReport", { kind: "DAILY", day: "2026-10-20" });
    expect(textOf(own)).toContain("共接收消费者诉求10件");
    const beneath = await run(analyst, "prepareReport", { kind: "DAILY", day: "2026-10-20", region: world.code.cityB });
    expect(beneath).toMatchObject({ bureau: { code: world.code.province }, region: { code: world.code.cityB } });
    expect(textOf(beneath)).toContain("共接收消费者诉求1件");
  });

  it("does not reach a region beside or above", async () => {
    for (const region of [world.code.cityB, world.code.province, world.code.nation, "没有"]) {
      const answer = await send(world.as("cityA.analyst"), "prepareReport", {
        kind: "DAILY",
        day: "2026-10-20",
        region,
      });
      expectCode(answer, "NOT_FOUND", "region");
    }
  });

  it("refuses days and topics that do not fit the kind", async () => {
    const refused = async (input: Record<string, unknown>, field: string): Promise<void> => {
      const wanted = { kind: "DAILY", day: "2026-10-20", ...input };
      expectCode(await send(world.as("cityA.analyst"), "prepareReport", wanted), "INVALID_INPUT", field);
    };
    await refused({ day: "2026-10-21" }, "day");
    await refused({ day: "1999-12-31" }, "day");
    await refused({ from: "2026-10-19" }, "from");
    await refused({ kind: "CUMULATIVE" }, "from");
    await refused({ kind: "CUMULATIVE", from: "2026-10-21" }, "from");
    await refused({ kind: "CUMULATIVE", from: "2010-01-01" }, "from");
    await refused({ kind: "TOPIC", from: "2026-10-19" }, "topic");
    await refused({ kind: "TOPIC", from: "2026-10-19", topic: "NO_SUCH" }, "topic");
    await refused({ topic: "MASKS" }, "topic");
  });

  it("hides small groups even from the bureau that handles them, for it will be sent on", async () => {
    const quiet = await stage.makeProvince();
    const ticket = await register(quiet.as("cityACentre.operator"), report(quiet));
    await take(quiet.as("cityACentre.dispatcher"), "dispatchTicket", ticket, { bureau: quiet.code.countyA1 });
    const analyst = quiet.as("countyA1.analyst");
    const { statistics } = await analyst.ask<{ statistics: { total: { values: { value: string | null }[] } } }>(
      `{ statistics(question: { measures: [RECEIVED], period: { from: "2026-10-20", to: "2026-10-20" },
        filter: { issueClasses: ["PRICE"] } }) { total { values { value } } } }`,
    );
    expect(statistics.total.values[0]?.value).toBe("1");
    const bulletin = await run(analyst, "prepareReport", { kind: "DAILY", day: "2026-10-20" });
    expect(textOf(bulletin)).toContain("共接收价格类诉求*件，同比*，环比*。");
    expect(bulletin.notes.at(-1)).toContain("为保护举报人不予显示");
  });

  it("counts for a department its own line alone, and says so in its name", async () => {
    const line = await run(world.as("cityAPrice.head"), "prepareReport", { kind: "DAILY", day: "2026-10-20" });
    expect(line.title).toBe(`${world.mark}cityAPrice12315投诉举报日报（2026年10月20日）`);
    expect(textOf(line)).toContain("共接收消费者诉求7件");
    expect(line.notes[1]).toContain("仅统计本单位业务条线");
    const submitted = await run(world.as("cityAPrice.head"), "submitReport", stepOn(line));
    const document = "query ($id: ID!) { reproduceReport(id: $id) { isIdentical } }";
    expectCode(await world.as("cityA.analyst").gql(document, { id: submitted.id }), "FORBIDDEN");
    const own = await world.as("cityAPrice.head").ask(document, { id: submitted.id });
    expect(own).toEqual({ reproduceReport: { isIdentical: true } });
  });

  it("is for those who watch a region", async () => {
    for (const name of ["cityA.operator", "cityA.handler", "cityA.administrator", "cityA.auditor"] as const) {
      const answer = await send(world.as(name), "prepareReport", { kind: "DAILY", day: "2026-10-20" });
      expectCode(answer, "FORBIDDEN");
    }
  });

  it("keeps a draft to the bureau that prepared it", async () => {
    const { id } = await prepare();
    expect(await listed(world.as("cityA.head"), { view: "MINE" })).toContain(id);
    for (const name of ["province.analyst", "nation.analyst", "cityACentre.analyst", "countyA1.analyst"] as const) {
      expectCode(await world.as(name).gql("query ($id: ID!) { report(id: $id) { id } }", { id }), "NOT_FOUND", "id");
      expectCode(await world.as(name).gql("query ($id: ID!) { node(id: $id) { id } }", { id }), "NOT_FOUND", "id");
      expect(await listed(world.as(name), { view: "BENEATH" })).not.toContain(id);
    }
  });
});
