import { write } from "../../platform/writing.store.js";
import { readChunk } from "./chunk.reading.js";
import { keepProblems, reasonsOf } from "./chunk.results.js";
import { type ChunkRow, chunkUpdate } from "./chunk.store.js";
import { sortRows } from "./known-rows.js";
import { marksOf } from "./row.identity.js";
import type { WalkStep } from "./walk.js";

/** Tries a chunk (试运行): finds out what would become of each row, and writes nothing but that. */
export async function checkChunk({ actor, job, row, seal, tx }: WalkStep, chunk: ChunkRow): Promise<void> {
  const reading = await readChunk(tx, seal, { actor, at: job.at, chunk, row });
  // What the rows of the file say against each other is found when all chunks were tried.
  const alone = { repeatedRows: [], contradictoryRows: [] };
  const { bad, good, known } = await sortRows(tx, row.bureau, alone, reading);
  const problems = await keepProblems(tx, row, chunk, bad);
  const marks = marksOf(good.map(({ digest, key, ticket }) => ({ digest, key, row: ticket.row })));
  await write(tx, [
    chunkUpdate(chunk, {
      ...{ round: row.round, good: good.length, bad: bad.length, known: known.length, written: 0, kept: 0 },
      ...{ reasons: reasonsOf(bad), problems, marks, ...alone },
    }),
  ]);
}
