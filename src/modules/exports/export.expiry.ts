import type { Transaction } from "../../platform/database.js";
import { newRequestId } from "../../platform/ids.js";
import { write } from "../../platform/writing.store.js";
import { definePass, type PassTools } from "../jobs/index.js";
import { expireExport, failExport, type Moment } from "./export.change.js";
import {
  claimExpired,
  claimLeft,
  claimStalled,
  deleteParts,
  type ExportRow,
  exportUpdate,
  type PastWanted,
} from "./export.store.js";
import { stalledMilliseconds } from "./export.workflow.js";

/** What one run of the pass did. */
export interface ExpiryRun {
  /** Exports whose time was over. */
  expired: number;
  /** Exports that were given up because nothing happened for a day. */
  stalled: number;
  /** Parts that were thrown away. */
  parts: number;
}

const batchSize = 50;

// So many parts are some hundred megabytes, which are marked as free in less than a second.
const partsAtOnce = 50;

/**
 * Lets exports expire, gives up those that are stuck, and throws the parts of those away that have no file any more. Each
 * batch is a short transaction of its own; any number of processes may run it at the same time.
 */
export const exportExpiry = definePass({
  name: "export-expiry",
  everyMilliseconds: 60_000,
  run: async (tools: PassTools): Promise<ExpiryRun> => {
    const now = tools.clock.now();
    const stalledSince = new Date(now.getTime() - stalledMilliseconds);
    const expired = await handleAll(tools, now, claimExpired, expireExport);
    const stalled = await handleAll(tools, stalledSince, claimStalled, (tx, row, moment) =>
      failExport(tx, row, "FAULT", moment),
    );
    return { expired, stalled, parts: await throwAway(tools) };
  },
});

async function handleAll(
  { clock, database, isStopped, province }: PassTools,
  before: Date,
  claim: (tx: Transaction, wanted: PastWanted) => Promise<ExportRow[]>,
  handle: (tx: Transaction, row: ExportRow, moment: Moment) => Promise<void>,
): Promise<number> {
  const moment = { at: clock.now(), requestId: newRequestId() };
  let handled = 0;
  for (let isMore = true; isMore && !isStopped(); ) {
    const size = await database.asSystem("end exports whose time is over", async (tx) => {
      const rows = await claim(tx, { before, province, limit: batchSize });
      for (const row of rows) await handle(tx, row, moment);
      return rows.length;
    });
    handled += size;
    isMore = size === batchSize;
  }
  return handled;
}

async function throwAway({ database, isStopped, province }: PassTools): Promise<number> {
  let thrown = 0;
  for (let isMore = true; isMore && !isStopped(); ) {
    isMore = await database.asSystem("throw parts of exports away", async (tx) => {
      const row = await claimLeft(tx, province);
      if (row === null) return false;
      const deleted = await deleteParts(tx, row, partsAtOnce);
      thrown += deleted;
      if (deleted < partsAtOnce) await write(tx, [exportUpdate(row, { keepsParts: false })]);
      return true;
    });
  }
  return thrown;
}
