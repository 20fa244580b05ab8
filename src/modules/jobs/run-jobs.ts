import { monotonicMilliseconds } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import { describeFault } from "../../platform/fault.js";
import { newRequestId } from "../../platform/ids.js";
import { errorCodeOf } from "./error-code.js";
import type { JobTools, Queue } from "./queue.js";
import {
  failJob,
  failLostJobs,
  findDueQueues,
  finishJob,
  refreshQueue,
  type TakenJob,
  takeJobs,
} from "./queue.store.js";
import { setAsideFailedJobs } from "./set-aside.js";
import { countTry } from "./tally.js";

/** What one run did, in tries. */
export interface JobsRun {
  done: number;
  failed: number;
  /** How many jobs were out of tries. */
  setAside: number;
}

/** Takes jobs that are due, at most so many; the worker of the queue takes whichever are next. */
export type TakeJobs = (tx: Transaction, queue: Queue, limit: number) => Promise<TakenJob[]>;

/** Makes the queues that are missing, and brings the others to what this release says of them. */
export async function prepareQueues(queues: readonly Queue[], { database }: JobTools): Promise<void> {
  await database.asSystem("make the queues of jobs", async (tx) => {
    for (const queue of queues) await refreshQueue(tx, queue);
  });
}

/**
 * Works on the jobs that are due until none is left, queue by queue in turns, so that a long one does not hold up the
 * others. Any number of processes may do so at the same time: each job is done once. A job that fails is tried again
 * later, or set aside; it never fails the run.
 *
 * @param take which jobs are taken; those that are next when it is not given
 * @throws what keeps the database from answering
 */
export async function runJobs(queues: readonly Queue[], tools: JobTools, take: TakeJobs = takeJobs): Promise<JobsRun> {
  const run: JobsRun = { done: 0, failed: 0, setAside: 0 };
  for (let isMore = true; isMore && !tools.isStopped(); ) {
    const due = await tools.database.asSystem("look for jobs", async (tx) => findDueQueues(tx, namesOf(queues)));
    isMore = false;
    for (const queue of queues.filter(({ name }) => due.has(name))) {
      if (tools.isStopped()) break;
      isMore = (await runSome(queue, queues, tools, take, run)) || isMore;
    }
  }
  return run;
}

const namesOf = (queues: readonly Queue[]): string[] => queues.map(({ name }) => name);

async function runSome(
  queue: Queue,
  queues: readonly Queue[],
  tools: JobTools,
  take: TakeJobs,
  run: JobsRun,
): Promise<boolean> {
  const taken = await tools.database.asSystem("take jobs", (tx) => take(tx, queue, queue.concurrency));
  const outcomes = await Promise.all(taken.map((job) => tryJob(queue, job, tools)));
  for (const outcome of outcomes) run[outcome] += 1;
  if (outcomes.includes("failed")) run.setAside += await setAsideAll(queues, tools);
  return taken.length > 0;
}

/** One try of a job: all of it, or nothing. */
async function tryJob(queue: Queue, taken: TakenJob, tools: JobTools): Promise<"done" | "failed"> {
  const { clock, database, log } = tools;
  const { id, payload, retries } = taken;
  const job = { id, payload, attempt: retries + 1, at: clock.now(), requestId: newRequestId() };
  const inTime = database.until(monotonicMilliseconds() + queue.expireAfter * 1000);
  try {
    await inTime.asSystem(`do a job of ${queue.name}`, async (tx) => {
      await queue.work(tx, job, tools);
      if (!(await finishJob(tx, queue, taken))) throw new Error("the job expired while it was worked on");
    });
    countTry(database, queue.name, "done");
    return "done";
  } catch (error) {
    const { attempt, requestId } = job;
    log.error({ queue: queue.name, job: id, attempt, requestId, ...describeFault(error) }, "a job failed");
    countTry(database, queue.name, "failed");
    await giveBack(queue, taken, tools, errorCodeOf(error));
    return "failed";
  }
}

// Where the database does not answer, the job expires, and is tried again all the same.
async function giveBack(queue: Queue, taken: TakenJob, { database, log }: JobTools, code: string): Promise<void> {
  try {
    await database.asSystem("give a failed job back", (tx) => failJob(tx, queue, taken, code));
  } catch (error) {
    log.error({ queue: queue.name, job: taken.id, ...describeFault(error) }, "a failed job could not be given back");
  }
}

function setAsideAll(queues: readonly Queue[], { clock, database }: JobTools): Promise<number> {
  return database.asSystem("set jobs aside", (tx) => setAsideFailedJobs(tx, queues, clock.now()));
}

/**
 * Gives the jobs back whose time is over, because the process that took them died, and sets those aside that are out of
 * tries. Answers how many there were.
 */
export async function recoverJobs(
  queues: readonly Queue[],
  tools: JobTools,
): Promise<{ lost: number; setAside: number }> {
  const { clock, database } = tools;
  return database.asSystem("recover jobs of processes that died", async (tx) => {
    const lost = await failLostJobs(tx);
    return { lost, setAside: await setAsideFailedJobs(tx, queues, clock.now()) };
  });
}
