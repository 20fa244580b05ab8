import { nationPlace } from "../../access/index.js";
import type { Transaction } from "../../platform/database.js";
import { newId } from "../../platform/ids.js";
import { findBureaus, placeOf } from "../jurisdictions/index.js";
import type { Queue } from "./queue.js";
import { type FailedJob, removeFailedJobs } from "./queue.store.js";
import { insertSetAsideJobs } from "./set-aside.store.js";

/**
 * Sets the jobs aside that are out of tries: from the queue, where nobody tries them again, to where administrators find
 * them. Answers how many there were.
 *
 * @param queues those that this release knows; a job of another one is the nation's
 */
export async function setAsideFailedJobs(tx: Transaction, queues: readonly Queue[], at: Date): Promise<number> {
  const failed = (await removeFailedJobs(tx)).map((job) => ({ job, code: bureauCodeOf(queues, job) }));
  const codes = failed.flatMap(({ code }) => (code === null ? [] : [code]));
  const bureaus = new Map((await findBureaus(tx, codes)).map((bureau) => [bureau.code, placeOf(bureau)]));
  const rows = failed.map(({ job, code }) => ({
    ...(bureaus.get(code ?? "") ?? nationPlace),
    ...job,
    id: newId(at),
    setAsideAt: at,
  }));
  await insertSetAsideJobs(tx, rows);
  return rows.length;
}

function bureauCodeOf(queues: readonly Queue[], { payload, queue }: FailedJob): string | null {
  try {
    return queues.find(({ name }) => name === queue)?.bureauOf(payload) ?? null;
  } catch {
    // What stands in a payload of an earlier release must not keep the job in the queue.
    return null;
  }
}
