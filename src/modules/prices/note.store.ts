import { and, asc, eq, getTableColumns, sql } from "drizzle-orm";
import { priceCaseNotes } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import { place, run, statementOf } from "../../platform/statement.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { TicketKey } from "../tickets/index.js";

/** What was said of a price case, as it stands in its table. */
export type NoteRow = typeof priceCaseNotes.$inferSelect;

/** The key of a note. */
export type NoteKey = Pick<NoteRow, "province" | "ticketId" | "id">;

/** The key of a note as one text, for loaders. */
export function noteKeyText({ id, province, ticketId }: NoteKey): string {
  return `${province}:${ticketId}:${id}`;
}

/** Reads the key back from its text. */
export function noteKeyFromText(text: string): NoteKey {
  const [province = "", ticketId = "", id = ""] = text.split(":");
  return { province, ticketId, id };
}

/** The most notes of one case that are shown. */
export const mostNotes = 100;

const { province, ticketId, id } = priceCaseNotes;

const notesOfTickets = statementOf(
  getTableColumns(priceCaseNotes),
  (columns) => sql`SELECT ${columns}
    FROM unnest(${place("provinces")}::text[], ${place("ids")}::text[]::uuid[]) AS asked (province, ticket_id)
    CROSS JOIN LATERAL (SELECT * FROM ${priceCaseNotes}
      WHERE ${province} = asked.province AND ${ticketId} = asked.ticket_id
      ORDER BY ${id} DESC LIMIT ${sql.raw(String(mostNotes))}) AS price_case_notes
    ORDER BY ${province}, ${ticketId}, ${id}`,
);

/** The latest notes on tickets, oldest first; the row policies decide what is visible. */
export function findNotesOfTickets(tx: Transaction, keys: readonly TicketKey[]): Promise<NoteRow[]> {
  return run(tx, notesOfTickets, { provinces: keys.map((key) => key.province), ids: keys.map((key) => key.id) });
}

const notes = statementOf(
  getTableColumns(priceCaseNotes),
  (columns) => sql`SELECT ${columns} FROM ${priceCaseNotes} WHERE (${province}, ${ticketId}, ${id}) IN (SELECT * FROM
    unnest(${place("provinces")}::text[], ${place("tickets")}::text[]::uuid[], ${place("ids")}::text[]::uuid[]))`,
);

/** Reads notes by key; the row policies decide what is visible. */
export function findNotes(tx: Transaction, keys: readonly NoteKey[]): Promise<NoteRow[]> {
  const listed = listParameter(keys);
  return run(tx, notes, {
    provinces: listed.map((key) => key.province),
    tickets: listed.map((key) => key.ticketId),
    ids: listed.map((key) => key.id),
  });
}

/** A note for a change: whoever answers it too waits. Null where it is not visible. */
export async function findNoteForChange(tx: Transaction, key: NoteKey): Promise<NoteRow | null> {
  const [row] = await tx
    .select()
    .from(priceCaseNotes)
    .where(and(eq(province, key.province), eq(ticketId, key.ticketId), eq(id, key.id)))
    .for("no key update");
  return row ?? null;
}

/** The questions of a desk that nobody has answered, the oldest first. */
export function findOpenQuestions(tx: Transaction, desk: string, most: number): Promise<NoteRow[]> {
  return tx
    .select()
    .from(priceCaseNotes)
    .where(and(eq(priceCaseNotes.desk, desk), sql`${priceCaseNotes.isOpen}`))
    .orderBy(asc(id))
    .limit(most);
}

/** The writing of a note. */
export function noteInsertion(row: NoteRow): Writing | null {
  return insertionOf(priceCaseNotes, [row]);
}

/** The writing that a question was answered. */
export function questionClosing(question: NoteKey): Writing {
  const key = { province: question.province, ticketId: question.ticketId, id: question.id };
  return updateOf(priceCaseNotes, key, { isOpen: false });
}
