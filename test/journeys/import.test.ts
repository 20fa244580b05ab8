import { beforeAll, describe, expect, it } from "vitest";
import writeXlsx from "write-excel-file/node";
import { checked, type ImportAnswer, ran, ruleInputs, titles, uploaded } from "../api/imports/importing.js";
import { makeProvince, type World } from "../world.js";

/** A sheet as Excel keeps it: texts as texts, days as days. */
type Cell = string | Date;

const kinds = ["咨询", "投诉", "举报"] as const;
const outcomes = { 咨询: "已答复", 投诉: "调解成功", 举报: "不予立案" } as const;

/** The row of an old ticket under the usual titles. */
function rowOf(year: number, number: number): Cell[] {
  const kind = kinds[number % 3] ?? "咨询";
  const day = 24 + (number % 8);
  return [
    `七市监${year}-${String(number).padStart(4, "0")}`,
    new Date(Date.UTC(year, 0, day, 9, number % 60)),
    ...[kind, "价格", "12315热线电话", `反映口罩、消毒液价格上涨，第${number}件`, "七台河市某药房", "", ""],
    new Date(Date.UTC(year, 1, 10)),
    ...[outcomes[kind], "", "口罩"],
  ];
}

async function sheetOf(rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  const cells = [["七台河市12315投诉举报登记表"], titles, ...rows].map((row) =>
    row.map((value) => (value instanceof Date ? { value, format: "yyyy/m/d h:mm" } : { value })),
  );
  return (writeXlsx as unknown as (sheet: unknown) => { toBuffer(): Promise<Buffer> })(cells).toBuffer();
}

describe("Qitaihe (七台河) with the sheets of its old system", () => {
  let world: World;
  const analyst = () => world.as("cityA.analyst");

  beforeAll(async () => {
    world = await makeProvince();
  });

  const upload = async (rows: readonly (readonly Cell[])[], fileName: string): Promise<ImportAnswer> =>
    uploaded(analyst(), await sheetOf(rows), { format: "XLSX", headerRow: 2, fileName });

  const growth = async (): Promise<unknown> => {
    const { statistics } = await analyst().ask<{ statistics: { total: { values: unknown[] } } }>(
      `{ statistics(question: { measures: [RECEIVED], period: { from: "2020-01-24", to: "2020-01-31" },
        comparison: YEAR_BEFORE, digits: 0 }) { total { values { value compared { value growth } } } } }`,
    );
    return statistics.total.values[0];
  };

  it("is shown what is wrong with last year's sheet, puts it right, and sees the growth of 524 %", async () => {
    const rows = Array.from({ length: 58 }, (_, number) => rowOf(2019, number + 1));
    const slips = rows.map((row) => [...row]);
    (slips[6] as Cell[])[titles.indexOf("登记时间")] = "2019年1月32日";
    (slips[40] as Cell[])[titles.indexOf("处理结果")] = "调解中";

    const first = await upload(slips, "2019年春节.xlsx");
    expect(first).toMatchObject({ state: "READ", rows: 58, columns: titles });
    const refused = await checked(analyst(), first, { rules: ruleInputs(first.suggestedRules) });
    expect(refused).toMatchObject({ goodRows: 56, badRows: 2 });
    expect(refused.problems.nodes.map(({ code, column, row, value }) => [row, column, code, value])).toEqual([
      [9, "登记时间", "NOT_A_DATE", "2019年1月32日"],
      [43, "处理结果", "UNKNOWN_WORD", "调解中"],
    ]);
    await analyst().ask(`mutation { cancelImport(input: { importId: "${first.id}" }) { import { state } } }`);

    const second = await upload(rows, "2019年春节（更正）.xlsx");
    const good = await checked(analyst(), second, { rules: ruleInputs(second.suggestedRules) });
    expect(good).toMatchObject({ goodRows: 58, badRows: 0 });
    expect(await ran(analyst(), good, "ALL_OR_NOTHING")).toMatchObject({ state: "DONE", ticketsWritten: 58 });
    expect(await growth()).toEqual({ value: "0", compared: { value: "58", growth: "-100" } });

    const thisYear = await upload(
      Array.from({ length: 362 }, (_, number) => rowOf(2020, number + 1)),
      "2020年春节.xlsx",
    );
    const tried = await checked(analyst(), thisYear, { rules: ruleInputs(thisYear.suggestedRules) });
    expect(await ran(analyst(), tried, "ALL_OR_NOTHING")).toMatchObject({ state: "DONE", ticketsWritten: 362 });
    expect(await growth()).toEqual({ value: "362", compared: { value: "58", growth: "524" } });
  });
});
