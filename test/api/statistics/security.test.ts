import { beforeAll, describe, expect, it } from "vitest";
import type { Variables } from "../../api.js";
import { expectCode } from "../../api.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import { mergeBureaus, moveBureau, succeed } from "../jurisdictions/reorganising.js";
import { addTickets } from "./adding.js";
import { ask, codesOf, type RowAnswer } from "./asking.js";

const report = { kind: "REPORT" };

const shown = ({ isSuppressed, values }: RowAnswer): string | null =>
  isSuppressed ? "hidden" : (values[0]?.value ?? null);

async function shownBy(
  world: World,
  name: PersonName,
  dimensions: readonly string[],
  more: Variables = {},
): Promise<Record<string, string | null>> {
  const question = { measures: ["RECEIVED"], filter: { kinds: ["REPORT"] }, dimensions, ...more };
  const { rows } = await ask(world.as(name), question);
  return Object.fromEntries(rows.map((row) => [codesOf(row), shown(row)]));
}

describe("a small group cannot be worked out from the sums of the places above it", () => {
  let world: World;

  beforeAll(async () => {
    world = await makeProvince();
    await addTickets(world, [
      { ...report, unit: "countyA1" },
      { ...report, unit: "countyA2", times: 10 },
      { ...report, unit: "countyB1", times: 5 },
      { ...report, unit: "countyB2", times: 20 },
    ]);
  });

  it("of a county: another county of its city is hidden with it, for the number of the city is told", async () => {
    const { cityA, cityB, countyA1, countyA2 } = world.code;
    const cities = await shownBy(world, "province.analyst", ["CITY"]);
    expect(cities).toEqual({ [cityA]: "11", [cityB]: "25" });
    const counties = await shownBy(world, "province.analyst", ["COUNTY"]);
    expect([counties[countyA1], counties[countyA2]]).toEqual(["hidden", "hidden"]);
  });

  it("of a county by another dimension", async () => {
    const { countyA1, countyA2 } = world.code;
    const counties = await shownBy(world, "province.analyst", ["COUNTY", "CHANNEL"]);
    expect([counties[`${countyA1} PHONE`], counties[`${countyA2} PHONE`]]).toEqual(["hidden", "hidden"]);
  });

  it("of a bureau: another bureau of its county is hidden with it, for the number of the county is told", async () => {
    const other = await makeProvince();
    const { countyA1, countyA2, streetA1 } = other.code;
    await addTickets(other, [
      { ...report, unit: "streetA1" },
      { ...report, unit: "countyA1", times: 10 },
      { ...report, unit: "countyA2", times: 5 },
    ]);
    const counties = await shownBy(other, "cityA.analyst", ["COUNTY"]);
    expect(counties).toEqual({ [countyA1]: "11", [countyA2]: "5" });
    const bureaus = await shownBy(other, "cityA.analyst", ["BUREAU"]);
    expect([bureaus[streetA1], bureaus[countyA1]]).toEqual(["hidden", "hidden"]);
  });
});

