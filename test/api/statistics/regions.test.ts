import { beforeAll, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import { mergeBureaus, moveBureau, succeed } from "../jurisdictions/reorganising.js";
import { addTickets, foldAll } from "./adding.js";
import { ask, codesOf, send, totalsOf, valuesOf } from "./asking.js";

const received = { measures: ["RECEIVED"] };

const countOf = async (world: World, name: PersonName, more: object = {}): Promise<string | null | undefined> =>
  (await totalsOf(world.as(name), { ...received, ...more }))[0];

describe("the region of a question", () => {
  let world: World;

  beforeAll(async () => {
    world = await makeProvince();
    await addTickets(world, [
      { unit: "countyA1", times: 4 },
      { unit: "countyA1", issueClass: "ADVERTISING", line: null, times: 3 },
      { unit: "streetA1", times: 2 },
      { unit: "cityAPrice", issueClass: "QUALITY", line: null, times: 5 },
      { unit: "cityACentre", kind: "CONSULTATION", issueClass: "QUALITY", line: null, times: 6 },
      { unit: "provinceCentre", times: 7 },
      // Registered in the city A, handled in the city B.
      { unit: "countyB1", times: 8 },
    ]);
  });

  it("is that of the caller, where none is named", async () => {
    const counts: [name: PersonName, count: string][] = [
      ["province.analyst", "35"],
      ["provinceCentre.analyst", "35"],
      ["cityA.analyst", "20"],
      ["cityACentre.shiftManager", "20"],
      ["countyA1.head", "9"],
      ["streetA1.analyst", "2"],
      ["cityB.supervisor", "8"],
      ["countyB2.analyst", "0"],
    ];
    for (const [name, count] of counts) expect([name, await countOf(world, name)]).toEqual([name, count]);
  });

  it("may be any bureau beneath: an authority with all beneath it, another with what it holds", async () => {
    const { cityA, cityACentre, countyA1, province, streetA1 } = world.code;
    for (const [region, count] of [
      [province, "35"],
      [cityA, "20"],
      [cityACentre, "6"],
      [countyA1, "9"],
      [streetA1, "2"],
    ]) {
      expect(await countOf(world, "province.analyst", { region })).toBe(count);
    }
    expect(await countOf(world, "cityACentre.analyst", { region: countyA1 })).toBe("9");
  });

  it("of a department with a line is that line of its region, and only that", async () => {
    const supervisor = world.as("cityAPrice.priceSupervisor");
    const answer = await ask(supervisor, { ...received, dimensions: ["ISSUE_CLASS"] });
    expect(valuesOf(answer)).toEqual({ PRICE: "6" });
    expect(answer.total.values[0]?.value).toBe("6");
    expect(answer.conditions).toEqual([{ name: "line", values: ["PRICE"] }]);
    const { cityA, cityAPrice, cityB, countyA1 } = world.code;
    expect(await countOf(world, "cityAPrice.priceSupervisor", { region: countyA1 })).toBe("6");
    expect(await countOf(world, "cityAPrice.priceSupervisor", { region: cityA })).toBe("6");
    expect(await countOf(world, "cityAPrice.priceSupervisor", { region: cityAPrice })).toBe("5");
    for (const filter of [{ issueClasses: ["ADVERTISING"] }, { issueClasses: ["QUALITY"] }]) {
      expect(await countOf(world, "cityAPrice.priceSupervisor", { filter })).toBe("0");
    }
    expectCode(await send(supervisor, { ...received, region: cityB }), "NOT_FOUND", "question.region");
  });

  it("of the nation is every province", async () => {
    const { rows } = await ask(world.as("nation.analyst"), { ...received, dimensions: ["PROVINCE"] });
    expect(rows.find((row) => codesOf(row) === world.code.province)?.values[0]?.value).toBe("35");
    expect(await countOf(world, "nation.analyst", { region: world.code.cityB })).toBe("8");
  });

  it("is nobody's beside it: a stranger counts nothing, by whatever question", async () => {
    const stranger = await makeProvince();
    for (const question of [
      {},
      { tree: "THEN" },
      { filter: { issueClasses: ["PRICE"] } },
      { dimensions: ["TOPIC"] },
      { dimensions: ["RESPONDENT"], top: 5 },
      {
        measures: ["RECEIVED", "HOURS_TO_CLOSING", "ON_TIME_CHECK_RATE"],
        dimensions: ["DAY", "COUNTY"],
        period: { from: "2026-03-05", to: "2026-03-06" },
      },
    ]) {
      for (const name of [
        "province.analyst",
        "cityA.analyst",
        "streetA1.analyst",
        "cityAPrice.priceSupervisor",
      ] as const) {
        const { rows, total } = await ask(stranger.as(name), { ...received, ...question });
        expect([rows, total.values[0]?.value]).toEqual([[], "0"]);
      }
    }
    for (const region of Object.values(world.code).filter((code) => code !== world.code.nation)) {
      expectCode(await send(stranger.as("province.analyst"), { ...received, region }), "NOT_FOUND", "question.region");
    }
  });

  it("is counted alike from the rollups and from what is not folded", async () => {
    await foldAll(world);
    expect(await countOf(world, "cityA.analyst")).toBe("20");
    expect(await countOf(world, "countyA1.analyst")).toBe("9");
    expect(await countOf(world, "streetA1.analyst")).toBe("2");
    expect(await countOf(world, "cityAPrice.priceSupervisor")).toBe("6");
  });
});

describe("after a reorganisation", () => {
  const byBureau = async (world: World, name: PersonName, tree: string, dimension = "BUREAU") =>
    valuesOf(await ask(world.as(name), { ...received, dimensions: [dimension], tree }));

  for (const isFolded of [true, false]) {
    const said = isFolded ? "folded before" : "not folded yet";

    it(`that moved a county, numbers stand under its new city now and under the old one then, ${said}`, async () => {
      const world = await makeProvince();
      const { cityA, cityB, countyA1, countyA2 } = world.code;
      await addTickets(world, [{ times: 4 }, { unit: "streetA1", times: 2 }, { unit: "countyA2" }]);
      if (isFolded) await foldAll(world);
      const move = { bureau: countyA1, newParent: cityB };
      await succeed(world.as("province.administrator"), moveBureau, move);
      expect(await byBureau(world, "province.analyst", "NOW", "CITY")).toEqual({ [cityB]: "6", [cityA]: "1" });
      expect(await byBureau(world, "province.analyst", "THEN", "CITY")).toEqual({ [cityA]: "7" });
      expect(await byBureau(world, "cityA.analyst", "NOW")).toEqual({ [countyA2]: "1" });
      expect(await byBureau(world, "cityB.analyst", "NOW", "COUNTY")).toEqual({ [countyA1]: "6" });
      for (const [name, now, then] of [
        ["cityA.analyst", "1", "7"],
        ["cityB.analyst", "6", "0"],
        ["countyA1.analyst", "6", "6"],
        ["province.analyst", "7", "7"],
      ] as const) {
        expect(await countOf(world, name, { tree: "NOW" })).toBe(now);
        expect(await countOf(world, name, { tree: "THEN" })).toBe(then);
      }
      expect(await byBureau(world, "cityA.analyst", "THEN", "COUNTY")).toEqual({ [countyA1]: "6", [countyA2]: "1" });
      // Whose county it is today decides who may ask for it.
      const asked = { ...received, region: countyA1, tree: "THEN" };
      expectCode(await send(world.as("cityA.analyst"), asked), "NOT_FOUND", "question.region");
    });

    it(`that merged bureaus, numbers are those of one now and of each then, ${said}`, async () => {
      const world = await makeProvince();
      const { countyA1, countyA2 } = world.code;
      await addTickets(world, [{ times: 4 }, { unit: "countyA2", times: 3 }]);
      if (isFolded) await foldAll(world);
      await succeed(world.as("cityA.administrator"), mergeBureaus, { from: [countyA2], into: countyA1 });
      await addTickets(world, [{ times: 1 }]);
      expect(await byBureau(world, "cityA.analyst", "NOW")).toEqual({ [countyA1]: "8" });
      expect(await byBureau(world, "cityA.analyst", "THEN")).toEqual({ [countyA1]: "5", [countyA2]: "3" });
      expect(await countOf(world, "cityA.analyst", { region: countyA2 })).toBe("0");
      expect(await countOf(world, "cityA.analyst", { region: countyA2, tree: "THEN" })).toBe("3");
      // Who worked at the bureau that is no more counts as the other does.
      expect(await countOf(world, "countyA2.analyst")).toBe("8");
    });
  }

  it("twice, numbers of then are those of the day on which the ticket came, and not of some day between", async () => {
    const world = await makeProvince();
    const { cityA, cityB, countyA1 } = world.code;
    const administrator = world.as("province.administrator");
    await addTickets(world, [{ times: 2 }]);
    await succeed(administrator, moveBureau, { bureau: countyA1, newParent: cityB });
    await addTickets(world, [{ times: 3 }]);
    await succeed(administrator, moveBureau, { bureau: countyA1, newParent: cityA, version: 2 });
    expect(await byBureau(world, "province.analyst", "NOW", "CITY")).toEqual({ [cityA]: "5" });
    expect(await byBureau(world, "province.analyst", "THEN", "CITY")).toEqual({ [cityA]: "2", [cityB]: "3" });
  });
});
