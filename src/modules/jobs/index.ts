import { JobsResolver } from "./jobs.resolver.js";

export {
  type DueMoment,
  type DuePass,
  type DuePassDefinition,
  type DueWanted,
  defineDuePass,
  definePass,
  type Pass,
  type PassTools,
} from "./passes.js";
export {
  defineQueue,
  type Job,
  type JobPayload,
  type JobTools,
  type Queue,
  type QueueDefinition,
} from "./queue.js";
export type { TakenJob } from "./queue.store.js";
export { type QueueFigures, readQueueFigures } from "./queue-state.js";
export { jobNodeReaders } from "./reading.js";
export { type JobsRun, prepareQueues, recoverJobs, runJobs, type TakeJobs } from "./run-jobs.js";
export { sendJob, sendJobs } from "./send-job.js";
export { countTry, jobTallies } from "./tally.js";

/** The resolvers of this module. */
export const jobResolvers = [JobsResolver] as const;
