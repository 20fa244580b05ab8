import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Receiver, startReceiver } from "../api/webhooks/receiver.js";
import { documentOf } from "../api/webhooks/scene.js";
import { gql } from "../api.js";
import { asSuperuser } from "../database.js";
import { type KillWorld, makeKillWorld } from "./kill-world.js";
import { insistOn, registrationOf } from "./writes.js";

const tickets = 60;

describe("a webhook whose deliverer is killed", () => {
  let world: KillWorld;
  let receiver: Receiver;

  beforeAll(async () => {
    receiver = await startReceiver();
    world = await makeKillWorld({ WEBHOOK_ALLOWED_NETWORKS: "127.0.0.0/8" });
  }, 60_000);

  afterAll(async () => {
    await world.end();
    await receiver.close();
  }, 30_000);

  // A turn of a process that is no more is given up for dead after a while, which is not waited for here.
  const giveUpTurns = () => asSuperuser(world.adminUrl, (sql) => sql`UPDATE webhooks SET leased_until = now()`);

  test("gets every event in its order, and what was under way once more by the same identifier", {
    timeout: 60_000,
  }, async () => {
    const token = await world.tokenOf("cityACentre.administrator");
    const input = { name: "数据平台", url: receiver.url, eventTypes: ["ticket.registered"] };
    const made = await gql<Record<string, { webhook: { id: string } }>>(
      token,
      documentOf("createWebhook"),
      { input },
      {},
      world.address,
    );
    expect(made.errors).toBeUndefined();

    const writes = Array.from({ length: tickets }, (_, number) => registrationOf(`webhook-${number}`));
    receiver.answer((_request, response) => {
      // From the tenth and the thirtieth on there is no answer any more: whoever sent it is killed meanwhile.
      if (![10, 30].includes(receiver.received.length)) response.writeHead(204).end();
    });
    await insistOn(writes, world.send);
    for (const killedAt of [10, 30]) {
      await receiver.has(killedAt);
      expect(await world.killApi()).toBe("SIGKILL");
      expect(receiver.received).toHaveLength(killedAt);
      await giveUpTurns();
      await world.startApi();
    }
    await receiver.has(tickets + 2);

    const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect(ids[10]).toBe(ids[9]);
    expect(ids[30]).toBe(ids[29]);
    expect(new Set(ids).size).toBe(tickets);
    const once = receiver.received.filter(({ headers }, position) => ids.indexOf(headers["webhook-id"]) === position);
    expect(new Set(once.map(({ event }) => event.data.subject.id))).toEqual(
      new Set(writes.map(({ ticket }) => ticket?.id)),
    );
    const logged = await asSuperuser(
      world.adminUrl,
      (sql) => sql<{ id: string }[]>`
      SELECT subject_id AS id FROM event_log WHERE type = 'ticket.registered' ORDER BY position`,
    );
    expect(once.map(({ event }) => event.data.subject.id)).toEqual(logged.map(({ id }) => id));
  });
});
