import type { Transaction } from "../../platform/database.js";
import { write } from "../../platform/writing.store.js";
import { deleteUntouchedTickets } from "../tickets/index.js";
import { type ChunkRow, chunkUpdate } from "./chunk.store.js";
import { importRecordings, type Moment, placeOfImport } from "./import.change.js";
import type { ImportRow } from "./import.store.js";
import { findImportedOfRows, forgetImported } from "./imported.store.js";

/**
 * Takes the tickets of a chunk back (收回), as the platform: they are deleted with all their parts, and may be imported
 * again. One on which somebody has taken a step since is kept, for his work would be lost with it; it is counted.
 */
export async function takeChunkBack(tx: Transaction, row: ImportRow, chunk: ChunkRow, moment: Moment): Promise<void> {
  const { province } = row;
  const imported = await findImportedOfRows(tx, row, { first: chunk.firstRow, last: chunk.lastRow });
  const deleted = await deleteUntouchedTickets(
    tx,
    imported.map(({ ticketId: id }) => ({ province, id })),
  );
  const gone = imported.filter(({ ticketId }) => deleted.has(ticketId));
  await forgetImported(
    tx,
    row.bureau,
    gone.map(({ key }) => key),
  );
  const kept = imported.length - gone.length;
  const { at, requestId } = moment;
  const detail = { part: chunk.number, tickets: gone.length, kept };
  await write(tx, [
    chunkUpdate(chunk, { round: row.round, written: kept, kept }),
    ...(imported.length === 0
      ? []
      : importRecordings({ place: placeOfImport(row) }, row, { at, requestId, event: "PART_TAKEN_BACK", detail })),
  ]);
}
