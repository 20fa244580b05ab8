import { beforeAll, describe, expect, it } from "vitest";
import type { Variables } from "../../api.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import { addTickets, inChina } from "./adding.js";
import { ask, codesOf, type RowAnswer } from "./asking.js";

let world: World;

const nothing = {
  value: null,
  numerator: null,
  denominator: null,
  distribution: null,
  share: null,
  reason: "SUPPRESSED",
};

beforeAll(async () => {
  world = await makeProvince();
  const report = { kind: "REPORT" };
  await addTickets(world, [
    { ...report, unit: "countyA1", times: 2 },
    { ...report, unit: "countyA2", times: 9 },
    { ...report, unit: "countyA2", channel: "WEB", on: "2026-02-27" },
    { ...report, unit: "zoneA", times: 5 },
    { ...report, unit: "cityACentre", on: "2026-03-06" },
    { ...report, unit: "cityACentre", on: "2026-03-06", closedAt: inChina("2026-03-07"), times: 5 },
    { unit: "countyA1", times: 1 },
    { unit: "countyB1" },
  ]);
});

const of = async (name: PersonName, question: Variables) =>
  ask(world.as(name), { measures: ["RECEIVED"], filter: { kinds: ["REPORT"] }, ...question });

const shown = ({ isSuppressed, values }: RowAnswer): string | null =>
  isSuppressed ? "hidden" : (values[0]?.value ?? null);

async function shownBy(
  name: PersonName,
  dimension: string,
  more: Variables = {},
): Promise<Record<string, string | null>> {
  const { rows } = await of(name, { dimensions: [dimension], ...more });
  return Object.fromEntries(rows.map((row) => [codesOf(row), shown(row)]));
}

