import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { expectSignedBy, type Receiver, signatureBy, signaturesOf, startReceiver } from "./receiver.js";
import { change, documentOf, named, openScene, type Scene, type WebhookAnswer } from "./scene.js";

let scene: Scene;
let receiver: Receiver;
let webhook: WebhookAnswer;
let first: string;

const hour = 3_600_000;

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  receiver = await startReceiver();
  const input = { name: "数据平台", url: receiver.url, eventTypes: ["ticket.signed"] };
  ({ secret: first, webhook } = await change(scene.administrator, "createWebhook", input));
  return () => receiver.close();
});

const rotate = async (overlapHours: number) => {
  const rotated = await change(scene.administrator, "rotateWebhookSecret", { ...named(webhook), overlapHours });
  webhook = rotated.webhook;
  return rotated.secret;
};

const nextMessage = async () => {
  await scene.happen(1);
  await scene.deliver();
  return receiver.received.at(-1) ?? expect.fail("nothing came");
};

describe("rotateWebhookSecret", () => {
  it("has messages signed by both secrets for the overlap, the new one first, and by the new one from then on", async () => {
    const second = await rotate(24);
    expect(second).not.toBe(first);
    expect(webhook.secrets).toHaveLength(2);
    const [fresh, old] = webhook.secrets;
    expect(fresh?.expiresAt).toBeNull();
    expect(new Date(old?.expiresAt ?? 0).getTime()).toBe(scene.stage.clock.now().getTime() + 24 * hour);
    const overlapping = await nextMessage();
    expect(signaturesOf(overlapping)).toEqual([signatureBy(second, overlapping), signatureBy(first, overlapping)]);
    scene.pass(24 * hour);
    expectSignedBy(second, await nextMessage());
  });

  it("ends the secret before at once where there is no overlap", async () => {
    expectSignedBy(await rotate(0), await nextMessage());
  });

  it("leaves two secrets at most: a second rotation ends the oldest", async () => {
    const second = await rotate(168);
    const third = await rotate(168);
    const message = await nextMessage();
    expect(signaturesOf(message)).toEqual([signatureBy(third, message), signatureBy(second, message)]);
  });

  it("refuses an overlap of more than a week", async () => {
    for (const overlapHours of [-1, 169]) {
      const input = { ...named(webhook), overlapHours };
      expectCode(
        await scene.administrator.gql(documentOf("rotateWebhookSecret"), { input }),
        "INVALID_INPUT",
        "overlapHours",
      );
    }
  });
});
