import { sql } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { systemClock } from "../../src/platform/clock.js";
import { openDatabase } from "../../src/platform/database.js";
import { createLogger } from "../../src/platform/log.js";
import { record } from "../../src/platform/record.js";
import { startWorkers } from "../../src/workers/index.js";
import { ownDatabase } from "../database.js";
import { makeProvince } from "../world.js";

function collector() {
  const lines: string[] = [];
  return { lines, log: createLogger("debug", { write: (line) => void lines.push(line) }) };
}

describe("the workers", () => {
  test("say nothing when there is nothing to do, and stop when asked", async () => {
    const own = await ownDatabase();
    const { lines, log } = collector();
    const workers = startWorkers({ database: own.database, clock: systemClock, log });
    await workers.stop();
    await own.drop();
    expect(lines).toEqual([]);
  });

  test("seal the audit within seconds", async () => {
    const own = await ownDatabase();
    const { lines, log } = collector();
    const workers = startWorkers({ database: own.database, clock: systemClock, log });
    try {
      const { code } = await makeProvince({ database: own.database });
      const place = { province: code.province, city: null, county: null, bureau: code.province };
      const change = { action: "ticket.sign", at: systemClock.now(), requestId: "r", events: [] };
      await own.database.asSystem("write an entry", (tx) =>
        record(tx, { place }, { ...change, subject: { type: "Ticket", id: "x", place } }),
      );
      const isSealed = () =>
        own.database.asSystem("look for the link", async (tx) => {
          const links = await tx.execute(sql`SELECT 1 FROM audit_links WHERE province = ${code.province}`);
          return links.length === 1;
        });
      await vi.waitUntil(isSealed, { timeout: 10_000 });
    } finally {
      await workers.stop();
      await own.drop();
    }
    expect(lines).toEqual([]);
  });

  test("write a failed run to the log without its message, and run again", async () => {
    const { lines, log } = collector();
    const url = "postgres://somebody:secret@127.0.0.1:1/hotline";
    const database = openDatabase({ url, poolSize: 1, statementTimeout: 1000 });
    const workers = startWorkers({ database, clock: systemClock, log, everyMilliseconds: 1 });
    const isTwice = (name: string) => lines.filter((line) => line.includes(`"${name}"`)).length >= 2;
    await vi.waitUntil(() => isTwice("reorganisations") && isTwice("seal") && isTwice("jobs"), { timeout: 20_000 });
    await workers.stop();
    await database.close(1);
    const failed = lines.map((line) => JSON.parse(line));
    expect(failed.every(({ level }) => level === "error")).toBe(true);
    for (const name of ["reorganisations", "seal", "jobs"]) {
      expect(failed.filter(({ worker }) => worker === name).length).toBeGreaterThanOrEqual(2);
    }
    expect(lines.join()).not.toContain("127.0.0.1");
  });
});
