import { and, eq, sql } from "drizzle-orm";
import { importedTickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { sendText } from "../../platform/transaction.js";
import { insertionOf, type Writing } from "../../platform/writing.store.js";
import type { ImportKey } from "./import.store.js";

/** A ticket that came from a file. */
export type ImportedRow = typeof importedTickets.$inferSelect;

/** The writing of which tickets came from a file. */
export function importedInsertion(rows: readonly ImportedRow[]): Writing | null {
  return insertionOf(importedTickets, rows);
}

const arrayOf = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replace(/[\\"]/g, "\\$&")}"`).join(",")}}`;

// Each key is looked up by itself: a plan for all at once may read everything that the bureau imported.
const known = `SELECT wanted.key, digest, import_id AS "importId", row FROM unnest($2::text::text[]) AS wanted (key)
  CROSS JOIN LATERAL (SELECT digest, import_id, row FROM imported_tickets
    WHERE bureau = $1 AND imported_tickets.key = wanted.key COLLATE "C" OFFSET 0) AS found`;

/** What a bureau has imported already of some keys, by key. At most some thousands. */
export async function findKnown(
  tx: Transaction,
  bureau: string,
  keys: readonly string[],
): Promise<Map<string, Pick<ImportedRow, "key" | "digest" | "importId" | "row">>> {
  if (keys.length === 0) return new Map();
  const rows = await sendText<Pick<ImportedRow, "key" | "digest" | "importId" | "row">>(tx, known, [
    bureau,
    arrayOf(keys),
  ]);
  return new Map(rows.map((row) => [row.key, row]));
}

/** How many tickets came from an import. */
export function countImported(tx: Transaction, { id, province }: ImportKey): Promise<number> {
  return tx.$count(importedTickets, and(eq(importedTickets.province, province), eq(importedTickets.importId, id)));
}

/** The tickets that came from some rows of an import, from the first row to the last. */
export function findImportedOfRows(
  tx: Transaction,
  { id, province }: ImportKey,
  { first, last }: { first: number; last: number },
): Promise<Pick<ImportedRow, "ticketId" | "row" | "key">[]> {
  return tx
    .select({ ticketId: importedTickets.ticketId, row: importedTickets.row, key: importedTickets.key })
    .from(importedTickets)
    .where(
      and(
        eq(importedTickets.province, province),
        eq(importedTickets.importId, id),
        sql`${importedTickets.row} BETWEEN ${first} AND ${last}`,
      ),
    );
}

const forget = `DELETE FROM imported_tickets WHERE bureau = $1 AND key = ANY($2::text::text[])`;

/** Forgets that some keys were imported, because their tickets were taken back. */
export async function forgetImported(tx: Transaction, bureau: string, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await sendText(tx, forget, [bureau, arrayOf(keys)]);
}
