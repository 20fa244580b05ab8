import { chinaDay } from "../../platform/clock.js";
import { countTry, definePass, type PassTools } from "../jobs/index.js";
import { dropCallers } from "./caller-retention.store.js";

const batchSize = 500;

const dayMilliseconds = 86_400_000;

/** The name of the pass, as it stands in the log and in the figures of jobs. */
export const callerRetention = "caller-retention";

/**
 * Makes what drops the numbers of callers when they have been kept for long enough (art. 19 of the Personal Information
 * Protection Law): the sealed number, its digest, by which the caller was recognised, and its mask, whose digits lead to a
 * person together with the instant. It takes the oldest first, a batch in each transaction, and counts each as a job that was
 * done. What calls are counted by is left alone.
 *
 * @param days how many whole days in China lie between the day of a call and the day on which its number is dropped
 */
export function createCallerRetention(days: number) {
  return definePass({
    name: callerRetention,
    everyMilliseconds: 3_600_000,
    run: async ({ clock, database, isStopped, log, province }: PassTools): Promise<{ dropped: number }> => {
      let dropped = 0;
      for (let batch = batchSize; batch === batchSize && !isStopped(); ) {
        const at = clock.now();
        const before = chinaDay(new Date(at.getTime() - days * dayMilliseconds));
        const due = { before, limit: batchSize, province, at };
        batch = await database.asSystem("drop the numbers of callers", (tx) => dropCallers(tx, due));
        if (batch > 0) countTry(database, callerRetention, "done", batch);
        dropped += batch;
      }
      if (dropped > 0) log.info({ worker: callerRetention, dropped }, "numbers of callers were dropped");
      return { dropped };
    },
  });
}
