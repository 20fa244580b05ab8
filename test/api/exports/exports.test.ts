import { beforeAll, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { ask, cancelDocument, type ExportAnswer, exportDocument, linkTo, readAgain, work } from "./exporting.js";

const listDocument = `query ($filter: ExportFilter, $first: Int, $after: String) {
  exports(filter: $filter, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { id } } }`;

interface ListAnswer {
  exports: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: { id: string }[] };
}

let world: World;
let first: ExportAnswer;
let second: ExportAnswer;
let third: ExportAnswer;

beforeAll(async () => {
  world = await makeProvince();
  first = await ask(world.as("cityA.analyst"), { purpose: "核对 13812345678", filter: { text: "王小明" } });
  await work(first);
  second = await ask(world.as("cityA.supervisor"), { format: "CSV" });
  third = await ask(world.as("cityA.analyst"));
});

const idsOf = ({ exports }: ListAnswer) => exports.nodes.map(({ id }) => id);

describe("exports", () => {
  const list = (variables = {}, name: "cityA.analyst" | "cityB.analyst" | "province.analyst" = "cityA.analyst") =>
    world.as(name).ask<ListAnswer>(listDocument, variables);

  it("lists those of one's own bureau, the latest first, and pages through them", async () => {
    expect(idsOf(await list())).toEqual([third.id, second.id, first.id]);
    const page = await list({ first: 2 });
    expect(page.exports).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(idsOf(await list({ first: 2, after: page.exports.pageInfo.endCursor }))).toEqual([first.id]);
    expect(idsOf(await list({}, "cityB.analyst"))).toEqual([]);
    expect(idsOf(await list({}, "province.analyst"))).toEqual([]);
  });

  it("is narrowed by state, by subject and to one's own", async () => {
    expect(idsOf(await list({ filter: { states: ["DONE"] } }))).toEqual([first.id]);
    expect(idsOf(await list({ filter: { isMine: true } }))).toEqual([third.id, first.id]);
    expect(idsOf(await list({ filter: { subject: "STATISTICS" } }))).toEqual([]);
    expectCode(
      await world.as("cityA.analyst").gql(listDocument, { filter: { states: [] } }),
      "INVALID_INPUT",
      "filter.states",
    );
  });

  it("is FORBIDDEN to those who may not export", async () => {
    expectCode(await world.as("cityA.handler").gql(listDocument), "FORBIDDEN");
  });
});

describe("the exports of a bureau that are under way", () => {
  it("are three at most, and one that is stopped makes room", async () => {
    const own = await makeProvince();
    const [analyst, head] = [own.as("cityA.analyst"), own.as("cityA.head")];
    const begun = await Promise.all([ask(analyst), ask(analyst), ask(head)]);
    const input = { format: "JSONL", purpose: "月度分析" };
    const error = expectCode(await analyst.gql(exportDocument, { input }), "TOO_LARGE", "underWay");
    expect(error.extensions).toMatchObject({ actual: 4, limit: 3 });
    await ask(own.as("countyA1.analyst"));

    const [one] = begun;
    const { cancelExport } = await head.ask<{ cancelExport: { export: ExportAnswer } }>(cancelDocument, {
      input: { exportId: one?.id },
    });
    expect(cancelExport.export).toMatchObject({ state: "CANCELLED", permittedActions: [] });
    expectCode(await head.gql(cancelDocument, { input: { exportId: one?.id } }), "ILLEGAL_TRANSITION");
    await ask(analyst);
  });

  it("are three at most, also when many are asked for at once", async () => {
    const own = await makeProvince();
    const input = { format: "JSONL", purpose: "月度分析" };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => own.as("cityA.analyst").gql(exportDocument, { input })),
    );
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(3);
  });
});

describe("the record of an export", () => {
  it("has an entry for the request, the end and each link, and neither purpose nor words of a search", async () => {
    await linkTo(world.as("cityA.analyst"), first);
    await linkTo(world.as("cityA.supervisor"), first);
    const { auditEntries } = await world.as("cityA.auditor").ask<{
      auditEntries: { nodes: { action: string; person: object | null; details: { name: string; value: string }[] }[] };
    }>(
      "query ($id: ID!) { auditEntries(filter: { subject: $id }) { nodes { action personId details { name value } } } }",
      { id: first.id },
    );
    expect(auditEntries.nodes.map(({ action }) => action)).toEqual([
      ...["export.download", "export.download", "export.platform", "export.request"],
    ]);
    const text = JSON.stringify(auditEntries);
    for (const secret of ["13812345678", "王小明", "核对"]) expect(text).not.toContain(secret);
    expect(text).toContain("TICKETS");
    expect(await readAgain(world.as("cityA.analyst"), first)).toMatchObject({ purpose: "核对 ***" });
  });
});
