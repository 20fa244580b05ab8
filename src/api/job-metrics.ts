import { Counter, Gauge, type Registry } from "prom-client";
import { jobTallies, type QueueFigures, readQueueFigures } from "../modules/jobs/index.js";
import { monotonicMilliseconds } from "../platform/clock.js";
import type { Database } from "../platform/database.js";

/** The figures of the queues of jobs. */
export interface JobMetrics {
  /** Counts the jobs anew, before the figures are collected. Where the database does not answer they are left out. */
  refresh(): Promise<void>;
}

// Whoever collects figures gives up after some seconds, and would miss those of the process too.
const mostMilliseconds = 1000;

/** The figures of the queues; none where the database does not answer in time, or all its connections are lent. */
async function figuresInTime(database: Database): Promise<readonly QueueFigures[]> {
  let timer: NodeJS.Timeout | undefined;
  const isLate = new Promise<readonly QueueFigures[]>((resolve) => {
    timer = setTimeout(() => resolve([]), mostMilliseconds);
  });
  const reading = readQueueFigures(database.until(monotonicMilliseconds() + mostMilliseconds)).catch(() => []);
  const figures = await Promise.race([reading, isLate]);
  clearTimeout(timer);
  return figures;
}

const gaugesOf = (registers: Registry[]) => ({
  jobs: new Gauge({
    name: "lianxin_jobs",
    help: "Jobs of the platform, by queue and state: waiting, active, retrying, set_aside.",
    labelNames: ["queue", "state"],
    registers,
  }),
  oldest: new Gauge({
    name: "lianxin_jobs_oldest_waiting_seconds",
    help: "For how long the first of the jobs that are due has waited, by queue; 0 where none waits.",
    labelNames: ["queue"],
    registers,
  }),
});

const countersOf = (registers: Registry[]) => ({
  done: new Counter({
    name: "lianxin_jobs_done_total",
    help: "Jobs that this process has done, by queue.",
    labelNames: ["queue"],
    registers,
  }),
  failed: new Counter({
    name: "lianxin_jobs_failed_total",
    help: "Tries of jobs that failed in this process, by queue.",
    labelNames: ["queue"],
    registers,
  }),
});

/** Adds the figures of the queues of jobs to those of an API. */
export function addJobMetrics(registry: Registry, database: Database): JobMetrics {
  const { jobs, oldest } = gaugesOf([registry]);
  const { done, failed } = countersOf([registry]);
  const setCounters = (): void => {
    for (const counter of [done, failed]) counter.reset();
    for (const [queue, tally] of jobTallies(database)) {
      done.inc({ queue }, tally.done);
      failed.inc({ queue }, tally.failed);
    }
  };
  const setGauges = (figures: readonly QueueFigures[]): void => {
    for (const gauge of [jobs, oldest]) gauge.reset();
    for (const { active, name: queue, retrying, secondsWaited, setAside, waiting } of figures) {
      const counts = { waiting, active, retrying, set_aside: setAside };
      for (const [state, count] of Object.entries(counts)) jobs.set({ queue, state }, count);
      oldest.set({ queue }, secondsWaited);
    }
  };
  return {
    refresh: async () => {
      setCounters();
      setGauges(await figuresInTime(database));
    },
  };
}
