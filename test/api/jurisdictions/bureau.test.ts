import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince } from "../../world.js";

const document = `query ($code: String!) {
  bureau(code: $code) {
    id code kind level name mark line validFrom validTo version
    parent { code }
    ancestors { code }
    children { nodes { code kind } totalCount }
    coverage { code }
    periods { name parent { code } validFrom validTo }
  }
}`;

interface Answer {
  bureau: {
    id: string;
    code: string;
    children: { nodes: { code: string; kind: string }[]; totalCount: number };
    ancestors: { code: string }[];
  };
}

describe("bureau", () => {
  it("tells what it is, whom it stands under and what it covers", async () => {
    const world = await makeProvince();
    const { bureau } = await world.as("countyB1.handler").ask<Answer>(document, { code: world.code.countyA1 });
    const name = `${world.mark}countyA1`;
    expect(bureau).toEqual({
      id: expect.any(String),
      code: world.code.countyA1,
      kind: "AUTHORITY",
      level: "COUNTY",
      name,
      mark: expect.any(String),
      line: null,
      validFrom: "2000-01-01",
      validTo: null,
      version: 1,
      parent: { code: world.code.cityA },
      ancestors: [{ code: world.code.nation }, { code: world.code.province }, { code: world.code.cityA }],
      children: { nodes: [{ code: world.code.streetA1, kind: "STREET_OFFICE" }], totalCount: 1 },
      coverage: [{ code: world.division.countyA1 }],
      periods: [{ name, parent: { code: world.code.cityA }, validFrom: "2000-01-01", validTo: null }],
    });
  });

  it("tells the line of a department, and its authority among those above it", async () => {
    const world = await makeProvince();
    const { bureau } = await world.as("countyB1.handler").ask<Answer>(document, { code: world.code.cityAPrice });
    expect(bureau).toMatchObject({ kind: "DEPARTMENT", level: "CITY", line: "PRICE", coverage: [] });
    expect(bureau.ancestors.map(({ code }) => code)).toEqual([
      world.code.nation,
      world.code.province,
      world.code.cityA,
    ]);
  });

  it("covers no division when it is a zone", async () => {
    const world = await makeProvince();
    const { bureau } = await world.as("countyB1.handler").ask<Answer>(document, { code: world.code.zoneA });
    expect(bureau).toMatchObject({ level: "COUNTY", coverage: [], parent: { code: world.code.cityA } });
  });

  it("is found again by its global identifier", async () => {
    const world = await makeProvince();
    const caller = world.as("cityB.analyst");
    const { bureau } = await caller.ask<Answer>(document, { code: world.code.cityA });
    const found = await caller.ask<{ node: object }>(`query ($id: ID!) { node(id: $id) { ... on Bureau { code } } }`, {
      id: bureau.id,
    });
    expect(found.node).toEqual({ code: world.code.cityA });
  });

  it("answers NOT_FOUND for an unknown code", async () => {
    const world = await makeProvince();
    expectCode(await world.as("nation.auditor").gql(document, { code: "999999" }), "NOT_FOUND", "code");
  });
});
