import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDeliveryPass } from "../../../src/modules/webhooks/index.js";
import { systemClock } from "../../../src/platform/clock.js";
import type { Variables } from "../../api.js";
import { relayNow } from "../../events.js";
import { complaint, register, staff, take } from "../tickets/driving.js";
import { expectSignedBy, type Receiver, startReceiver } from "./receiver.js";
import { change, deliveriesOf, openScene, readAgain, type Scene, type WebhookAnswer } from "./scene.js";

let scene: Scene;
let receiver: Receiver;
let other: Receiver;

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  [receiver, other] = await Promise.all([startReceiver(), startReceiver()]);
  return () => Promise.all([receiver.close(), other.close()]);
});

const make = (more: Variables = {}) =>
  change(scene.administrator, "createWebhook", { name: "数据平台", url: receiver.url, ...more });

const remove = ({ id, version }: WebhookAnswer) =>
  change(scene.administrator, "removeWebhook", { webhookId: id, version });

const subjectsAt = ({ received }: Receiver) => received.map(({ event }) => event.data.subject.id);

const placeOf = (unit: "cityA" | "cityB" | "countyA1") => {
  const { code } = scene.world;
  const city = unit === "countyA1" ? code.cityA : code[unit];
  return { province: code.province, city, county: unit === "countyA1" ? code.countyA1 : null, bureau: code[unit] };
};

