import { describe, expect, it } from "vitest";
import { type Caller, expectCode } from "../../api.js";
import { makeProvince } from "../../world.js";
import { dayFromToday, moveBureau, renameBureau, succeed } from "./reorganising.js";

const document = `query ($state: ReorganisationState, $first: Int, $after: String) {
  reorganisations(state: $state, first: $first, after: $after) {
    nodes { id kind state } totalCount pageInfo { hasNextPage endCursor }
  }
}`;

interface Answer {
  reorganisations: {
    nodes: { id: string; kind: string; state: string }[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

const idsSeenBy = async (caller: Caller, filter: object = {}): Promise<string[]> =>
  (await caller.ask<Answer>(document, { ...filter })).reorganisations.nodes.map(({ id }) => id);

describe("reorganisations", () => {
  it("lists those of one's own region, the latest first, and none of another's", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const first = await succeed(caller, renameBureau, { bureau: world.code.countyA1, name: "新名甲局" });
    const second = await succeed(caller, renameBureau, { bureau: world.code.countyB1, name: "新名乙局" });
    expect(await idsSeenBy(caller)).toEqual([second.id, first.id]);
    expect(await idsSeenBy(world.as("cityA.administrator"))).toEqual([first.id]);
    expect(await idsSeenBy(world.as("countyB1.administrator"))).toEqual([second.id]);
    expect(await idsSeenBy(world.as("cityAPrice.administrator"))).toEqual([]);
    expect(await idsSeenBy((await makeProvince()).as("province.administrator"))).toEqual([]);
  });

  it("follows a bureau that moves into another city", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const { cityB, countyA1 } = world.code;
    const { id } = await succeed(caller, moveBureau, { bureau: countyA1, newParent: cityB });
    expect(await idsSeenBy(world.as("cityB.administrator"))).toEqual([id]);
    expect(await idsSeenBy(world.as("cityA.administrator"))).toEqual([]);
  });

  it("narrows to a state, counts, and goes on after a cursor", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const effectiveOn = dayFromToday(5);
    await succeed(caller, renameBureau, { bureau: world.code.countyA1, name: "新名甲局" });
    await succeed(caller, renameBureau, { bureau: world.code.countyA2, name: "新名乙局", effectiveOn });
    await succeed(caller, renameBureau, { bureau: world.code.countyB1, name: "新名丙局", effectiveOn });
    const { reorganisations } = await caller.ask<Answer>(document, { state: "PLANNED", first: 1 });
    expect(reorganisations).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
    const after = reorganisations.pageInfo.endCursor;
    const rest = await caller.ask<Answer>(document, { state: "PLANNED", first: 1, after });
    expect(rest.reorganisations.nodes).toHaveLength(1);
    expect(rest.reorganisations.nodes).not.toEqual(reorganisations.nodes);
  });

  it("does not show one of another region by its global identifier", async () => {
    const world = await makeProvince();
    const { id } = await succeed(world.as("province.administrator"), renameBureau, {
      bureau: world.code.countyA1,
      name: "新名甲局",
    });
    const node = `query ($id: ID!) { node(id: $id) { ... on Reorganisation { kind } } }`;
    expectCode(await world.as("cityB.administrator").gql(node, { id }), "NOT_FOUND");
    expect(await world.as("cityA.administrator").ask(node, { id })).toEqual({ node: { kind: "RENAME" } });
  });

  it("is FORBIDDEN for whoever is no administrator", async () => {
    const world = await makeProvince();
    expectCode(await world.as("province.auditor").gql(document), "FORBIDDEN");
  });
});
