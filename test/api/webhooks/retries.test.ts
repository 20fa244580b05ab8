import { createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSender } from "../../../src/modules/webhooks/index.js";
import type { Variables } from "../../api.js";
import { type Answering, type Receiver, startReceiver } from "./receiver.js";
import {
  change,
  deliveriesOf,
  loopback,
  named,
  openScene,
  readAgain,
  type Scene,
  type WebhookAnswer,
} from "./scene.js";

let scene: Scene;
let receiver: Receiver;
let webhook: WebhookAnswer;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  receiver = await startReceiver();
  ({ webhook } = await make());
  return async () => {
    await receiver.close();
    await change(scene.administrator, "removeWebhook", named(await now()));
  };
});

const make = (more: Variables = {}) =>
  change(scene.administrator, "createWebhook", {
    ...{ name: "数据平台", url: receiver.url, eventTypes: ["ticket.signed"] },
    ...more,
  });
const now = () => readAgain(scene.administrator, webhook);
const subjects = () => receiver.received.map(({ event }) => event.data.subject.id);
const ids = () => receiver.received.map(({ headers }) => headers["webhook-id"]);
const millisecondsTo = (text: string | null): number =>
  new Date(text ?? 0).getTime() - scene.stage.clock.now().getTime();

/** Lets one event fail for as long as it takes until the webhook is paused. */
async function failForDays(): Promise<number> {
  await scene.happen(1);
  for (let tries = 1; tries < 50; tries += 1) {
    await scene.deliver();
    const { nextTryAt, state } = await now();
    if (state === "PAUSED") return tries;
    scene.pass(millisecondsTo(nextTryAt));
  }
  return expect.fail("it is never paused");
}

describe("an event that was not taken", () => {
  it("is sent again after a pause that grows, with the same identifier, and holds up those after it", async () => {
    receiver.answer({ status: 503 });
    const [first, next] = await scene.happen(2);
    await scene.deliver();
    for (const pause of [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour]) {
      const { attempts, nextTryAt, lastOutcome } = await now();
      expect(lastOutcome).toBe("REFUSED");
      expect(attempts).toBe(receiver.received.length);
      expect(millisecondsTo(nextTryAt)).toBeGreaterThanOrEqual(pause);
      expect(millisecondsTo(nextTryAt)).toBeLessThanOrEqual(pause * 1.1);
      scene.pass(millisecondsTo(nextTryAt) - 1);
      await scene.deliver();
      expect(receiver.received).toHaveLength(attempts);
      scene.pass(1);
      await scene.deliver();
      expect(receiver.received).toHaveLength(attempts + 1);
    }
    receiver.answer({ status: 200 });
    scene.pass(11 * hour);
    await scene.deliver();
    expect(subjects()).toEqual([...Array.from({ length: 7 }, () => first), next]);
    expect(new Set(ids()).size).toBe(2);
    expect(await now()).toMatchObject({ attempts: 0, failingSince: null, nextTryAt: null, lastOutcome: "DELIVERED" });
    const tries = await deliveriesOf(scene.administrator, webhook);
    expect(tries.map(({ attempt, outcome, statusCode }) => [attempt, outcome, statusCode])).toEqual([
      [1, "DELIVERED", 200],
      [7, "DELIVERED", 200],
      ...[6, 5, 4, 3, 2, 1].map((attempt) => [attempt, "REFUSED", 503]),
    ]);
  });

  it("carries the time of each try, and a signature over it", async () => {
    receiver.answer({ status: 500 });
    await scene.happen(1);
    await scene.deliver();
    scene.pass(minute);
    await scene.deliver();
    const [before, again] = receiver.received.map(({ headers }) => headers);
    expect(Number(again?.["webhook-timestamp"]) - Number(before?.["webhook-timestamp"])).toBe(60);
    expect(again?.["webhook-signature"]).not.toBe(before?.["webhook-signature"]);
  });

  it("waits longer where the receiver asks for it, and a day at most", async () => {
    receiver.answer({ status: 429, headers: { "Retry-After": "3600" } });
    await scene.happen(1);
    await scene.deliver();
    expect(millisecondsTo((await now()).nextTryAt)).toBe(hour);
    receiver.answer({ status: 429, headers: { "Retry-After": "999999999" } });
    scene.pass(hour);
    await scene.deliver();
    expect(millisecondsTo((await now()).nextTryAt)).toBeLessThanOrEqual(1.1 * day);
  });

  it("is tried again at once when the webhook is changed", async () => {
    receiver.answer({ status: 404 });
    const [id] = await scene.happen(1);
    await scene.deliver();
    const mended = await startReceiver();
    await change(scene.administrator, "updateWebhook", { ...named(await now()), url: mended.url });
    await scene.deliver();
    expect(mended.received.map(({ event }) => event.data.subject.id)).toEqual([id]);
    expect(mended.received[0]?.headers["webhook-id"]).toBe(ids()[0]);
    await mended.close();
  });
});

