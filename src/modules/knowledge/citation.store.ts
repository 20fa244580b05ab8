import { asc, sql } from "drizzle-orm";
import { ticketCitations } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { insertionOf, type Writing } from "../../platform/writing.store.js";

/** What an answer to a ticket relied on, as it stands in its table. */
export type TicketCitationRow = typeof ticketCitations.$inferSelect;

/** The key of a ticket: this module knows no more of it. */
export interface CitingTicket {
  province: string;
  id: string;
}

/** The writing of citations. */
export function citationInsertion(rows: readonly TicketCitationRow[]): Writing | null {
  return insertionOf(ticketCitations, rows);
}

/** What the answers to tickets relied on, the oldest answer first; the row policies decide what is visible. */
export function findCitations(tx: Transaction, tickets: readonly CitingTicket[]): Promise<TicketCitationRow[]> {
  const keys = JSON.stringify(tickets.map(({ id, province }) => ({ id, province })));
  const { citedAt, id, position, province, ticketId } = ticketCitations;
  return tx
    .select()
    .from(ticketCitations)
    .where(
      sql`(${province}, ${ticketId}) IN (SELECT wanted.province, wanted.id
        FROM jsonb_to_recordset(${keys}::text::jsonb) AS wanted (province text, id uuid))`,
    )
    .orderBy(asc(citedAt), asc(position), asc(id));
}
