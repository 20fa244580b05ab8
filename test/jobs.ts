import { onTestFailed, TestRunner } from "vitest";
import { setAsideJobs } from "../schema/index.js";
import {
  type JobsRun,
  type JobTools,
  type PassTools,
  type Queue,
  runJobs,
  type TakeJobs,
  type TakenJob,
} from "../src/modules/jobs/index.js";
import type { Place } from "../src/platform/actor.js";
import { type Clock, systemClock } from "../src/platform/clock.js";
import type { Database } from "../src/platform/database.js";
import { newId, toGlobalId } from "../src/platform/ids.js";
import { createLogger } from "../src/platform/log.js";
import type { RecordedValue } from "../src/platform/record.js";
import { sendText } from "../src/platform/transaction.js";
import { testDatabase } from "./database.js";

/** What the work of a test is given: nothing stops it, and what it writes to the log is kept. */
export function jobTools(
  database: Database = testDatabase(),
  clock: Clock = systemClock,
): PassTools & { lines: string[] } {
  const lines: string[] = [];
  const log = createLogger("debug", { write: (line) => void lines.push(line) });
  // A job that fails does not fail the run: without its line nobody would know why a test found one.
  if (TestRunner.getCurrentTest() !== undefined) onTestFailed(() => void process.stderr.write(lines.join("")));
  return { database, clock, log, isStopped: () => false, province: null, lines };
}

// What is to be taken is read once, by itself: as a subquery it might be read again for each row, and more would be taken.
const takeNamed = `WITH next AS MATERIALIZED (SELECT name, id FROM pgboss.job
    WHERE name = $1 AND data @> $2::text::jsonb AND state < 'active' AND start_after < now()
    ORDER BY created_on, id LIMIT $3::int FOR UPDATE SKIP LOCKED)
  UPDATE pgboss.job SET state = 'active', started_on = now(),
    retry_count = CASE WHEN started_on IS NULL THEN retry_count ELSE retry_count + 1 END
  FROM next WHERE job.name = next.name AND job.id = next.id
  RETURNING job.id, data AS payload, retry_count AS retries`;

/** Takes only jobs whose payload has these values: other tests send to the same queue in the same database. */
export function takeOnly(payload: Readonly<Record<string, RecordedValue>>): TakeJobs {
  return async (tx, queue, limit) => [
    ...(await sendText<TakenJob>(tx, takeNamed, [queue.name, JSON.stringify(payload), limit])),
  ];
}

/** Does the jobs of a queue whose payload has these values, until none of them is due. */
export function runJobsOf(
  queue: Queue,
  payload: Readonly<Record<string, RecordedValue>>,
  tools: JobTools = jobTools(),
): Promise<JobsRun> {
  return runJobs([queue], tools, takeOnly(payload));
}

/** Sets a job aside at a place, as if it had failed for good, and answers its global identifier. */
export async function addSetAsideJob(
  { province, city, county, bureau }: Place,
  changes: Partial<typeof setAsideJobs.$inferInsert> = {},
  database: Database = testDatabase(),
): Promise<string> {
  const { setAsideAt = systemClock.now() } = changes;
  const row = {
    ...{ province, city, county, bureau, id: newId(setAsideAt), setAsideAt },
    ...{ queue: "test-queue", payload: { of: bureau }, attempts: 9, errorCode: "TIMED_OUT" },
    ...changes,
  };
  await database.asSystem("set a job aside for a test", (tx) => tx.insert(setAsideJobs).values(row));
  return toGlobalId("SetAsideJob", row.province, row.id);
}