describe("an answer", () => {
  const expectOutcome = async (how: Answering, outcome: string, statusCode: number | null) => {
    receiver.answer(how);
    await scene.happen(1);
    const sender = createSender({ isProduction: false, networks: loopback, tryMilliseconds: 300 });
    await scene.deliver({ sender });
    const [tried] = await deliveriesOf(scene.administrator, webhook);
    expect(tried).toMatchObject({ outcome, statusCode });
  };

  it.each([200, 201, 202, 204, 299])("of %i is a success", (status) => expectOutcome({ status }, "DELIVERED", status));

  it.each([400, 401, 403, 404, 409, 500, 502])("of %i is a failure", (status) =>
    expectOutcome({ status }, "REFUSED", status),
  );

  it.each([301, 302, 303, 307, 308])("of %i is a failure, and its target is never called", async (status) => {
    const target = await startReceiver();
    await expectOutcome({ status, headers: { Location: target.url } }, "REDIRECTED", status);
    expect(target.received).toEqual([]);
    await target.close();
  });

  it("that does not come within the time is a failure", () => expectOutcome(() => {}, "TIMED_OUT", null));

  it("that breaks off before its status is a failure", () =>
    expectOutcome((request) => request.socket.destroy(), "UNREACHABLE", null));

  it("that does not come over a connection that was used before is asked for at once over a new one", async () => {
    const used = new Set<unknown>();
    receiver.answer((request, response) => {
      if (used.has(request.socket)) request.socket.destroy();
      else response.writeHead(204).end();
      used.add(request.socket);
    });
    const happened = await scene.happen(3);
    await scene.deliver();
    expect(subjects()).toEqual(happened.flatMap((id, position) => (position === 0 ? [id] : [id, id])));
    const tries = await deliveriesOf(scene.administrator, webhook);
    expect(tries.map(({ outcome }) => outcome)).toEqual(["DELIVERED", "DELIVERED", "DELIVERED"]);
  });

  it("that is no HTTP is a failure", () =>
    expectOutcome((request) => request.socket.end("good morning\r\n\r\n"), "ANSWER_BROKEN", null));

  it("that wants another protocol is a failure", () =>
    expectOutcome(
      (request) => request.socket.end("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
      "UNREACHABLE",
      null,
    ));

  it("with headers without end is a failure", () =>
    expectOutcome(
      (request) => request.socket.write(`HTTP/1.1 200 OK\r\nX: ${"x".repeat(100_000)}`),
      "ANSWER_BROKEN",
      null,
    ));

  it("whose body has no end is a success by its status, and is not read", async () => {
    let written = 0;
    await expectOutcome(
      (_request, response) => {
        const piece = Buffer.alloc(64 * 1024);
        const write = (): void => {
          written += piece.length;
          if (!response.destroyed) response.write(piece, () => setImmediate(write));
        };
        response.writeHead(200);
        write();
      },
      "DELIVERED",
      200,
    );
    expect(written).toBeLessThan(50 * 1024 * 1024);
  });

  it("of nobody, where no receiver listens, is a failure", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    await change(scene.administrator, "updateWebhook", { ...named(webhook), url: `http://127.0.0.1:${port}/` });
    await expectOutcome({ status: 204 }, "UNREACHABLE", null);
    expect(receiver.received).toEqual([]);
  });
});

describe("a receiver that fails for five days", () => {
  it("has its webhook paused, with an event and the reason, and gets everything when it goes on", async () => {
    receiver.answer({ status: 500 });
    const begun = scene.stage.clock.now().getTime();
    const tries = await failForDays();
    expect(tries).toBe(12);
    expect(scene.stage.clock.now().getTime() - begun).toBeGreaterThanOrEqual(5 * day);
    const paused = await now();
    expect(paused).toMatchObject({
      ...{ state: "PAUSED", pauseReason: "FAILING", nextTryAt: null, version: webhook.version + 1 },
      permittedActions: ["UPDATE", "RESUME", "ROTATE_SECRET", "REPLAY", "PING", "REMOVE"],
    });
    expect(paused.pausedAt).not.toBeNull();

    const watching = await startReceiver();
    const watcher = await change(scene.administrator, "createWebhook", {
      ...{ name: "值班", url: watching.url, eventTypes: ["webhook.paused"], after: webhook.cursor },
    });
    await scene.happen(3);
    await scene.deliver();
    expect(watching.received.map(({ event }) => event)).toMatchObject([
      {
        type: "webhook.paused",
        data: { subject: { id: webhook.id }, payload: { reason: "FAILING", outcome: "REFUSED", attempts: 12 } },
      },
    ]);
    expect(receiver.received).toHaveLength(12);

    receiver.answer({ status: 204 });
    await change(scene.administrator, "resumeWebhook", named(paused));
    await scene.deliver();
    expect(receiver.received).toHaveLength(16);
    expect(new Set(ids()).size).toBe(4);
    expect(await now()).toMatchObject({ state: "ACTIVE", pauseReason: null, failingSince: null });
    await change(scene.administrator, "removeWebhook", named(watcher.webhook));
    await watching.close();
  });

  it("is told in the audit, as done by the platform", async () => {
    receiver.answer({ status: 410 });
    await scene.happen(1);
    scene.pass(second);
    await scene.deliver();
    const { auditEntries } = await scene.world.as("cityA.auditor").ask<{
      auditEntries: {
        nodes: { action: string; personId: string | null; details: { name: string; value: string }[] }[];
      };
    }>(
      "query ($id: ID!) { auditEntries(filter: { subject: $id }) { nodes { action personId details { name value } } } }",
      { id: webhook.id },
    );
    const [entry] = auditEntries.nodes;
    expect(entry).toMatchObject({ action: "webhook.platform", personId: null });
    expect(entry?.details).toContainEqual({ name: "reason", value: "GONE" });
  });
});

describe("a receiver that answers 410", () => {
  it("has its webhook paused at once", async () => {
    receiver.answer({ status: 410 });
    await scene.happen(2);
    await scene.deliver();
    expect(receiver.received).toHaveLength(1);
    expect(await now()).toMatchObject({ state: "PAUSED", pauseReason: "GONE", attempts: 1, lastOutcome: "GONE" });
  });
});
