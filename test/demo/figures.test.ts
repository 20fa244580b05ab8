import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimFigures } from "../../src/demo/figures.store.js";
import { figureCities } from "../../src/demo/figures-cities.js";
import { loadFigures } from "../../src/demo/index.js";
import { addressOf, expectCode } from "../api.js";
import { asSuperuser } from "../database.js";
import { describeCalls } from "./calls.js";
import { type Askers, askersOf, numbers, publishedPeriods } from "./figures-questions.js";
import { type FigureWorld, openFigureWorld } from "./figures-world.js";
import { describeJanuary } from "./january.js";

let world: FigureWorld;

beforeAll(async () => {
  world = await openFigureWorld();
}, 600_000);

afterAll(() => world.close());

const send: Askers["send"] = (login, question) =>
  askersOf(world.own.database, addressOf(world.api)).send(login, question);
const ask: Askers["ask"] = (login, question) => askersOf(world.own.database, addressOf(world.api)).ask(login, question);

const { suihua, daqing, cangzhou, qitaihe, jiamusi, suzhou } = publishedPeriods;

describe("Suihua (绥化), 24 to 30 January 2020", () => {
  it("received 990: 56 complaints, 75 reports and 859 consultations", async () => {
    const answer = await ask("suihua.analyst", { measures: ["RECEIVED"], dimensions: ["KIND"], period: suihua });
    expect(numbers(answer)).toEqual({ COMPLAINT: "56", REPORT: "75", CONSULTATION: "859" });
    expect(answer.total.values).toMatchObject([{ value: "990", numerator: 990 }]);
  });

  it.each(["COHORT", "EVENT"])("closed 880 of 990, which is 88.89 %% (%s)", async (view) => {
    const question = { measures: ["CLOSED", "CLOSURE_RATE"], period: suihua, view };
    expect((await ask("suihua.analyst", question)).total.values).toMatchObject([
      { value: "880", numerator: 880 },
      { value: "88.89", numerator: 880, denominator: 990 },
    ]);
  });
});

describe("Daqing (大庆), 24 to 31 January 2020", () => {
  it.each(["COHORT", "EVENT"])("closed 999 of 1,330, which is 75.1 %% (%s)", async (view) => {
    const question = { measures: ["CLOSURE_RATE"], period: daqing, digits: 1, view };
    expect((await ask("daqing.analyst", question)).total.values).toMatchObject([
      { value: "75.1", numerator: 999, denominator: 1330 },
    ]);
  });

  it("had its peak on the 28th", async () => {
    const question = { measures: ["RECEIVED"], dimensions: ["DAY"], period: daqing, top: 1 };
    expect((await ask("daqing.analyst", question)).rows.map(({ keys }) => keys)).toEqual([[{ code: "2020-01-28" }]]);
  });
});

describe("Cangzhou (沧州), 22 January to 11 March 2020", () => {
  it("received 7,430: 5,242 consultations, 583 complaints and 1,605 reports", async () => {
    const answer = await ask("cangzhou.analyst", { measures: ["RECEIVED"], dimensions: ["KIND"], period: cangzhou });
    expect(numbers(answer)).toEqual({ COMPLAINT: "583", REPORT: "1605", CONSULTATION: "5242" });
    expect(answer.total.values).toMatchObject([{ value: "7430", numerator: 7430 }]);
  });

  it("had about 300 on its peak day", async () => {
    const question = { measures: ["RECEIVED"], dimensions: ["DAY"], period: cangzhou, top: 1 };
    const { rows } = await ask("cangzhou.analyst", question);
    expect(Math.abs((rows[0]?.values[0]?.numerator ?? 0) - 300)).toBeLessThanOrEqual(2);
  });
});

