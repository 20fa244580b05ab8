import { and, asc, eq, getTableColumns, gt, ne } from "drizzle-orm";
import { seats } from "../../../schema/index.js";
import type { Place } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { sendText } from "../../platform/transaction.js";

/** A seat as it stands in its table. */
export type SeatRow = typeof seats.$inferSelect;

/** What a seat does, as it goes to the table. */
export interface SeatRecord {
  operator_number: string;
  state: string;
  since: Date;
}

// Rows are locked in the order of their keys, so that two reports of the same seats never wait for each other.
const text = `
  INSERT INTO seats AS kept (province, city, county, bureau, source, reported_at, operator_number, state, since, operator)
  SELECT $1, $2, $3, $4, $5, $6::timestamptz, given.operator_number, given.state, given.since, staff.id
  FROM jsonb_to_recordset($7::text::jsonb) AS given (operator_number text, state text, since timestamptz(3))
  LEFT JOIN (
    SELECT staff_number, (array_agg(id))[1] AS id FROM people WHERE bureau = $4 AND staff_number IS NOT NULL
    GROUP BY staff_number HAVING count(*) = 1
  ) AS staff ON staff.staff_number = given.operator_number
  ORDER BY given.operator_number COLLATE "C"
  ON CONFLICT (bureau, operator_number) DO UPDATE
  SET state = excluded.state, since = excluded.since, source = excluded.source, operator = excluded.operator,
    reported_at = excluded.reported_at
  WHERE kept.since < excluded.since
  RETURNING operator_number`;

/**
 * Writes what seats of a bureau do, in one statement; of each the latest stands.
 *
 * @returns the numbers at the desks whose seats were changed
 */
export async function writeSeats(
  tx: Transaction,
  { bureau, city, county, province, source }: Place & { source: string },
  given: readonly SeatRecord[],
  at: Date,
): Promise<readonly string[]> {
  const parameters = [province, city, county, bureau, source, at.toISOString(), JSON.stringify(given)];
  const rows = await sendText<{ operator_number: string }>(tx, text, parameters);
  return rows.map((row) => row.operator_number);
}

/** The most seats that a board lists. */
export const mostSeats = 500;

/** The seats of a bureau at which somebody has been signed in since an instant or later, by their numbers. */
export function findSeats(tx: Transaction, bureau: string, since: Date): Promise<SeatRow[]> {
  return tx
    .select(getTableColumns(seats))
    .from(seats)
    .where(and(eq(seats.bureau, bureau), ne(seats.state, "OFF"), gt(seats.since, since)))
    .orderBy(asc(seats.operatorNumber))
    .limit(mostSeats);
}
