import type { Transaction } from "../../platform/database.js";
import { findTakenNumbers } from "../tickets/index.js";
import type { BadRow, ChunkReading, GoodRow } from "./chunk.reading.js";
import type { ChunkRow } from "./chunk.store.js";
import { findKnown } from "./imported.store.js";
import type { ProblemCode } from "./mapping/problems.js";

/** The rows of a chunk, sorted by what becomes of them. */
export interface SortedRows {
  /** They become tickets. */
  good: GoodRow[];
  bad: BadRow[];
  /** They are there already, from this file or another, word for word. */
  known: GoodRow[];
}

/**
 * Sorts the rows of a chunk: those that were imported before word for word, or stand in the file once more, are known; those
 * of a number that was imported with another content, that contradict others of the file, or whose number another ticket of the
 * bureau has, are bad. Nothing is changed of what is there.
 */
export async function sortRows(
  tx: Transaction,
  bureau: string,
  chunk: Pick<ChunkRow, "repeatedRows" | "contradictoryRows">,
  { bad, good }: ChunkReading,
): Promise<SortedRows> {
  const imported = await findKnown(
    tx,
    bureau,
    good.map(({ key }) => key),
  );
  const numbers = good.flatMap(({ key, ticket }) =>
    ticket.number === null || imported.has(key) ? [] : [ticket.number],
  );
  const taken = await findTakenNumbers(tx, bureau, numbers);
  const [repeated, contradictory] = [new Set(chunk.repeatedRows), new Set(chunk.contradictoryRows)];
  const sorted: SortedRows = { good: [], bad: [...bad], known: [] };
  for (const row of good) {
    const before = imported.get(row.key);
    const refuse = (code: ProblemCode): void =>
      void sorted.bad.push({ row: row.ticket.row, problems: [about(row, code)] });
    if (contradictory.has(row.ticket.row)) refuse("CONTRADICTORY_ROWS");
    else if (before !== undefined && before.digest !== row.digest) refuse("ALREADY_DIFFERENT");
    else if (before !== undefined || repeated.has(row.ticket.row)) sorted.known.push(row);
    else if (row.ticket.number !== null && taken.has(row.ticket.number)) refuse("NUMBER_TAKEN");
    else sorted.good.push(row);
  }
  return sorted;
}

const about = ({ ticket }: GoodRow, code: ProblemCode) =>
  ({ code, field: "NUMBER", column: null, value: ticket.number }) as const;
