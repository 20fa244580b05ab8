import type { Database } from "../../../platform/database.js";
import { countDeltas, findLastCheck, type LastCheck, type WaitingDeltas } from "../checks.store.js";

/** How it stands about the statistics, for the metrics. */
export interface StatisticsFigures extends WaitingDeltas {
  readonly lastCheck: LastCheck | null;
}

/** The figures of the statistics: what waits to be folded, and what the last look at all numbers found. */
export function readStatisticsFigures(database: Database): Promise<StatisticsFigures> {
  return database.asSystem("count what the statistics wait for", async (tx) => ({
    ...(await countDeltas(tx)),
    lastCheck: await findLastCheck(tx),
  }));
}