describe("under the tree of then, a small group of a bureau that was moved since", () => {
  const filter = { kinds: ["REPORT"] };
  const totalOf = async (world: World, name: PersonName, region: string) =>
    shown((await ask(world.as(name), { measures: ["RECEIVED"], filter, region, tree: "THEN" })).total);

  it("is judged where the bureau stood: of a county, and of what stands beneath it", async () => {
    const world = await makeProvince();
    const { cityB, countyA1, countyA2, streetA1 } = world.code;
    await addTickets(world, [
      { ...report, unit: "streetA1", times: 2 },
      { ...report, unit: "countyA2", times: 4 },
      { ...report, unit: "countyB1", times: 9 },
    ]);
    await succeed(world.as("province.administrator"), moveBureau, { bureau: countyA1, newParent: cityB });
    for (const region of [countyA1, streetA1, countyA2]) {
      expect([region, await totalOf(world, "province.analyst", region)]).toEqual([region, "hidden"]);
    }
    const period = { from: "2026-01-01", to: "2026-03-31" };
    for (const region of [countyA1, streetA1]) {
      const byTopic = await shownBy(world, "province.analyst", ["TOPIC", "DAY"], { region, tree: "THEN", period });
      expect([region, ...Object.values(byTopic)]).toEqual([region, "hidden"]);
    }
  });

  it("is judged in each of the places where it stood", async () => {
    const world = await makeProvince();
    const { cityB, countyA1, countyB2 } = world.code;
    await addTickets(world, [
      { ...report, unit: "countyA1", times: 8 },
      { ...report, unit: "countyA2", times: 4 },
    ]);
    await succeed(world.as("province.administrator"), moveBureau, { bureau: countyA1, newParent: cityB });
    await addTickets(world, [
      { ...report, unit: "countyA1", times: 2 },
      { ...report, unit: "countyB1", times: 20 },
      { ...report, unit: "countyB2", times: 30 },
    ]);
    expect(await totalOf(world, "province.analyst", countyA1)).toBe("hidden");
    expect((await shownBy(world, "province.analyst", ["COUNTY"], { tree: "THEN" }))[countyA1]).toBe("hidden");
    expect(await totalOf(world, "province.analyst", countyB2)).toBe("30");
  });
});

describe("a number under the tree of then cannot be subtracted from that of today, where the difference is a small group", () => {
  const then = { tree: "THEN" };

  it("of a county that left its city: neither city is told", async () => {
    const world = await makeProvince();
    const { cityA, cityB, countyA1, province } = world.code;
    await addTickets(world, [
      { ...report, unit: "countyA1", times: 2 },
      { ...report, unit: "countyA2", times: 4 },
      { ...report, unit: "countyB1", times: 9 },
      { ...report, unit: "province", times: 5 },
    ]);
    await succeed(world.as("province.administrator"), moveBureau, { bureau: countyA1, newParent: cityB });
    const now = await shownBy(world, "province.analyst", ["CITY"]);
    expect(now).toEqual({ [cityA]: "4", [cityB]: "11", [province]: "5" });
    const before = await shownBy(world, "province.analyst", ["CITY"], then);
    expect(before).toEqual({ [cityA]: "hidden", [cityB]: "hidden", [province]: "5" });
    const question = { measures: ["RECEIVED"], filter: { kinds: ["REPORT"] }, ...then };
    for (const name of ["cityA.analyst", "cityB.analyst"] as const) {
      expect([name, shown((await ask(world.as(name), question)).total)]).toEqual([name, "hidden"]);
    }
    expect(shown((await ask(world.as("province.analyst"), question)).total)).toBe("20");
  });

  it("of a county that was merged with another", async () => {
    const world = await makeProvince();
    const { countyA1, countyA2 } = world.code;
    await addTickets(world, [
      { ...report, unit: "countyA1", times: 2 },
      { ...report, unit: "countyA2", times: 10 },
      { ...report, unit: "zoneA", times: 5 },
    ]);
    await succeed(world.as("cityA.administrator"), mergeBureaus, { from: [countyA1], into: countyA2 });
    expect((await shownBy(world, "cityA.analyst", ["COUNTY"]))[countyA2]).toBe("12");
    const counties = await shownBy(world, "cityA.analyst", ["COUNTY"], then);
    expect([counties[countyA1], counties[countyA2]]).toEqual(["hidden", "hidden"]);
  });

  it("of a street office that another county took over", async () => {
    const world = await makeProvince();
    const { countyA1, countyA2, streetA1 } = world.code;
    await addTickets(world, [
      { ...report, unit: "streetA1", times: 2 },
      { ...report, unit: "countyA1", times: 10 },
      { ...report, unit: "countyA2", times: 5 },
    ]);
    await succeed(world.as("cityA.administrator"), moveBureau, { bureau: streetA1, newParent: countyA2 });
    expect(await shownBy(world, "cityA.analyst", ["COUNTY"])).toEqual({ [countyA1]: "10", [countyA2]: "7" });
    const counties = await shownBy(world, "cityA.analyst", ["COUNTY"], then);
    expect(counties).toEqual({ [countyA1]: "hidden", [countyA2]: "hidden" });
  });

  it("of a county that came to a city which had nothing: that it had nothing is not told either", async () => {
    const world = await makeProvince();
    const { cityA, cityB, countyA1 } = world.code;
    await addTickets(world, [
      { ...report, unit: "countyA1", times: 2, on: "2025-03-03" },
      { ...report, unit: "countyA2", times: 4, on: "2025-03-03" },
    ]);
    await succeed(world.as("province.administrator"), moveBureau, { bureau: countyA1, newParent: cityB });
    const inMarch = { ...then, period: { from: "2025-03-01", to: "2025-03-31" } };
    const cities = await shownBy(world, "province.analyst", ["CITY"], inMarch);
    expect(cities).toEqual({ [cityA]: "hidden", [cityB]: "hidden" });
    const question = {
      ...{ measures: ["RECEIVED"], filter: { kinds: ["REPORT"] }, dimensions: ["MONTH"], region: cityB, ...then },
      ...{ period: { from: "2026-03-01", to: "2026-03-31" }, comparison: "YEAR_BEFORE" },
    };
    const { rows } = await ask(world.as("province.analyst"), question);
    expect(rows.map(({ values: [value] }) => [value?.value, value?.compared?.reason])).toEqual([["0", "SUPPRESSED"]]);
  });

  it("of one day or channel, nor worked out from the others", async () => {
    const world = await makeProvince();
    const { cityA, cityB, countyA1 } = world.code;
    await addTickets(world, [
      { ...report, unit: "countyA1", on: "2026-03-02" },
      { ...report, unit: "countyA1", on: "2026-03-03", times: 4 },
      { ...report, unit: "countyA1", on: "2026-03-04", channel: "WEB", times: 8 },
      { ...report, unit: "countyA2", on: "2026-03-02", times: 20 },
    ]);
    await succeed(world.as("province.administrator"), moveBureau, { bureau: countyA1, newParent: cityB });
    const cities = await shownBy(world, "province.analyst", ["CITY"], then);
    expect(cities).toEqual({ [cityA]: "33" });
    const days = await shownBy(world, "province.analyst", ["CITY", "DAY"], { ...then, region: cityA });
    expect(days).toEqual({
      [`${cityA} 2026-03-02`]: "hidden",
      [`${cityA} 2026-03-03`]: "hidden",
      [`${cityA} 2026-03-04`]: "8",
    });
    const byPhone = { kinds: ["REPORT"], channels: ["PHONE"] };
    const ofDay = { from: "2026-03-01", to: "2026-03-02" };
    const narrowed = await shownBy(world, "province.analyst", ["CITY"], { ...then, filter: byPhone, period: ofDay });
    expect(narrowed).toEqual({ [cityA]: "hidden", [cityB]: "hidden" });
  });
});

