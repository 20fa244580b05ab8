import PgBoss from "pg-boss";
import type { Actor } from "../../platform/actor.js";
import { actorContext, sendAhead, type Transaction } from "../../platform/database.js";
import { together } from "../../platform/together.js";
import { sendText } from "../../platform/transaction.js";
import type { JobPayload, Queue } from "./queue.js";

/** A job that is to be sent. */
export interface NewJob {
  key: string;
  payload: JobPayload;
  /** Null for at once. */
  startAfter: Date | null;
}

/** A job that was taken: it is this process' until it expires. */
export interface TakenJob<Payload extends JobPayload = JobPayload> {
  id: string;
  payload: Payload;
  /** How often it was tried before; with the id it tells this take from a later one. */
  retries: number;
}

/** A job that used up its tries. */
export interface FailedJob {
  queue: string;
  payload: JobPayload;
  attempts: number;
  errorCode: string;
}

const expiredCode = "TIMED_OUT";

// A job waits for as long as it takes: nothing that was to be done is thrown away because of its age.
const endOfTime = "9999-12-31T00:00:00Z";

/**
 * pg-boss upon a transaction of ours. It is never started: it has no connection, no timer and no worker of its own, and
 * changes no table. What it knows is how jobs are sent, taken, and tried again.
 */
function bossUpon(tx: Transaction): PgBoss {
  const db = {
    executeSql: async (text: string, values: unknown[] = []) => ({
      rows: [...(await sendText(tx, text, values.map(toParameter)))],
    }),
  };
  return new PgBoss({ db, schema: "pgboss", migrate: false, supervise: false, schedule: false });
}

// The driver leaves JSON and lists to us: Drizzle tells it to, see connections.ts.
function toParameter(value: unknown): string | number | boolean | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "string") return value;
  // Lists are of identifiers alone.
  return Array.isArray(value) ? `{${value.join(",")}}` : JSON.stringify(value);
}

const holdWaiting = `SELECT singleton_key AS key FROM pgboss.job
  WHERE name = $1 AND state = 'created' AND COALESCE(singleton_key, '') = ANY($2::text[]) FOR SHARE`;

/**
 * Sends jobs, and answers those that could not be sent because there is no such queue yet, or because a job of the same key
 * began in this very moment. A job that waits already under the same key counts as sent: it is held until the transaction
 * ends, so that it begins after what the sender changed.
 *
 * SECURITY: widened sight: only the platform may touch the queue. An actor's transaction becomes the platform for these two
 * statements; they and the way back are sent without waiting, so that nothing can come in between.
 */
export async function insertJobs(
  tx: Transaction,
  sender: Actor | null,
  queue: string,
  jobs: readonly NewJob[],
): Promise<NewJob[]> {
  if (sender !== null) sendAhead(tx, "SET LOCAL ROLE lianxin_system");
  const sending = bossUpon(tx).insert(jobs.map((job) => toInsertion(queue, job)));
  // An array as PostgreSQL writes it, whose texts may hold anything.
  const keys = `{${jobs.map(({ key }) => `"${key.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
  const holding = sendText<{ key: string }>(tx, holdWaiting, [queue, keys]);
  if (sender !== null) sendAhead(tx, actorContext(sender));
  const [, held] = await together([sending, holding]);
  const waiting = new Set(held.map(({ key }) => key));
  return jobs.filter(({ key }) => !waiting.has(key));
}

function toInsertion(name: string, { key, payload, startAfter }: NewJob): PgBoss.JobInsert {
  const timing = startAfter === null ? {} : { startAfter: startAfter.toISOString() };
  return { name, data: payload, singletonKey: key, keepUntil: endOfTime, ...timing };
}

/** What a queue says of its jobs. Of those with one key at most one waits, which pg-boss calls the policy "short". */
function settingsOf({ name, retryLimit, retryDelay, backoff, expireAfter }: Queue): PgBoss.Queue {
  return { name, policy: "short", retryLimit, retryDelay, retryBackoff: backoff, expireInSeconds: expireAfter };
}

