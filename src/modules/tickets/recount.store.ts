import { getTableColumns, sql } from "drizzle-orm";
import { tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { run, statementOf } from "../../platform/statement.js";
import { isOneOf, keyValues, type TicketKey, type TicketRow } from "./ticket.store.js";

const lockable = statementOf(
  getTableColumns(tickets),
  (columns) => sql`SELECT ${columns} FROM ${tickets} WHERE ${isOneOf(tickets.province, tickets.id)}
    ORDER BY ${tickets.province}, ${tickets.id} FOR UPDATE SKIP LOCKED`,
);

/**
 * Locks tickets until the end of the transaction, but for those on which somebody takes a step at this moment, or the
 * scheduler does what is due: whoever locks many tickets and waits for one could wait for somebody who waits for him.
 */
export async function lockFreeTickets(tx: Transaction, keys: readonly TicketKey[]): Promise<TicketRow[]> {
  return keys.length === 0 ? [] : run(tx, lockable, keyValues(keys));
}

/** Writes the running limits of tickets, and their versions, of all of them in one statement. They must be locked. */
export async function updateDue(tx: Transaction, changed: readonly TicketRow[]): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(({ province, id, version, dueOn, dueLimit }) => ({
    province,
    id,
    version,
    dueOn,
    dueLimit,
  }));
  await tx.execute(sql`UPDATE tickets AS kept SET version = counted.version, due_on = counted."dueOn",
      due_limit = counted."dueLimit"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS counted (province text, id uuid, version integer,
      "dueOn" date, "dueLimit" text)
    WHERE kept.province = counted.province AND kept.id = counted.id`);
}