const tokenDocument = `query ($question: StatisticsQuestion!) { statistics(question: $question) { total { drillToken } } }`;
const behindDocument = `query ($token: String!) { ticketsBehind(token: $token, measure: RECEIVED) {
  count tickets { nodes { id } } } }`;

async function tokenOf(world: World, name: PersonName, more: Variables): Promise<string> {
  const question = { measures: ["RECEIVED"], period: { from: "2026-01-01", to: "2026-12-31" }, ...more };
  const { statistics } = await world
    .as(name)
    .ask<{ statistics: { total: { drillToken: string } } }>(tokenDocument, { question });
  return statistics.total.drillToken;
}

describe("the token of a number", () => {
  it("opens nothing any more of a region that a reorganisation took away since", async () => {
    const world = await makeProvince();
    const { cityB, countyA1 } = world.code;
    await addTickets(world, [{ unit: "countyA1", times: 4 }]);
    const tokens = [
      await tokenOf(world, "cityA.analyst", { region: countyA1 }),
      await tokenOf(world, "cityA.analyst", { region: countyA1, tree: "THEN" }),
    ];
    await succeed(world.as("province.administrator"), moveBureau, { bureau: countyA1, newParent: cityB });
    for (const token of tokens) {
      expectCode(await world.as("cityA.analyst").gql(behindDocument, { token }), "NOT_FOUND", "token");
    }
  });
});
