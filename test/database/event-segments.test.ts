import { afterEach, describe, expect, it } from "vitest";
import { keepSegments, logBounds, missingSegments, relayEvents } from "../../src/modules/events/index.js";
import { settableClock } from "../../src/platform/clock.js";
import { asSuperuser, type OwnDatabase, ownDatabase } from "../database.js";

describe("the segments that are missing", () => {
  const size = 100;
  const segment = (number: number) => ({ first: number * size + 1, beyond: (number + 1) * size + 1 });

  it.each([
    ["none where two stand beyond the last position", [0, 1, 2], 50, []],
    ["one where the last position has just entered the one before the last", [0, 1, 2], 101, [3]],
    ["all where there is none", [], 0, [0, 1]],
    ["as many as a long queue has filled beyond the last of them", [0, 1], 350, [2, 3, 4, 5]],
  ])("are %s", (_, there, latest, missing) => {
    expect(missingSegments(there.map(segment), latest, size)).toEqual(missing.map(segment));
  });
});

describe("the segments of the log", () => {
  let own: OwnDatabase;

  afterEach(() => own.drop());

  const insertAt = (position: number) =>
    asSuperuser(
      own.adminUrl,
      (sql) => sql`INSERT INTO event_log
        (position, province, bureau, at, transaction, type, subject_type, subject_id, payload)
        VALUES (${position}, '100000', '100000', now(), '1', 'test.told', 'Test', 'one', '{}')`,
    );

  const segments = async (): Promise<number> => {
    const [row] = await asSuperuser(
      own.adminUrl,
      (sql) => sql<{ count: number }[]>`SELECT count(*)::int AS count FROM pg_inherits
        WHERE inhparent IN ('event_log'::regclass, 'event_witnesses'::regclass)`,
    );
    return row?.count ?? 0;
  };

  it("are made ahead, and dropped as a whole when their last event is older than ninety days, the oldest first", async () => {
    own = await ownDatabase();
    const { database } = own;
    await relayEvents(database);
    await insertAt(4_999_999);
    await insertAt(5_000_001);
    await asSuperuser(own.adminUrl, (sql) => sql`UPDATE event_relay SET position = 5000001`);
    const clock = settableClock(new Date());
    await keepSegments(database, clock);
    expect(await segments()).toBe(2 * 4);
    expect(await database.asSystem("look", logBounds)).toEqual({ oldest: 1, latest: 5_000_001 });

    clock.set(new Date(Date.now() + 89 * 86_400_000));
    await keepSegments(database, clock);
    expect((await database.asSystem("look", logBounds)).oldest).toBe(1);

    clock.set(new Date(Date.now() + 91 * 86_400_000));
    await keepSegments(database, clock);
    expect(await database.asSystem("look", logBounds)).toEqual({ oldest: 5_000_001, latest: 5_000_001 });
    expect(await segments()).toBe(2 * 3);
    await keepSegments(database, clock);
    expect(await segments()).toBe(2 * 3);
  });
});
