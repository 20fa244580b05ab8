import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { type Stage, setStage } from "../../stage.js";
import type { PersonName, World } from "../../world.js";
import { listed, type ReportAnswer, run, stepOn } from "./reporting.js";

let stage: Stage;
let world: World;
let draft: ReportAnswer;
let ofCity: ReportAnswer;
let ofCounty: ReportAnswer;
let ofOtherCity: ReportAnswer;

const prepare = (name: PersonName, input = {}): Promise<ReportAnswer> =>
  run(world.as(name), "prepareReport", { kind: "DAILY", day: "2026-10-20", ...input });

const submit = async (name: PersonName, input = {}): Promise<ReportAnswer> =>
  run(world.as(name), "submitReport", stepOn(await prepare(name, input)));

beforeAll(async () => {
  stage = await setStage("2026-10-20");
  world = await stage.makeProvince();
  draft = await prepare("cityA.analyst");
  stage.tick();
  ofCity = await submit("cityA.analyst", { kind: "WEEKLY", day: "2026-10-18" });
  stage.tick();
  ofCounty = await submit("countyA1.analyst");
  stage.goTo("2026-10-22");
  ofOtherCity = await submit("cityB.analyst", { kind: "MONTHLY" });
  await run(world.as("province.analyst"), "receiveReport", stepOn(ofOtherCity));
});

afterAll(() => stage.close());

describe("reports", () => {
  it("lists one's own, what was submitted to one, and everything beneath", async () => {
    expect(await listed(world.as("cityA.analyst"), { view: "MINE" })).toEqual([ofCity.id, draft.id]);
    expect(await listed(world.as("cityA.analyst"), { view: "SUBMITTED_TO_US" })).toEqual([ofCounty.id]);
    expect(await listed(world.as("cityA.analyst"), { view: "BENEATH" })).toEqual([ofCounty.id]);
    expect(await listed(world.as("province.analyst"), { view: "MINE" })).toEqual([]);
    expect(await listed(world.as("province.analyst"), { view: "SUBMITTED_TO_US" })).toEqual([
      ofOtherCity.id,
      ofCity.id,
    ]);
    expect(await listed(world.as("province.analyst"), { view: "BENEATH" })).toEqual([
      ofOtherCity.id,
      ofCounty.id,
      ofCity.id,
    ]);
    expect(await listed(world.as("countyA2.analyst"), { view: "BENEATH" })).toEqual([]);
  });

  it("is narrowed by kind, state, last day and bureau", async () => {
    const beneath = (filter: Record<string, unknown>) =>
      listed(world.as("province.analyst"), { view: "BENEATH", filter });
    expect(await beneath({ kinds: ["WEEKLY", "MONTHLY"] })).toEqual([ofOtherCity.id, ofCity.id]);
    expect(await beneath({ states: ["RECEIVED"] })).toEqual([ofOtherCity.id]);
    expect(await beneath({ states: ["DRAFT", "DISCARDED"] })).toEqual([]);
    expect(await beneath({ from: "2026-10-19" })).toEqual([ofOtherCity.id, ofCounty.id]);
    expect(await beneath({ from: "2026-10-18", to: "2026-10-19" })).toEqual([ofCity.id]);
    expect(await beneath({ bureau: world.code.countyA1 })).toEqual([ofCounty.id]);
  });

  it("refuses a filter that is not sound", async () => {
    const document = "query ($filter: ReportFilter) { reports(filter: $filter) { nodes { id } } }";
    const ask = (filter: Record<string, unknown>) => world.as("cityA.analyst").gql(document, { filter });
    expectCode(await ask({ from: "2026-10-19", to: "2026-10-18" }), "INVALID_INPUT", "filter.to");
    expectCode(await ask({ bureau: "x".repeat(21) }), "INVALID_INPUT", "filter.bureau");
  });

  it("goes on page by page", async () => {
    const page = (after: string | null) =>
      world.as("province.analyst").ask<{
        reports: { nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
      }>(
        "query ($after: String) { reports(view: BENEATH, first: 2, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }",
        { after },
      );
    const first = await page(null);
    expect(first.reports.pageInfo.hasNextPage).toBe(true);
    const second = await page(first.reports.pageInfo.endCursor);
    expect(second.reports.nodes.map(({ id }) => id)).toEqual([ofCity.id]);
    expect(second.reports.pageInfo.hasNextPage).toBe(false);
  });
});

const counts = `query ($from: LocalDate!, $to: LocalDate!, $region: String) { reportCounts(from: $from, to: $to, region: $region) {
  submitted received byKind { kind submitted } byBureau { bureau { code } submitted received byKind { kind submitted } } } }`;

interface CountsAnswer {
  reportCounts: {
    submitted: number;
    received: number;
    byKind: { kind: string; submitted: number }[];
    byBureau: { bureau: { code: string }; submitted: number; received: number; byKind: unknown }[];
  };
}

describe("reportCounts", () => {
  const month = { from: "2026-10-01", to: "2026-10-31" };
  const ask = (name: PersonName, variables: Record<string, unknown>) =>
    world.as(name).gql<CountsAnswer>(counts, { ...month, ...variables });

  it("counts what was submitted by bureau and kind, and no drafts", async () => {
    const { data } = await ask("province.analyst", {});
    expect(data.reportCounts).toMatchObject({ submitted: 3, received: 1 });
    expect(data.reportCounts.byKind).toEqual([
      { kind: "DAILY", submitted: 1 },
      { kind: "MONTHLY", submitted: 1 },
      { kind: "WEEKLY", submitted: 1 },
    ]);
    const byBureau = new Map(data.reportCounts.byBureau.map((one) => [one.bureau.code, one]));
    expect([...byBureau.keys()].sort()).toEqual([world.code.cityA, world.code.cityB, world.code.countyA1].sort());
    expect(byBureau.get(world.code.cityB)).toMatchObject({
      submitted: 1,
      received: 1,
      byKind: [{ kind: "MONTHLY", submitted: 1 }],
    });
  });

  it("counts by the day of submission, and for a region beneath", async () => {
    expect((await ask("province.analyst", { from: "2026-10-22" })).data.reportCounts.submitted).toBe(1);
    expect((await ask("province.analyst", { to: "2026-10-20" })).data.reportCounts.submitted).toBe(2);
    expect((await ask("province.analyst", { region: world.code.cityA })).data.reportCounts.submitted).toBe(2);
    expect((await ask("cityA.analyst", {})).data.reportCounts.submitted).toBe(2);
  });

  it("refuses a region out of reach, and a period that is not sound", async () => {
    expectCode(await ask("cityA.analyst", { region: world.code.cityB }), "FORBIDDEN");
    expectCode(await ask("cityA.analyst", { region: "没有" }), "NOT_FOUND", "region");
    expectCode(await ask("cityA.analyst", { from: "2026-10-31", to: "2026-10-01" }), "INVALID_INPUT", "to");
    expectCode(await ask("cityA.analyst", { from: "2025-01-01" }), "INVALID_INPUT", "to");
  });
});
