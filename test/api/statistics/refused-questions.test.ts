import { beforeAll, describe, expect, it } from "vitest";
import { measureNames } from "../../../src/modules/statistics/index.js";
import { expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { ask, send } from "./asking.js";

let world: World;

const march = { from: "2026-03-01", to: "2026-03-31" };

const analyst = () => world.as("cityA.analyst");

beforeAll(async () => {
  world = await makeProvince();
});

describe("a question that cannot be answered", () => {
  const refused = async (question: Variables, code: "INVALID_INPUT" | "NOT_FOUND" | "TOO_LARGE", field: string) =>
    expectCode(await send(analyst(), { measures: ["RECEIVED"], ...question }), code, field);

  it("is refused by the schema where a measure or a dimension is unknown", async () => {
    for (const question of [{ measures: ["CALLS"] }, { measures: ["RECEIVED"], dimensions: ["WARD"] }]) {
      const { errors } = await send(analyst(), question);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["INVALID_INPUT"]);
    }
  });

  it("names no measure, one twice, or more than twelve", async () => {
    const words = "1 to 12 measures";
    for (const measures of [[], ["CLOSED", "CLOSED"], measureNames.slice(0, 13)]) {
      expect((await refused({ measures }, "INVALID_INPUT", "question.measures")).message).toContain(words);
    }
    await ask(analyst(), { measures: measureNames.slice(0, 12) });
  });

  it("has more than four dimensions, one twice, or two of time", async () => {
    const five = ["CITY", "KIND", "STATE", "CHANNEL", "ISSUE_CLASS"];
    for (const dimensions of [five, ["CITY", "CITY"], ["DAY", "MONTH"]]) {
      await refused({ dimensions }, "INVALID_INPUT", "question.dimensions");
    }
  });

  it("has a period that ends before it starts, or is longer than ten years", async () => {
    await refused({ period: { from: "2026-03-02", to: "2026-03-01" } }, "INVALID_INPUT", "question.period.to");
    await refused({ period: { from: "2016-01-01", to: "2026-01-08" } }, "INVALID_INPUT", "question.period.to");
    await ask(analyst(), { measures: ["RECEIVED"], period: { from: "2016-01-01", to: "2026-01-07" } });
    await refused({ period: { from: "2026-02-30", to: "2026-03-01" } }, "INVALID_INPUT", "question.period.from");
  });

  it("has a compared period that ends before it starts, or says two ways of comparing", async () => {
    const period = march;
    const backwards = { from: "2026-02-02", to: "2026-02-01" };
    await refused({ period, comparedPeriod: backwards }, "INVALID_INPUT", "question.comparedPeriod.to");
    const both = { comparison: "YEAR_BEFORE", comparedPeriod: march };
    await refused({ period, ...both }, "INVALID_INPUT", "question.comparedPeriod");
  });

  it("names a bureau that is not of the caller's region, or that nobody knows, and does not say which", async () => {
    const other = await makeProvince();
    const { cityB, countyB1, nation, province } = world.code;
    const messages = new Set<string>();
    for (const region of [cityB, countyB1, province, nation, other.code.cityA, "T00000", "' OR 1=1", ""]) {
      messages.add((await refused({ region }, "NOT_FOUND", "question.region")).message);
    }
    expect(messages.size).toBe(1);
  });

  it("has more than 10,000 cells: it is refused with their number and a smaller question", async () => {
    const period = { from: "2020-01-01", to: "2026-12-31" };
    const error = await refused(
      { measures: measureNames.slice(0, 5), dimensions: ["DAY"], period },
      "TOO_LARGE",
      "question.dimensions",
    );
    expect(error.extensions).toMatchObject({ limit: 10_000, actual: 2557 * 5 });
    expect(error.message).toContain("by MONTH in place of DAY");
    await ask(analyst(), { measures: measureNames.slice(0, 5), dimensions: ["MONTH"], period });
  });

  it("asks for respondents without saying how many", async () => {
    const error = await refused({ dimensions: ["RESPONDENT"] }, "INVALID_INPUT", "question.top");
    expect(error.message).toContain("how many of the largest");
  });

  it("asks for the largest of no dimension, of two, or of too many", async () => {
    for (const question of [
      { top: 3 },
      { top: 3, dimensions: ["KIND", "CITY"] },
      { top: 0, dimensions: ["KIND"] },
      { top: 101, dimensions: ["KIND"] },
    ]) {
      await refused(question, "INVALID_INPUT", "question.top");
    }
  });

  it("puts groups in order by a measure that it does not ask for, by a duration, or respondents by a rate", async () => {
    const top = { top: 2, dimensions: ["CITY"] };
    await refused({ ...top, topBy: "CLOSED" }, "INVALID_INPUT", "question.topBy");
    await refused({ ...top, measures: ["HOURS_TO_CLOSING"] }, "INVALID_INPUT", "question.topBy");
    const respondents = { top: 2, dimensions: ["RESPONDENT"], measures: ["CLOSURE_RATE", "RECEIVED"] };
    await refused(respondents, "INVALID_INPUT", "question.topBy");
    await ask(analyst(), { ...respondents, topBy: "RECEIVED" });
  });

  it("asks by state or hour for what is not counted by registration", async () => {
    const cases: [dimension: string, measure: string, view: string][] = [
      ["STATE", "ON_TIME_CHECK_RATE", "COHORT"],
      ["STATE", "CLOSED", "EVENT"],
      ["HOUR", "SUPERVISION_RATE", "COHORT"],
      ["HOUR", "HOURS_TO_CLOSING", "EVENT"],
    ];
    for (const [dimension, measure, view] of cases) {
      const question = { measures: ["RECEIVED", measure], dimensions: [dimension], view };
      const { message } = await refused(question, "INVALID_INPUT", "question.dimensions");
      expect(message).toBe(`The measure ${measure} has no dimension ${dimension} in this view.`);
    }
    await ask(analyst(), { measures: ["CLOSED", "HOURS_TO_CLOSING"], dimensions: ["STATE", "HOUR"] });
  });

  it("asks for durations under the tree of then", async () => {
    await refused({ measures: ["HOURS_TO_CLOSING"], tree: "THEN" }, "INVALID_INPUT", "question.tree");
  });

  it("names a version that there is not, twice, or of a measure that is not asked for", async () => {
    for (const [measure, version] of [
      ["RECEIVED", 2],
      ["RECEIVED", 0],
      ["CLOSED", 1],
    ] as const) {
      await refused({ versions: [{ measure, version }] }, "INVALID_INPUT", "question.versions");
    }
    const one = { measure: "RECEIVED", version: 1 };
    await refused({ versions: [one, one] }, "INVALID_INPUT", "question.versions");
  });

  it("asks for fewer than no decimals or more than six", async () => {
    for (const digits of [-1, 7]) await refused({ digits }, "INVALID_INPUT", "question.digits");
  });

  it("narrows to codes that the dictionary does not know, to none, or to a name that is too long", async () => {
    for (const [name, codes] of [
      ["channels", ["PHONE", "SMOKE"]],
      ["issueClasses", ["NOTHING"]],
      ["goodsClasses", ["MASKS"]],
      ["topics", ["PHONE"]],
      ["topics", []],
      ["kinds", []],
      ["channels", Array.from({ length: 51 }, () => "PHONE")],
    ] as const) {
      await refused({ filter: { [name]: codes } }, "INVALID_INPUT", `question.filter.${name}`);
    }
    for (const respondent of ["", "长".repeat(201)]) {
      await refused({ filter: { respondent } }, "INVALID_INPUT", "question.filter.respondent");
    }
  });

  it("is asked by who may not ask: an operator, a handler, an auditor, or nobody", async () => {
    for (const name of ["cityACentre.operator", "countyA1.handler", "cityA.auditor", "cityA.administrator"] as const) {
      expectCode(await send(world.as(name), { measures: ["RECEIVED"] }), "FORBIDDEN");
    }
  });
});
