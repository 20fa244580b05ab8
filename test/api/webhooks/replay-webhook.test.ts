import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toChangeCursor } from "../../../src/modules/events/index.js";
import { expectCode } from "../../api.js";
import { type Receiver, startReceiver } from "./receiver.js";
import { change, deliveriesOf, documentOf, named, openScene, type Scene, type WebhookAnswer } from "./scene.js";

let scene: Scene;
let receiver: Receiver;
let webhook: WebhookAnswer;

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  receiver = await startReceiver();
  const input = { name: "数据平台", url: receiver.url, eventTypes: ["ticket.signed"] };
  ({ webhook } = await change(scene.administrator, "createWebhook", input));
  return () => receiver.close();
});

const replay = async (after: string) => {
  ({ webhook } = await change(scene.administrator, "replayWebhook", { ...named(webhook), after }));
};
const attempt = (after: string) =>
  scene.administrator.gql(documentOf("replayWebhook"), { input: { ...named(webhook), after } });
const ids = () => receiver.received.map(({ headers }) => headers["webhook-id"]);

describe("replayWebhook", () => {
  it("sends what comes after an earlier cursor again, with the identifiers that it had", async () => {
    await scene.happen(4);
    await scene.deliver();
    await replay(receiver.received[1]?.event.data.cursor ?? "");
    await scene.deliver();
    expect(ids().slice(4)).toEqual(ids().slice(2, 4));
  });

  it("leaves an event out that the receiver never takes, by the cursor of its delivery", async () => {
    receiver.answer((_request, response, { event }) => {
      response.writeHead(event.data.subject.id === poisoned ? 422 : 204).end();
    });
    const [poisoned, ...others] = await scene.happen(3);
    await scene.deliver();
    const [failed] = await deliveriesOf(scene.administrator, webhook, { outcomes: ["REFUSED"] });
    await replay(failed?.eventCursor ?? "");
    await scene.deliver();
    expect(receiver.received.map(({ event }) => event.data.subject.id)).toEqual([poisoned, ...others]);
  });

  it("moves one that is paused and leaves it paused", async () => {
    const { cursor } = webhook;
    await scene.happen(2);
    ({ webhook } = await change(scene.administrator, "pauseWebhook", named(webhook)));
    await replay(cursor);
    expect(webhook).toMatchObject({ state: "PAUSED", cursor });
  });

  it("refuses cursors of other bureaus, of nobody and of the future", async () => {
    const other = await change(scene.world.as("cityB.administrator"), "createWebhook", {
      name: "x",
      url: receiver.url,
    });
    for (const after of [other.webhook.cursor, "x", "", toChangeCursor(10_000_000, scene.world.code.cityA)]) {
      expectCode(await attempt(after), "INVALID_INPUT", "after");
    }
  });
});
