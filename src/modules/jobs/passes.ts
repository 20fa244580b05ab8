import type { Transaction } from "../../platform/database.js";
import { describeFault } from "../../platform/fault.js";
import { newRequestId } from "../../platform/ids.js";
import { defineQueue, type JobPayload, type JobTools, type Queue, type QueueDefinition } from "./queue.js";
import { sendJob } from "./send-job.js";
import { countTry } from "./tally.js";

/** What a pass is given. */
export interface PassTools extends JobTools {
  /** The province to which the run keeps; null for all. Each test has a province of its own. */
  province: string | null;
}

/** Work that is done by the clock. */
export interface Pass {
  /** Small letters and hyphens; it stands in the log. */
  name: string;
  /** Milliseconds from one run to the next, which begins only after the last has ended. */
  everyMilliseconds: number;
  /** Any number of processes may run it at the same time. What it throws is written to the log; the next run tries again. */
  run(tools: PassTools): Promise<unknown>;
}

/** Declares work that is done by the clock. Whoever declares it adds it to the passes of his module. */
export function definePass<Definition extends Pass>(pass: Definition): Definition {
  return pass;
}

/** What a batch is done with. */
export interface DueMoment {
  /** The instant of the clock: what is due is due by it. */
  at: Date;
  /** What stands in the audit in place of a request's identifier. */
  requestId: string;
}

/** Which rows a pass takes next. */
export interface DueWanted {
  at: Date;
  limit: number;
  /** Only rows of this province; null for all. */
  province: string | null;
}

/** A pass over rows that become due, such as the next steps of deadlines. */
export interface DuePassDefinition<Row, Payload extends JobPayload>
  extends Pick<Pass, "name" | "everyMilliseconds">,
    Pick<QueueDefinition<Payload>, "retryLimit" | "retryDelay" | "backoff" | "bureauOf"> {
  /** How many rows one transaction handles at most; 200 when it is not given. */
  batchSize?: number;
  /**
   * The rows that are due, in the order of the index that finds them, locked FOR UPDATE SKIP LOCKED. It reads nothing
   * that is not due.
   */
  claim(tx: Transaction, wanted: DueWanted): Promise<readonly Row[]>;
  /**
   * Does what is due for all rows at once, in few statements, audit and events included. Every row must leave the index
   * or come back later: what stays due is handled again at once, without end.
   */
  handle(tx: Transaction, rows: readonly Row[], moment: DueMoment): Promise<void>;
  /** Takes a row that cannot be handled out of the index and changes nothing else, so that it holds up no other. */
  park(tx: Transaction, row: Row): Promise<void>;
  /** Names a row, with the bureau whose matter it is where the definition has a `bureauOf`. It is the key of the row's job. */
  payloadOf(row: Row): Payload;
  /** The parked row again, locked FOR UPDATE, when its job is tried; null where nothing is left to do for it. */
  find(tx: Transaction, payload: Payload, moment: DueMoment): Promise<Row | null>;
}

/** A pass over rows that become due, and the queue of those that fail alone. */
export interface DuePass<Payload extends JobPayload = JobPayload> extends Pass {
  run(tools: PassTools): Promise<DueRun>;
  queue: Queue<Payload>;
}

/** What one run of such a pass did, in rows. */
export interface DueRun {
  handled: number;
  /** How many failed alone, and became jobs. */
  parked: number;
}

const usualBatch = 200;

// So many failures one after another are no longer the fault of rows.
const mostParkedInARow = 10;

/**
 * Declares a pass over rows that become due. It claims them in batches, each in a short transaction that also handles
 * them. Where a batch fails it is taken back and halved, until the row that fails stands alone: that one is parked and
 * becomes a job, which is tried again later and in the end set aside, while the pass goes on with the others. Where row
 * after row fails, the run fails with them, and leaves the rest to the next.
 */
export function defineDuePass<Row, Payload extends JobPayload>(
  definition: DuePassDefinition<Row, Payload>,
): DuePass<Payload> {
  const { backoff, bureauOf, everyMilliseconds, find, handle, name, retryDelay, retryLimit } = definition;
  const queue = defineQueue<Payload>({
    name,
    ...(retryLimit === undefined ? {} : { retryLimit }),
    ...(retryDelay === undefined ? {} : { retryDelay }),
    ...(backoff === undefined ? {} : { backoff }),
    ...(bureauOf === undefined ? {} : { bureauOf }),
    work: async (tx, { at, payload, requestId }) => {
      const moment = { at, requestId };
      const row = await find(tx, payload, moment);
      if (row !== null) await handle(tx, [row], moment);
    },
  });
  return { name, everyMilliseconds, queue, run: (tools) => runDuePass(definition, queue, tools) };
}

async function runDuePass<Row, Payload extends JobPayload>(
  definition: DuePassDefinition<Row, Payload>,
  queue: Queue<Payload>,
  tools: PassTools,
): Promise<DueRun> {
  const run: DueRun = { handled: 0, parked: 0 };
  const most = definition.batchSize ?? usualBatch;
  let inARow = 0;
  for (let limit = most; !tools.isStopped(); ) {
    const batch = await handleBatch(definition, tools, limit);
    if (batch.failure === null) {
      run.handled += batch.size;
      if (batch.size > 0) countTry(tools.database, queue.name, "done", batch.size);
      inARow = 0;
      // What was done may have made more due: the steps of weeks in which nothing ran follow one another.
      if (batch.size === 0) break;
      limit = Math.min(limit * 2, most);
    } else if (batch.size > 1) {
      countTry(tools.database, queue.name, "failed");
      limit = Math.ceil(batch.size / 2);
    } else {
      countTry(tools.database, queue.name, "failed");
      if (inARow === mostParkedInARow) throw batch.failure.error;
      inARow += 1;
      if (await parkNext(definition, queue, tools, batch.failure.error)) run.parked += 1;
      limit = Math.min(limit * 2, most);
    }
  }
  return run;
}

interface Batch {
  size: number;
  failure: { error: unknown } | null;
}

async function handleBatch<Row, Payload extends JobPayload>(
  { claim, handle, name }: DuePassDefinition<Row, Payload>,
  { clock, database, province }: PassTools,
  limit: number,
): Promise<Batch> {
  const moment = { at: clock.now(), requestId: newRequestId() };
  let size = 0;
  try {
    await database.asSystem(`the pass of ${name}`, async (tx) => {
      const rows = await claim(tx, { at: moment.at, limit, province });
      size = rows.length;
      if (size > 0) await handle(tx, rows, moment);
    });
    return { size, failure: null };
  } catch (error) {
    // Nothing was claimed: the rows are not to blame.
    if (size === 0) throw error;
    return { size, failure: { error } };
  }
}

// Whoever else passes by may have got the row that failed; then another one becomes a job, which does it no harm.
async function parkNext<Row, Payload extends JobPayload>(
  { claim, name, park, payloadOf }: DuePassDefinition<Row, Payload>,
  queue: Queue<Payload>,
  { clock, database, log, province }: PassTools,
  error: unknown,
): Promise<boolean> {
  const isParked = await database.asSystem(`park a row of ${name}`, async (tx) => {
    const [row] = await claim(tx, { at: clock.now(), limit: 1, province });
    if (row === undefined) return false;
    const payload = payloadOf(row);
    await park(tx, row);
    await sendJob(tx, null, queue, payload, { key: JSON.stringify(payload) });
    return true;
  });
  log.error({ pass: name, ...describeFault(error) }, "a row failed alone and became a job");
  return isParked;
}
