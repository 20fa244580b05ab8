import { beforeAll, describe, expect, it } from "vitest";
import type { Variables } from "../../api.js";
import { expectCode } from "../../api.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import { moveBureau, succeed } from "../jurisdictions/reorganising.js";
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
