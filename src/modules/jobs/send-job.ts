import { randomUUID } from "node:crypto";
import type { Actor } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import type { JobPayload, Queue } from "./queue.js";
import { insertJobs, insertQueue, type NewJob } from "./queue.store.js";

/** How one job is sent. */
export interface SendOptions {
  /**
   * While a job of the same key waits for its first try, no second one is sent. One that runs, or failed and waits for
   * another try, does not count. Without a key each job is one of its own.
   */
  key?: string;
  /** The instant before which it is not tried; at once when it is not given. */
  startAfter?: Date;
}

/** A job to send. */
export interface JobToSend<Payload extends JobPayload> extends SendOptions {
  payload: Payload;
}

const mostRounds = 5;

/**
 * Sends jobs in the caller's transaction: they are there when it commits, and never where it is taken back.
 *
 * @param sender the actor of the transaction; null where it is the platform's, or stands as the platform just now
 */
export async function sendJobs<Payload extends JobPayload>(
  tx: Transaction,
  sender: Actor | null,
  queue: Queue<Payload>,
  jobs: readonly JobToSend<Payload>[],
): Promise<void> {
  let missing = uniqueJobs(jobs);
  for (let round = 0; missing.length > 0; round += 1) {
    if (round === mostRounds) throw new Error(`jobs could not be sent to ${queue.name}`);
    // Also where it is there: it is made once in the life of a database, and asking first would cost each time.
    if (round > 0) await insertQueue(tx, sender, queue);
    missing = await insertJobs(tx, sender, queue.name, missing);
  }
}

/** Sends one job in the caller's transaction; see `sendJobs`. */
export function sendJob<Payload extends JobPayload>(
  tx: Transaction,
  sender: Actor | null,
  queue: Queue<Payload>,
  payload: Payload,
  options: SendOptions = {},
): Promise<void> {
  return sendJobs(tx, sender, queue, [{ payload, ...options }]);
}

function uniqueJobs(jobs: readonly JobToSend<JobPayload>[]): NewJob[] {
  const byKey = new Map<string, NewJob>();
  for (const { key = randomUUID(), payload, startAfter = null } of jobs) {
    if (!byKey.has(key)) byKey.set(key, { key, payload, startAfter });
  }
  // In one order, so that two who send the same never wait for each other.
  return [...byKey.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
}
