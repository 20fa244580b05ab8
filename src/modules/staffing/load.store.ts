import { sql } from "drizzle-orm";
import type { Transaction } from "../../platform/database.js";

/** What came in a half-hour of a day. */
export interface HalfHourCalls {
  /** The day in China. */
  day: string;
  /** 0 is from midnight to half past. */
  halfHour: number;
  /** Calls that were offered. */
  offered: number;
  /** Calls that were answered and have ended, and how long was talked in all of them. */
  answered: number;
  talkingSeconds: number;
}

// China keeps one time all year, eight hours before Greenwich.
const halfHour = sql`(((extract(epoch FROM offered_at)::bigint + 28800) % 86400) / 1800)::int`;

const instantOf = (day: string): string => `${day}T00:00:00+08:00`;

/**
 * What came at a bureau on some days by half-hours, under the row policies of the transaction: one statement, which reads a
 * range of the index of calls for each day, and nothing of the days between.
 */
export async function readHalfHours(
  tx: Transaction,
  bureau: string,
  days: readonly string[],
): Promise<readonly HalfHourCalls[]> {
  if (days.length === 0) return [];
  const midnight = sql`(asked.day || 'T00:00:00+08:00')::timestamptz`;
  const rows = await tx.execute<{ [Name in keyof HalfHourCalls]: HalfHourCalls[Name] }>(sql`
    SELECT asked.day, came.* FROM unnest(${sql.param([...days])}::text[]) AS asked (day) CROSS JOIN LATERAL (
      SELECT ${halfHour} AS "halfHour", count(*)::int AS offered, count(talking_seconds)::int AS answered,
        coalesce(sum(talking_seconds), 0)::float8 AS "talkingSeconds"
      FROM calls
      WHERE bureau = ${bureau} AND offered_at >= ${midnight} AND offered_at < ${midnight} + interval '1 day'
        AND outcome <> 'VOID'
      GROUP BY 1) AS came`);
  return [...rows];
}

/** Whether any call came at a bureau from one day to another. */
export async function hasCalls(tx: Transaction, bureau: string, from: string, to: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    SELECT 1 FROM calls WHERE bureau = ${bureau} AND offered_at >= ${instantOf(from)}::timestamptz
      AND offered_at < ${instantOf(to)}::timestamptz + interval '1 day' AND outcome <> 'VOID' LIMIT 1`);
  return rows.length > 0;
}

/** How many seats of a bureau its telephone system told of since an instant; null for none. */
export async function countSeats(tx: Transaction, bureau: string, since: Date): Promise<number | null> {
  const [row] = await tx.execute<{ seats: number }>(sql`
    SELECT count(*)::int AS seats FROM seats
    WHERE bureau = ${bureau} AND reported_at >= ${since.toISOString()}::timestamptz`);
  return row === undefined || row.seats === 0 ? null : row.seats;
}
