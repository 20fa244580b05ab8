import { beforeAll, describe, expect, it } from "vitest";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, complaintIn, register, report, staff } from "../tickets/driving.js";
import {
  download,
  type ExportAnswer,
  expectNothingThere,
  exportFields,
  linesOf,
  readAgain,
  recordsOf,
} from "./exporting.js";

const document = `mutation ($input: ExportStatisticsInput!) {
  exportStatistics(input: $input) { export { ${exportFields} } } }`;

const year = chinaDay(systemClock.now()).slice(0, 4);
const period = { from: `${year}-01-01`, to: `${year}-12-31` };

let world: World;

beforeAll(async () => {
  world = await makeProvince();
  await complaintIn(world, "CLOSED");
  await register(staff(world).operator, report(world));
  const respondent = { name: "=cmd|' /C calc'!A0", businessDivision: world.division.countyA1 };
  await register(staff(world).operator, complaint(world, { respondent }));
});

const analyst = () => world.as("cityA.analyst");

async function exportedNumbers(question: Variables, more: Variables = {}) {
  const input = { question: { period, ...question }, format: "JSONL", purpose: "月度分析", ...more };
  const { exportStatistics } = await analyst().ask<{ exportStatistics: { export: ExportAnswer } }>(document, { input });
  const done = exportStatistics.export;
  return { done, text: (await download(analyst(), done)).toString("utf8") };
}

describe("exportStatistics", () => {
  it("writes each number of the answer on a line of its own, with what it is a number of", async () => {
    const question = { measures: ["RECEIVED", "CLOSURE_RATE"], dimensions: ["KIND"], comparison: "YEAR_BEFORE" };
    const { done, text } = await exportedNumbers(question);
    expect(done).toMatchObject({
      ...{ subject: "STATISTICS", state: "DONE", rowsDone: 6, rowsExpected: 6, columns: [] },
      permittedActions: ["DOWNLOAD"],
      bytes: Buffer.byteLength(text),
    });
    const lines = linesOf(text);
    const { statistics } = await analyst().ask<{
      statistics: { rows: { keys: { code: string }[]; values: { measure: string; value: string | null }[] }[] };
    }>(
      `query ($question: StatisticsQuestion!) { statistics(question: $question) {
        rows { keys { code } values { measure value } } } }`,
      { question: { period, ...question } },
    );
    const told = statistics.rows.flatMap(({ keys, values }) =>
      values.map(({ measure, value }) => [keys[0]?.code, measure, value]),
    );
    const groups = lines.filter(({ row }) => row === "GROUP");
    expect(
      groups.map(({ keys, measure, value }) => [(keys as { KIND: { code: string } }).KIND.code, measure, value]),
    ).toEqual(told);
    expect(lines.at(-2)).toMatchObject({
      ...{ row: "TOTAL", keys: {}, measure: "RECEIVED", version: 1, unit: "TICKETS", value: "3", numerator: "3" },
      ...{ region: world.code.cityA, period, view: "COHORT", growth: null, comparedReason: "ZERO_BASE" },
    });
    expect(lines[0]?.keys).toMatchObject({ KIND: { name: expect.stringMatching(/^(Complaint|Report)$/) } });
  });

  it("writes CSV in which every line has all columns, numbers are numbers, and a respondent is no formula", async () => {
    const question = { measures: ["RECEIVED", "DISPUTED_AMOUNT"], dimensions: ["RESPONDENT"], top: 5 };
    const { text } = await exportedNumbers(question, { format: "CSV", byteOrderMark: true });
    expect(text.charAt(0)).toBe("\ufeff");
    const [titles = [], ...records] = recordsOf(text.slice(1));
    for (const record of records) expect(record).toHaveLength(titles.length);
    const names = records.map((record) => record[titles.indexOf("Respondent")]);
    expect(names).toContain("'=cmd|' /C calc'!A0");
    expect(names).toContain("平安大药房");
    const valueIn = (name: string) => records.find((record) => record[1] === name)?.[titles.indexOf("Value")];
    expect(valueIn("'=cmd|' /C calc'!A0")).toBe("1");
    expect(records.map((record) => record[titles.indexOf("Value")])).toContain("0.00");
    // What could name a reporter is suppressed in the file as in the answer.
    const suppressed = records.filter((record) => record.includes("SUPPRESSED"));
    expect(suppressed.length).toBeGreaterThan(0);
    for (const record of suppressed) expect(record[titles.indexOf("Value")]).toBe("");
  });

  it("refuses what the statistics refuse, and what an export may not say", async () => {
    const ask = (input: Variables) =>
      analyst().gql(document, { input: { format: "CSV", purpose: "月度分析", ...input } });
    const question = { measures: ["RECEIVED"], period };
    expectCode(await ask({ question: { ...question, measures: [] } }), "INVALID_INPUT", "question.measures");
    expectCode(await ask({ question: { ...question, region: world.code.cityB } }), "NOT_FOUND", "question.region");
    expectCode(await ask({ question, purpose: "" }), "INVALID_INPUT", "purpose");
    expectCode(await ask({ question, format: "JSONL", byteOrderMark: true }), "INVALID_INPUT", "byteOrderMark");
    expectCode(
      await world.as("cityA.handler").gql(document, { input: { question, format: "CSV", purpose: "月度分析" } }),
      "FORBIDDEN",
    );
  });

  it("belongs to the bureau that asked, and to no other", async () => {
    const { done } = await exportedNumbers({ measures: ["RECEIVED"] });
    expect(await readAgain(world.as("cityA.head"), done)).toMatchObject({ id: done.id, state: "DONE" });
    await expectNothingThere(world.as("province.analyst"), done);
    await expectNothingThere(world.as("countyA1.analyst"), done);
  });
});