describe("a webhook", () => {
  it("gets the events of its bureau in their order, signed so that Standard Webhooks verifies them", async () => {
    scene.stage.clock.set(systemClock.now());
    const { secret, webhook } = await make({ eventTypes: ["ticket.*"] });
    const { id } = await register(staff(scene.world).operator, complaint(scene.world));
    await relayNow(scene.world.database);
    const ids = await scene.happen(70);
    await scene.deliver();
    expect(subjectsAt(receiver)).toEqual([id, id, ...ids]);
    for (const message of receiver.received) {
      expectSignedBy(secret, message);
      expect(new Webhook(secret).verify(message.body, message.headers)).toEqual(message.event);
    }
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(72);
    const { cursor } = receiver.received.at(-1)?.event.data ?? expect.fail("nothing came");
    expect(await readAgain(scene.administrator, webhook)).toMatchObject({
      ...{ attempts: 0, failingSince: null, lastOutcome: "DELIVERED", cursor },
    });
    await remove(webhook);
  });

  it("is sent ids and codes, and nothing of what a citizen said", async () => {
    const { webhook } = await make({ eventTypes: ["ticket.registered"] });
    const { id, contact, facts } = await register(staff(scene.world).operator, complaint(scene.world));
    await relayNow(scene.world.database);
    await scene.deliver();
    const [message] = receiver.received;
    expect(message?.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(Object.keys(message?.event ?? {})).toEqual(["type", "timestamp", "data"]);
    expect(message?.event).toMatchObject({
      type: "ticket.registered",
      data: {
        ...{ subject: { type: "Ticket", id }, version: 1, bureau: scene.world.code.cityACentre, line: "PRICE" },
        payload: { kind: "COMPLAINT" },
      },
    });
    for (const text of [contact.name, contact.phone, facts]) expect(message?.body).not.toContain(text);
    await remove(webhook);
  });

  it("is told of what its bureau sees, and of nothing beside or above it", async () => {
    const eventTypes = ["ticket.signed"];
    const beneath = await make({ bureau: scene.world.code.countyA1, eventTypes, url: other.url });
    const own = await make({ eventTypes });
    await scene.happen(1, { at: placeOf("cityB") });
    const [inCity] = await scene.happen(1);
    const [inCounty] = await scene.happen(1, { at: placeOf("countyA1") });
    await scene.deliver();
    expect(subjectsAt(other)).toEqual([inCounty]);
    expect(subjectsAt(receiver)).toEqual([inCity, inCounty]);
    await remove(beneath.webhook);
    await remove(own.webhook);
  });

  it("of a department is told of its line alone", async () => {
    const { webhook } = await make({ bureau: scene.world.code.cityAPrice, eventTypes: ["ticket.*"] });
    await scene.happen(1);
    const [ofLine] = await scene.happen(1, { line: "PRICE" });
    await scene.happen(1, { line: "OTHER" });
    await scene.deliver();
    expect(subjectsAt(receiver)).toEqual([ofLine]);
    await remove(webhook);
  });

  it("is narrowed by types, subjects, kinds and lines, and passes over the rest", async () => {
    const { webhook } = await make({
      ...{ eventTypes: ["ticket.closed", "callback.*"], subjectTypes: ["Copy", "Callback"] },
      ...{ kinds: ["REPORT"], lines: ["PRICE"] },
    });
    const fitting = { line: "PRICE", payload: { kind: "REPORT" } };
    const [closed] = await scene.happen(1, { type: "ticket.closed", ...fitting });
    await scene.happen(1, { type: "ticket.closedAgain", ...fitting });
    await scene.happen(1, { type: "ticket.closed", subjectType: "Extension", ...fitting });
    await scene.happen(1, { type: "ticket.closed", ...fitting, line: null });
    await scene.happen(1, { type: "ticket.closed", ...fitting, payload: { kind: "COMPLAINT" } });
    await scene.happen(1, { type: "ticket.closed", ...fitting, payload: {} });
    const [called] = await scene.happen(1, { type: "callback.made", subjectType: "Copy", ...fitting });
    await scene.happen(120);
    await scene.deliver();
    expect(subjectsAt(receiver)).toEqual([closed, called]);
    await remove(webhook);
  });

  it("is told of a ticket that left its sight by its identifier alone, whatever types it wants", async () => {
    const { webhook } = await make({ bureau: scene.world.code.cityAPrice, eventTypes: ["ticket.registered"] });
    const { dispatcher, operator } = staff(scene.world);
    const stays = await register(operator, complaint(scene.world));
    const ticket = await register(operator, complaint(scene.world));
    await take(dispatcher, "reclassifyTicket", stays, { topics: [] });
    await relayNow(scene.world.database);
    await scene.deliver();
    await take(dispatcher, "reclassifyTicket", ticket, { issueClass: "QUALITY" });
    await relayNow(scene.world.database);
    await scene.deliver();
    expect(receiver.received.map(({ event }) => [event.type, event.data.subject.id])).toEqual([
      ["ticket.registered", stays.id],
      ["ticket.registered", ticket.id],
      ["subject.outOfSight", ticket.id],
    ]);
    expect(receiver.received[2]?.event.data).toMatchObject({ version: null, bureau: null, line: null, payload: {} });
    await remove(webhook);
  });

  it("begins with what comes after it was made, or after a cursor of its bureau", async () => {
    const { webhook } = await make({ eventTypes: ["ticket.signed"] });
    const ids = await scene.happen(3);
    await scene.deliver();
    const [first] = receiver.received;
    const late = await make({ eventTypes: ["ticket.signed"], url: other.url, after: first?.event.data.cursor });
    await scene.deliver();
    expect(subjectsAt(other)).toEqual(ids.slice(1));
    await remove(webhook);
    await remove(late.webhook);
  });
});

describe("a slow receiver", () => {
  it("delays no other, which has everything before the slow one has answered once", async () => {
    const slow = await make({ eventTypes: ["ticket.signed"] });
    const quick = await make({ eventTypes: ["ticket.signed"], url: other.url });
    let release = (): void => {};
    receiver.answer((_request, response) => {
      release = () => response.writeHead(204).end();
    });
    const ids = await scene.happen(120);
    const delivering = scene.deliver({ mostTurns: 2 });
    await Promise.all([receiver.has(1), other.has(120)]);
    const more = await scene.happen(30);
    await other.has(150);
    expect(subjectsAt(other)).toEqual([...ids, ...more]);
    expect(receiver.received).toHaveLength(1);
    receiver.answer({ status: 204 });
    release();
    await delivering;
    expect(subjectsAt(receiver)).toEqual([...ids, ...more]);
    await remove(slow.webhook);
    await remove(quick.webhook);
  });

  it("that failed before takes no turn from the others, however many such there are", async () => {
    const troubled: Receiver[] = [];
    const made: WebhookAnswer[] = [];
    for (let count = 0; count < 3; count += 1) {
      const failing = await startReceiver();
      failing.answer({ status: 500 });
      troubled.push(failing);
      made.push((await make({ eventTypes: ["ticket.signed"], url: failing.url })).webhook);
    }
    await scene.happen(1);
    await scene.deliver();
    const held: (() => void)[] = [];
    for (const one of troubled) one.answer((_request, response) => void held.push(() => response.writeHead(204).end()));
    const sound = await make({ eventTypes: ["ticket.signed"], url: other.url });
    const ids = await scene.happen(5);
    scene.pass(10_000);
    const delivering = scene.deliver({ mostTurns: 2, mostTroubled: 1 });
    await other.has(5);
    expect(subjectsAt(other)).toEqual(ids);
    expect(troubled.map(({ received }) => received.length).sort()).toEqual([1, 1, 2]);
    for (const one of troubled) one.answer({ status: 204 });
    for (const release of held) release();
    await delivering;
    for (const one of troubled) expect(new Set(subjectsAt(one)).size).toBe(6);
    for (const webhook of [...made, sound.webhook]) await remove(webhook);
    await Promise.all(troubled.map((one) => one.close()));
  });
});

describe("a process that dies", () => {
  it("loses nothing: what it did not record is sent again by another with the same webhook-id", async () => {
    const { webhook } = await make({ eventTypes: ["ticket.signed"] });
    let release = (): void => {};
    receiver.answer((_request, response) => {
      release = () => response.writeHead(204).end();
    });
    const ids = await scene.happen(3);
    const dying = scene.deliver();
    await receiver.has(1);
    // To the other process it is in a turn, until the turn is given up for dead.
    await createDeliveryPass(await scene.options()).run(scene.tools());
    expect(receiver.received).toHaveLength(1);
    receiver.answer({ status: 204 });
    scene.pass(60_000);
    await createDeliveryPass(await scene.options()).run(scene.tools());
    const [first = "", ...others] = ids;
    expect(subjectsAt(receiver)).toEqual([first, first, ...others]);
    const [before, again] = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect(again).toBe(before);
    const { cursor } = await readAgain(scene.administrator, webhook);
    // What it comes back with is not taken any more.
    release();
    await dying;
    expect((await readAgain(scene.administrator, webhook)).cursor).toBe(cursor);
    expect(receiver.received).toHaveLength(4);
    await remove(webhook);
  });

  it("and several that live deliver each event once", async () => {
    const { webhook } = await make({ eventTypes: ["ticket.signed"] });
    const ids = await scene.happen(60);
    await Promise.all([scene.deliver(), scene.deliver(), scene.deliver()]);
    expect(subjectsAt(receiver)).toEqual(ids);
    expect(await deliveriesOf(scene.administrator, webhook, { first: 100 })).toHaveLength(60);
    await remove(webhook);
  });
});
