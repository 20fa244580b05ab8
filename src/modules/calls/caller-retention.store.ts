import type { Transaction } from "../../platform/database.js";
import { sendText } from "../../platform/transaction.js";

// In the order of the index of numbers that are kept. What somebody else changes just now is left to the next run.
const text = `
  WITH due AS (
    SELECT province, id FROM calls
    WHERE caller_masked IS NOT NULL AND offered_on < $1::date AND ($2::text IS NULL OR province = $2::text)
    ORDER BY offered_on LIMIT $3::int FOR UPDATE SKIP LOCKED)
  UPDATE calls SET caller_digest = NULL, caller_masked = NULL, key_id = NULL, sealed = NULL, caller_dropped_at = $4::timestamptz
  FROM due WHERE calls.province = due.province AND calls.id = due.id
  RETURNING 1 AS one`;

/** Which numbers are dropped. */
export interface DueCallers {
  /** Those of calls that came in before this day in China. */
  before: string;
  /** At most so many. */
  limit: number;
  /** Those of a province alone; null for all. */
  province: string | null;
  at: Date;
}

/** Drops the numbers of calls, with their digests and masks; the rest of the calls stays as it is. Answers how many. */
export async function dropCallers(tx: Transaction, { at, before, limit, province }: DueCallers): Promise<number> {
  return (await sendText(tx, text, [before, province, limit, at.toISOString()])).length;
}
