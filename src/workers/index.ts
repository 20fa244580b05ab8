import { sealAudit } from "../modules/audit/index.js";
import { applyDueReorganisations } from "../modules/jurisdictions/index.js";
import type { Clock } from "../platform/clock.js";
import type { Database } from "../platform/database.js";
import { describeFault } from "../platform/fault.js";
import type { Logger } from "../platform/log.js";

/** What runs by the clock beside the API. */
export interface Workers {
  /** Starts nothing more, and waits for what is running. */
  stop(): Promise<void>;
}

/** What the workers need. */
export interface WorkerOptions {
  database: Database;
  clock: Clock;
  log: Logger;
  /** Milliseconds from one run of each worker to its next; each has its own pace when it is not given. */
  everyMilliseconds?: number;
}

/** What one worker does at each run. */
interface Worker {
  name: string;
  everyMilliseconds: number;
  /** Asks between two pieces of work whether to leave the rest to the next run. */
  run(options: WorkerOptions, isStopped: () => boolean): Promise<unknown>;
}

const workers: readonly Worker[] = [
  {
    name: "reorganisations",
    everyMilliseconds: 60_000,
    run: ({ clock, database }) => applyDueReorganisations(database, clock),
  },
  {
    name: "seal",
    everyMilliseconds: 1000,
    run: ({ clock, database }, isStopped) => sealAudit(database, clock, { isStopped }),
  },
];

/**
 * Starts the workers: reorganisations of bureaus whose day has come are applied within a minute, and entries of the audit
 * are sealed within seconds. One run of a worker begins only after its last has ended; a run that fails is written to the
 * log, and the next one tries again.
 */
export function startWorkers(options: WorkerOptions): Workers {
  const started = workers.map((worker) => startWorker(worker, options));
  return {
    stop: async () => {
      await Promise.all(started.map(({ stop }) => stop()));
    },
  };
}

function startWorker(worker: Worker, options: WorkerOptions): Workers {
  const { everyMilliseconds = worker.everyMilliseconds, log } = options;
  let isStopped = false;
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    try {
      await worker.run(options, () => isStopped);
    } catch (error) {
      log.error({ worker: worker.name, ...describeFault(error) }, "a worker failed");
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
