import { setImmediate as turn } from "node:timers/promises";
import { sha256 } from "../../platform/ids.js";
import { write } from "../../platform/writing.store.js";
import { readBulkRules, refreshTicketEstimates, writeOldTickets } from "../tickets/index.js";
import { type GoodRow, readChunk } from "./chunk.reading.js";
import { keepProblems, reasonsOf } from "./chunk.results.js";
import { type ChunkRow, chunkUpdate } from "./chunk.store.js";
import { importRecordings, placeOfImport } from "./import.change.js";
import type { ImportRow } from "./import.store.js";
import { ticketMaker } from "./import.tickets.js";
import { importedInsertion } from "./imported.store.js";
import { type SortedRows, sortRows } from "./known-rows.js";
import type { WalkStep } from "./walk.js";

/**
 * Writes chunks (写入): reads their rows once more, for much may have changed since they were tried, and writes the good
 * ones as tickets. Where all or none are to be written, one bad row keeps all of these chunks from being written.
 */
export async function writeChunks(step: WalkStep, chunks: readonly ChunkRow[]): Promise<void> {
  const { actor, job, row, seal, tx } = step;
  const sorted: { chunk: ChunkRow; rows: SortedRows }[] = [];
  for (const chunk of chunks) {
    const reading = await readChunk(tx, seal, { actor, at: job.at, chunk, row });
    sorted.push({ chunk, rows: await sortRows(tx, row.bureau, chunk, reading) });
  }
  const mayWrite = row.mode === "GOOD_ROWS" || sorted.every(({ rows }) => rows.bad.length === 0);
  for (const { chunk, rows } of sorted) await writeChunk(step, chunk, mayWrite ? rows : { ...rows, good: [] });
}

async function writeChunk(step: WalkStep, chunk: ChunkRow, { bad, good, known }: SortedRows): Promise<void> {
  const { actor, job, row, tx } = step;
  if (good.length > 0) await writeTickets(step, good);
  const written = good.length;
  const isOther = bad.length !== chunk.bad;
  const problems = isOther ? await keepProblems(tx, row, chunk, bad) : chunk.problems;
  const { at, requestId } = job;
  const detail = { part: chunk.number, tickets: written, digest: digestOf(good) };
  await write(tx, [
    chunkUpdate(chunk, {
      ...{ round: row.round, good: written, bad: bad.length, known: known.length, written, problems },
      ...{ reasons: reasonsOf(bad) },
    }),
    ...(written === 0 ? [] : importRecordings(actor, row, { at, requestId, event: "PART_WRITTEN", detail })),
  ]);
}

// So many tickets at a time: what is made of them is small and soon thrown away, and others have their turn in between.
const rowsAtOnce = 250;

/**
 * Writes tickets, and that they came from this import. One that another import writes at the same moment makes the job
 * fail; tried again, it finds it there.
 */
async function writeTickets({ actor, job, row, seal, tx }: WalkStep, rows: readonly GoodRow[]): Promise<void> {
  const { at } = job;
  const toTicket = await ticketMaker(tx, actor, { at, of: row, rows });
  const taking = { ...(await readBulkRules(tx, placeOfImport(row))), seal, actor, at };
  // Most indexes of tickets go by the day of receipt: rows that are neighbours there are written one after the other.
  const inOrder = rows.toSorted((one, other) => one.ticket.receivedAt.getTime() - other.ticket.receivedAt.getTime());
  for (let start = 0; start < inOrder.length; start += rowsAtOnce) {
    const some = inOrder.slice(start, start + rowsAtOnce);
    const tickets = some.map(toTicket);
    await write(tx, [importedInsertion(some.map((one, place) => importedOf(row, one, tickets[place]?.id ?? "")))]);
    await writeOldTickets(tx, tickets, taking);
    if (start === 0) await refreshTicketEstimates(tx);
    await turn();
  }
}

function importedOf({ bureau, id: importId, province }: ImportRow, { digest, key, ticket }: GoodRow, ticketId: string) {
  return { bureau, key, digest, province, ticketId, importId, row: ticket.row };
}

/** What was written, in one digest: with the file it can be told whether it is the same. */
const digestOf = (rows: readonly GoodRow[]): string => sha256(rows.map(({ digest }) => digest).join("\n"));
