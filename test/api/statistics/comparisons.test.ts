import { beforeAll, describe, expect, it } from "vitest";
import { makeProvince, type World } from "../../world.js";
import { addTickets, springTickets } from "./adding.js";
import { ask, codesOf, totalsOf, valuesOf } from "./asking.js";

let world: World;

const march = { from: "2026-03-01", to: "2026-03-31" };

const analyst = () => world.as("cityA.analyst");

beforeAll(async () => {
  world = await makeProvince();
  await addTickets(world, springTickets);
});

describe("the largest groups", () => {
  it("stand with their shares, their joint share and the rest", async () => {
    const answer = await ask(analyst(), {
      ...{
        measures: ["RECEIVED", "CLOSED"],
        dimensions: ["BUREAU"],
        top: 1,
        period: { from: "2026-02-01", to: "2026-03-31" },
      },
      ...{ topBy: "CLOSED", digits: 1 },
    });
    expect(answer.rows.map(codesOf)).toEqual([world.code.cityA]);
    expect(answer.rows[0]?.values).toMatchObject([
      { value: "4", share: "26.7" },
      { value: "4", share: "57.1" },
    ]);
    expect(answer.jointShare).toBe("57.1");
    expect(answer.other).toMatchObject({
      keys: [],
      values: [
        { value: "11", share: "73.3" },
        { value: "3", share: "42.9" },
      ],
    });
  });

  it("have no rest where all are shown", async () => {
    const answer = await ask(analyst(), { measures: ["RECEIVED"], dimensions: ["KIND"], top: 5, period: march });
    expect([answer.rows.length, answer.other, answer.jointShare]).toEqual([2, null, "100.00"]);
  });

  it("of topics have neither rest nor joint share, since a ticket may be in several", async () => {
    const answer = await ask(analyst(), { measures: ["RECEIVED"], dimensions: ["TOPIC"], top: 1, period: march });
    expect([valuesOf(answer), answer.other, answer.jointShare]).toEqual([{ "": "6" }, null, null]);
  });

  it("of respondents are found by name, and those without one are a group", async () => {
    const answer = await ask(analyst(), {
      ...{ measures: ["RECEIVED", "CLOSURE_RATE"], dimensions: ["RESPONDENT"], top: 2, period: march },
      filter: { kinds: ["COMPLAINT"] },
    });
    expect(answer.rows.map((row) => [codesOf(row), ...row.values.map(({ value }) => value)])).toEqual([
      ["平安大药房", "3", "0.00"],
      ["红星超市", "2", "100.00"],
    ]);
    expect(answer.other?.values.map(({ value }) => value)).toEqual(["1", "100.00"]);
    expect(answer.jointShare).toBe("83.33");
    const named = { measures: ["RECEIVED"], period: march, filter: { kinds: ["COMPLAINT"], respondent: "红星超市" } };
    expect(await totalsOf(analyst(), named)).toEqual(["2"]);
  });
});

describe("a comparison", () => {
  it("goes with the same days of the year before, or the period before, with the change and the growth", async () => {
    const question = { measures: ["RECEIVED", "CLOSURE_RATE"], period: march, digits: 1 };
    const year = await ask(analyst(), { ...question, comparison: "YEAR_BEFORE" });
    expect(year.comparedPeriod).toEqual({ from: "2025-03-01", to: "2025-03-31" });
    expect(year.total.values.map(({ compared }) => compared)).toMatchObject([
      { value: "3", numerator: 3, change: "8", growth: "266.7", reason: null },
      { value: "0.0", numerator: 0, denominator: 3, change: "27.3", growth: null, reason: "ZERO_BASE" },
    ]);
    const before = await ask(analyst(), { ...question, comparison: "PERIOD_BEFORE" });
    expect(before.total.values[0]?.compared).toMatchObject({ value: "4", change: "7", growth: "175.0", reason: null });
  });

  it("has a change and no growth over a base of zero, nor over no value", async () => {
    const compared = { from: "2026-01-01", to: "2026-01-31" };
    const { total } = await ask(analyst(), {
      measures: ["RECEIVED", "CLOSURE_RATE"],
      period: march,
      comparedPeriod: compared,
    });
    expect(total.values.map((value) => value.compared)).toMatchObject([
      { value: "0", change: "11", growth: null, reason: "ZERO_BASE" },
      { value: null, change: null, growth: null, reason: "NO_VALUE_BEFORE" },
    ]);
    const backwards = await ask(analyst(), { measures: ["CLOSURE_RATE"], period: compared, comparedPeriod: march });
    expect(backwards.total.values[0]?.compared).toMatchObject({ value: "27.27", change: null, reason: "NO_VALUE_NOW" });
  });

  it("puts each day beside that at its place in the compared period", async () => {
    const { rows, total } = await ask(analyst(), {
      ...{ measures: ["RECEIVED"], dimensions: ["DAY"], period: { from: "2026-03-01", to: "2026-03-03" } },
      comparedPeriod: { from: "2026-03-08", to: "2026-03-09" },
    });
    expect(rows.map(({ values }) => [values[0]?.value, values[0]?.compared?.value])).toEqual([
      ["0", "0"],
      ["8", "2"],
      ["0", "0"],
    ]);
    expect(total.values[0]?.compared?.value).toBe("2");
  });

  it("with a longer period counts all of it in the total, and leaves its days without a counterpart out of the rows", async () => {
    const { rows, total } = await ask(analyst(), {
      ...{ measures: ["RECEIVED"], dimensions: ["DAY"], period: { from: "2026-03-08", to: "2026-03-09" } },
      comparedPeriod: { from: "2026-03-01", to: "2026-03-09" },
    });
    expect(rows.map(({ values }) => [values[0]?.value, values[0]?.compared?.value])).toEqual([
      ["0", "0"],
      ["2", "8"],
    ]);
    expect(total.values[0]?.compared?.value).toBe("10");
  });
});
