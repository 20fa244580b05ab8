import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { auditEntries, ticketContacts, tickets } from "../../schema/index.js";
import type { Actor } from "../../src/platform/actor.js";
import { keepOpen, type Transaction } from "../../src/platform/database.js";
import { type Change, recordings } from "../../src/platform/record.js";
import { together } from "../../src/platform/together.js";
import { insertionOf, updateOf, write, writeAndEnd } from "../../src/platform/writing.store.js";
import { testDatabase } from "../database.js";
import { toldEvents } from "../events.js";
import { makeProvince, type World } from "../world.js";
import { actorAt, denied, stateOf } from "./actors.js";

describe("writings that are sent together", () => {
  let world: World;
  let actor: Actor;

  beforeAll(async () => {
    world = await makeProvince();
    actor = await actorAt(world.code.cityACentre);
  });

  const inTransaction = <Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
    testDatabase().asActor(actor, work);

  const newTicket = () => ({
    province: world.code.province,
    id: randomUUID(),
    number: `${world.mark}${randomUUID()}`,
    kind: "COMPLAINT",
    state: "IN_REVIEW",
    regime: "ORDER_121",
    city: world.code.cityA,
    holder: world.code.cityACentre,
    intakeBureau: world.code.cityACentre,
    channel: "PHONE",
    issueClass: "PRICE",
    topics: ["MASKS", '引号"与反斜杠\\', "{}", ""],
    respondentName: "名称，含“引号”、\\、{花括号}与\n换行",
    locality: "WITHIN_REACH",
    receivedAt: new Date("2026-07-01T08:09:10.123Z"),
    registeredAt: new Date("2026-07-01T16:00:00.000Z"),
    dueOn: "infinity",
    disputedAmount: 9_007_199_254_740_993n,
    isAnonymous: true,
    refusalGround: null,
  });

  const insert = (tx: Transaction, ...rows: ReturnType<typeof newTicket>[]) => write(tx, [insertionOf(tickets, rows)]);

  const read = (id: string) => inTransaction((tx) => tx.select().from(tickets).where(eq(tickets.id, id)));

  it("are read back as they were given: instants, amounts beyond 2^53, lists, texts, binary values and null", async () => {
    const ticket = newTicket();
    const key = { province: ticket.province, ticketId: ticket.id };
    const contact = { ...key, keyId: "k1", sealed: Buffer.from([0, 255, 92, 120]) };
    const kept = await inTransaction(async (tx) => {
      await insert(tx, ticket);
      await write(tx, [insertionOf(ticketContacts, [contact])]);
      return tx.select().from(ticketContacts).where(eq(ticketContacts.ticketId, ticket.id));
    });
    expect(kept).toEqual([contact]);
    expect(await read(ticket.id)).toMatchObject([{ ...ticket, version: 1 }]);
  });

  it("update what they find, with values of every type", async () => {
    const ticket = newTicket();
    await inTransaction((tx) => insert(tx, ticket));
    const changes = {
      ...{
        closedAt: new Date("2026-07-02T01:02:03.004Z"),
        dueOn: "2026-07-09",
        topics: ["A", 'b"c'],
        isForTracing: true,
      },
      ...{ recoveredLoss: 38_000n, disputedAmount: null, respondentName: "丙" },
    };
    const { province, id } = ticket;
    await inTransaction((tx) =>
      write(tx, [updateOf(tickets, { province, id, version: 1 }, { ...changes, version: 4 })]),
    );
    expect(await read(id)).toMatchObject([{ ...ticket, ...changes, version: 4 }]);
  });

  it("are any number of rows, and of no rows nothing", async () => {
    const many = Array.from({ length: 30 }, newTicket);
    await inTransaction((tx) => insert(tx, ...many));
    await inTransaction((tx) => insert(tx));
    const numbers = new Set((await Promise.all(many.map(({ id }) => read(id)))).flat().map(({ number }) => number));
    expect(numbers).toEqual(new Set(many.map(({ number }) => number)));
  });

  it("are all of them in vain where an update does not find its row", async () => {
    const [ticket, other] = [newTicket(), newTicket()];
    await inTransaction((tx) => insert(tx, ticket));
    const { province, id } = ticket;
    const late = updateOf(tickets, { province, id, version: 2 }, { state: "CLOSED" });
    expect(await stateOf(inTransaction((tx) => write(tx, [insertionOf(tickets, [other]), late])))).toBe("22012");
    expect(await stateOf(inTransaction((tx) => writeAndEnd(tx, [insertionOf(tickets, [other]), late])))).toBe("22012");
    expect(await read(other.id)).toEqual([]);
  });

  it("stand under the row policies", async () => {
    const foreign = { ...newTicket(), intakeBureau: world.code.cityBCentre };
    expect(await stateOf(inTransaction((tx) => insert(tx, foreign)))).toBe(denied);
  });

  it("tell of the statement that failed, where those behind it were refused for that, and leave nothing", async () => {
    const ticket = newTicket();
    const twice = inTransaction((tx) => together([insert(tx, ticket), insert(tx, ticket), insert(tx, newTicket())]));
    expect(await stateOf(twice)).toBe("23505");
    expect(await read(ticket.id)).toEqual([]);
  });

  it("end the transaction where they are the last: it is kept, and takes no statement any more", async () => {
    const ticket = newTicket();
    const work = inTransaction(async (tx) => {
      await writeAndEnd(tx, [insertionOf(tickets, [ticket])]);
      await insert(tx, newTicket());
    });
    await expect(work).rejects.toThrow("a statement came after the last one of its transaction");
    expect(await read(ticket.id)).toHaveLength(1);
  });

  it("do not end a transaction that is kept open for the work of others", async () => {
    const [ticket, other] = [newTicket(), newTicket()];
    await inTransaction(async (tx) => {
      keepOpen(tx);
      await writeAndEnd(tx, [insertionOf(tickets, [ticket])]);
      await writeAndEnd(tx, [insertionOf(tickets, [other])]);
    });
    expect([...(await read(ticket.id)), ...(await read(other.id))]).toHaveLength(2);
  });

  it("that are the last are taken back where they fail, and the connection serves the next", async () => {
    const ticket = newTicket();
    await inTransaction((tx) => insert(tx, ticket));
    const again = inTransaction((tx) =>
      together([insert(tx, newTicket()), writeAndEnd(tx, [insertionOf(tickets, [ticket])])]),
    );
    expect(await stateOf(again)).toBe("23505");
    expect(await read(ticket.id)).toHaveLength(1);
  });

  it("of the ledger are the audit entries and events of several changes, in the order of the changes", async () => {
    const requestId = randomUUID();
    const at = new Date();
    const { bureau: place } = actor;
    const change = (version: number): Change => ({
      action: "ticket.check",
      at,
      requestId,
      subject: { type: "Ticket", id: requestId, version, place, line: null },
      detail: { version, list: ["一", 2, null] },
      events: version === 3 ? [] : [{ type: "ticket.checkStarted", payload: { version } }],
    });
    const versions = [1, 2, 3, 4, 5];
    await inTransaction((tx) => write(tx, recordings(actor, versions.map(change))));
    const { entries, events } = await testDatabase().asSystem("read what a test recorded", async (tx) => ({
      entries: await tx
        .select({ version: auditEntries.subjectVersion, detail: auditEntries.detail })
        .from(auditEntries)
        .where(and(eq(auditEntries.subjectId, requestId), eq(auditEntries.province, world.code.province)))
        .orderBy(auditEntries.id),
      events: await tx
        .select({ version: toldEvents.subjectVersion, payload: toldEvents.payload })
        .from(toldEvents)
        .where(eq(toldEvents.subjectId, requestId))
        .orderBy(toldEvents.id),
    }));
    expect(entries).toEqual(versions.map((version) => ({ version, detail: { version, list: ["一", 2, null] } })));
    expect(events).toEqual([1, 2, 4, 5].map((version) => ({ version, payload: { version } })));
  });
});
