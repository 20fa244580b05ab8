import type { Database } from "../../platform/database.js";
import { definePass, type Pass, type Queue } from "../jobs/index.js";
import { foldCallDeltas } from "./calls/call-fold.store.js";
import { checkQueue, nightlyCheck } from "./checks/nightly.js";
import { oldTicketsPass, oldTicketsQueue } from "./rebuild/old-tickets.js";
import { countDeltas, foldDeltas } from "./rollups/fold.store.js";

/** How many deltas one statement folds at most. */
const batchSize = 50_000;

/**
 * How many milliseconds after a fold the next one begins. What comes meanwhile is folded in one: many tickets of a day and a
 * bureau are one sum, so that 20,000 at a time cost two thirds of what 5,000 at a time do, and 60,000 two fifths.
 */
const everyMilliseconds = 5000;

/** So many deltas after that come of a file that is imported or the like: one by one they do not come that fast. */
const many = 10_000;

/**
 * How often in a row the fold lets them grow, if they are no whole batch yet. Whoever asks adds up what waits, so it must not
 * be long: 50,000 cost a question some 50 ms, measured on two cores.
 */
const mostTimesLeft = 2;

type Fold = typeof foldDeltas;

async function foldBy(folds: readonly Fold[], database: Database, isStopped: () => boolean): Promise<number> {
  let folded = 0;
  for (const fold of folds) {
    while (!isStopped()) {
      const count = await database.asSystem("fold statistics", (tx) => fold(tx, batchSize));
      folded += count;
      if (count < batchSize) break;
    }
  }
  return folded;
}

/**
 * Folds what is there into the rollups, a batch in each transaction, until little is left. Numbers are exact whether or not
 * it runs: what it has not folded is read with them.
 *
 * @returns how many deltas were folded
 */
export const foldAll = (database: Database, isStopped: () => boolean = () => false): Promise<number> =>
  foldBy([foldDeltas, foldCallDeltas], database, isStopped);

/** Whether deltas are better folded later: there are many, more are coming, and a larger batch costs less for each. Pure. */
export function isBetterLeft(waiting: number, timesLeft: number): boolean {
  return waiting >= many && waiting < batchSize && timesLeft < mostTimesLeft;
}

function foldingPass(): Pass {
  let timesLeft = 0;
  return definePass({
    name: "statistics",
    everyMilliseconds,
    run: async ({ database, isStopped }) => {
      const waiting = await database.asSystem("count what is to be folded", (tx) => countDeltas(tx, batchSize));
      const isLeft = isBetterLeft(waiting, timesLeft);
      timesLeft = isLeft ? timesLeft + 1 : 0;
      await foldBy(isLeft ? [foldCallDeltas] : [foldDeltas, foldCallDeltas], database, isStopped);
    },
  });
}

/** The passes of this module. */
export const statisticsPasses: readonly Pass[] = [foldingPass(), nightlyCheck, oldTicketsPass];

/** The queues of this module. */
export const statisticsQueues: readonly Queue[] = [checkQueue, oldTicketsQueue];
