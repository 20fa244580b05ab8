import { count, isNull } from "drizzle-orm";
import { setAsideJobs } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { sendText } from "../../platform/transaction.js";

/** How many jobs of a queue there are in each state, and since when one has waited. */
export interface QueueState {
  name: string;
  /** Jobs that wait for their first try, those of a later hour included. */
  waiting: number;
  /** Jobs that are being tried. */
  active: number;
  /** Jobs that failed, and wait for another try. */
  retrying: number;
  /** When the first of those that are due became so; null where none waits. */
  oldestDueAt: Date | null;
  /** The seconds since then, by the clock of the database; 0 where none waits. */
  secondsWaited: number;
}

interface StateRow {
  name: string;
  waiting: string;
  active: string;
  retrying: string;
  oldest: string | null;
  waited: string;
}

const readStates = `SELECT queue.name,
    count(*) FILTER (WHERE job.state = 'created') AS waiting,
    count(*) FILTER (WHERE job.state = 'active') AS active,
    count(*) FILTER (WHERE job.state = 'retry') AS retrying,
    min(job.start_after) FILTER (WHERE job.state < 'active' AND job.start_after <= now()) AS oldest,
    extract(epoch FROM now() - coalesce(min(job.start_after)
      FILTER (WHERE job.state < 'active' AND job.start_after <= now()), now())) AS waited
  FROM pgboss.queue LEFT JOIN pgboss.job ON job.name = queue.name
  GROUP BY queue.name ORDER BY queue.name COLLATE "C"`;

/** The state of each queue. Needs the rights of the platform. */
export async function findQueueStates(tx: Transaction): Promise<QueueState[]> {
  const rows = await sendText<StateRow>(tx, readStates, []);
  return rows.map(({ active, name, oldest, retrying, waited, waiting }) => ({
    name,
    waiting: Number(waiting),
    active: Number(active),
    retrying: Number(retrying),
    oldestDueAt: oldest === null ? null : new Date(oldest),
    secondsWaited: Number(waited),
  }));
}

/** How many jobs of each queue were set aside and not sent anew, of those in sight of the transaction. */
export async function countOpenSetAside(tx: Transaction): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .select({ queue: setAsideJobs.queue, open: count() })
    .from(setAsideJobs)
    .where(isNull(setAsideJobs.retriedAt))
    .groupBy(setAsideJobs.queue);
  return new Map(rows.map(({ open, queue }) => [queue, open]));
}
