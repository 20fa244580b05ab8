import { sql } from "drizzle-orm";
import { describe, expect, inject, it } from "vitest";
import { findRevisions } from "../../../src/modules/calls/call.recording.store.js";
import type { Transaction } from "../../../src/platform/database.js";
import { asSuperuser } from "../../database.js";
import { makeProvince } from "../../world.js";
import { abandoned, record, source } from "./calling.js";

// What the transaction has read of the calls so far, by an index and without.
async function rowsRead(tx: Transaction): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    SELECT coalesce(seq_tup_read, 0)::int + coalesce(idx_tup_fetch, 0)::int AS count
    FROM pg_stat_xact_user_tables WHERE relname = 'calls'`);
  return row?.count ?? 0;
}

describe("the revisions of known calls", () => {
  it.each([
    ["however many the bureau took since its calls were counted last", false],
    ["where others' calls were counted, and none of the bureau's", true],
  ])("are looked up by the keys of the calls, %s", async (_, areOthersCounted) => {
    const world = await makeProvince();
    const manager = world.as("cityACentre.shiftManager");
    if (areOthersCounted) {
      const others = Array.from({ length: 1000 }, (_, place) => abandoned(`other-${place}`));
      await record(world.as("cityBCentre.shiftManager"), ...others);
      await asSuperuser(inject("adminUrl"), (sql) => sql`ANALYZE calls`);
    }
    const callIds = Array.from({ length: 2000 }, (_, place) => `known-${place}`);
    for (const from of [0, 1000]) {
      await record(manager, ...callIds.slice(from, from + 1000).map((callId) => abandoned(callId)));
    }
    const { cityA, cityACentre, province } = world.code;
    const place = { province, city: cityA, county: null, bureau: cityACentre, source };
    await world.database.asSystem("a test counts what is read", async (tx) => {
      const before = await rowsRead(tx);
      const asked = [...callIds.slice(0, 20), "unknown"];
      const found = await findRevisions(tx, place, asked);
      expect([...found.keys()].sort()).toEqual([...callIds.slice(0, 20)].sort());
      expect(found.get("known-0")).toBe(2);
      expect((await rowsRead(tx)) - before).toBeLessThanOrEqual(asked.length);
    });
  });
});
