import type { Transaction } from "../../platform/database.js";
import { type Writing, write } from "../../platform/writing.store.js";
import type { BadRow } from "./chunk.reading.js";
import { type ChunkRow, sumChunks } from "./chunk.store.js";
import { mostProblems } from "./import.states.js";
import type { ImportRow } from "./import.store.js";
import { deleteProblems, type ProblemRow, problemInsertion } from "./problem.store.js";

/** How many problems there are, by their codes. */
export function reasonsOf(bad: readonly BadRow[]): Record<string, number> {
  const reasons: Record<string, number> = {};
  for (const { problems } of bad) {
    for (const { code } of problems) reasons[code] = (reasons[code] ?? 0) + 1;
  }
  return reasons;
}

/**
 * Keeps the problems of the rows of a chunk in the place of those that were found before, as long as there is room for
 * them.
 *
 * @returns how many are kept
 */
export async function keepProblems(
  tx: Transaction,
  row: ImportRow,
  chunk: ChunkRow,
  bad: readonly BadRow[],
): Promise<number> {
  const { firstRow, importId, lastRow, province } = chunk;
  if (chunk.problems > 0) await deleteProblems(tx, row, { first: firstRow, last: lastRow });
  if (bad.length === 0) return 0;
  const { problems: kept } = await sumChunks(tx, row, row.round);
  const all = bad.flatMap(({ problems, row: number }): ProblemRow[] =>
    problems.map((problem, position) => ({ province, importId, row: number, position, ...problem })),
  );
  const some = all.slice(0, Math.max(mostProblems - kept + chunk.problems, 0));
  const writing: Writing | null = problemInsertion(some);
  await write(tx, [writing]);
  return some.length;
}
