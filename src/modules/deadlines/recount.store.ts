import { sql } from "drizzle-orm";
import { ticketDeadlines } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { place, run, statementOf } from "../../platform/statement.js";
import type { DeadlineRow } from "./deadline.row.js";
import type { KeyOfTicket } from "./deadline.store.js";

/** An open deadline in the order of their last days: where a reading of them stands. */
export interface OpenDeadline {
  readonly dueOn: string;
  readonly province: string;
  readonly ticketId: string;
  readonly sequence: number;
}

const { dueOn, province, ticketId, sequence } = ticketDeadlines;

// The conditions on state and day are those of the index, which has this order.
const openDeadlines = statementOf(
  { dueOn, province, ticketId, sequence },
  (columns) => sql`SELECT ${columns} FROM ${ticketDeadlines}
    WHERE state IN ('RUNNING', 'PAUSED') AND ${dueOn} < 'infinity'
      AND (${dueOn}, ${province}, ${ticketId}, ${sequence})
        > (${place("dueOn")}::text::date, ${place("province")}::text, ${place("ticketId")}::text::uuid, ${place("sequence")}::int)
    ORDER BY ${dueOn}, ${province}, ${ticketId}, ${sequence} LIMIT ${place("limit")}::int`,
);

/** The place before the first deadline that is due on a day. */
export function beforeDueOn(day: string): OpenDeadline {
  return { dueOn: day, province: "", ticketId: "00000000-0000-0000-0000-000000000000", sequence: 0 };
}

/** The running deadlines that come after one in the order of their last days, at most so many. */
export function findOpenDeadlines(tx: Transaction, after: OpenDeadline, limit: number): Promise<OpenDeadline[]> {
  return run(tx, openDeadlines, { ...after, limit });
}

/** A deadline that was counted anew, and the key of its ticket. */
export interface RecountedDeadline {
  readonly ticket: KeyOfTicket;
  readonly row: DeadlineRow;
}

/** Writes what `recount` changes of deadlines, of all of them in one statement. */
export async function updateCounts(tx: Transaction, recounted: readonly RecountedDeadline[]): Promise<void> {
  if (recounted.length === 0) return;
  const rows = recounted.map(({ ticket, row }) => {
    const { dueOn, isProvisional, nextStepOn, registeredDueOn, sequence, statutoryDueOn } = row;
    const { province, id } = ticket;
    return { province, id, sequence, dueOn, statutoryDueOn, registeredDueOn, isProvisional, nextStepOn };
  });
  await tx.execute(sql`UPDATE ticket_deadlines AS kept SET due_on = counted."dueOn",
      statutory_due_on = counted."statutoryDueOn", registered_due_on = counted."registeredDueOn",
      is_provisional = counted."isProvisional", next_step_on = counted."nextStepOn"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS counted (province text, id uuid, sequence smallint,
      "dueOn" date, "statutoryDueOn" date, "registeredDueOn" date, "isProvisional" boolean, "nextStepOn" date)
    WHERE kept.province = counted.province AND kept.ticket_id = counted.id AND kept.sequence = counted.sequence`);
}
