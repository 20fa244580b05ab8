import { describe, expect, it } from "vitest";
import { addressOf } from "../api.js";
import { type Askers, askersOf, numbers, publishedPeriods, type Row } from "./figures-questions.js";
import type { FigureWorld } from "./figures-world.js";

const { cangzhou, chuzhou, daqing, jiamusi, suzhou } = publishedPeriods;

/** What centres told of their calls. */
export function describeCalls(worldOf: () => FigureWorld): void {
  const ask: Askers["ask"] = (login, question) => {
    const { api, own } = worldOf();
    return askersOf(own.database, addressOf(api)).ask(login, question);
  };
  const totalOf = async (login: string, question: object): Promise<Row["values"]> =>
    (await ask(login, question)).total.values;

  it("tells how many calls each city has", () => {
    expect(Object.fromEntries((worldOf().loaded ?? []).map(({ calls, code }) => [code, calls]))).toEqual({
      "130900": 7430,
      "230600": 1330,
      "230800": 1337,
      "230900": 0,
      "231200": 0,
      "320500": 9160,
      "341100": 2250,
    });
  });

  describe("the calls of Cangzhou (沧州), 22 January to 11 March 2020", () => {
    it("were 7,430, as many as the tickets that came of them", async () => {
      const values = await totalOf("cangzhou.analyst", { measures: ["CALLS_OFFERED", "RECEIVED"], period: cangzhou });
      expect(values.map(({ value }) => value)).toEqual(["7430", "7430"]);
    });

    it("were about 300 on the peak day", async () => {
      const question = { measures: ["CALLS_OFFERED"], dimensions: ["DAY"], period: cangzhou, top: 1 };
      expect(numbers(await ask("cangzhou.analyst", question))).toEqual({ "2020-02-05": "300" });
    });

    it("took 40 minutes at the longest", async () => {
      const [longest] = await totalOf("cangzhou.analyst", { measures: ["LONGEST_CALL"], period: cangzhou });
      expect(longest).toMatchObject({ value: String(40 * 60) });
      expect(longest?.span?.from).toMatch(/^2020-02-05T/);
    });
  });

  it("Jiamusi (佳木斯) had 1,337 calls in January and February 2020", async () => {
    const [offered] = await totalOf("jiamusi.analyst", { measures: ["CALLS_OFFERED"], period: jiamusi });
    expect(offered).toMatchObject({ value: "1337", numerator: 1337 });
  });

  describe("the calls of Daqing (大庆), 24 to 31 January 2020", () => {
    it("were 1,330, of which 419 came on the 28th", async () => {
      const question = { measures: ["CALLS_OFFERED"], dimensions: ["DAY"], period: daqing };
      const answer = await ask("daqing.analyst", question);
      expect(answer.total.values).toMatchObject([{ value: "1330" }]);
      expect(numbers(answer)).toMatchObject({ "2020-01-28": "419" });
      expect(numbers(await ask("daqing.analyst", { ...question, top: 1 }))).toEqual({ "2020-01-28": "419" });
    });

    it("were answered at six desks from the 28th on, and at five before", async () => {
      const operatorsOn = async (day: string): Promise<number> => {
        const period = { from: day, to: day };
        const question = { measures: ["CALLS_ANSWERED"], dimensions: ["OPERATOR"], period };
        return Object.entries(numbers(await ask("daqing.analyst", question))).filter(
          ([code, calls]) => code !== "" && calls !== "0",
        ).length;
      };
      expect([await operatorsOn("2020-01-27"), await operatorsOn("2020-01-28")]).toEqual([5, 6]);
    });
  });

  describe("the calls of Suzhou (苏州), from 24 January 2020", () => {
    it("were answered by 90 % and more on each day, and in any 24 hours", async () => {
      const measures = ["CONNECTION_RATE", "LOWEST_CONNECTION_RATE_24H"];
      const { rows, total } = await ask("suzhou.analyst", { measures, dimensions: ["DAY"], period: suzhou });
      expect(rows).toHaveLength(13);
      const rates = [...rows, total].flatMap(({ values }) => values.map(({ value }) => Number(value)));
      expect(Math.min(...rates)).toBeGreaterThanOrEqual(90);
    });

    it("were 80 to 95 for each operator on each day", async () => {
      const measures = ["CALLS_PER_OPERATOR_DAY"];
      for (const dimension of ["DAY", "OPERATOR"]) {
        const answer = await ask("suzhou.analyst", { measures, dimensions: [dimension], period: suzhou });
        const perDay = answer.rows.flatMap(({ values }) => values.map(({ value }) => value));
        const told = perDay.filter((value) => value !== null).map(Number);
        expect(told.length).toBe(dimension === "DAY" ? 13 : 5);
        expect([Math.min(...told) >= 80, Math.max(...told) <= 95]).toEqual([true, true]);
      }
    });

    it("were twice as many for each operator as usual", async () => {
      const comparedPeriod = { from: "2020-01-10", to: "2020-01-23" };
      const question = { measures: ["CALLS_PER_OPERATOR_DAY"], period: suzhou, comparedPeriod };
      const [value] = await totalOf("suzhou.analyst", question);
      expect(value).toMatchObject({ value: "87.00", compared: { value: "43.50", growth: "100.00" } });
    });
  });

  describe("the calls of Chuzhou (滁州), from 27 January 2020", () => {
    it("were all answered, at the peak too", async () => {
      const measures = ["CALLS_OFFERED", "CONNECTION_RATE", "LOWEST_CONNECTION_RATE_24H", "CALLS_ABANDONED"];
      const values = await totalOf("chuzhou.analyst", { measures, period: chuzhou });
      expect(values.map(({ value }) => value)).toEqual(["2250", "100.00", "100.00", "0"]);
      const question = { measures: ["CALLS_OFFERED", "CONNECTION_RATE"], dimensions: ["DAY"], period: chuzhou, top: 1 };
      const { rows } = await ask("chuzhou.analyst", question);
      expect(rows.map(({ values }) => values.map(({ value }) => value))).toEqual([["190", "100.00"]]);
    });

    it("lie in the hours so that four shifts of like load, and a small one at night, can be set", async () => {
      const question = { measures: ["CALLS_OFFERED"], dimensions: ["HOUR"], period: chuzhou };
      const byHour = numbers(await ask("chuzhou.analyst", question));
      const load = (from: number, until: number): number =>
        Object.entries(byHour).reduce((sum, [code, calls]) => {
          const hour = Number(code);
          return hour >= from && hour < until ? sum + Number(calls) : sum;
        }, 0);
      const shifts = [load(8, 12), load(12, 17), load(17, 24), load(0, 8)];
      expect(shifts.reduce((sum, calls) => sum + calls, 0)).toBe(2250);
      const [morning = 0, afternoon = 0, evening = 0, night = 0] = shifts;
      expect(Math.max(morning, afternoon, evening) / Math.min(morning, afternoon, evening)).toBeLessThan(1.2);
      expect(night).toBeLessThan(morning / 5);
    });

    it("are seen by the province, and by no other city", async () => {
      const question = { measures: ["CALLS_OFFERED"], dimensions: ["CITY"], period: chuzhou };
      expect(numbers(await ask("anhui.analyst", question))).toEqual({ "341100": "2250" });
      expect(numbers(await ask("suzhou.analyst", { ...question, period: jiamusi }))).not.toHaveProperty("341100");
    });
  });
}
