import { beforeAll, describe, expect, it } from "vitest";
import { foldAll } from "../../../src/modules/statistics/index.js";
import { expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { abandoned, answered, at, newCallId, record, waiting } from "../calls/calling.js";
import { complaint, register, staff } from "../tickets/driving.js";
import { always, ask, send, totalsOf, valuesOf } from "./asking.js";

const period = { from: "2026-11-01", to: "2026-11-07" };

/** A call of a day that was answered after so many seconds, and talked for so many. */
const talked = (day: string, waited: number, seconds: number, more: Variables = {}): Variables =>
  answered(newCallId(), {
    ...{ offeredAt: at(0, day), answeredAt: at(waited, day), endedAt: at(waited + seconds, day) },
    ...more,
  });

const missed = (day: string): Variables => abandoned(newCallId(), { offeredAt: at(0, day), endedAt: at(30, day) });

describe("the measures of calls", () => {
  let world: World;
  const analyst = () => world.as("cityA.analyst");

  beforeAll(async () => {
    world = await makeProvince();
    await record(
      world.as("cityACentre.shiftManager"),
      talked("2026-11-02", 4, 100),
      talked("2026-11-02", 15, 200, { operatorNumber: "5002" }),
      talked("2026-11-02", 16, 2400),
      missed("2026-11-02"),
      talked("2026-11-04", 1, 60, { queue: "咨询" }),
      answered(newCallId(), { ...transferred("2026-11-04") }),
      waiting(newCallId(), { offeredAt: at(0, "2026-11-05") }),
    );
    await record(world.as("countyA1.shiftManager"), talked("2026-11-03", 2, 30));
  });

  it("count what was offered, answered, answered soon, given up and passed on", async () => {
    const measures = [
      ...["CALLS_OFFERED", "CALLS_ANSWERED", "CONNECTION_RATE", "ANSWERED_WITHIN_15S", "ANSWERED_WITHIN_15S_RATE"],
      ...["CALLS_ABANDONED", "CALLS_TRANSFERRED", "WAITING_TIME", "TALKING_TIME", "LONGEST_CALL"],
      "CALLS_PER_OPERATOR_DAY",
    ];
    const expected = ["8", "5", "62.50", "4", "50.00", "1", "1", "4", "100", "2400", "1.25"];
    expect(await totalsOf(analyst(), { measures, period })).toEqual(expected);
    await foldAll(world.database);
    expect(await totalsOf(analyst(), { measures, period })).toEqual(expected);
  });

  it("tell how they are defined, by which standard", async () => {
    const query = "{ statisticDefinitions { measure version isInForce name formula unit form source } }";
    const { statisticDefinitions } = await analyst().ask<{ statisticDefinitions: { measure: string }[] }>(query);
    expect(statisticDefinitions.find(({ measure }) => measure === "CONNECTION_RATE")).toEqual({
      ...{ measure: "CONNECTION_RATE", version: 1, isInForce: true, name: "connection rate", unit: "PERCENT" },
      ...{ form: "RATE", formula: "Answered / offered.", source: "GB/T 33358-2016" },
    });
  });

  it("say when the lowest rate and the longest call were", async () => {
    const query = `query ($question: StatisticsQuestion!) { statistics(question: $question) { total {
      values { value numerator denominator span { from to } } } } }`;
    const question = { measures: ["LOWEST_CONNECTION_RATE_24H", "LONGEST_CALL"], period };
    const { statistics } = await analyst().ask<{ statistics: { total: object } }>(query, { question });
    const [lowest, longest] = (statistics.total as { values: { span: { from: string } }[] }).values;
    expect(lowest).toMatchObject({ value: "0.00", numerator: 0, denominator: 1 });
    const begins = Date.parse(lowest?.span.from ?? "");
    expect(begins > Date.parse(at(0, "2026-11-04")) && begins <= Date.parse(at(0, "2026-11-05"))).toBe(true);
    expect(longest).toMatchObject({
      value: "2400",
      span: { from: at(16, "2026-11-02"), to: at(2416, "2026-11-02") },
    });
  });

  it("are split by place, time, weekday, hour, queue and operator", async () => {
    const by = async (dimension: string) =>
      valuesOf(await ask(analyst(), { measures: ["CALLS_OFFERED"], dimensions: [dimension], period }));
    const { cityA, cityACentre, countyA1 } = world.code;
    expect(await by("COUNTY")).toEqual({ [cityA]: "7", [countyA1]: "1" });
    expect(await by("BUREAU")).toEqual({ [cityACentre]: "7", [countyA1]: "1" });
    expect(await by("WEEKDAY")).toEqual({ 1: "4", 2: "1", 3: "2", 4: "1", 5: "0", 6: "0", 7: "0" });
    expect(await by("DAY")).toMatchObject({ "2026-11-01": "0", "2026-11-02": "4", "2026-11-05": "1" });
    expect(await by("HOUR")).toMatchObject({ "09": "0", 10: "8" });
    expect(await by("QUEUE")).toEqual({ 投诉举报: "4", 咨询: "1", "": "3" });
    expect(await by("OPERATOR")).toEqual({
      [`${cityACentre}/5001`]: "3",
      [`${cityACentre}/5002`]: "1",
      [`${countyA1}/5001`]: "1",
      "": "3",
    });
  });

  it("name weekdays and operators", async () => {
    const question = { measures: ["CALLS_OFFERED"], dimensions: ["WEEKDAY", "OPERATOR"], period };
    const { rows } = await ask(analyst(), question);
    const names = rows.map(({ keys }) => keys.map(({ name }) => name).join(" "));
    expect(names).toContain(`Monday ${world.mark}cityACentre 5002`);
  });

  it("are narrowed to queues and operators, and the answer says so", async () => {
    const operators = [`${world.code.cityACentre}/5001`];
    const filter = { queues: ["投诉举报"], operators };
    const answer = await ask(analyst(), { measures: ["CALLS_OFFERED"], period, filter });
    expect(answer.total.values).toMatchObject([{ value: "2" }]);
    expect(answer.conditions).toEqual([
      { name: "queues", values: ["投诉举报"] },
      { name: "operators", values: operators },
    ]);
  });

  it("stand beside those of tickets, by what both have", async () => {
    await register(staff(world).operator, complaint(world));
    const measures = ["RECEIVED", "CALLS_OFFERED"];
    const { rows } = await ask(analyst(), { measures, dimensions: ["BUREAU"], period: always });
    const told = Object.fromEntries(rows.map(({ keys, values }) => [keys[0]?.code, values.map(({ value }) => value)]));
    expect(told[world.code.cityACentre]?.[1]).toBe("7");
    expect(rows.reduce((sum, { values }) => sum + Number(values[0]?.value ?? 0), 0)).toBe(1);
  });

  it("are compared with another period, and are shares of the whole", async () => {
    const question = { measures: ["CALLS_OFFERED", "CONNECTION_RATE"], dimensions: ["BUREAU"], top: 1 };
    const now = { from: "2026-11-02", to: "2026-11-02" };
    const comparedPeriod = { from: "2026-11-04", to: "2026-11-04" };
    const { other, rows, total } = await ask(analyst(), { ...question, period: now, comparedPeriod });
    expect(total.values).toMatchObject([
      { value: "4", compared: { value: "2", change: "2", growth: "100.00" } },
      { value: "75.00", compared: { value: "50.00", change: "25.00" } },
    ]);
    expect([rows[0]?.values[0]?.share, other]).toEqual(["100.00", null]);
  });

  it("are no others to the province and the nation, and none to another city", async () => {
    const question = { measures: ["CALLS_OFFERED"], period };
    expect(await totalsOf(world.as("province.analyst"), question)).toEqual(["8"]);
    const measures = ["CALLS_OFFERED", "LONGEST_CALL", "CALLS_PER_OPERATOR_DAY", "WAITING_TIME"];
    const { rows } = await ask(world.as("nation.analyst"), { measures, dimensions: ["PROVINCE"], period });
    const own = rows.find(({ keys }) => keys[0]?.code === world.code.province);
    expect(own?.values.map(({ value }) => value)).toEqual(["8", "2400", "1.25", "4"]);
    expect(await totalsOf(world.as("cityB.analyst"), question)).toEqual(["0"]);
    expect(await totalsOf(world.as("countyA1.analyst"), question)).toEqual(["1"]);
    const foreign = await send(world.as("cityB.analyst"), { ...question, region: world.code.cityA });
    expectCode(foreign, "NOT_FOUND", "question.region");
  });

  it("rank places by counts and rates, and by nothing else", async () => {
    const ranking = `query ($question: RankingQuestion!) { regionRanking(question: $question) { mean regions { rank } } }`;
    const rank = (measure: string) =>
      analyst().gql(ranking, { question: { measure, by: "BUREAU", period, smallestBase: 1 } });
    expect((await rank("CONNECTION_RATE")).errors).toBeUndefined();
    for (const measure of ["LOWEST_CONNECTION_RATE_24H", "LONGEST_CALL", "CALLS_PER_OPERATOR_DAY", "WAITING_TIME"]) {
      expectCode(await rank(measure), "INVALID_INPUT", "question.measure");
    }
  });
});

/** What is told of a call that was passed on before anybody answered it. */
function transferred(day: string): Variables {
  const none = { answeredAt: null, operatorNumber: null, queue: null };
  return { ...none, outcome: "TRANSFERRED", offeredAt: at(0, day), endedAt: at(50, day), transferredTo: "12345" };
}

describe("a question about calls that cannot be answered", () => {
  let world: World;

  beforeAll(async () => {
    world = await makeProvince();
  });

  const refused = async (question: Variables, field: string) =>
    expectCode(
      await send(world.as("cityA.analyst"), { measures: ["CALLS_OFFERED"], ...question }),
      "INVALID_INPUT",
      field,
    );

  it("has a dimension that calls do not have, and says which measure", async () => {
    for (const dimension of ["KIND", "CHANNEL", "ISSUE_CLASS", "GOODS_CLASS", "TOPIC", "STATE"]) {
      const error = await refused({ dimensions: [dimension] }, "question.dimensions");
      expect(error.message).toContain("CALLS_OFFERED");
    }
    await refused({ dimensions: ["RESPONDENT"], top: 5 }, "question.dimensions");
  });

  it("asks for tickets by what only calls have", async () => {
    const measures = ["CALLS_OFFERED", "RECEIVED"];
    for (const dimension of ["QUEUE", "OPERATOR"]) {
      const error = await refused({ measures, dimensions: [dimension] }, "question.dimensions");
      expect(error.message).toContain("RECEIVED");
    }
    await refused({ measures, filter: { queues: ["咨询"] } }, "question.filter.queues");
    await refused({ measures, filter: { operators: ["A/1"] } }, "question.filter.operators");
  });

  it("has a condition of tickets, which is never ignored", async () => {
    await refused({ filter: { kinds: ["REPORT"] } }, "question.filter.kinds");
    await refused({ filter: { channels: ["PHONE"] } }, "question.filter.channels");
    await refused({ filter: { topics: ["MASKS"] } }, "question.filter.topics");
    await refused({ filter: { respondent: "红星超市" } }, "question.filter.respondent");
  });

  it("splits what cannot be split", async () => {
    const [lowest, perDay] = ["LOWEST_CONNECTION_RATE_24H", "CALLS_PER_OPERATOR_DAY"];
    for (const dimension of ["HOUR", "WEEKDAY", "OPERATOR"]) {
      await refused({ measures: [lowest], dimensions: [dimension] }, "question.dimensions");
    }
    for (const dimension of ["HOUR", "QUEUE"]) {
      await refused({ measures: [perDay], dimensions: [dimension] }, "question.dimensions");
    }
    await refused({ measures: [perDay], filter: { queues: ["咨询"] } }, "question.filter.queues");
    await refused({ measures: [lowest], filter: { operators: ["A/1"] } }, "question.filter.operators");
  });

  it("lists too many queues, or names that are too long", async () => {
    await refused({ filter: { queues: [] } }, "question.filter.queues");
    await refused({ filter: { queues: Array.from({ length: 51 }, String) } }, "question.filter.queues");
    await refused({ filter: { operators: ["x".repeat(61)] } }, "question.filter.operators");
  });

  it("wants the tree of then, or the largest by an extreme", async () => {
    await refused({ tree: "THEN" }, "question.tree");
    await refused({ measures: ["LONGEST_CALL"], dimensions: ["CITY"], top: 3 }, "question.topBy");
  });

  it("has no business line: a department counts the calls of its own bureau alone", async () => {
    const question = { measures: ["CALLS_OFFERED"], period };
    const department = world.as("cityAPrice.analyst");
    expectCode(await send(department, question), "INVALID_INPUT", "question.region");
    expect(await totalsOf(department, { ...question, region: world.code.cityAPrice })).toEqual(["0"]);
  });
});
