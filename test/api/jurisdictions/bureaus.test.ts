import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince, type Unit, type World } from "../../world.js";

const document = `query ($name: String, $kind: BureauKind, $level: BureauLevel, $under: String, $first: Int, $after: String) {
  bureaus(name: $name, kind: $kind, level: $level, under: $under, first: $first, after: $after) {
    nodes { code } totalCount pageInfo { hasNextPage endCursor }
  }
}`;

interface Answer {
  bureaus: {
    nodes: { code: string }[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

const codesOf = (world: World, ...units: Unit[]): string[] => units.map((unit) => world.code[unit]).sort();

describe("bureaus", () => {
  it("finds by a part of the name", async () => {
    const world = await makeProvince();
    const { bureaus } = await world.as("cityB.analyst").ask<Answer>(document, { name: `${world.mark}countyA` });
    expect(bureaus.nodes.map(({ code }) => code)).toEqual(codesOf(world, "countyA1", "countyA2"));
  });

  it("finds all that stands beneath a city, without the city", async () => {
    const world = await makeProvince();
    const { bureaus } = await world.as("countyB1.handler").ask<Answer>(document, { under: world.code.cityA });
    expect(bureaus.nodes.map(({ code }) => code)).toEqual(
      codesOf(world, "cityACentre", "cityAPrice", "countyA1", "countyA2", "streetA1", "zoneA"),
    );
    expect(bureaus.totalCount).toBe(6);
  });

  it("finds nothing beneath a department", async () => {
    const world = await makeProvince();
    const { bureaus } = await world.as("countyB1.handler").ask<Answer>(document, { under: world.code.cityAPrice });
    expect(bureaus).toMatchObject({ nodes: [], totalCount: 0 });
  });

  it("finds by kind and level beneath a province", async () => {
    const world = await makeProvince();
    const filter = { under: world.code.province, kind: "CENTRE", level: "CITY" };
    const { bureaus } = await world.as("countyB1.handler").ask<Answer>(document, filter);
    expect(bureaus.nodes.map(({ code }) => code)).toEqual(codesOf(world, "cityACentre", "cityBCentre"));
  });

  it("goes on after a cursor", async () => {
    const world = await makeProvince();
    const caller = world.as("countyB1.handler");
    const filter = { under: world.code.cityA, first: 4 };
    const { bureaus } = await caller.ask<Answer>(document, filter);
    const rest = await caller.ask<Answer>(document, { ...filter, after: bureaus.pageInfo.endCursor });
    expect([...bureaus.nodes, ...rest.bureaus.nodes].map(({ code }) => code)).toEqual(
      codesOf(world, "cityACentre", "cityAPrice", "countyA1", "countyA2", "streetA1", "zoneA"),
    );
    expect(rest.bureaus.pageInfo.hasNextPage).toBe(false);
  });

  it("answers NOT_FOUND when the bureau to look under is unknown", async () => {
    const world = await makeProvince();
    expectCode(await world.as("cityA.analyst").gql(document, { under: "999999" }), "NOT_FOUND", "under");
  });

  it("refuses a page of more than 100", async () => {
    const world = await makeProvince();
    expectCode(await world.as("cityA.analyst").gql(document, { first: 101 }), "TOO_LARGE", "first");
  });
});
