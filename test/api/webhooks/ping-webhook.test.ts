import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { expectSignedBy, type Receiver, startReceiver } from "./receiver.js";
import {
  change,
  deliveriesOf,
  documentOf,
  named,
  openScene,
  readAgain,
  type Scene,
  type WebhookAnswer,
} from "./scene.js";

let scene: Scene;
let receiver: Receiver;
let webhook: WebhookAnswer;
let secret: string;

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  receiver = await startReceiver();
  const input = { name: "数据平台", url: receiver.url };
  ({ secret, webhook } = await change(scene.administrator, "createWebhook", input));
  return () => receiver.close();
});

const ping = () => change(scene.administrator, "pingWebhook", { webhookId: webhook.id });

describe("pingWebhook", () => {
  it("sends a signed test message at once, and notes what became of it", async () => {
    expect(await ping()).toMatchObject({ outcome: "DELIVERED", statusCode: 204 });
    const [message] = receiver.received;
    expectSignedBy(secret, message);
    expect(message?.event).toMatchObject({
      type: "webhook.ping",
      data: { subject: { type: "Webhook", id: webhook.id }, bureau: scene.world.code.cityA, payload: {} },
    });
    expect(await deliveriesOf(scene.administrator, webhook)).toMatchObject([
      { eventType: "webhook.ping", eventCursor: null, attempt: 1, outcome: "DELIVERED", statusCode: 204 },
    ]);
    expect(message?.headers["webhook-id"]).toMatch(/^msg_/);
  });

  it("leaves the webhook as it is, also where it fails or is paused", async () => {
    receiver.answer({ status: 410 });
    expect(await ping()).toMatchObject({ outcome: "GONE", statusCode: 410 });
    expect(await readAgain(scene.administrator, webhook)).toEqual(webhook);
    await change(scene.administrator, "pauseWebhook", named(webhook));
    receiver.answer({ status: 204 });
    expect(await ping()).toMatchObject({ outcome: "DELIVERED", webhook: { state: "PAUSED", version: 2 } });
  });

  it("is told apart from a message before it by its identifier", async () => {
    await ping();
    await ping();
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(2);
  });

  it("stands in the audit, and in no event", async () => {
    scene.pass(1000);
    await ping();
    const { auditEntries } = await scene.world.as("cityA.auditor").ask<{
      auditEntries: { nodes: { action: string; details: { name: string; value: string }[] }[] };
    }>("query ($id: ID!) { auditEntries(filter: { subject: $id }) { nodes { action details { name value } } } }", {
      id: webhook.id,
    });
    expect(auditEntries.nodes[0]).toEqual({ action: "webhook.manage", details: [{ name: "change", value: "PING" }] });
  });

  it("is not possible once the webhook is removed", async () => {
    await change(scene.administrator, "removeWebhook", named(webhook));
    const input = { webhookId: webhook.id };
    expectCode(await scene.administrator.gql(documentOf("pingWebhook"), { input }), "ILLEGAL_TRANSITION");
  });
});
