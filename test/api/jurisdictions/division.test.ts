import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince } from "../../world.js";

const document = `query ($code: String!) {
  division(code: $code) {
    id code name level isZone validFrom validTo
    parent { code }
    ancestors { code name }
    children(first: 3) { nodes { code } totalCount pageInfo { hasNextPage endCursor } }
    competentBureau { code }
  }
}`;

interface Answer {
  division: {
    id: string;
    code: string;
    name: string;
    level: string;
    isZone: boolean;
    parent: { code: string } | null;
    ancestors: { code: string; name: string }[];
    children: { nodes: { code: string }[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string } };
    competentBureau: { code: string } | null;
  };
}

describe("division", () => {
  it("tells a county of the committed data with all that stands above it", async () => {
    const world = await makeProvince();
    const { division } = await world.as("countyA1.handler").ask<Answer>(document, { code: "320508" });
    expect(division).toMatchObject({
      code: "320508",
      name: "姑苏区",
      level: "COUNTY",
      isZone: false,
      parent: { code: "320500" },
      ancestors: [
        { code: "100000", name: "中国" },
        { code: "320000", name: "江苏省" },
        { code: "320500", name: "苏州市" },
      ],
      children: { nodes: [], totalCount: 0 },
    });
  });

  it("tells a county directly under its province without a city above it", async () => {
    const world = await makeProvince();
    const { division } = await world.as("countyA1.handler").ask<Answer>(document, { code: "419001" });
    expect(division.ancestors.map(({ code }) => code)).toEqual(["100000", "410000"]);
  });

  it("says that a development zone is one", async () => {
    const world = await makeProvince();
    const { division } = await world.as("countyA1.handler").ask<Answer>(document, { code: "320576" });
    expect(division).toMatchObject({ name: "苏州工业园区", isZone: true });
  });

  it("pages through the children, and counts them", async () => {
    const world = await makeProvince();
    const caller = world.as("countyA1.handler");
    const { division } = await caller.ask<Answer>(document, { code: "320500" });
    expect(division.children.nodes.map(({ code }) => code)).toEqual(["320505", "320506", "320507"]);
    expect(division.children).toMatchObject({ totalCount: 10, pageInfo: { hasNextPage: true } });
    const next = await caller.ask<Answer>(
      `query ($after: String!) { division(code: "320500") { children(first: 3, after: $after) { nodes { code } } } }`,
      { after: division.children.pageInfo.endCursor },
    );
    expect(next.division.children.nodes.map(({ code }) => code)).toEqual(["320508", "320509", "320576"]);
  });

  it("names the bureau that is competent today", async () => {
    const world = await makeProvince();
    const { division } = await world.as("cityB.analyst").ask<Answer>(document, { code: world.division.countyA1 });
    expect(division.competentBureau).toEqual({ code: world.code.countyA1 });
  });

  it("is found again by its global identifier", async () => {
    const world = await makeProvince();
    const caller = world.as("countyA1.handler");
    const { division } = await caller.ask<Answer>(document, { code: "320508" });
    const found = await caller.ask<{ node: object }>(
      `query ($id: ID!) { node(id: $id) { __typename ... on Division { code } } }`,
      { id: division.id },
    );
    expect(found.node).toEqual({ __typename: "Division", code: "320508" });
  });

  it("answers NOT_FOUND for an unknown code", async () => {
    const world = await makeProvince();
    expectCode(await world.as("nation.auditor").gql(document, { code: "999999" }), "NOT_FOUND", "code");
  });
});
