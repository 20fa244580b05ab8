import { beforeAll, describe, expect, test } from "vitest";
import { toGlobalId } from "../../../src/platform/ids.js";
import { type Caller, expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";

let world: World;
let dispatcher: Caller;
let administrator: Caller;

beforeAll(async () => {
  world = await makeProvince();
  dispatcher = world.as("cityACentre.dispatcher");
  administrator = world.as("cityA.administrator");
});

const node = "query ($id: ID!) { node(id: $id) { __typename id ... on Person { login } ... on Bureau { code } } }";
const nodes = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";

describe("node", () => {
  test("reads a bureau by its global identifier", async () => {
    const id = toGlobalId("Bureau", world.code.countyA1);
    expect(await dispatcher.ask(node, { id })).toEqual({
      node: { __typename: "Bureau", id, code: world.code.countyA1 },
    });
  });

  test("reads a person of one's own subtree", async () => {
    const { id: person, login } = world.as("countyA1.handler");
    const id = toGlobalId("Person", person);
    expect(await administrator.ask(node, { id })).toEqual({ node: { __typename: "Person", id, login } });
  });

  test("answers null and NOT_FOUND for an object of another city, as for one that does not exist", async () => {
    const foreign = await administrator.gql(node, { id: toGlobalId("Person", world.as("countyB1.handler").id) });
    const absent = await administrator.gql(node, {
      id: toGlobalId("Person", "00000000-0000-7000-8000-000000000000"),
    });
    expect([foreign.data, absent.data]).toEqual([{ node: null }, { node: null }]);
    expect(expectCode(foreign, "NOT_FOUND", "id").message).toBe(expectCode(absent, "NOT_FOUND", "id").message);
  });

  for (const [name, id] of Object.entries({
    "text that is no identifier": "nonsense",
    "an identifier of an unknown type": toGlobalId("Secret", "1"),
    "an identifier of a type of the schema that is no node": toGlobalId("Query", "1"),
    "an identifier with the name of a property of every object": toGlobalId("constructor", "1"),
    "an identifier of a person that is no UUID": toGlobalId("Person", "1"),
    "an empty text": "",
  })) {
    test(`answers NOT_FOUND for ${name}`, async () => {
      expectCode(await administrator.gql(node, { id }), "NOT_FOUND", "id");
    });
  }
});

describe("nodes", () => {
  test("reads objects in the order asked for, null where there is none for the caller", async () => {
    const own = toGlobalId("Person", world.as("countyA1.handler").id);
    const foreign = toGlobalId("Person", world.as("countyB1.handler").id);
    const bureau = toGlobalId("Bureau", world.code.cityB);
    expect(await administrator.ask(nodes, { ids: [bureau, foreign, "nonsense", own, bureau] })).toEqual({
      nodes: [
        { __typename: "Bureau", id: bureau },
        null,
        null,
        { __typename: "Person", id: own },
        { __typename: "Bureau", id: bureau },
      ],
    });
  });

  test("takes a hundred identifiers, and no more", async () => {
    const ids = Array.from({ length: 100 }, () => toGlobalId("Bureau", world.code.cityB));
    const { nodes: found } = await dispatcher.ask<{ nodes: unknown[] }>(nodes, { ids });
    expect(found).toHaveLength(100);
    const error = expectCode(await dispatcher.gql(nodes, { ids: [...ids, ids[0]] }), "TOO_LARGE", "ids");
    expect(error.extensions).toMatchObject({ limit: 100, actual: 101 });
  });
});