describe("Qitaihe (七台河), 24 to 31 January 2020", () => {
  const yearBefore = { measures: ["RECEIVED"], period: qitaihe, comparison: "YEAR_BEFORE" };

  it("received 362, which is 524 % more than the 58 of the year before", async () => {
    const { total } = await ask("qitaihe.analyst", { ...yearBefore, digits: 0 });
    expect(total.values).toMatchObject([{ value: "362", numerator: 362, compared: { value: "58", growth: "524" } }]);
  });

  it("grew by 524.14 % to two digits", async () => {
    const { total } = await ask("qitaihe.analyst", yearBefore);
    expect(total.values[0]?.compared?.growth).toBe("524.14");
  });

  it("had 236 of 362 on epidemic goods, which is over 65 %", async () => {
    const question = { measures: ["RECEIVED"], dimensions: ["GOODS_CLASS"], period: qitaihe, top: 2 };
    const answer = await ask("qitaihe.analyst", question);
    expect(numbers(answer)).toEqual({ GOODS_MEDICAL_PROTECTION: "172", GOODS_DISINFECTION: "64" });
    expect(answer.total.values).toMatchObject([{ numerator: 362 }]);
    expect(answer.jointShare).toBe("65.19");
  });

  it("has the same 236 under the topic of the epidemic", async () => {
    const filter = { topics: ["EPIDEMIC"] };
    const { total } = await ask("qitaihe.analyst", { measures: ["RECEIVED"], period: qitaihe, filter });
    expect(total.values).toMatchObject([{ value: "236", numerator: 236 }]);
  });
});

describe("Jiamusi (佳木斯), January and February 2020", () => {
  it("dispatched all 550 that were to be dispatched, which is 100 %", async () => {
    const question = { measures: ["TRANSFER_RATE"], period: jiamusi };
    expect((await ask("jiamusi.analyst", question)).total.values).toMatchObject([
      { value: "100.00", numerator: 550, denominator: 550 },
    ]);
  });

  it("closed 1,050 of 1,250, which is 84 %", async () => {
    const question = { measures: ["CLOSURE_RATE"], period: jiamusi };
    expect((await ask("jiamusi.analyst", question)).total.values).toMatchObject([
      { value: "84.00", numerator: 1050, denominator: 1250 },
    ]);
  });

  it("supervised all 24 that were to be supervised, which is 100 %", async () => {
    const question = { measures: ["SUPERVISION_RATE"], period: jiamusi, digits: 0 };
    expect((await ask("jiamusi.analyst", question)).total.values).toMatchObject([
      { value: "100", numerator: 24, denominator: 24 },
    ]);
  });
});

describe("Suzhou (苏州), from 24 January 2020", () => {
  it("received 1,404 consultations, 789 complaints and 658 reports", async () => {
    const question = { measures: ["RECEIVED"], dimensions: ["KIND"], period: suzhou };
    expect(numbers(await ask("suzhou.analyst", question))).toEqual({
      CONSULTATION: "1404",
      COMPLAINT: "789",
      REPORT: "658",
    });
  });

  it("had 457 of its reports on the epidemic", async () => {
    const question = { measures: ["RECEIVED"], period: suzhou, filter: { kinds: ["REPORT"], topics: ["EPIDEMIC"] } };
    const { total } = await ask("suzhou.analyst", question);
    expect(total.values).toMatchObject([{ value: "457", numerator: 457 }]);
  });

  const priceReports = { kinds: ["REPORT"], issueClasses: ["PRICE"] };

  it("received 88, 66 and 60 reports on prices on the 27th, 28th and 29th", async () => {
    const period = { from: "2020-01-27", to: "2020-01-29" };
    const question = { measures: ["RECEIVED"], dimensions: ["DAY"], period, filter: priceReports };
    expect(numbers(await ask("suzhou.analyst", question))).toEqual({
      "2020-01-27": "88",
      "2020-01-28": "66",
      "2020-01-29": "60",
    });
  });

  it("shows the surge of the 25th, and hides no day", async () => {
    const question = { measures: ["RECEIVED"], dimensions: ["DAY"], period: suzhou, filter: priceReports };
    const answer = await ask("suzhou.analyst", question);
    expect(answer.suppressed).toBe(0);
    expect(numbers(answer)).toMatchObject({ "2020-01-24": "12", "2020-01-25": "41", "2020-01-26": "57" });
  });

  it("is the same to the analyst of the province above", async () => {
    const question = { measures: ["RECEIVED"], dimensions: ["CITY"], period: suzhou };
    expect(numbers(await ask("jiangsu.analyst", question))).toEqual({ "320500": "2851" });
  });

  it("is nothing that an analyst of another city may ask for", async () => {
    const result = await send("chuzhou.analyst", { measures: ["RECEIVED"], period: suzhou, region: "320500" });
    expectCode(result, "NOT_FOUND", "question.region");
  });
});

