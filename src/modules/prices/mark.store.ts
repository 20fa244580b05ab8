import { and, eq, sql } from "drizzle-orm";
import { priceCaseMarks } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import { place, run, statementOf } from "../../platform/statement.js";
import type { TicketKey } from "../tickets/index.js";
import type { MarkRow } from "./case.store.js";

const marks = statementOf(
  {
    province: priceCaseMarks.province,
    ticketId: priceCaseMarks.ticketId,
    desk: priceCaseMarks.desk,
    state: priceCaseMarks.state,
    goods: priceCaseMarks.goods,
    place: priceCaseMarks.place,
    version: priceCaseMarks.version,
    markedAt: priceCaseMarks.markedAt,
    markedBy: priceCaseMarks.markedBy,
  },
  (columns) => sql`SELECT ${columns} FROM ${priceCaseMarks}
    WHERE (${priceCaseMarks.province}, ${priceCaseMarks.ticketId}) IN
      (SELECT * FROM unnest(${place("provinces")}::text[], ${place("ids")}::text[]::uuid[]))
      AND ${priceCaseMarks.desk} = ${place("desk")}`,
);

/** The marks of a desk upon tickets; one without a mark is left out. */
export function findMarks(tx: Transaction, desk: string, keys: readonly TicketKey[]): Promise<MarkRow[]> {
  const listed = listParameter(keys);
  const values = { provinces: listed.map(({ province }) => province), ids: listed.map(({ id }) => id) };
  return run(tx, marks, { desk, ...values });
}

const isMark = ({ desk, province, ticketId }: Pick<MarkRow, "desk" | "province" | "ticketId">) =>
  and(eq(priceCaseMarks.province, province), eq(priceCaseMarks.ticketId, ticketId), eq(priceCaseMarks.desk, desk));

/** The mark of a desk upon a ticket for a change: others who change it wait. Null where there is none. */
export async function findMarkForChange(tx: Transaction, desk: string, { id, province }: TicketKey) {
  const [row] = await tx
    .select()
    .from(priceCaseMarks)
    .where(isMark({ desk, province, ticketId: id }))
    .for("no key update");
  return row ?? null;
}

/**
 * Writes the first mark of a desk upon a ticket.
 *
 * @returns whether it was the first: somebody else of the desk may have been as quick
 */
export async function insertMark(tx: Transaction, row: MarkRow): Promise<boolean> {
  const written = await tx
    .insert(priceCaseMarks)
    .values(row)
    .onConflictDoNothing()
    .returning({ version: priceCaseMarks.version });
  return written.length > 0;
}

/** Writes a mark in the place of the one that was found. */
export async function updateMark(tx: Transaction, row: MarkRow): Promise<void> {
  const { goods, markedAt, markedBy, place: sortedPlace, state, version } = row;
  await tx
    .update(priceCaseMarks)
    .set({ goods, markedAt, markedBy, place: sortedPlace, state, version })
    .where(isMark(row));
}
