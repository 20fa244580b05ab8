import { createAttachmentPasses } from "../modules/attachments/index.js";
import { sealAudit } from "../modules/audit/index.js";
import { callbackPasses } from "../modules/callbacks/index.js";
import { createCallerRetention } from "../modules/calls/index.js";
import { createOldLikenessWork } from "../modules/duplicates/index.js";
import { eventPasses } from "../modules/events/index.js";
import { exportPasses, exportQueues } from "../modules/exports/index.js";
import { extensionPasses } from "../modules/extensions/index.js";
import { createImportWork } from "../modules/imports/index.js";
import { investigationPasses } from "../modules/investigations/index.js";
import {
  type DuePass,
  definePass,
  type JobTools,
  type Pass,
  prepareQueues,
  type Queue,
  recoverJobs,
  runJobs,
} from "../modules/jobs/index.js";
import { applyDueReorganisations } from "../modules/jurisdictions/index.js";
import { pricePasses } from "../modules/prices/index.js";
import { reportPasses } from "../modules/reports/index.js";
import { shiftPasses } from "../modules/shifts/index.js";
import { statisticsPasses, statisticsQueues } from "../modules/statistics/index.js";
import { supervisionPasses } from "../modules/supervision/index.js";
import { surgePasses } from "../modules/surges/index.js";
import { ticketQueues } from "../modules/tickets/index.js";
import { transferPasses } from "../modules/transfers/index.js";
import { createDeliveryPass, type DeliveryOptions, deliveryRetention } from "../modules/webhooks/index.js";
import type { Clock } from "../platform/clock.js";
import type { Database } from "../platform/database.js";
import { describeFault } from "../platform/fault.js";
import type { Logger } from "../platform/log.js";
import { usualCallerDays } from "../platform/retention.js";
import type { Seal } from "../platform/seal.js";
import type { FileTools } from "../platform/virus-scanner.js";

/** What runs by the clock beside the API. */
export interface Workers {
  /**
   * Starts nothing more, and waits for what is running, at most so many milliseconds; for as long as it takes where none
   * are given. What is running then is taken back when the database is closed, and done by another run.
   */
  stop(graceMilliseconds?: number): Promise<void>;
}

/** What the workers need. */
export interface WorkerOptions {
  database: Database;
  clock: Clock;
  log: Logger;
  /** Milliseconds from one run of each worker to its next; each has its own pace when it is not given. */
  everyMilliseconds?: number;
  /** What is done; all that the platform does by itself when it is not given. */
  work?: Work;
}

/** What is done by the clock: passes, and the jobs of queues. A pass over rows that become due brings a queue along. */
export interface Work {
  passes: readonly (Pass | DuePass)[];
  queues: readonly Queue[];
}

const reorganisationPass = definePass({
  name: "reorganisations",
  everyMilliseconds: 60_000,
  run: ({ clock, database }) => applyDueReorganisations(database, clock),
});

const sealingPass = definePass({
  name: "seal",
  everyMilliseconds: 1000,
  run: ({ clock, database, isStopped }) => sealAudit(database, clock, { isStopped }),
});

/** The passes of modules that need nothing but the database and the clock. */
const modulePasses = [
  ...supervisionPasses,
  ...transferPasses,
  ...investigationPasses,
  ...extensionPasses,
  ...callbackPasses,
  ...shiftPasses,
  ...statisticsPasses,
  ...reportPasses,
  ...exportPasses,
  ...pricePasses,
  ...surgePasses,
];

/**
 * Everything that the platform does by itself.
 *
 * @param ring wakes those who follow the event log, where PostgreSQL does not
 * @param webhooks what events are delivered to webhooks with; nothing is delivered where it is not given
 * @param files where the contents of files are kept, and what looks at them; nobody looks after files where it is not given
 * @param seal opens the contacts of tickets of an earlier release; where it is not given they are not found as like others
 *   and, like without files, nothing is imported
 * @param callerDays how many days the numbers of callers are kept; three years where it is not given
 */
