import type { Database } from "../../platform/database.js";
import { definePass, type Pass, type Queue } from "../jobs/index.js";
import { checkQueue, nightlyCheck } from "./checks/nightly.js";
import { oldTicketsPass, oldTicketsQueue } from "./rebuild/old-tickets.js";
import { foldDeltas } from "./rollups/fold.store.js";

/** How many deltas one statement folds. */
const batchSize = 20_000;

/**
 * Folds what is there into the rollups, a batch in each transaction, until little is left. Numbers are exact whether or not
 * it runs: what it has not folded is read with them.
 *
 * @returns how many deltas were folded
 */
export async function foldAll(database: Database, isStopped: () => boolean = () => false): Promise<number> {
  let folded = 0;
  while (!isStopped()) {
    const count = await database.asSystem("fold statistics", (tx) => foldDeltas(tx, batchSize));
    folded += count;
    if (count < batchSize) break;
  }
  return folded;
}

/** The passes of this module. */
export const statisticsPasses: readonly Pass[] = [
  definePass({
    name: "statistics",
    everyMilliseconds: 1000,
    run: async ({ database, isStopped }) => {
      await foldAll(database, isStopped);
    },
  }),
  nightlyCheck,
  oldTicketsPass,
];

/** The queues of this module. */
export const statisticsQueues: readonly Queue[] = [checkQueue, oldTicketsQueue];