describeJanuary(() => world);

describeCalls(() => world);

describe("loading the figures", () => {
  const read = <Found extends object>(statement: string): Promise<Found[]> =>
    asSuperuser(world.own.adminUrl, async (sql) => [...(await sql.unsafe<Found[]>(statement))]);

  it("leaves a database alone where the people of the demo world are not there", () => {
    expect(world.withoutPeople).toBeNull();
  });

  it("tells how many tickets each city has", () => {
    expect(Object.fromEntries((world.loaded ?? []).map(({ code, tickets }) => [code, tickets]))).toEqual({
      "130900": 7430,
      "230600": 1330,
      "230800": 1250,
      "230900": 420,
      "231200": 990,
      "320500": 4261,
      "341100": 0,
    });
    expect((world.loaded ?? []).map(({ standing }) => standing)).toEqual(Array.from({ length: 7 }, () => "LOADED"));
  });

  it("changes nothing the second time", async () => {
    const count = `SELECT (SELECT count(*) FROM tickets) AS tickets, (SELECT count(*) FROM timeline_entries) AS entries,
      (SELECT count(*) FROM supervision_orders) AS orders, (SELECT count(*) FROM calls) AS calls`;
    const before = await read(count);
    const again = await loadFigures(world.options);
    expect(again?.map(({ standing }) => standing)).toEqual(Array.from({ length: 7 }, () => "THERE"));
    expect(await read(count)).toEqual(before);
  });

  it("adds what an earlier release had not loaded of a city, once", async () => {
    const published = figureCities.filter(({ code }) => code === "230900");
    const asked = { about: "everydayQuestions", courses: ["answered"], from: "2019-06-03", counts: [2, 0, 1] } as const;
    const enlarged = published.map((city) => ({ ...city, ordinary: [asked] }));
    const count = "SELECT count(*)::int AS tickets FROM tickets WHERE intake_bureau = '230900-12315'";
    expect(await loadFigures(world.options, enlarged)).toMatchObject([{ tickets: 423, standing: "LOADED" }]);
    expect(await loadFigures(world.options, enlarged)).toMatchObject([{ tickets: 423, standing: "THERE" }]);
    expect(await read(count)).toEqual([{ tickets: 423 }]);
  });

  it("leaves a city to whoever is loading it", async () => {
    const again = await world.own.database.asSystem("load figures beside", async (tx) => {
      await claimFigures(tx, "230900");
      return loadFigures(world.options);
    });
    expect(again?.filter(({ standing }) => standing === "UNDER_WAY").map(({ code }) => code)).toEqual(["230900"]);
  });

  it("leaves no limit of law that runs, and no order that waits for an answer", async () => {
    const running = `SELECT "limit", count(*)::int AS count FROM ticket_deadlines WHERE state NOT IN ('MET', 'MISSED', 'CANCELLED')
      GROUP BY "limit"`;
    expect(await read(running)).toEqual([]);
    expect(await read("SELECT DISTINCT state FROM supervision_orders")).toEqual([{ state: "ACCEPTED" }]);
  });

  it("gives numbers in the order of registration", async () => {
    const rows = await read(
      `WITH numbered AS (
         SELECT intake_bureau, kind, extract(year FROM registered_at AT TIME ZONE 'Asia/Shanghai')::int AS year,
           substring(number FROM '第(\\d+)号')::int AS number,
           row_number() OVER (PARTITION BY intake_bureau, kind, extract(year FROM registered_at AT TIME ZONE 'Asia/Shanghai')
             ORDER BY registered_at, id) AS rank FROM tickets)
       SELECT intake_bureau, kind, year FROM numbered GROUP BY 1, 2, 3 HAVING bool_or(number <> rank)`,
    );
    expect(rows).toEqual([]);
  });

  it("keeps invented contacts alone", async () => {
    const rows = await read<{ masked: string }>(
      "SELECT DISTINCT contact_phone_masked AS masked FROM tickets WHERE contact_phone_masked IS NOT NULL",
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ masked }) => !masked.startsWith("138"))).toEqual([]);
  });
});
