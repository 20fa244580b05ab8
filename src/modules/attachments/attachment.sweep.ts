import type { ObjectStore } from "../../platform/object-store.js";
import { sweepOrphans } from "../../platform/object-sweep.js";
import { definePass, type PassTools } from "../jobs/index.js";
import { attachmentsFolder } from "./attachment.content.js";
import { removedMilliseconds } from "./attachment.states.js";
import { deleteUnused, findKnownKeys, releaseObjects } from "./attachment.store.js";

/** What one run of the clearing did. */
export interface ClearingRun {
  /** Announcements that nothing came of. */
  unused: number;
  /** Contents that were deleted. */
  objects: number;
}

const batchSize = 200;

const dayMilliseconds = 24 * 60 * 60 * 1000;

/**
 * Makes what clears up after attachments: announcements that nothing came of for a day, and the contents of what was removed
 * 30 days ago or had a virus. A row lets go of its content before that is deleted.
 */
export function createClearingPass(objects: ObjectStore) {
  return definePass({
    name: "attachment-clearing",
    everyMilliseconds: 60_000,
    run: async (tools: PassTools): Promise<ClearingRun> => {
      const now = tools.clock.now().getTime();
      const run: ClearingRun = { unused: 0, objects: 0 };
      await inBatches(tools, async () => {
        const wanted = { before: new Date(now - dayMilliseconds), limit: batchSize, province: tools.province };
        const deleted = await tools.database.asSystem("delete unused announcements", (tx) => deleteUnused(tx, wanted));
        run.unused += deleted;
        return deleted;
      });
      await inBatches(tools, async () => {
        const wanted = { before: new Date(now - removedMilliseconds), limit: batchSize, province: tools.province };
        const { keys, released } = await tools.database.asSystem("let contents go", (tx) => releaseObjects(tx, wanted));
        for (const key of keys) await objects.delete(key);
        run.objects += keys.length;
        return released;
      });
      return run;
    },
  });
}

async function inBatches({ isStopped }: PassTools, next: () => Promise<number>): Promise<void> {
  for (let done = batchSize; done === batchSize && !isStopped(); ) done = await next();
}

/** Makes what deletes contents that no row names, a day after they came, and what was never written to its end. */
export function createOrphanPass(objects: ObjectStore) {
  return definePass({
    name: "attachment-orphans",
    everyMilliseconds: 6 * 60 * 60 * 1000,
    run: async ({ clock, database, isStopped }: PassTools): Promise<{ orphans: number; unfinished: number }> => {
      const before = new Date(clock.now().getTime() - dayMilliseconds);
      const known = (keys: readonly string[]) =>
        database.asSystem("ask which contents are named", (tx) => findKnownKeys(tx, keys));
      const orphans = await sweepOrphans(objects, { prefix: `${attachmentsFolder}/`, before, known, isStopped });
      return { orphans, unfinished: await objects.discardUnfinished(before) };
    },
  });
}
