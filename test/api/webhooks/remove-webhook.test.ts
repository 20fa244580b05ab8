import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { startReceiver } from "./receiver.js";
import { change, documentOf, named, openScene, readAgain, type Scene } from "./scene.js";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

describe("removeWebhook", () => {
  it("ends a webhook and its secrets for good, and keeps the row as the record of it", async () => {
    const receiver = await startReceiver();
    const { webhook } = await change(scene.administrator, "createWebhook", { name: "数据平台", url: receiver.url });
    const removed = await change(scene.administrator, "removeWebhook", named(webhook));
    expect(removed.webhook).toMatchObject({ state: "REMOVED", version: 2, permittedActions: [], secrets: [] });
    await scene.happen(2);
    await scene.deliver();
    expect(receiver.received).toEqual([]);
    expect(await readAgain(scene.administrator, webhook)).toEqual(removed.webhook);
    const input = { ...named(webhook), version: 2 };
    expectCode(await scene.administrator.gql(documentOf("removeWebhook"), { input }), "ILLEGAL_TRANSITION");
    await receiver.close();
  });
});
