import type { Transaction } from "../../platform/database.js";
import { write } from "../../platform/writing.store.js";
import type { Job } from "../jobs/index.js";
import { chunkUpdate, findChunksOf, findMarks, sumChunks, sumReasons, type WalkSums } from "./chunk.store.js";
import { asEnded, failImport, importRecordings, type Moment, placeOfImport } from "./import.change.js";
import { importerOf } from "./import.receiver.js";
import { mostProblems, type RunFailure } from "./import.states.js";
import { claimImport, findImportOfAnybody, type ImportRow, importUpdate } from "./import.store.js";
import { problemInsertion } from "./problem.store.js";
import { findRepetitions } from "./row.identity.js";
import { beginWalk, type ImportPayload, isOfWalk } from "./walk.js";

/**
 * Ends a walk when all its chunks are done, or nothing more of it may be done. It waits for those who still work on chunks;
 * each lane sends it at its end, and the last one finds everything done.
 */
export async function settleWalk(tx: Transaction, job: Job<ImportPayload>): Promise<void> {
  await claimImport(tx, job.payload);
  const row = await findImportOfAnybody(tx, job.payload);
  if (row === null || !isOfWalk(row, job)) return;
  const sums = await sumChunks(tx, row, row.round);
  const failure = await failureOf(tx, row, sums, job.at);
  if (failure !== null) return stopWalk(tx, row, failure, job);
  if (sums.left > 0) return;
  if (row.state === "CHECKING") return endCheck(tx, row, job);
  if (row.state === "TAKING_BACK") return endTakingBack(tx, row, sums, job);
  return endRun(tx, row, sums, job);
}

async function failureOf(tx: Transaction, row: ImportRow, sums: WalkSums, at: Date): Promise<RunFailure | null> {
  if (row.state === "TAKING_BACK") return null;
  if (sums.left > 0 && (await importerOf(tx, row, at)) === null) return "RIGHTS_REVOKED";
  return row.state === "RUNNING" && row.mode === "ALL_OR_NOTHING" && sums.bad > 0 ? "ROWS_CHANGED" : null;
}

/** Stops a walk for good: what was written of all rows or none is taken back first. */
export async function stopWalk(tx: Transaction, row: ImportRow, failure: RunFailure, moment: Moment): Promise<void> {
  if (row.state === "RUNNING" && row.mode === "ALL_OR_NOTHING") {
    await beginWalk(tx, null, row, { state: "TAKING_BACK", endsAs: "FAILED", failure, progressedAt: moment.at });
    return;
  }
  const { bad: badRows, written: ticketsWritten } = await sumChunks(tx, row, row.round);
  if (row.state === "RUNNING") await write(tx, [importUpdate(row, { ticketsWritten, badRows })]);
  await failImport(tx, row, failure, moment);
}

async function endCheck(tx: Transaction, row: ImportRow, moment: Moment): Promise<void> {
  await noteRepetitions(tx, row);
  const { bad, good, known } = await sumChunks(tx, row, row.round);
  const reasons = await sumReasons(tx, row);
  const { at, requestId } = moment;
  await write(tx, [
    importUpdate(row, {
      ...{ state: "CHECKED", version: row.version + 1, checkedAt: at, progressedAt: at },
      ...{ goodRows: good, badRows: bad, knownRows: known, reasons },
    }),
    ...importRecordings({ place: placeOfImport(row) }, row, {
      ...{ at, requestId, event: "CHECKED" },
      detail: { good, bad, known, reasons },
    }),
  ]);
}

/** Notes which rows say the same as others of the file, and which contradict others. */
async function noteRepetitions(tx: Transaction, row: ImportRow): Promise<void> {
  const { id: importId, province } = row;
  const marked = await findMarks(tx, row);
  const repetitions = findRepetitions(marked.map(({ marks }) => marks));
  const touched = marked.flatMap(({ number }, place) => {
    const found = repetitions[place];
    return found === undefined || found.repeated.length + found.contradictory.length === 0 ? [] : [{ number, found }];
  });
  let { problems: room } = await sumChunks(tx, row, row.round);
  const chunks = await findChunksOf(
    tx,
    row,
    touched.map(({ number }) => number),
  );
  for (const { found, number } of touched) {
    const chunk = chunks.find((one) => one.number === number);
    if (chunk === undefined) throw new Error("a chunk is gone that was marked");
    const { contradictory, repeated } = found;
    const kept = contradictory.slice(0, Math.max(mostProblems - room, 0));
    room += kept.length;
    const about = { province, importId, position: 0, code: "CONTRADICTORY_ROWS", field: "NUMBER", column: null };
    const reasons = chunk.reasons as Record<string, number>;
    await write(tx, [
      problemInsertion(kept.map((one) => ({ ...about, row: one, value: null }))),
      chunkUpdate(chunk, {
        ...{ repeatedRows: repeated, contradictoryRows: contradictory, problems: chunk.problems + kept.length },
        ...{ good: chunk.good - repeated.length - contradictory.length, known: chunk.known + repeated.length },
        bad: chunk.bad + contradictory.length,
        reasons: contradictory.length === 0 ? reasons : { ...reasons, CONTRADICTORY_ROWS: contradictory.length },
      }),
    ]);
  }
}

async function endRun(tx: Transaction, row: ImportRow, sums: WalkSums, { at, requestId }: Moment): Promise<void> {
  const { bad, known, written } = sums;
  const reasons = await sumReasons(tx, row);
  const counts = { ticketsWritten: written, badRows: bad, knownRows: known, goodRows: written };
  await write(tx, [
    importUpdate(row, { ...asEnded(row, "DONE", at), ...counts, reasons }),
    ...importRecordings({ place: placeOfImport(row) }, row, {
      ...{ at, requestId, event: "DONE" },
      detail: { tickets: written, bad, known },
    }),
  ]);
}

async function endTakingBack(tx: Transaction, row: ImportRow, { kept }: WalkSums, moment: Moment): Promise<void> {
  const state = row.endsAs === "CANCELLED" ? "CANCELLED" : "FAILED";
  const { at, requestId } = moment;
  await write(tx, [
    importUpdate(row, { ...asEnded(row, state, at, row.failure), ticketsWritten: kept, ticketsKept: kept }),
    ...importRecordings({ place: placeOfImport(row) }, row, {
      ...{ at, requestId, event: state },
      detail: { failure: row.failure, kept },
    }),
  ]);
}
