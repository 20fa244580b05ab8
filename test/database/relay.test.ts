import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { nationPlace } from "../../src/access/index.js";
import { logBounds, readEventFigures, readLog, relayEvents } from "../../src/modules/events/index.js";
import type { Database, Transaction } from "../../src/platform/database.js";
import { recordingsOf } from "../../src/platform/record.js";
import { write } from "../../src/platform/writing.store.js";
import { asSuperuser, type OwnDatabase, ownDatabase } from "../database.js";

describe("the relay", () => {
  let own: OwnDatabase;

  afterEach(() => own.drop());

  const tell = (tx: Transaction, subject: string, version: number): Promise<void> =>
    write(
      tx,
      recordingsOf([
        {
          actor: { place: nationPlace },
          change: {
            action: "viewer.read",
            at: new Date(),
            requestId: "test",
            subject: { type: "Test", id: subject, version, place: nationPlace },
            events: [{ type: "test.told" }],
          },
        },
      ]),
    );

  const tellOne = (database: Database, subject: string, version: number): Promise<void> =>
    database.asSystem("a test tells something", (tx) => tell(tx, subject, version));

  const logged = async (database: Database) => {
    const read = (after: number) => database.asSystem("a test reads", (tx) => readLog(tx, { after, limit: 10_000 }));
    const all = [];
    for (let page = await read(0); page.length > 0; page = await read(page.at(-1)?.position ?? 0)) all.push(...page);
    return all;
  };

  it("gives committed events positions from 1 without a gap, and takes them out of the outbox", async () => {
    own = await ownDatabase();
    const before = (await own.database.asSystem("look", logBounds)).latest;
    for (let version = 1; version <= 5; version += 1) await tellOne(own.database, "one", version);
    expect(await relayEvents(own.database)).toBe(5);
    expect(await relayEvents(own.database)).toBe(0);
    const events = (await logged(own.database)).filter(({ subjectId }) => subjectId === "one");
    expect(events.map(({ position }) => position - before)).toEqual([1, 2, 3, 4, 5]);
    expect(events.map(({ subjectVersion }) => subjectVersion)).toEqual([1, 2, 3, 4, 5]);
    const [left] = await own.database.asSystem("look", (tx) =>
      tx.execute<{ count: string }>(sql`SELECT count(*) FROM outbox_events`),
    );
    expect(left?.count).toBe("0");
  });

  it("skips no event of a transaction that stays open while thousands commit, and holds up none of theirs", async () => {
    own = await ownDatabase();
    const { database } = own;
    await relayEvents(database);
    let end = (): void => {};
    const isOver = new Promise<void>((resolve) => {
      end = resolve;
    });
    let begun = (): void => {};
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const held = database.asSystem("a test stays open", async (tx) => {
      await tell(tx, "held", 1);
      begun();
      await isOver;
      await tell(tx, "held", 2);
    });
    await hasBegun;
    let moved = 0;
    for (let round = 0; round < 4; round += 1) {
      const others = Array.from({ length: 500 }, (_, index) => index);
      await database.asSystem("many", async (tx) => {
        for (const index of others.slice(0, 250)) await tell(tx, `other-${round}-${index}`, 1);
      });
      for (const index of others.slice(250)) await tellOne(database, `other-${round}-${index}`, 1);
      moved += await relayEvents(database);
    }
    expect(moved).toBe(2000);
    end();
    await held;
    expect(await relayEvents(database)).toBe(2);
    const events = await logged(database);
    const tellings = events.filter(({ subjectId }) => subjectId === "held");
    expect(tellings.map(({ subjectVersion }) => subjectVersion)).toEqual([1, 2]);
    expect(tellings[0]?.position).toBeGreaterThan(
      events.filter(({ subjectId }) => subjectId !== "held").at(-1)?.position ?? 0,
    );
    expect(new Set(events.map(({ position }) => position)).size).toBe(events.length);
  });

  it("moves a long queue piece by piece, each event once, with versions of a subject in their order", async () => {
    own = await ownDatabase();
    const { database } = own;
    await database.asSystem("make a long queue", (tx) =>
      tx.execute(sql`INSERT INTO outbox_events (province, bureau, at, type, subject_type, subject_id, subject_version, payload)
        SELECT '100000', '100000', now(), 'test.told', 'Test', 's' || (n % 100), n, '{}' FROM generate_series(1, 12000) AS n`),
    );
    const several = await Promise.all([relayEvents(database), relayEvents(database), relayEvents(database)]);
    expect(several.reduce((sum, moved) => sum + moved, 0)).toBeGreaterThanOrEqual(12_000);
    const events = (await logged(database)).filter(({ subjectType }) => subjectType === "Test");
    expect(events).toHaveLength(12_000);
    const last = new Map<string, number>();
    for (const { subjectId, subjectVersion } of events) {
      expect(subjectVersion).toBeGreaterThan(last.get(subjectId) ?? 0);
      last.set(subjectId, subjectVersion ?? 0);
    }
  });

  it("takes everything that waits where the database came from another server, whatever its transactions are called", async () => {
    own = await ownDatabase();
    const { database } = own;
    await tellOne(database, "before", 1);
    await relayEvents(database);
    await tellOne(database, "waiting", 1);
    await asSuperuser(own.adminUrl, async (admin) => {
      await admin`UPDATE outbox_events SET transaction = '900000000000'`;
      await admin`UPDATE event_relay SET server = 'another'`;
    });
    expect(await relayEvents(database)).toBe(1);
    await tellOne(database, "after", 1);
    expect(await relayEvents(database)).toBe(1);
    const told = (await logged(database)).filter(({ subjectType }) => subjectType === "Test");
    expect(told.map(({ subjectId }) => subjectId)).toEqual(["before", "waiting", "after"]);
  });

  it("says for the metrics what waits, and how far the log goes", async () => {
    own = await ownDatabase();
    const { database } = own;
    await relayEvents(database);
    const { latest } = await readEventFigures(database);
    await tellOne(database, "waiting", 1);
    const waiting = await readEventFigures(database);
    expect(waiting).toMatchObject({ waiting: 1, latest, oldestKept: 1 });
    expect(waiting.oldestWaiting).toMatch(/^\d+$/);
    await relayEvents(database);
    expect(await readEventFigures(database)).toEqual({
      waiting: 0,
      oldestWaiting: null,
      latest: latest + 1,
      oldestKept: 1,
    });
  });

  it("puts down as witnesses only places that add sight", async () => {
    own = await ownDatabase();
    const { database } = own;
    const place = { province: "T1", city: "T2", county: "T3", bureau: "T3" };
    await database.asSystem("tell with witnesses", (tx) =>
      write(
        tx,
        recordingsOf([
          {
            actor: { place },
            change: {
              action: "viewer.read",
              at: new Date(),
              requestId: "test",
              subject: {
                ...{ type: "Test", id: "seen", place, line: null },
                witnesses: [
                  { province: "T1", city: "T2", county: null, bureau: "T2-12315", line: null },
                  { province: "T1", city: "T2", county: "T4", bureau: "T4", line: null },
                  { province: "T1", city: "T2", county: "T3", bureau: "T3", line: "PRICE" },
                ],
              },
              events: [{ type: "test.told" }],
            },
          },
        ]),
      ),
    );
    await relayEvents(database);
    const [event] = (await logged(database)).filter(({ subjectId }) => subjectId === "seen");
    expect(event?.witnesses.map(({ bureau, line }) => [bureau, line])).toEqual([
      ["T4", null],
      ["T3", "PRICE"],
    ]);
  });
});
