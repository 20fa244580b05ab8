import type { Transaction } from "../../platform/database.js";
import { findTimelineOf, type TicketRow } from "./ticket.store.js";

/**
 * The times that the goods of a ticket were being tested, from its timeline. Read only for a complaint in mediation, the
 * one place where they count (art. 22 of Order 121, art. 20 of Order 20).
 *
 * @param at the present instant, the end of a testing that just ends
 */
export async function testingOf(tx: Transaction, ticket: TicketRow, at: Date): Promise<{ from: Date; to: Date }[]> {
  if (ticket.state !== "MEDIATING" && ticket.state !== "SUSPENDED") return [];
  const entries = await findTimelineOf(tx, ticket, ["START_TESTING", "FINISH_TESTING"]);
  return entries.flatMap((entry, position) =>
    entry.verb === "START_TESTING" ? [{ from: entry.at, to: entries[position + 1]?.at ?? at }] : [],
  );
}
