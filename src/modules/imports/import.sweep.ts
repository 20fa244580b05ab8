import type { Transaction } from "../../platform/database.js";
import { newRequestId } from "../../platform/ids.js";
import type { ObjectStore } from "../../platform/object-store.js";
import { sweepOrphans } from "../../platform/object-sweep.js";
import { write } from "../../platform/writing.store.js";
import { definePass, type PassTools } from "../jobs/index.js";
import { deleteChunks } from "./chunk.store.js";
import { failImport, type Moment } from "./import.change.js";
import { importsFolder } from "./import.receiver.js";
import { stopWalk } from "./import.settling.js";
import { type ImportState, stalledMilliseconds, waitingMilliseconds, walkingStates } from "./import.states.js";
import {
  claimLeft,
  claimLongUntouched,
  findFilesLeft,
  type ImportRow,
  importUpdate,
  knownObjectKeys,
} from "./import.store.js";

/** What one run of the pass did. */
export interface SweepRun {
  /** Imports that were given up. */
  givenUp: number;
  /** Chunks and files that were thrown away. */
  chunks: number;
  files: number;
}

const batchSize = 20;
const chunksAtOnce = 50;
const dayMilliseconds = 86_400_000;

const waiting: readonly ImportState[] = ["AWAITING_FILE", "READ", "CHECKED"];
const working: readonly ImportState[] = ["READING", ...walkingStates.filter((state) => state !== "TAKING_BACK")];

/**
 * Makes the pass that tidies up after imports (导入清理): it gives up those that nobody went on with for seven days, and
 * those that are stuck for one; it throws away the rows and files of all that have ended, and files that no import names.
 */
export function createImportSweep(objects: ObjectStore) {
  return definePass({
    name: "import-sweep",
    everyMilliseconds: 60_000,
    run: async (tools: PassTools): Promise<SweepRun> => {
      const now = tools.clock.now().getTime();
      const forgotten = await giveUp(tools, waiting, new Date(now - waitingMilliseconds), (tx, row, moment) =>
        failImport(tx, row, "NEVER_FINISHED", moment),
      );
      const stuck = await giveUp(tools, working, new Date(now - stalledMilliseconds), (tx, row, moment) =>
        row.state === "READING" ? failImport(tx, row, "FAULT", moment) : stopWalk(tx, row, "FAULT", moment),
      );
      const [chunks, files] = [await throwAway(tools), await deleteFiles(tools, objects)];
      return { givenUp: forgotten + stuck, chunks, files };
    },
  });
}

async function giveUp(
  { clock, database, province }: PassTools,
  states: readonly ImportState[],
  before: Date,
  handle: (tx: Transaction, row: ImportRow, moment: Moment) => Promise<void>,
): Promise<number> {
  const moment = { at: clock.now(), requestId: newRequestId() };
  return database.asSystem("give imports up", async (tx) => {
    const rows = await claimLongUntouched(tx, states, { before, limit: batchSize, province });
    for (const row of rows) await handle(tx, row, moment);
    return rows.length;
  });
}

async function throwAway({ database, isStopped, province }: PassTools): Promise<number> {
  let thrown = 0;
  for (let isMore = true; isMore && !isStopped(); ) {
    isMore = await database.asSystem("throw rows of imports away", async (tx) => {
      const row = await claimLeft(tx, province);
      if (row === null) return false;
      const deleted = await deleteChunks(tx, row, chunksAtOnce);
      thrown += deleted;
      if (deleted < chunksAtOnce) await write(tx, [importUpdate(row, { keepsChunks: false })]);
      return true;
    });
  }
  return thrown;
}

async function deleteFiles({ clock, database, isStopped, province }: PassTools, objects: ObjectStore): Promise<number> {
  const left = await database.asSystem("look for files of imports", (tx) => findFilesLeft(tx, province, batchSize));
  for (const row of left) {
    if (row.objectKey !== null) await objects.delete(row.objectKey);
    await database.asSystem("note that a file is gone", (tx) => write(tx, [importUpdate(row, { objectKey: null })]));
  }
  const orphans = await sweepOrphans(objects, {
    prefix: `${importsFolder}/`,
    before: new Date(clock.now().getTime() - dayMilliseconds),
    known: (keys) => database.asSystem("ask which files imports have", (tx) => knownObjectKeys(tx, keys)),
    isStopped,
  });
  return left.length + orphans;
}