/** Makes a queue where it is missing; one that is there stays as it is. */
export async function insertQueue(tx: Transaction, sender: Actor | null, queue: Queue): Promise<void> {
  if (sender !== null) sendAhead(tx, "SET LOCAL ROLE lianxin_system");
  const making = bossUpon(tx).createQueue(queue.name, settingsOf(queue));
  if (sender !== null) sendAhead(tx, actorContext(sender));
  await making;
}

/** Makes a queue where it is missing, and brings it to what this release says of its jobs. */
export async function refreshQueue(tx: Transaction, queue: Queue): Promise<void> {
  await insertQueue(tx, null, queue);
  await bossUpon(tx).updateQueue(queue.name, settingsOf(queue));
}

const lookForWork = `SELECT wanted.name,
    EXISTS (SELECT 1 FROM pgboss.job WHERE job.name = wanted.name AND state < 'active' AND start_after < now()) AS "isDue"
  FROM unnest($1::text[]) AS wanted (name)`;

/** Those of the queues in which a job is due. */
export async function findDueQueues(tx: Transaction, names: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sendText<{ name: string; isDue: boolean }>(tx, lookForWork, [`{${names.join(",")}}`]);
  return new Set(rows.filter(({ isDue }) => isDue).map(({ name }) => name));
}

/** Takes jobs that are due, oldest first; whoever else takes some at the same time gets others. */
export async function takeJobs(tx: Transaction, queue: Queue, limit: number): Promise<TakenJob[]> {
  const rows = await bossUpon(tx).fetch<JobPayload>(queue.name, { batchSize: limit, includeMetadata: true });
  return rows.map(({ id, data, retryCount }) => ({ id, payload: data, retries: retryCount }));
}

const finish = `DELETE FROM pgboss.job
  WHERE name = $1 AND id = $2::uuid AND state = 'active' AND retry_count = $3::int RETURNING id`;

/** Marks a job as done, which leaves nothing of it. Answers false where it expired, and may be somebody else's by now. */
export async function finishJob(tx: Transaction, queue: Queue, { id, retries }: TakenJob): Promise<boolean> {
  return (await sendText(tx, finish, [queue.name, id, retries])).length === 1;
}

const lockTaken = `SELECT id FROM pgboss.job
  WHERE name = $1 AND id = $2::uuid AND state = 'active' AND retry_count = $3::int FOR UPDATE`;

/**
 * Marks a try as failed: the job waits for its next one, or is out of tries. Nothing happens where it expired before.
 *
 * @param errorCode the code of the error, never its message
 */
export async function failJob(tx: Transaction, queue: Queue, taken: TakenJob, errorCode: string): Promise<void> {
  const mine = await sendText(tx, lockTaken, [queue.name, taken.id, taken.retries]);
  if (mine.length === 1) await bossUpon(tx).fail(queue.name, taken.id, { code: errorCode });
}

const findLost = `SELECT name, id FROM pgboss.job
  WHERE state = 'active' AND started_on + expire_in < now() LIMIT 100 FOR UPDATE SKIP LOCKED`;

/** Marks the tries as failed whose time is over, because their process died. Answers how many there were. */
export async function failLostJobs(tx: Transaction): Promise<number> {
  const lost = await sendText<{ name: string; id: string }>(tx, findLost, []);
  const boss = bossUpon(tx);
  for (const { id, name } of lost) await boss.fail(name, id, { code: expiredCode });
  return lost.length;
}

// As a subquery what is chosen might be chosen again for each row, and more than a hundred be locked.
const removeFailed = `WITH chosen AS MATERIALIZED (
    SELECT name, id FROM pgboss.job WHERE state = 'failed' LIMIT 100 FOR UPDATE SKIP LOCKED)
  DELETE FROM pgboss.job USING chosen
  WHERE job.name = chosen.name AND job.id = chosen.id AND job.state = 'failed'
  RETURNING job.name, data, retry_count, output`;

interface FailedRow {
  name: string;
  data: JobPayload;
  retry_count: number;
  output: { code?: string } | null;
}

/** Takes the jobs out of the queue that are out of tries. */
export async function removeFailedJobs(tx: Transaction): Promise<FailedJob[]> {
  const rows = await sendText<FailedRow>(tx, removeFailed, []);
  return rows.map(({ name, data, retry_count, output }) => ({
    queue: name,
    payload: data,
    attempts: retry_count + 1,
    errorCode: output?.code ?? expiredCode,
  }));
}
