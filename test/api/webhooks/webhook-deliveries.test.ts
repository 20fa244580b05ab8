import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliveryRetention } from "../../../src/modules/webhooks/index.js";
import { expectCode } from "../../api.js";
import { type Receiver, startReceiver } from "./receiver.js";
import {
  change,
  type DeliveryAnswer,
  deliveriesDocument,
  deliveriesOf,
  openScene,
  type Scene,
  type WebhookAnswer,
} from "./scene.js";

let scene: Scene;
let receiver: Receiver;
let webhook: WebhookAnswer;

const day = 86_400_000;

interface PageAnswer {
  webhookDeliveries: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string };
    nodes: DeliveryAnswer[];
  };
}

beforeAll(async () => {
  scene = await openScene();
  receiver = await startReceiver();
  const input = { name: "数据平台", url: receiver.url, eventTypes: ["ticket.signed"] };
  ({ webhook } = await change(scene.administrator, "createWebhook", input));
  receiver.answer({ status: 500 });
  await scene.happen(3);
  await scene.deliver();
  receiver.answer({ status: 202 });
  scene.pass(60_000);
  await scene.deliver();
});
afterAll(async () => {
  await receiver.close();
  await scene.close();
});

const page = async (variables = {}) =>
  (await scene.administrator.ask<PageAnswer>(deliveriesDocument, { webhookId: webhook.id, ...variables }))
    .webhookDeliveries;

describe("webhookDeliveries", () => {
  it("lists every try, the latest first, with what became of it", async () => {
    const { nodes, totalCount } = await page();
    expect(totalCount).toBe(4);
    expect(nodes.map(({ attempt, outcome, statusCode }) => [attempt, outcome, statusCode])).toEqual([
      [1, "DELIVERED", 202],
      [1, "DELIVERED", 202],
      [2, "DELIVERED", 202],
      [1, "REFUSED", 500],
    ]);
    const [first, again] = [nodes[3], nodes[2]];
    expect(first?.messageId).toBe(again?.messageId);
    expect(first?.messageId).toBe(receiver.received[0]?.headers["webhook-id"]);
    expect(first).toMatchObject({ eventType: "ticket.signed", eventCursor: receiver.received[0]?.event.data.cursor });
    expect(first?.nextTryAt).not.toBeNull();
    expect(first?.milliseconds).toBeGreaterThanOrEqual(0);
  });

  it("pages, and is narrowed by outcome", async () => {
    const first = await page({ first: 3 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = await page({ first: 3, after: first.pageInfo.endCursor });
    expect(rest.nodes.map(({ outcome }) => outcome)).toEqual(["REFUSED"]);
    expect((await page({ outcomes: ["REFUSED", "GONE"] })).nodes).toHaveLength(1);
    expect((await page({ outcomes: ["TIMED_OUT"] })).nodes).toEqual([]);
    const empty = { webhookId: webhook.id, outcomes: [] };
    expectCode(await scene.administrator.gql(deliveriesDocument, empty), "INVALID_INPUT", "outcomes");
  });

  it("is NOT_FOUND for a webhook that is not in sight, and FORBIDDEN to others of the bureau", async () => {
    const variables = { webhookId: webhook.id };
    const { world } = scene;
    expectCode(await world.as("cityB.administrator").gql(deliveriesDocument, variables), "NOT_FOUND", "webhookId");
    expectCode(await world.as("countyA1.administrator").gql(deliveriesDocument, variables), "NOT_FOUND", "webhookId");
    expectCode(await world.as("cityA.head").gql(deliveriesDocument, variables), "FORBIDDEN");
    expect(await deliveriesOf(world.as("province.administrator"), webhook)).toHaveLength(4);
  });

  it("forgets tries after 30 days, and not before", async () => {
    scene.pass(30 * day - 61_000);
    await deliveryRetention.run(scene.tools());
    expect((await page()).totalCount).toBe(4);
    scene.pass(2000);
    await deliveryRetention.run(scene.tools());
    expect((await page()).nodes.map(({ outcome }) => outcome)).toEqual(["DELIVERED", "DELIVERED", "DELIVERED"]);
    scene.pass(day);
    await deliveryRetention.run(scene.tools());
    expect((await page()).totalCount).toBe(0);
  });
});
