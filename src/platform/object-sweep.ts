import type { ObjectStore } from "./object-store.js";

/** Which objects of a store are to go. */
export interface Sweep {
  /** A folder and a slash: each module sweeps its own. */
  prefix: string;
  /** Younger ones may be about to be named. */
  before: Date;
  /** Which of these keys something names still; asked for at most 500 at a time. */
  known(keys: readonly string[]): Promise<ReadonlySet<string>>;
  isStopped(): boolean;
}

const askedAtOnce = 500;

/**
 * Deletes the objects that nothing names: what was stored by a process that died before it could say so, and what lost
 * its row.
 *
 * @returns how many were deleted
 */
export async function sweepOrphans(objects: ObjectStore, sweep: Sweep): Promise<number> {
  let count = 0;
  let waiting: string[] = [];
  const deleteUnknown = async (): Promise<void> => {
    const known = await sweep.known(waiting);
    for (const key of waiting) {
      if (known.has(key)) continue;
      await objects.delete(key);
      count += 1;
    }
    waiting = [];
  };
  for await (const { key, modifiedAt } of objects.list(sweep.prefix)) {
    if (sweep.isStopped()) return count;
    if (modifiedAt >= sweep.before) continue;
    waiting.push(key);
    if (waiting.length === askedAtOnce) await deleteUnknown();
  }
  if (waiting.length > 0) await deleteUnknown();
  return count;
}
