import type { Seal } from "../../platform/seal.js";
import { defineQueue, type Queue } from "../jobs/index.js";
import { checkChunk } from "./chunk.checking.js";
import { claimChunks, hasBadRows } from "./chunk.store.js";
import { takeChunkBack } from "./chunk.taking-back.js";
import { writeChunks } from "./chunk.writing.js";
import { importerOf } from "./import.receiver.js";
import { settleWalk } from "./import.settling.js";
import { chunksAtOnce } from "./import.states.js";
import { findImportOfAnybody, shareImport } from "./import.store.js";
import { type ImportPayload, importQueueSettings, isOfWalk, isWrittenAtOnce, sendStep, type WalkStep } from "./walk.js";

/**
 * Makes the queue by which imports are tried, written and taken back (导入任务): a chunk in each transaction, several at the
 * same time, whichever processes take the jobs. A chunk is done once: what is written of it, that it was, and the job for the
 * next one are one transaction. Who asked is looked up again for each, and writes under his own scope of that moment.
 */
export function createImportQueue(seal: Seal): Queue<ImportPayload> {
  return defineQueue<ImportPayload>({
    ...importQueueSettings,
    work: async (tx, job) => {
      if (job.payload.step === "SETTLE") return settleWalk(tx, job);
      // Others who work on chunks do the same; whoever ends or stops the import waits for all of them.
      await shareImport(tx, job.payload);
      const row = await findImportOfAnybody(tx, job.payload);
      if (row === null || !isOfWalk(row, job)) return;
      const wasThere = await takeStep({ tx, seal, row, job });
      await sendStep(tx, null, { ...job.payload, step: wasThere ? "PART" : "SETTLE" });
    },
  });
}

/** @returns whether there was a chunk to work on */
async function takeStep({ job, row, seal, tx }: Omit<WalkStep, "actor">): Promise<boolean> {
  const isAllOrNothing = row.state === "RUNNING" && row.mode === "ALL_OR_NOTHING";
  if (isAllOrNothing && (await hasBadRows(tx, row, row.round))) return false;
  const chunks = await claimChunks(tx, row, row.round, isWrittenAtOnce(row) ? chunksAtOnce : 1);
  const [chunk] = chunks;
  if (chunk === undefined) return false;
  if (row.state === "TAKING_BACK") {
    await takeChunkBack(tx, row, chunk, job);
    return true;
  }
  const actor = await importerOf(tx, row, job.at);
  // Who lost the right gets no further: the settling finds it out again, and says so.
  if (actor === null) return false;
  const step: WalkStep = { tx, seal, row, actor, job };
  if (row.state === "CHECKING") await checkChunk(step, chunk);
  else await writeChunks(step, chunks);
  return true;
}
