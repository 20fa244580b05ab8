import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince } from "../../world.js";

const document = `query ($name: String, $parent: String, $level: DivisionLevel, $first: Int, $after: String) {
  divisions(name: $name, parent: $parent, level: $level, first: $first, after: $after) {
    nodes { code name } totalCount totalCountIsExact pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;

interface Answer {
  divisions: {
    nodes: { code: string; name: string }[];
    totalCount: number;
    totalCountIsExact: boolean;
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
  };
}

describe("divisions", () => {
  it("finds by a part of the name", async () => {
    const world = await makeProvince();
    const { divisions } = await world.as("countyB1.operator").ask<Answer>(document, { name: "姑苏" });
    expect(divisions).toMatchObject({ nodes: [{ code: "320508", name: "姑苏区" }], totalCount: 1 });
  });

  it("takes the signs of patterns for what they are", async () => {
    const world = await makeProvince();
    const { divisions } = await world.as("countyB1.operator").ask<Answer>(document, { name: "苏%" });
    expect(divisions.nodes).toEqual([]);
  });

  it("finds the counties directly under one city", async () => {
    const world = await makeProvince();
    const parent = world.division.cityA;
    const { divisions } = await world.as("countyB1.operator").ask<Answer>(document, { parent, level: "COUNTY" });
    expect(divisions.nodes.map(({ code }) => code)).toEqual([world.division.countyA1, world.division.countyA2].sort());
  });

  it("goes through the whole tree page by page, each division once", async () => {
    const world = await makeProvince();
    const caller = world.as("province.analyst");
    const filter = { parent: "320000", first: 5 };
    const first = await caller.ask<Answer>(document, filter);
    const second = await caller.ask<Answer>(document, { ...filter, after: first.divisions.pageInfo.endCursor });
    const third = await caller.ask<Answer>(document, { ...filter, after: second.divisions.pageInfo.endCursor });
    const codes = [first, second, third].flatMap(({ divisions }) => divisions.nodes.map(({ code }) => code));
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes).toHaveLength(13);
    expect(third.divisions.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(first.divisions).toMatchObject({ totalCount: 13, totalCountIsExact: true });
  });

  it("refuses a page of more than 100", async () => {
    const world = await makeProvince();
    expectCode(await world.as("province.analyst").gql(document, { first: 101 }), "TOO_LARGE", "first");
  });

  it("refuses a cursor that is none of its own", async () => {
    const world = await makeProvince();
    expectCode(await world.as("province.analyst").gql(document, { after: "bm9uZQ" }), "INVALID_INPUT", "after");
  });

  it("refuses a name with a control character", async () => {
    const world = await makeProvince();
    expectCode(await world.as("province.analyst").gql(document, { name: "苏\u0000" }), "INVALID_INPUT", "name");
  });
});
