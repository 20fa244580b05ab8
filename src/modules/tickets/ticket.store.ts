import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { dispatches, ticketContacts, ticketDetails, tickets, timelineEntries } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import type { Scope } from "../../platform/scope.js";
import type { Sealed } from "../../platform/seal.js";
import { scopeCondition } from "./ticket.scope.store.js";

/** A ticket as it stands in its table. */
export type TicketRow = typeof tickets.$inferSelect;

/** The text parts of a ticket. */
export type DetailsRow = typeof ticketDetails.$inferSelect;

/** One entry of a timeline. */
export type TimelineRow = typeof timelineEntries.$inferSelect;

/** One dispatch of a ticket. */
export type DispatchRow = typeof dispatches.$inferSelect;

/** The key of a ticket: its province, and its id. */
export interface TicketKey {
  province: string;
  id: string;
}

/** The key of a ticket as one text, for loaders. */
export function keyText(key: TicketKey): string {
  return `${key.province}:${key.id}`;
}

/** Reads the key back from its text. */
export function keyFromText(text: string): TicketKey {
  const [province = "", id = ""] = text.split(":");
  return { province, id };
}

type PartTable = typeof ticketDetails | typeof ticketContacts | typeof timelineEntries | typeof dispatches;

const isOneOf = (keys: readonly TicketKey[]): SQL => {
  const pairs = keys.map((key) => sql`(${key.province}, ${key.id}::uuid)`);
  return sql`(${tickets.province}, ${tickets.id}) IN (${sql.join(pairs, sql`, `)})`;
};

const partOf = (table: PartTable, key: TicketKey): SQL | undefined =>
  and(eq(table.province, key.province), eq(table.ticketId, key.id));

/** Reads tickets by key, under the scope. At most 1,000 keys; missing and invisible ones are left out. */
export async function findTickets(tx: Transaction, scope: Scope, keys: readonly TicketKey[]): Promise<TicketRow[]> {
  if (keys.length === 0) return [];
  return tx
    .select()
    .from(tickets)
    .where(and(isOneOf(keys), scopeCondition(scope)));
}

/** Reads one ticket by its number, under the scope; numbers of different provinces may be equal, so there may be several. */
export async function findTicketsByNumber(tx: Transaction, scope: Scope, number: string): Promise<TicketRow[]> {
  return tx
    .select()
    .from(tickets)
    .where(and(eq(tickets.number, number), scopeCondition(scope)))
    .limit(10);
}

/** Finds a ticket under the scope and locks it until the end of the transaction; null when it is not visible. */
export async function lockTicket(tx: Transaction, scope: Scope, key: TicketKey): Promise<TicketRow | null> {
  const rows = await tx
    .select()
    .from(tickets)
    .where(and(eq(tickets.province, key.province), eq(tickets.id, key.id), scopeCondition(scope)))
    .for("update");
  return rows[0] ?? null;
}

/** Writes a new ticket with its parts. */
export async function insertTicket(
  tx: Transaction,
  ticket: typeof tickets.$inferInsert,
  details: Omit<typeof ticketDetails.$inferInsert, "province" | "ticketId">,
  contact: Sealed | null,
): Promise<TicketRow> {
  const [row] = await tx.insert(tickets).values(ticket).returning();
  if (row === undefined) throw new Error("the inserted ticket was not returned");
  const key = { province: row.province, ticketId: row.id };
  await tx.insert(ticketDetails).values({ ...key, ...details });
  if (contact !== null) await tx.insert(ticketContacts).values({ ...key, ...contact });
  return row;
}

/** The columns that a change may write. */
export type TicketChanges = Partial<
  Omit<
    TicketRow,
    | "province"
    | "id"
    | "number"
    | "kind"
    | "regime"
    | "version"
    | "receivedAt"
    | "registeredAt"
    | "intakeBureau"
    | `${string}Away`
  >
>;

/**
 * Writes a change of a ticket, if its version is still the one given.
 *
 * @returns the row after the change, or null when the version is another
 */
export async function updateTicket(
  tx: Transaction,
  key: TicketKey,
  version: number,
  changes: TicketChanges,
): Promise<TicketRow | null> {
  const rows = await tx
    .update(tickets)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(tickets.province, key.province), eq(tickets.id, key.id), eq(tickets.version, version)))
    .returning();
  return rows[0] ?? null;
}