describe("a group of so few reports that it could name who reported", () => {
  it("is not told to the city, with one more group, so that it cannot be worked out from the total", async () => {
    const { cityA, countyA1, countyA2, zoneA } = world.code;
    const answer = await of("cityA.analyst", { dimensions: ["COUNTY"] });
    expect(Object.fromEntries(answer.rows.map((row) => [codesOf(row), shown(row)]))).toEqual({
      ...{ [countyA1]: "hidden", [zoneA]: "hidden", [countyA2]: "10", [cityA]: "6" },
    });
    expect(answer.total.values[0]).toMatchObject({ value: "23", reason: null });
    expect(answer.suppressed).toBe(2);
    for (const row of answer.rows.filter(({ isSuppressed }) => isSuppressed)) {
      expect(row.values).toMatchObject([nothing]);
    }
  });

  it("does not tell its size by its place either: what is hidden comes last, by its code", async () => {
    const { rows } = await of("cityA.analyst", { dimensions: ["COUNTY"] });
    const [, , ...hidden] = rows.map(codesOf);
    expect(hidden).toEqual([world.code.countyA1, world.code.zoneA].sort());
  });

  it("is told to the bureau that handles it", async () => {
    const { total } = await of("countyA1.analyst", {});
    expect(total.values[0]).toMatchObject({ value: "2", reason: null });
    expect(await shownBy("countyA1.analyst", "CHANNEL")).toEqual({ PHONE: "2" });
  });

  it("is not told to a superior who asks for the county alone, nor is the number that would give it away", async () => {
    const { countyA1, countyA2, zoneA } = world.code;
    for (const [region, value] of [
      [countyA1, "hidden"],
      [zoneA, "hidden"],
      [countyA2, "10"],
    ]) {
      expect([region, shown((await of("cityA.analyst", { region })).total)]).toEqual([region, value]);
    }
  });

  it("is hidden in all measures that count it, rates and durations too", async () => {
    const measures = ["RECEIVED", "CLOSED", "CLOSURE_RATE", "HOURS_TO_CLOSING", "DISPUTED_AMOUNT"];
    const { rows } = await of("cityA.analyst", { measures, dimensions: ["COUNTY"] });
    const row = rows.find((one) => codesOf(one) === world.code.countyA1);
    expect(row?.values).toMatchObject(measures.map(() => nothing));
  });

  it("is hidden among all kinds of tickets too, and the other kinds alone are told", async () => {
    const all = await shownBy("cityA.analyst", "COUNTY", { filter: {} });
    expect(all[world.code.countyA1]).toBe("hidden");
    const complaints = await shownBy("cityA.analyst", "COUNTY", { filter: { kinds: ["COMPLAINT"] } });
    expect(complaints).toEqual({ [world.code.countyA1]: "1" });
  });

  it("takes the rest and the joint share of the largest groups with it", async () => {
    const answer = await of("cityA.analyst", { dimensions: ["COUNTY"], top: 1 });
    expect(answer.rows.map(shown)).toEqual(["10"]);
    expect([answer.other, answer.jointShare]).toEqual([null, null]);
  });

  it("is hidden in the compared period, without change and growth", async () => {
    const { rows } = await of("cityA.analyst", {
      ...{ dimensions: ["COUNTY"], period: { from: "2026-03-01", to: "2026-03-31" }, comparison: "PERIOD_BEFORE" },
    });
    const row = rows.find((one) => codesOf(one) === world.code.countyA2);
    expect(row?.values[0]).toMatchObject({
      ...{ value: "9", compared: { value: null, numerator: null, change: null, growth: null, reason: "SUPPRESSED" } },
    });
  });

  it("is one that a filter leaves: all but one of the reports of a county", async () => {
    // Of the county's ten nine came by telephone: with the number of all, the one that did not could be worked out.
    const filter = { kinds: ["REPORT"], channels: ["PHONE"] };
    const filtered = await shownBy("cityA.analyst", "COUNTY", { filter });
    expect(filtered[world.code.countyA2]).toBe("hidden");
    expect(shown((await of("countyA2.analyst", { filter })).total)).toBe("9");
  });

  it("is not found by the difference of two filters either, whatever they add up to", async () => {
    const other = await makeProvince();
    const report = { kind: "REPORT", unit: "countyA2" } as const;
    await addTickets(other, [
      { ...report, times: 5 },
      { ...report, channel: "WEB" },
      { ...report, channel: "APP", times: 4, issueClass: "QUALITY", line: null },
      { ...report, channel: "LETTER", times: 7, topics: ["MASKS"] },
    ]);
    const told = async (filter: Variables, dimensions: string[]) => {
      const question = { measures: ["RECEIVED"], dimensions, filter, region: other.code.countyA2 };
      const { rows, total } = await ask(other.as("cityA.analyst"), question);
      return dimensions.length === 0 ? [shown(total)] : rows.map(shown);
    };
    for (const dimensions of [[], ["BUREAU"]]) {
      expect(await told({ channels: ["PHONE"] }, dimensions)).toEqual(["5"]);
      // With that of the telephone, or of all, each of these would tell the one of the web.
      for (const channels of [["WEB"], ["PHONE", "WEB"], ["PHONE", "WEB", "LETTER"], ["PHONE", "APP", "LETTER"]]) {
        expect(await told({ channels }, dimensions)).toEqual(["hidden"]);
      }
      expect(await told({ channels: ["PHONE", "LETTER"] }, dimensions)).toEqual(["12"]);
    }
  });

  it("is told to a centre of what the centre holds itself, and of no other", async () => {
    const world2 = await makeProvince();
    await addTickets(world2, [
      { kind: "REPORT", unit: "cityACentre" },
      { kind: "REPORT", unit: "countyA1", times: 2 },
      { kind: "REPORT", unit: "countyA2", times: 7 },
    ]);
    const { rows } = await ask(world2.as("cityACentre.analyst"), { measures: ["RECEIVED"], dimensions: ["BUREAU"] });
    const told = Object.fromEntries(rows.map((row) => [codesOf(row), shown(row)]));
    const { cityACentre, countyA1, countyA2 } = world2.code;
    expect(told).toEqual({ [cityACentre]: "1", [countyA1]: "hidden", [countyA2]: "hidden" });
  });

  it("names nobody where only the city and the day are known", async () => {
    const days = await shownBy("cityA.analyst", "DAY", { period: { from: "2026-02-27", to: "2026-02-28" } });
    expect(days).toEqual({ "2026-02-27": "1", "2026-02-28": "0" });
  });

  it("is hidden from province and nation as from the city", async () => {
    for (const name of ["province.analyst", "nation.analyst", "cityACentre.dispatcher"] as const) {
      const told = await shownBy(name, "COUNTY", { region: world.code.cityA });
      expect(told[world.code.countyA1]).toBe("hidden");
    }
  });
});
