import { describe, expect, test, vi } from "vitest";
import { systemClock } from "../../src/platform/clock.js";
import { openDatabase } from "../../src/platform/database.js";
import { createLogger } from "../../src/platform/log.js";
import { startWorkers } from "../../src/workers/index.js";
import { testDatabase } from "../database.js";

function collector() {
  const lines: string[] = [];
  return { lines, log: createLogger("debug", { write: (line) => void lines.push(line) }) };
}

describe("the workers", () => {
  test("say nothing when there is nothing to do, and stop when asked", async () => {
    const { lines, log } = collector();
    const workers = startWorkers({ database: testDatabase(), clock: systemClock, log });
    await workers.stop();
    expect(lines).toEqual([]);
  });

  test("write a failed run to the log without its message, and run again", async () => {
    const { lines, log } = collector();
    const url = "postgres://somebody:secret@127.0.0.1:1/hotline";
    const database = openDatabase({ url, poolSize: 1, statementTimeout: 1000 });
    const workers = startWorkers({ database, clock: systemClock, log, everyMilliseconds: 1 });
    await vi.waitUntil(() => lines.length >= 2);
    await workers.stop();
    await database.close(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "error", worker: "reorganisations" });
    expect(lines.join()).not.toContain("127.0.0.1");
  });
});
