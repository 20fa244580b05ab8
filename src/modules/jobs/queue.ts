import type { Clock } from "../../platform/clock.js";
import type { Database, Transaction } from "../../platform/database.js";
import type { Logger } from "../../platform/log.js";
import type { RecordedValue } from "../../platform/record.js";

/** What a job is about: ids and codes only, for administrators read it when the job was set aside. */
export type JobPayload = { readonly [name: string]: RecordedValue };

/** What work that runs by itself is given. */
export interface JobTools {
  database: Database;
  clock: Clock;
  log: Logger;
  /** Asked between two pieces of work: whether to leave the rest to the next run. */
  isStopped(): boolean;
}

/** A job at one of its tries. */
export interface Job<Payload extends JobPayload> {
  /** The identifier of the job, the same at each try. */
  id: string;
  payload: Payload;
  /** Which try this is, from 1. */
  attempt: number;
  /** When this try began. */
  at: Date;
  /** What stands in the audit in place of a request's identifier. */
  requestId: string;
}

/** How the jobs of a queue are tried, and what they do. */
export interface QueueDefinition<Payload extends JobPayload> {
  /** Small letters, digits and hyphens, such as recount-deadlines; it stands in metrics. */
  name: string;
  /**
   * How often a job is tried again after its first try; 8 when it is not given, which takes about an hour.
   * Then it is set aside.
   */
  retryLimit?: number;
  /** Seconds from a failure to the next try; 10 when it is not given. */
  retryDelay?: number;
  /** Whether the delay doubles with each failure, to which up to as much again is added by chance; true when not given. */
  backoff?: boolean;
  /** How many jobs one process works on at the same time; 1 when it is not given. */
  concurrency?: number;
  /**
   * Seconds that one try may take; 60 when it is not given. Its transaction is ended then, and the job of a process that
   * died is tried again.
   */
  expireAfter?: number;
  /** The code of the bureau whose matter a job is, which decides who reads it when it is set aside; null for the nation. */
  bureauOf?(payload: Payload): string | null;
  /**
   * Does a job, in one transaction of the platform that also marks it done: both are committed or neither is, so every
   * effect happens once, whoever dies in the middle. It must not reach out to the network. Where there is much to do it
   * does a part and sends the rest as a job of its own, in the same transaction.
   */
  work(tx: Transaction, job: Job<Payload>, tools: JobTools): Promise<void>;
}

/** A queue: jobs of one kind. */
export type Queue<Payload extends JobPayload = JobPayload> = Readonly<Required<QueueDefinition<Payload>>>;

/** Declares a queue. Whoever declares one adds it to the queues of his module, which the workers are given. */
export function defineQueue<Payload extends JobPayload>(definition: QueueDefinition<Payload>): Queue<Payload> {
  if (!/^[a-z][a-z0-9-]{0,59}$/.test(definition.name)) throw new Error(`${definition.name} is no name for a queue`);
  return {
    retryLimit: 8,
    retryDelay: 10,
    backoff: true,
    concurrency: 1,
    expireAfter: 60,
    bureauOf: () => null,
    ...definition,
  };
}
