import { getTableColumns } from "drizzle-orm";
import { ticketLikeness } from "../../../schema/index.js";
import { updateOf, type Writing } from "../../platform/writing.store.js";
import type { TicketKey } from "./ticket.store.js";

/** What is kept of a ticket to find those that are like it. */
export type LikenessRow = typeof ticketLikeness.$inferSelect;

const columns = Object.entries(getTableColumns(ticketLikeness)).map(([name, { name: column }]) => ({ name, column }));
const listed = columns.map(({ column }) => `"${column}"`).join(", ");

/** What never changes of a ticket, or is its key. */
const lasting: readonly string[] = ["province", "ticketId", "receivedAt", "kind"];

const assignments = columns
  .filter(({ name }) => !lasting.includes(name))
  .map(({ column }) => `"${column}" = excluded."${column}"`)
  .join(", ");

const insertion = `INSERT INTO ticket_likeness (${listed})
  SELECT ${listed} FROM jsonb_populate_recordset(NULL::ticket_likeness, `;

const toRecord = (row: LikenessRow) =>
  Object.fromEntries(columns.map(({ column, name }) => [column, row[name as keyof LikenessRow]]));

/** The writing of what tickets are found by, new or in the place of what was kept before. */
export function likenessWriting(rows: readonly LikenessRow[]): Writing | null {
  if (rows.length === 0) return null;
  const pieces = [insertion, `::text::jsonb) ON CONFLICT (province, ticket_id) DO UPDATE SET ${assignments}`];
  return { form: "UPSERT ticket_likeness", pieces, parameters: [JSON.stringify(rows.map(toRecord))], rows: null };
}

/** The same for tickets of which something may be kept already, which is newer: that stays. */
export function missingLikenessWriting(rows: readonly LikenessRow[]): Writing | null {
  if (rows.length === 0) return null;
  const pieces = [insertion, "::text::jsonb) ON CONFLICT (province, ticket_id) DO NOTHING"];
  return {
    form: "INSERT MISSING ticket_likeness",
    pieces,
    parameters: [JSON.stringify(rows.map(toRecord))],
    rows: null,
  };
}

/** The writing of the goods of a ticket; of one of an earlier release there may be nothing to write yet. */
export function goodsOfLikeness({ province, id }: TicketKey, goodsClass: string | null): Writing {
  return { ...updateOf(ticketLikeness, { province, ticketId: id }, { goodsClass }), rows: null };
}
