import { describe, expect, it } from "vitest";
import { type Caller, expectCode } from "../../api.js";
import { createRule, ruleFields, setSurgeStage, startRule } from "./surging.js";

interface Page {
  surgeRules: { nodes: { id: string }[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

const document = `query ($filter: SurgeRuleFilter, $first: Int, $after: String) {
  surgeRules(filter: $filter, first: $first, after: $after) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }`;

describe("surgeRules", () => {
  const stage = setSurgeStage();
  const idsOf = async (caller: Caller, filter: object | null = null): Promise<string[]> => {
    const { surgeRules } = await caller.ask<Page>(document, { filter, first: 100 });
    expect(surgeRules.totalCount).toBe(surgeRules.nodes.length);
    return surgeRules.nodes.map(({ id }) => id);
  };

  it("lists the rules of the caller's region, newest first, and to a department those of its line", async () => {
    const desk = stage.as("cityAPrice.priceSupervisor");
    const own = await createRule(desk);
    stage.stage.tick();
    const ofCity = await createRule(stage.as("cityA.supervisor"));
    stage.stage.tick();
    const otherLine = await startRule(stage.as("cityA.supervisor"), { issueClass: "QUALITY" });
    stage.stage.tick();
    const elsewhere = await createRule(stage.as("cityBPrice.priceSupervisor"));
    expect(await idsOf(desk)).toEqual([ofCity.id, own.id]);
    expect(await idsOf(stage.as("cityA.analyst"))).toEqual([otherLine.id, ofCity.id, own.id]);
    expect(await idsOf(stage.as("cityACentre.shiftManager"))).toEqual([otherLine.id, ofCity.id, own.id]);
    expect(await idsOf(stage.as("province.head"))).toEqual([elsewhere.id, otherLine.id, ofCity.id, own.id]);
    expect(await idsOf(stage.as("countyA1.head"))).toEqual([]);

    const head = stage.as("province.head");
    expect(await idsOf(head, { isOn: true })).toEqual([otherLine.id]);
    expect(await idsOf(head, { bureau: stage.world.code.cityBPrice })).toEqual([elsewhere.id]);
    expect(await idsOf(head, { kind: "BASELINE" })).toEqual([]);
    const first = await head.ask<Page>(document, { first: 3 });
    expect(first.surgeRules.pageInfo.hasNextPage).toBe(true);
    const next = await head.ask<Page>(document, { first: 3, after: first.surgeRules.pageInfo.endCursor });
    expect(next.surgeRules.nodes).toEqual([{ id: own.id }]);
  });

  it("refuses cursors of other lists and codes that are none", async () => {
    const head = stage.as("province.head");
    expectCode(await head.gql(document, { after: "eyJ9" }), "INVALID_INPUT", "after");
    expectCode(await head.gql(document, { filter: { bureau: "\u0000" } }), "INVALID_INPUT", "filter.bureau");
    expectCode(await head.gql(document, { first: 101 }), "TOO_LARGE", "first");
  });

  it("reads one rule by its identifier, for whoever sees it", async () => {
    const made = await createRule(stage.as("cityAPrice.priceSupervisor"), { goodsClass: "GOODS_MEDICAL_PROTECTION" });
    const read = `query ($id: ID!) { surgeRule(id: $id) { ${ruleFields} } node(id: $id) { id } }`;
    const seen = await stage.as("cityA.head").ask<{ surgeRule: unknown }>(read, { id: made.id });
    expect(seen.surgeRule).toMatchObject({
      id: made.id,
      goodsClass: { code: "GOODS_MEDICAL_PROTECTION" },
      permittedActions: [],
    });
    const byId = "query ($id: ID!) { surgeRule(id: $id) { id } }";
    for (const name of ["cityB.head", "countyA1.head"] as const) {
      expectCode(await stage.as(name).gql(byId, { id: made.id }), "NOT_FOUND", "id");
    }
    const byNode = "query ($id: ID!) { node(id: $id) { id } }";
    expectCode(await stage.as("cityB.head").gql(byNode, { id: made.id }), "NOT_FOUND", "id");
    // A handler reads no rules, by node neither.
    expectCode(await stage.as("cityA.handler").gql(byNode, { id: made.id }), "NOT_FOUND", "id");
    expectCode(await stage.as("cityA.handler").gql(byId, { id: made.id }), "FORBIDDEN");
  });
});
