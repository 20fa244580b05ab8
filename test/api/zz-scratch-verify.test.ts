import { writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "../database.js";
import { verify } from "./statistics/checking.js";

test("scratch", { timeout: 1_200_000 }, async () => {
  const database = testDatabase();
  let before = -1;
  for (let still = 0; still < 8; ) {
    const [row] = await database.asSystem("x", (tx) => tx.execute<{ n: string }>(sql`SELECT count(*) AS n FROM timeline_entries`));
    const now = Number(row?.n);
    still = now === before ? still + 1 : 0;
    before = now;
    await pause(5000);
  }
  const found = await verify(database, null);
  writeFileSync("/tmp/notes/scratch-verify.txt", `${JSON.stringify(found.counts)}\n${found.sentences.join("\n")}`);
  expect(found.counts).toBe(0);
});
