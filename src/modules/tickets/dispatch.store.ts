import { getTableColumns, sql } from "drizzle-orm";
import { dispatches } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { place, run, statementOf } from "../../platform/statement.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { TicketKey } from "./ticket.store.js";

/** One dispatch of a ticket (分派). */
export type DispatchRow = typeof dispatches.$inferSelect;

/** A dispatch that is new. */
export type NewDispatch = typeof dispatches.$inferInsert;

const ofTicket = statementOf(
  getTableColumns(dispatches),
  (columns) => sql`SELECT ${columns} FROM ${dispatches}
    WHERE ${dispatches.province} = ${place("province")} AND ${dispatches.ticketId} = ${place("id")}
    ORDER BY ${dispatches.sequence}`,
);

/** Reads the dispatches of one ticket, oldest first. */
export function findDispatches(tx: Transaction, { province, id }: TicketKey): Promise<DispatchRow[]> {
  return run(tx, ofTicket, { province, id });
}

/** The writing of a dispatch. */
export function dispatchInsertion(dispatch: NewDispatch): Writing | null {
  return insertionOf(dispatches, [dispatch]);
}

/** The writing that marks a dispatch as returned. */
export function returnUpdate(
  { province, id }: TicketKey,
  sequence: number,
  returned: { at: Date; reason: string },
): Writing {
  const found = { province, ticketId: id, sequence };
  return updateOf(dispatches, found, { returnedAt: returned.at, returnReason: returned.reason });
}
