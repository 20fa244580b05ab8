import { beforeAll, describe, expect, it } from "vitest";
import type { Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { addTickets, foldAll, inChina, springTickets } from "./adding.js";
import { ask, codesOf, totalsOf, valuesOf } from "./asking.js";

let world: World;

const march = { from: "2026-03-01", to: "2026-03-31" };

const analyst = () => world.as("cityA.analyst");

beforeAll(async () => {
  world = await makeProvince();
  await addTickets(world, springTickets);
});

describe("an answer", () => {
  it("says what it counts: versions, period, region, conditions and view", async () => {
    const answer = await ask(analyst(), {
      measures: ["MEDIATION_SUCCESS_RATE", "RECEIVED"],
      versions: [{ measure: "MEDIATION_SUCCESS_RATE", version: 1 }],
      period: march,
      comparison: "PERIOD_BEFORE",
      region: world.code.cityACentre,
      filter: { kinds: ["COMPLAINT"], topics: ["MASKS"] },
      view: "EVENT",
      tree: "THEN",
    });
    expect(answer).toMatchObject({
      view: "EVENT",
      tree: "THEN",
      period: march,
      comparedPeriod: { from: "2026-02-01", to: "2026-02-28" },
      region: { code: world.code.cityACentre },
      conditions: [
        { name: "kinds", values: ["COMPLAINT"] },
        { name: "topics", values: ["MASKS"] },
      ],
      definitions: [
        { measure: "MEDIATION_SUCCESS_RATE", version: 1, isInForce: false, unit: "PERCENT" },
        { measure: "RECEIVED", version: 1, isInForce: true, unit: "TICKETS" },
      ],
    });
    expect(answer.definitions[0]?.formula).toBe("Settled / closed (the definition until 2022).");
  });

  it("is the same before and after the fold", async () => {
    const question = { measures: ["RECEIVED", "CLOSURE_RATE"], dimensions: ["CITY", "MONTH"], period: march };
    const before = await ask(analyst(), question);
    await foldAll(world);
    expect((await ask(analyst(), question)).rows).toEqual(before.rows);
  });

  it("counts by registration what became of it since, or each number by its own day", async () => {
    const question = { measures: ["RECEIVED", "CLOSED", "CLOSURE_RATE"], period: march };
    // Two were closed in April, and four of February in March.
    expect(await totalsOf(analyst(), { ...question, view: "COHORT" })).toEqual(["11", "3", "27.27"]);
    expect(await totalsOf(analyst(), { ...question, view: "EVENT" })).toEqual(["11", "5", "45.45"]);
  });

  it("rounds half up to the digits asked for, with the exact fraction beside it", async () => {
    const { total } = await ask(analyst(), { measures: ["CLOSURE_RATE"], period: march, digits: 0 });
    expect(total.values[0]).toMatchObject({ value: "27", numerator: 3, denominator: 11 });
    const other = await makeProvince();
    await addTickets(other, [{ times: 7 }, { times: 1, closedAt: inChina("2026-03-06") }]);
    const rounded = async (digits: number) =>
      (await totalsOf(other.as("cityA.analyst"), { measures: ["CLOSURE_RATE"], digits }))[0];
    expect(await rounded(0)).toBe("13");
    expect(await rounded(1)).toBe("12.5");
    expect(await rounded(6)).toBe("12.500000");
  });

  it("has no rate over nothing, and says why", async () => {
    const { total } = await ask(analyst(), {
      measures: ["CLOSURE_RATE", "RECEIVED"],
      period: { from: "2026-07-01", to: "2026-07-02" },
    });
    expect(total.values).toMatchObject([
      { value: null, numerator: 0, denominator: 0, reason: "EMPTY_DENOMINATOR" },
      { value: "0", numerator: 0, denominator: null, reason: null },
    ]);
  });

  it("has the name of each group in the language of the request", async () => {
    const { rows } = await ask(analyst(), {
      measures: ["RECEIVED"],
      dimensions: ["ISSUE_CLASS", "BUREAU"],
      period: march,
    });
    expect(rows[0]?.keys).toEqual([
      { dimension: "ISSUE_CLASS", code: "PRICE", name: "Price" },
      { dimension: "BUREAU", code: world.code.countyA1, name: `${world.mark}countyA1` },
    ]);
  });
});

describe("dimensions", () => {
  const of = async (dimension: string, more: Variables = {}) =>
    ask(analyst(), { measures: ["RECEIVED"], dimensions: [dimension], period: march, ...more });

  it("of place hold what an authority holds itself under its own code", async () => {
    const { cityA, countyA1, countyA2, province } = world.code;
    expect(valuesOf(await of("COUNTY"))).toEqual({ [countyA1]: "5", [cityA]: "5", [countyA2]: "1" });
    expect(valuesOf(await of("CITY"))).toEqual({ [cityA]: "11" });
    expect(valuesOf(await of("PROVINCE"))).toEqual({ [province]: "11" });
    const february = { period: { from: "2026-02-01", to: "2026-02-28" } };
    expect(valuesOf(await of("BUREAU", february))).toEqual({ [cityA]: "4" });
    expect(valuesOf(await of("COUNTY", february))).toEqual({ [cityA]: "4" });
  });

  it("of kind, channel and state sort each ticket once, and the largest come first", async () => {
    const answer = await of("KIND");
    expect(answer.rows.map(codesOf)).toEqual(["COMPLAINT", "CONSULTATION"]);
    expect(answer.rows.map(({ values }) => values[0]?.share)).toEqual(["54.55", "45.45"]);
    expect(answer.total.values[0]).toMatchObject({ value: "11", share: "100.00" });
    expect(valuesOf(await of("CHANNEL"))).toEqual({ PHONE: "11" });
    expect(valuesOf(await of("STATE"))).toEqual({ SIGNED: "11" });
  });

  it("of topics count a ticket in each of its topics, and the total once", async () => {
    const answer = await of("TOPIC");
    expect(valuesOf(answer)).toEqual({ "": "6", MASKS: "5", EPIDEMIC: "2" });
    expect(answer.total.values[0]?.value).toBe("11");
    expect(valuesOf(await of("TOPIC", { filter: { topics: ["MASKS", "EPIDEMIC"] } }))).toEqual({
      MASKS: "5",
      EPIDEMIC: "2",
    });
    const narrowed = { measures: ["RECEIVED"], period: march, filter: { topics: ["MASKS", "EPIDEMIC"] } };
    expect(await totalsOf(analyst(), narrowed)).toEqual(["5"]);
  });

  it("of a day leave no gap in the period", async () => {
    const { rows } = await of("DAY", { period: { from: "2026-03-01", to: "2026-03-04" } });
    expect(rows.map((row) => [codesOf(row), row.values[0]?.value])).toEqual([
      ["2026-03-01", "0"],
      ["2026-03-02", "8"],
      ["2026-03-03", "0"],
      ["2026-03-04", "0"],
    ]);
  });

  it("of an hour are the twenty-four of China", async () => {
    const answer = await of("HOUR");
    expect(answer.rows.map(codesOf)).toEqual(Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0")));
    const { "00": first, "09": ninth, "10": tenth, "11": eleventh, "23": last } = valuesOf(answer);
    expect([first, ninth, tenth, eleventh, last]).toEqual(["1", "5", "2", "0", "3"]);
  });

  it("of a week begin on Monday, also where the period does not", async () => {
    const { rows } = await of("WEEK", { period: { from: "2026-03-04", to: "2026-03-16" } });
    expect(rows.map((row) => [codesOf(row), row.values[0]?.value])).toEqual([
      ["2026-03-02", "0"],
      ["2026-03-09", "2"],
      ["2026-03-16", "0"],
    ]);
  });

  it("of a month, a quarter and a year are those of the calendar", async () => {
    const period = { from: "2025-03-01", to: "2026-03-31" };
    const rowsOf = async (dimension: string) =>
      (await of(dimension, { period })).rows.flatMap((row) =>
        row.values[0]?.value === "0" ? [] : [[codesOf(row), row.values[0]?.value]],
      );
    expect(await rowsOf("MONTH")).toEqual([
      ["2025-03", "3"],
      ["2026-02", "4"],
      ["2026-03", "11"],
    ]);
    expect(await rowsOf("QUARTER")).toEqual([
      ["2025-Q1", "3"],
      ["2026-Q1", "15"],
    ]);
    expect(await rowsOf("YEAR")).toEqual([
      ["2025", "3"],
      ["2026", "15"],
    ]);
  });

  it("of several together have a group for each that has tickets", async () => {
    const answer = await ask(analyst(), { measures: ["RECEIVED"], dimensions: ["KIND", "DAY"], period: march });
    expect(answer.rows.map((row) => [codesOf(row), row.values[0]?.value])).toEqual([
      ["COMPLAINT 2026-03-02", "3"],
      ["COMPLAINT 2026-03-09", "2"],
      ["COMPLAINT 2026-03-31", "1"],
      ["CONSULTATION 2026-03-02", "5"],
    ]);
  });
});
