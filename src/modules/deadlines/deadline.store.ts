import { getTableColumns, sql } from "drizzle-orm";
import { ticketDeadlines } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import { place, run, statementOf } from "../../platform/statement.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { DeadlineRow } from "./deadline.row.js";

/** The key of a ticket. */
export interface KeyOfTicket {
  readonly province: string;
  readonly id: string;
}

const { province, ticketId, sequence } = ticketDeadlines;

const deadlinesOf = statementOf(
  getTableColumns(ticketDeadlines),
  (columns) => sql`SELECT ${columns} FROM ${ticketDeadlines}
    WHERE (${province}, ${ticketId}) IN
      (SELECT * FROM unnest(${place("provinces")}::text[], ${place("ids")}::text[]::uuid[]))
    ORDER BY ${province}, ${ticketId}, ${sequence}`,
);

/**
 * Reads the deadlines of tickets, by the id of the ticket, in the order in which they began; the row policies decide what is
 * visible. A ticket without deadlines is left out.
 */
export async function findDeadlines(
  tx: Transaction,
  keys: readonly KeyOfTicket[],
): Promise<Map<string, DeadlineRow[]>> {
  const byTicket = new Map<string, DeadlineRow[]>();
  if (keys.length === 0) return byTicket;
  const listed = listParameter(keys);
  const rows = await run(tx, deadlinesOf, {
    provinces: listed.map((key) => key.province),
    ids: listed.map((key) => key.id),
  });
  for (const { province: _, ticketId: id, ...row } of rows) {
    const known = byTicket.get(id);
    if (known === undefined) byTicket.set(id, [row as DeadlineRow]);
    else known.push(row as DeadlineRow);
  }
  return byTicket;
}

/** The deadlines of a ticket before and after a change. */
export interface ChangedDeadlines {
  readonly ticket: KeyOfTicket;
  readonly before: readonly DeadlineRow[];
  readonly after: readonly DeadlineRow[];
}

/** The writings of what changed: new deadlines in one insertion, and each that is no longer the same object. */
export function deadlineWritings(changes: readonly ChangedDeadlines[]): (Writing | null)[] {
  const added = changes.flatMap(({ ticket, before, after }) =>
    after.slice(before.length).map((row) => ({ province: ticket.province, ticketId: ticket.id, ...row })),
  );
  const updates = changes.flatMap(({ ticket, before, after }) =>
    before.flatMap((row, position) => {
      const now = after[position];
      return now === undefined || now === row ? [] : [deadlineUpdate(ticket, now)];
    }),
  );
  return [insertionOf(ticketDeadlines, added), ...updates];
}

/** The writing of a deadline as it is now; always of the same columns, so that the statement stays prepared. */
export function deadlineUpdate(ticket: KeyOfTicket, row: DeadlineRow): Writing {
  const { dueOn, statutoryDueOn, registeredDueOn, isProvisional, state, pauses, extendedDays, endedAt } = row;
  const { nextStep, nextStepOn } = row;
  return updateOf(
    ticketDeadlines,
    { province: ticket.province, ticketId: ticket.id, sequence: row.sequence },
    {
      dueOn,
      statutoryDueOn,
      registeredDueOn,
      isProvisional,
      state,
      pauses,
      extendedDays,
      endedAt,
      nextStep,
      nextStepOn,
    },
  );
}
