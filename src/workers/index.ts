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
  /** Milliseconds from one run to the next; a minute when it is not given. */
  everyMilliseconds?: number;
}

const minute = 60_000;

/**
 * Starts the workers: reorganisations of bureaus whose day has come are applied within a minute. One run begins only
 * after the last has ended; a run that fails is written to the log, and the next one tries again.
 */
export function startWorkers(options: WorkerOptions): Workers {
  const { clock, database, log } = options;
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    try {
      await applyDueReorganisations(database, clock);
    } catch (error) {
      log.error({ worker: "reorganisations", ...describeFault(error) }, "a worker failed");
    }
  };
  const tick = (): void => {
    running ??= run().finally(() => {
      running = undefined;
    });
  };
  const timer = setInterval(tick, options.everyMilliseconds ?? minute).unref();
  tick();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