/** Writes the text parts of a ticket. */
export async function updateDetails(
  tx: Transaction,
  key: TicketKey,
  changes: Partial<Omit<DetailsRow, "province" | "ticketId">>,
): Promise<void> {
  await tx.update(ticketDetails).set(changes).where(partOf(ticketDetails, key));
}

/** Puts the sealed contact of a ticket in the place of what was there. */
export async function replaceContact(tx: Transaction, key: TicketKey, contact: Sealed): Promise<void> {
  await tx
    .insert(ticketContacts)
    .values({ province: key.province, ticketId: key.id, ...contact })
    .onConflictDoUpdate({ target: [ticketContacts.province, ticketContacts.ticketId], set: { ...contact } });
}

/** The text parts and the sealed contact of one ticket. */
export interface TicketParts {
  details: DetailsRow;
  contact: Sealed | null;
}

/** Reads the text parts and sealed contacts of tickets, by key text; the row policies decide what is visible. */
export async function findParts(tx: Transaction, keys: readonly TicketKey[]): Promise<Map<string, TicketParts>> {
  if (keys.length === 0) return new Map();
  const pairs = sql.join(
    keys.map((key) => sql`(${key.province}, ${key.id}::uuid)`),
    sql`, `,
  );
  const rows = await tx
    .select({ details: ticketDetails, contact: ticketContacts })
    .from(ticketDetails)
    .leftJoin(
      ticketContacts,
      and(eq(ticketContacts.province, ticketDetails.province), eq(ticketContacts.ticketId, ticketDetails.ticketId)),
    )
    .where(sql`(${ticketDetails.province}, ${ticketDetails.ticketId}) IN (${pairs})`);
  return new Map(
    rows.map(({ details, contact }) => [
      keyText({ province: details.province, id: details.ticketId }),
      { details, contact: contact === null ? null : { keyId: contact.keyId, sealed: contact.sealed } },
    ]),
  );
}

/** Adds entries to a timeline. */
export async function addTimeline(
  tx: Transaction,
  entries: readonly (typeof timelineEntries.$inferInsert)[],
): Promise<void> {
  if (entries.length > 0) await tx.insert(timelineEntries).values([...entries]);
}

/** Reads the timelines of tickets, oldest entry first; the row policies decide what is visible. */
export async function findTimelines(tx: Transaction, keys: readonly TicketKey[]): Promise<TimelineRow[]> {
  return tx
    .select()
    .from(timelineEntries)
    .where(
      and(
        inArray(timelineEntries.province, [...new Set(keys.map((key) => key.province))]),
        inArray(
          timelineEntries.ticketId,
          keys.map((key) => key.id),
        ),
      ),
    )
    .orderBy(timelineEntries.province, timelineEntries.ticketId, timelineEntries.sequence);
}

/** Reads the entries of one timeline that took one of the given verbs, oldest first. */
export async function findTimelineOf(
  tx: Transaction,
  key: TicketKey,
  verbs: readonly string[],
): Promise<TimelineRow[]> {
  return tx
    .select()
    .from(timelineEntries)
    .where(and(partOf(timelineEntries, key), inArray(timelineEntries.verb, [...verbs])))
    .orderBy(timelineEntries.sequence);
}

/** Reads the dispatches of one ticket, oldest first. */
export async function findDispatches(tx: Transaction, key: TicketKey): Promise<DispatchRow[]> {
  return tx.select().from(dispatches).where(partOf(dispatches, key)).orderBy(dispatches.sequence);
}

/** Adds a dispatch. */
export async function addDispatch(tx: Transaction, row: typeof dispatches.$inferInsert): Promise<void> {
  await tx.insert(dispatches).values(row);
}

/** Marks a dispatch as returned. */
export async function markReturned(
  tx: Transaction,
  key: TicketKey,
  sequence: number,
  returned: { at: Date; reason: string },
): Promise<void> {
  await tx
    .update(dispatches)
    .set({ returnedAt: returned.at, returnReason: returned.reason })
    .where(and(partOf(dispatches, key), eq(dispatches.sequence, sequence)));
}

/** Joins the two parts of mixed material to each other. */
export async function linkTickets(
  tx: Transaction,
  one: TicketRow,
  other: TicketRow,
): Promise<[one: TicketRow, other: TicketRow]> {
  const link = async (from: TicketRow, to: TicketRow): Promise<TicketRow> => {
    const rows = await tx
      .update(tickets)
      .set({ linkedTicket: to.id })
      .where(and(eq(tickets.province, from.province), eq(tickets.id, from.id)))
      .returning();
    return rows[0] ?? from;
  };
  return [await link(one, other), await link(other, one)];
}
