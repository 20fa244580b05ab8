import { beforeAll, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import { change, named, type WebhookAnswer } from "./scene.js";

const listDocument = `query ($bureau: String, $states: [WebhookState!], $first: Int, $after: String) {
  webhooks(bureau: $bureau, states: $states, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { id } } }`;

interface ListAnswer {
  webhooks: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: { id: string }[] };
}

let world: World;
let made: WebhookAnswer[];

beforeAll(async () => {
  world = await makeProvince();
  made = [];
  for (const name of ["cityA", "cityACentre", "cityAPrice", "countyA1"] as const) {
    const { webhook } = await change(world.as(`${name}.administrator`), "createWebhook", {
      name,
      url: "https://1.1.1.1/",
    });
    made.push(webhook);
  }
});

const list = async (name: PersonName, variables = {}) =>
  (await world.as(name).ask<ListAnswer>(listDocument, variables)).webhooks;
const idsOf = ({ nodes }: ListAnswer["webhooks"]) => nodes.map(({ id }) => id);

describe("webhooks", () => {
  it("are those of one's bureau and of those beneath it, page by page", async () => {
    const all = made.map(({ id }) => id);
    expect(idsOf(await list("cityA.administrator"))).toEqual(all);
    expect(idsOf(await list("province.administrator"))).toEqual(all);
    const page = await list("cityA.administrator", { first: 3 });
    expect(page).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
    expect(idsOf(await list("cityA.administrator", { first: 3, after: page.pageInfo.endCursor }))).toEqual(
      all.slice(3),
    );
  });

  it("of a centre, of a department and of a county are their own", async () => {
    for (const [position, name] of (["cityACentre", "cityAPrice", "countyA1"] as const).entries()) {
      expect(idsOf(await list(`${name}.administrator`))).toEqual([made[position + 1]?.id]);
    }
    expect(idsOf(await list("cityB.administrator"))).toEqual([]);
  });

  it("are narrowed by bureau and by state; those removed come where they are asked for", async () => {
    const price = made[2] ?? expect.fail("there is none");
    const { webhook } = await change(world.as("cityAPrice.administrator"), "createWebhook", {
      ...{ name: "x", url: "https://1.1.1.1/" },
    });
    await change(world.as("cityA.administrator"), "removeWebhook", named(webhook));
    const bureau = world.code.cityAPrice;
    expect(idsOf(await list("cityA.administrator", { bureau }))).toEqual([price.id]);
    expect(idsOf(await list("cityA.administrator", { bureau, states: ["REMOVED"] }))).toEqual([webhook.id]);
    expect(idsOf(await list("cityA.administrator", { bureau, states: ["PAUSED"] }))).toEqual([]);
    expectCode(await world.as("cityA.administrator").gql(listDocument, { states: [] }), "INVALID_INPUT", "states");
  });

  it("of a bureau out of reach are refused", async () => {
    const caller = world.as("cityB.administrator");
    expectCode(await caller.gql(listDocument, { bureau: world.code.cityA }), "FORBIDDEN");
    expectCode(await caller.gql(listDocument, { bureau: "999999" }), "NOT_FOUND", "bureau");
    expectCode(await world.as("cityA.head").gql(listDocument), "FORBIDDEN");
  });
});

describe("webhook", () => {
  const document = "query ($id: ID!) { webhook(id: $id) { id } }";
  const nodeDocument = "query ($id: ID!) { node(id: $id) { id } }";

  it("is NOT_FOUND to those beside and beneath, and to those who administer nothing", async () => {
    const variables = { id: made[0]?.id };
    for (const name of ["cityB.administrator", "countyA1.administrator", "cityACentre.administrator"] as const) {
      expectCode(await world.as(name).gql(document, variables), "NOT_FOUND", "id");
      expectCode(await world.as(name).gql(nodeDocument, variables), "NOT_FOUND", "id");
    }
    expectCode(await world.as("cityA.head").gql(nodeDocument, variables), "NOT_FOUND", "id");
    for (const id of ["x", "", world.code.cityA]) {
      expectCode(await world.as("cityA.administrator").gql(document, { id }), "NOT_FOUND", "id");
    }
  });
});