export function platformWork(
  ring?: () => void,
  webhooks?: DeliveryOptions,
  files?: FileTools,
  seal?: Seal,
  callerDays: number = usualCallerDays,
): Work {
  const importing =
    files === undefined || seal === undefined ? null : createImportWork({ objects: files.objects, seal });
  const oldLikeness = seal === undefined ? null : createOldLikenessWork(seal);
  return {
    passes: [
      ...eventPasses(ring),
      reorganisationPass,
      sealingPass,
      ...modulePasses,
      createCallerRetention(callerDays),
      ...(oldLikeness === null ? [] : [oldLikeness.pass]),
      ...(files === undefined ? [] : createAttachmentPasses(files)),
      ...(importing === null ? [] : [importing.reading, importing.sweep]),
      ...(webhooks === undefined ? [] : [createDeliveryPass(webhooks)]),
      deliveryRetention,
    ],
    queues: [
      ...ticketQueues,
      ...statisticsQueues,
      ...exportQueues,
      ...(oldLikeness === null ? [] : [oldLikeness.queue]),
      ...(importing === null ? [] : [importing.queue]),
    ],
  };
}

/**
 * Starts the workers: what became due is done within its pass' time, and jobs within a second of being sent. One run of a
 * worker begins only after its last has ended; a run that fails is written to the log, and the next one tries again. Any
 * number of processes may run them at the same time.
 */
export function startWorkers(options: WorkerOptions): Workers {
  const { log, work = platformWork() } = options;
  const passes = [...work.passes, jobsPass(queuesOf(work))];
  const started = passes.map((pass) => startPass(pass, options));
  return {
    stop: async (graceMilliseconds) => {
      const ended = Promise.all(started.map(({ stop }) => stop()));
      if (!(await isSettledWithin(ended, graceMilliseconds))) log.warn("the workers were not done in time");
    },
  };
}

/** All queues of some work, those of its passes included. */
function queuesOf({ passes, queues }: Work): Queue[] {
  const all = [...queues, ...passes.flatMap((pass) => ("queue" in pass ? [pass.queue] : []))];
  const twice = all.find(({ name }, position) => all.findIndex((queue) => queue.name === name) !== position);
  if (twice !== undefined) throw new Error(`there are two queues ${twice.name}`);
  return all;
}

/** The jobs of all queues as one worker: those of processes that died first, then whatever is due. */
function jobsPass(queues: readonly Queue[]): Pass {
  let isPrepared = false;
  const run = async (tools: JobTools): Promise<void> => {
    if (!isPrepared) await prepareQueues(queues, tools);
    isPrepared = true;
    await recoverJobs(queues, tools);
    await runJobs(queues, tools);
  };
  return definePass({ name: "jobs", everyMilliseconds: 1000, run });
}

function startPass(pass: Pass, options: WorkerOptions): { stop(): Promise<void> } {
  const { clock, database, everyMilliseconds = pass.everyMilliseconds, log } = options;
  let isStopped = false;
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    try {
      await pass.run({ clock, database, log, isStopped: () => isStopped, province: null });
    } catch (error) {
      log.error({ worker: pass.name, ...describeFault(error) }, "a worker failed");
    }
  };
  const tick = (): void => {
    running ??= run().finally(() => {
      running = undefined;
    });
  };
  const timer = setInterval(tick, everyMilliseconds).unref();
  tick();
  return {
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

/** Whether something has ended when so many milliseconds are over; waits for it where none are given. */
async function isSettledWithin(ended: Promise<unknown>, milliseconds: number | undefined): Promise<boolean> {
  if (milliseconds === undefined) {
    await ended;
    return true;
  }
  let timer: NodeJS.Timeout | undefined;
  const isOver = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const isSettled = await Promise.race([ended.then(() => true), isOver]);
  clearTimeout(timer);
  return isSettled;
}
