import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { ticketContacts, ticketDetails, ticketNotices, timelineEntries } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import type { Sealed } from "../../platform/seal.js";
import { place, run, statementOf } from "../../platform/statement.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { NewLikeness } from "./ticket.likeness.js";
import { likenessWriting } from "./ticket.likeness.store.js";
import { isOneOf, keyText, keyValues, type TicketKey } from "./ticket.store.js";

/** The text parts of a ticket. */
export type DetailsRow = typeof ticketDetails.$inferSelect;

/** One entry of a timeline. */
export type TimelineRow = typeof timelineEntries.$inferSelect;

/** What was noted around a ticket. */
export type NoticeRow = typeof ticketNotices.$inferSelect;

/** The text parts and the sealed contact of one ticket. */
export interface TicketParts {
  details: DetailsRow;
  contact: Sealed | null;
}

/** What is written with a new ticket: its texts, its contact where there is one, and what it is found by when another is like it. */
export interface NewParts {
  details: Omit<typeof ticketDetails.$inferInsert, "province" | "ticketId">;
  contact: Sealed | null;
  likeness: NewLikeness;
}

/** A new ticket's key, and its parts. */
export interface PartsOfTicket {
  ticket: TicketKey;
  parts: NewParts;
}

/** The writings of the parts of new tickets. */
export function partInsertions(added: readonly PartsOfTicket[]): (Writing | null)[] {
  const keyOf = ({ ticket: { province, id } }: PartsOfTicket) => ({ province, ticketId: id });
  const contacts = added.flatMap((one) =>
    one.parts.contact === null ? [] : [{ ...keyOf(one), ...one.parts.contact }],
  );
  return [
    insertionOf(
      ticketDetails,
      added.map((one) => ({ ...keyOf(one), ...one.parts.details })),
    ),
    insertionOf(ticketContacts, contacts),
    likenessWriting(added.map((one) => ({ ...keyOf(one), ...one.parts.likeness }))),
  ];
}

/** The writing of text parts of a ticket. */
export function detailsUpdate(
  { province, id }: TicketKey,
  changes: Partial<Omit<DetailsRow, "province" | "ticketId">>,
): Writing {
  return updateOf(ticketDetails, { province, ticketId: id }, changes);
}

/**
 * The writing of the sealed contact of a ticket.
 *
 * @param isThere whether the ticket has one, in whose place it comes
 */
export function contactWriting({ province, id }: TicketKey, contact: Sealed, isThere: boolean): Writing | null {
  const key = { province, ticketId: id };
  return isThere ? updateOf(ticketContacts, key, contact) : insertionOf(ticketContacts, [{ ...key, ...contact }]);
}

const { keyId, sealed } = ticketContacts;

const parts = statementOf(
  { ...getTableColumns(ticketDetails), keyId: sql<string | null>`${keyId}`, sealed: sql<Buffer | null>`${sealed}` },
  (columns) => sql`SELECT ${columns} FROM ${ticketDetails} LEFT JOIN ${ticketContacts}
    ON ${ticketContacts.province} = ${ticketDetails.province} AND ${ticketContacts.ticketId} = ${ticketDetails.ticketId}
    WHERE ${isOneOf(ticketDetails.province, ticketDetails.ticketId)}`,
);

/** Reads the text parts and sealed contacts of tickets, by key text; the row policies decide what is visible. */
export async function findParts(tx: Transaction, keys: readonly TicketKey[]): Promise<Map<string, TicketParts>> {
  if (keys.length === 0) return new Map();
  const rows = await run(tx, parts, keyValues(keys));
  return new Map(
    rows.map(({ keyId, sealed, ...details }) => [
      keyText({ province: details.province, id: details.ticketId }),
      { details, contact: keyId === null || sealed === null ? null : { keyId, sealed } },
    ]),
  );
}

/** The writing of entries of timelines. */
export function timelineInsertion(entries: readonly TimelineRow[]): Writing | null {
  return insertionOf(timelineEntries, entries);
}

const timelineOf = (condition: SQL) =>
  statementOf(
    getTableColumns(timelineEntries),
    (columns) => sql`SELECT ${columns} FROM ${timelineEntries} WHERE ${condition}
      ORDER BY ${timelineEntries.province}, ${timelineEntries.ticketId}, ${timelineEntries.sequence}`,
  );

const timelines = timelineOf(isOneOf(timelineEntries.province, timelineEntries.ticketId));

/** Reads the timelines of tickets, oldest entry first; the row policies decide what is visible. */
export function findTimelines(tx: Transaction, keys: readonly TicketKey[]): Promise<TimelineRow[]> {
  return run(tx, timelines, keyValues(keys));
}

const entriesOfVerbs = timelineOf(sql`${timelineEntries.province} = ${place("province")}
  AND ${timelineEntries.ticketId} = ${place("id")} AND ${timelineEntries.verb} = ANY(${place("verbs")})`);

/** Reads the entries of one timeline that took one of the given verbs, oldest first. */
export function findTimelineOf(
  tx: Transaction,
  { province, id }: TicketKey,
  verbs: readonly string[],
): Promise<TimelineRow[]> {
  return run(tx, entriesOfVerbs, { province, id, verbs });
}

/** The writing of notices around tickets. */
export function noticeInsertion(notices: readonly NoticeRow[]): Writing | null {
  return insertionOf(ticketNotices, notices);
}

const noticesOf = statementOf(
  getTableColumns(ticketNotices),
  (
    columns,
  ) => sql`SELECT ${columns} FROM ${ticketNotices} WHERE ${isOneOf(ticketNotices.province, ticketNotices.ticketId)}
    ORDER BY ${ticketNotices.province}, ${ticketNotices.ticketId}, ${ticketNotices.id}`,
);

/** Reads what was noted around tickets, oldest first; the row policies decide what is visible. */
export function findNotices(tx: Transaction, keys: readonly TicketKey[]): Promise<NoticeRow[]> {
  return run(tx, noticesOf, keyValues(keys));
}
