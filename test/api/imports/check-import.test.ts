import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import {
  checkDocument,
  checked,
  csvOf,
  type ImportAnswer,
  readDocument,
  ruleInputs,
  runDocument,
  saveMappingDocument,
  sheetRow,
  titles,
  uploaded,
} from "./importing.js";

const chinese = { "Accept-Language": "zh" };

describe("checkImport", () => {
  let world: World;
  let read: ImportAnswer;
  const analyst = () => world.as("cityA.analyst");

  beforeAll(async () => {
    world = await makeProvince();
    const bad = sheetRow(2, { 类别: "表扬", 登记时间: "昨天", 联系电话: "打不通13800001234", 姓名: "李四" });
    read = await uploaded(analyst(), csvOf([sheetRow(1), bad, sheetRow(3, { 处理结果: "" })]));
  });

  const ask = (input: Record<string, unknown>, caller: Caller = analyst()) =>
    caller.gql(checkDocument, { input: { importId: read.id, version: read.version, ...input } });

  it("names each bad row with its column, its reason in both languages and no personal data, and writes nothing", async () => {
    const tried = await checked(analyst(), read, { rules: ruleInputs(read.suggestedRules) });
    expect(tried).toMatchObject({ state: "CHECKED", goodRows: 1, badRows: 2, ticketsWritten: 0 });
    expect(tried.problems.nodes.map(({ code, column, row, value }) => [row, column, code, value])).toEqual([
      [3, "类别", "UNKNOWN_WORD", "表扬"],
      [4, "处理结果", "OUTCOME_MISSING", null],
    ]);
    expect(tried.problems.nodes[0]).toMatchObject({
      text: "No code stands for this word; the mapping can name one.",
      field: "Consultation, complaint or report",
    });
    expect(tried.reasons.map(({ code, count }) => [code, count])).toEqual([
      ["UNKNOWN_WORD", 1],
      ["OUTCOME_MISSING", 1],
    ]);
    expect(JSON.stringify(tried)).not.toMatch(/李四|13800001234/);
    const { data } = await analyst().gql<{ import: ImportAnswer }>(readDocument, { id: read.id }, chinese);
    expect(data.import.problems.nodes[0]).toMatchObject({
      text: "没有对应的代码；可在字段对应中为该词指定代码。",
      field: "工单类型",
    });
    const { tickets } = await analyst().ask<{ tickets: { totalCount: number } }>("{ tickets { totalCount } }");
    expect(tickets.totalCount).toBe(0);
    read = tried;
  });

  it("tries the file again with what the mapping says of the bureau's own words", async () => {
    const rules = ruleInputs(read.suggestedRules).map((rule) =>
      rule.field === "KIND"
        ? { ...rule, words: [{ word: "表扬", value: "CONSULTATION" }] }
        : rule.field === "OUTCOME"
          ? { ...rule, otherwise: "终止调解" }
          : rule,
    );
    const tried = await checked(analyst(), read, { rules });
    expect(tried.problems.nodes.map(({ code, column, row }) => [row, column, code])).toEqual([
      [3, "登记时间", "NOT_A_DATE"],
      [3, "联系电话", "NOT_A_PHONE"],
      [3, "处理结果", "OUTCOME_OF_OTHER_KIND"],
    ]);
    expect(tried.problems.nodes[1]?.value).toBe("字字字99999999999");
    expect(tried).toMatchObject({ goodRows: 2, badRows: 1 });
    read = tried;
  });

  it("goes by a saved mapping, which later files of the same columns are offered", async () => {
    const rules = [
      ...ruleInputs(read.suggestedRules).filter(({ field }) => field !== "CHANNEL"),
      { field: "CHANNEL", constant: "来信" },
    ];
    const save = (version: number | null) =>
      analyst().gql<{ saveImportMapping: { mapping: { version: number; isCurrent: boolean } } }>(saveMappingDocument, {
        input: { name: "2019年旧系统", version, rules },
      });
    expect((await save(null)).data.saveImportMapping.mapping).toMatchObject({ version: 1, isCurrent: true });
    expectCode(await save(null), "CONFLICT");
    expect((await save(1)).data.saveImportMapping.mapping).toMatchObject({ version: 2 });
    const tried = await checked(analyst(), read, { mappingName: "2019年旧系统" });
    expect(tried).toMatchObject({ mappingName: "2019年旧系统", mappingVersion: 2 });
    expect(tried.rules.find(({ field }) => field === "CHANNEL")).toMatchObject({ column: null, constant: "来信" });
    expect(tried.suggestedRules).toEqual(
      tried.rules.map(({ ...rule }) => expect.objectContaining({ field: rule.field })),
    );
    const { importMappings } = await analyst().ask<{ importMappings: { nodes: { version: number }[] } }>(
      `{ importMappings(name: "2019年旧系统") { nodes { version } } }`,
    );
    expect(importMappings.nodes.map(({ version }) => version)).toEqual([2, 1]);
    const remove = (version: number) =>
      analyst().gql(
        "mutation ($input: RemoveImportMappingInput!) { removeImportMapping(input: $input) { mapping { isCurrent } } }",
        {
          input: { name: "2019年旧系统", version },
        },
      );
    expectCode(await remove(1), "CONFLICT");
    expect((await remove(2)).errors).toBeUndefined();
    expectCode(await remove(2), "NOT_FOUND", "name");
    expectCode(await ask({ version: tried.version, mappingName: "2019年旧系统" }), "NOT_FOUND", "mappingName");
    read = tried;
  });

  it.each([
    [{ rules: [] }, "rules"],
    [{ rules: null }, "rules"],
    [{ rules: [{ field: "KIND", column: "类别" }], mappingName: "x" }, "rules"],
    [{ rules: [{ field: "KIND", column: "没有这列" }] }, "rules[0].column"],
    [{ rules: [{ field: "KIND" }] }, "rules[0]"],
    [{ rules: [{ field: "KIND", column: "类别", constant: "投诉" }] }, "rules[0]"],
    [{ rules: [{ field: "KIND", constant: "x".repeat(201) }] }, "rules[0].constant"],
    [{ rules: [{ field: "KIND", constant: "投诉", words: [{ word: "", value: "x" }] }] }, "rules[0].words[0].word"],
  ])("refuses a mapping that is not sound: %#", async (input, field) => {
    expectCode(await ask({ version: read.version, ...input }), "INVALID_INPUT", field);
  });

  it("refuses a version that is not the present one", async () => {
    expectCode(await ask({ version: 1, rules: ruleInputs(read.suggestedRules) }), "CONFLICT");
  });

  it("is there for nobody but the bureau, and for no role that does not import", async () => {
    const rules = ruleInputs(read.suggestedRules);
    for (const name of ["cityB.analyst", "province.analyst", "countyA1.analyst", "cityACentre.analyst"] as const) {
      expectCode(await ask({ version: read.version, rules }, world.as(name)), "NOT_FOUND", "importId");
      expectCode(await world.as(name).gql(readDocument, { id: read.id }), "NOT_FOUND", "id");
    }
    for (const name of ["cityA.operator", "cityA.handler", "cityA.administrator", "cityA.auditor"] as const) {
      expectCode(await ask({ version: read.version, rules }, world.as(name)), "FORBIDDEN");
      expectCode(await world.as(name).gql(readDocument, { id: read.id }), "FORBIDDEN");
    }
  });

  it("may not be run before it was tried", async () => {
    const fresh = await uploaded(analyst(), csvOf([sheetRow("fresh")]));
    const input = { importId: fresh.id, version: fresh.version, mode: "GOOD_ROWS" };
    const answer = await analyst().gql(runDocument, { input });
    expectCode(answer, "ILLEGAL_TRANSITION");
    expect(fresh.columns).toEqual(titles);
    expect(fresh.firstRows).toEqual([
      { row: 2, cells: expect.arrayContaining(["旧-fresh", "投诉", "王**", "138****1234"]) },
    ]);
  });
});
