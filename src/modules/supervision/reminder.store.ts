import { and, desc, eq, lt, or, sql } from "drizzle-orm";
import { ticketNotices } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { place, run, statementOf } from "../../platform/statement.js";
import type { TicketKey } from "../tickets/index.js";

/** A reminder as it stands among the notices around its ticket. */
export type ReminderRow = typeof ticketNotices.$inferSelect;

/** Whose reminders are listed. */
export type ReminderSide = "toBureau" | "bureau";

const { province, ticketId, id, kind, at, bureau, person, client } = ticketNotices;

const isReminder = eq(kind, "REMINDER");

const lastByHand = statementOf(
  { at },
  (columns) => sql`SELECT ${columns} FROM ${ticketNotices}
    WHERE ${province} = ${place("province")} AND ${ticketId} = ${place("id")} AND ${kind} = 'REMINDER'
      AND ${bureau} = ${place("bureau")} AND (${person} IS NOT NULL OR ${client} IS NOT NULL)
    ORDER BY ${id} DESC LIMIT 1`,
);

/** When somebody of a bureau reminded of a ticket last; null where nobody did. Those of the platform do not count. */
export async function findLastReminder(tx: Transaction, ticket: TicketKey, of: string): Promise<Date | null> {
  const [last] = await run(tx, lastByHand, { ...ticket, bureau: of });
  return last?.at ?? null;
}

const counts = statementOf(
  { province, ticketId, count: sql<number>`count(*)::int` },
  (columns) => sql`SELECT ${columns} FROM ${ticketNotices} WHERE ${kind} = 'REMINDER' AND (${province}, ${ticketId}) IN
    (SELECT * FROM unnest(${place("provinces")}::text[], ${place("ids")}::text[]::uuid[]))
    GROUP BY ${province}, ${ticketId}`,
);

/** How many reminders there are of tickets; one without any is left out. */
export function countRemindersOf(
  tx: Transaction,
  keys: readonly TicketKey[],
): Promise<{ province: string; ticketId: string; count: number }[]> {
  const listed = listParameter(keys);
  return run(tx, counts, { provinces: listed.map((key) => key.province), ids: listed.map((key) => key.id) });
}

/**
 * A page of the reminders to or of a bureau, newest first, and one more where more follow. The row policies leave out those
 * of tickets that are not visible any more.
 */
export function listReminders(
  tx: Transaction,
  side: ReminderSide,
  of: string,
  page: PageRequest,
): Promise<ReminderRow[]> {
  const { after } = page;
  return tx
    .select()
    .from(ticketNotices)
    .where(and(eq(ticketNotices[side], of), isReminder, after === null ? undefined : lt(id, after.id)))
    .orderBy(desc(id))
    .limit(page.first + 1);
}

/** How many such reminders there are, up to one more than lists count. */
export function countReminders(tx: Transaction, side: ReminderSide, of: string): Promise<number> {
  const found = tx
    .select({ id })
    .from(ticketNotices)
    .where(and(eq(ticketNotices[side], of), isReminder));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** Reads one reminder to or of a bureau by its key; null where it is not visible. */
export async function findReminder(
  tx: Transaction,
  key: TicketKey & { ticketId: string },
  of: string,
): Promise<ReminderRow | null> {
  const isOurs = or(eq(bureau, of), eq(ticketNotices.toBureau, of));
  const [row] = await tx
    .select()
    .from(ticketNotices)
    .where(and(eq(province, key.province), eq(ticketId, key.ticketId), eq(id, key.id), isReminder, isOurs));
  return row ?? null;
}
