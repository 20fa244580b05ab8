import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { type Receiver, startReceiver } from "./receiver.js";
import { change, documentOf, named, openScene, readAgain, type Scene, type WebhookAnswer } from "./scene.js";

let scene: Scene;
let receiver: Receiver;
let webhook: WebhookAnswer;

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  receiver = await startReceiver();
  // What the tests before did stands in the log already.
  await scene.happen(0);
  const input = { name: "数据平台", url: receiver.url, eventTypes: ["ticket.signed"] };
  ({ webhook } = await change(scene.administrator, "createWebhook", input));
  return async () => {
    await receiver.close();
    const left = await readAgain(scene.administrator, webhook);
    if (left.state !== "REMOVED") await change(scene.administrator, "removeWebhook", named(left));
  };
});

const subjects = () => receiver.received.map(({ event }) => event.data.subject.id);

/** Lets the log begin later, as when its first segment was dropped. */
const forgetUntil = (webhookAt: WebhookAnswer, more: number) =>
  scene.world.database.asSystem("a test lets the log begin later", async (tx) => {
    await tx.execute(sql`UPDATE event_relay SET oldest =
      (SELECT position + ${more} FROM webhooks WHERE url = ${webhookAt.url})`);
  });
const forgetNothing = () =>
  scene.world.database.asSystem("a test lets the log begin where it did", (tx) =>
    tx.execute(sql`UPDATE event_relay SET oldest = 1`),
  );

describe("pauseWebhook", () => {
  it("sends nothing until it is resumed, and then everything since", async () => {
    const { webhook: paused } = await change(scene.administrator, "pauseWebhook", named(webhook));
    expect(paused).toMatchObject({ state: "PAUSED", pauseReason: "BY_HAND", version: 2 });
    expect(paused.pausedAt).not.toBeNull();
    const ids = await scene.happen(3);
    await scene.deliver();
    expect(receiver.received).toEqual([]);
    const { webhook: resumed } = await change(scene.administrator, "resumeWebhook", named(paused));
    expect(resumed).toMatchObject({ state: "ACTIVE", pauseReason: null, pausedAt: null, version: 3 });
    await scene.deliver();
    expect(subjects()).toEqual(ids);
  });

  it("stops a turn that is under way after the message that is being sent, which is sent again", async () => {
    let release = (): void => {};
    receiver.answer((_request, response) => {
      release = () => response.writeHead(204).end();
    });
    const ids = await scene.happen(3);
    const delivering = scene.deliver();
    await receiver.has(1);
    const { webhook: paused } = await change(scene.administrator, "pauseWebhook", named(webhook));
    release();
    await delivering;
    expect(receiver.received).toHaveLength(1);
    receiver.answer({ status: 204 });
    await change(scene.administrator, "resumeWebhook", named(paused));
    await scene.deliver();
    expect(subjects()).toEqual([ids[0], ...ids]);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(3);
  });

  it("is not possible for one that is paused, nor with another version", async () => {
    const input = named(webhook);
    await change(scene.administrator, "pauseWebhook", input);
    const document = documentOf("pauseWebhook");
    expectCode(await scene.administrator.gql(document, { input }), "CONFLICT");
    const error = expectCode(
      await scene.administrator.gql(document, { input: { ...input, version: 2 } }),
      "ILLEGAL_TRANSITION",
    );
    expect(error.extensions.permittedActions).toContain("RESUME");
  });
});

describe("resumeWebhook", () => {
  const resume = (more = {}) =>
    scene.administrator.gql(documentOf("resumeWebhook"), { input: { webhookId: webhook.id, version: 2, ...more } });

  it("goes on after a cursor where one is given", async () => {
    await scene.happen(3);
    await scene.deliver();
    const [first] = receiver.received;
    const { webhook: paused } = await change(scene.administrator, "pauseWebhook", named(webhook));
    await change(scene.administrator, "resumeWebhook", { ...named(paused), after: first?.event.data.cursor });
    await scene.deliver();
    expect(subjects()).toEqual([...subjects().slice(0, 3), ...subjects().slice(1, 3)]);
  });

  it("is CURSOR_EXPIRED where events before it are gone, and says from where it may go on", async () => {
    await change(scene.administrator, "pauseWebhook", named(webhook));
    await scene.happen(5);
    // Before the five lie the events of its making and of its pause.
    await forgetUntil(webhook, 5);
    const error = expectCode(await resume(), "CURSOR_EXPIRED", "after");
    const { resumeAfter } = error.extensions as { resumeAfter?: string };
    expect((await resume({ after: resumeAfter })).errors).toBeUndefined();
    await scene.deliver();
    expect(receiver.received).toHaveLength(3);
    await forgetNothing();
  });

  it("is not possible for one that is active", async () => {
    expectCode(await resume({ version: 1 }), "ILLEGAL_TRANSITION");
  });
});

describe("a webhook whose events are gone before they were sent", () => {
  it("is paused, instead of leaving them out in silence", async () => {
    receiver.answer({ status: 500 });
    await scene.happen(5);
    await scene.deliver();
    await forgetUntil(webhook, 3);
    scene.pass(60_000);
    await scene.deliver();
    expect(await readAgain(scene.administrator, webhook)).toMatchObject({
      ...{ state: "PAUSED", pauseReason: "EVENTS_EXPIRED", version: 2 },
    });
    expect(receiver.received).toHaveLength(1);
    await forgetNothing();
  });
});
