import { getTableColumns, sql } from "drizzle-orm";
import { ticketLinks, tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { place, run, statementOf } from "../../platform/statement.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { TicketKey } from "../tickets/index.js";

/** One side of a link as it stands in its table. */
export type LinkRow = typeof ticketLinks.$inferSelect;

/** How many links a ticket may have at once. */
export const mostLinks = 50;

/** How many tickets may be merged into one. */
export const mostMerged = 100;

const keys = sql`(SELECT * FROM unnest(${place("provinces")}::text[], ${place("ids")}::text[]::uuid[]))`;

const keyValues = (wanted: readonly TicketKey[]) => ({
  provinces: wanted.map(({ province }) => province),
  ids: wanted.map(({ id }) => id),
});

const linksOfTickets = statementOf(
  getTableColumns(ticketLinks),
  (columns) => sql`SELECT ${columns} FROM ${ticketLinks}
    WHERE (${ticketLinks.province}, ${ticketLinks.ticketId}) IN ${keys} AND ${ticketLinks.removedAt} IS NULL
    ORDER BY ${ticketLinks.province}, ${ticketLinks.ticketId}, ${ticketLinks.id}`,
);

/** Reads the links of tickets, the oldest first; the row policies decide what is visible. */
export function findLinks(tx: Transaction, wanted: readonly TicketKey[]): Promise<LinkRow[]> {
  return run(tx, linksOfTickets, keyValues(wanted));
}

/** The writing of a link, for both of its tickets. */
export function linkInsertion(
  { province, id }: TicketKey,
  other: TicketKey,
  link: Omit<LinkRow, "province" | "ticketId" | "otherTicket">,
): Writing | null {
  return insertionOf(ticketLinks, [
    { province, ticketId: id, otherTicket: other.id, ...link },
    { province, ticketId: other.id, otherTicket: id, ...link },
  ]);
}

/** The writing of the end of one side of a link. */
export function linkRemoval({ province, ticketId, id }: LinkRow, removedAt: Date): Writing {
  return updateOf(ticketLinks, { province, ticketId, id }, { removedAt });
}

const mergedIntoTickets = statementOf(
  { province: tickets.province, id: tickets.id, mergedInto: sql<string>`${tickets.mergedInto}` },
  (columns) => sql`SELECT ${columns} FROM ${tickets}
    WHERE (${tickets.province}, ${tickets.mergedInto}) IN ${keys}
    ORDER BY ${tickets.province}, ${tickets.id}`,
);

/** The keys of the tickets that were merged into others, each with the identifier of the one that goes on. */
export function findMerged(
  tx: Transaction,
  wanted: readonly TicketKey[],
): Promise<(TicketKey & { mergedInto: string })[]> {
  return run(tx, mergedIntoTickets, keyValues(wanted));
}
