import type { Database } from "../../platform/database.js";
import { definePass, type Pass, type Queue } from "../jobs/index.js";
import { foldCallDeltas } from "./calls/call-fold.store.js";
import { checkQueue, nightlyCheck } from "./checks/nightly.js";
import { oldTicketsPass, oldTicketsQueue } from "./rebuild/old-tickets.js";
import { foldDeltas } from "./rollups/fold.store.js";

/** How many deltas one statement folds at most. */
const batchSize = 50_000;

/**
 * How many milliseconds after a fold the next one begins. What comes meanwhile is folded in one: many tickets of a day and a
 * bureau are one sum, so that 20,000 at a time cost two thirds of what 5,000 at a time do, and 60,000 two fifths.
 */
const everyMilliseconds = 5000;

/**
 * Folds what is there into the rollups, a batch in each transaction, until little is left. Numbers are exact whether or not
 * it runs: what it has not folded is read with them.
 *
 * @returns how many deltas were folded
 */
export async function foldAll(database: Database, isStopped: () => boolean = () => false): Promise<number> {
  let folded = 0;
  for (const fold of [foldDeltas, foldCallDeltas]) {
    while (!isStopped()) {
      const count = await database.asSystem("fold statistics", (tx) => fold(tx, batchSize));
      folded += count;
      if (count < batchSize) break;
    }
  }
  return folded;
}

/** The passes of this module. */
export const statisticsPasses: readonly Pass[] = [
  definePass({
    name: "statistics",
    everyMilliseconds,
    run: async ({ database, isStopped }) => {
      await foldAll(database, isStopped);
    },
  }),
  nightlyCheck,
  oldTicketsPass,
];

/** The queues of this module. */
export const statisticsQueues: readonly Queue[] = [checkQueue, oldTicketsQueue];
