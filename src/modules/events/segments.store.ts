import { asc, desc, eq, sql } from "drizzle-orm";
import { eventLog, eventRelay } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";

/** A segment of the log: its first position, and the first beyond it. */
export interface Segment {
  first: number;
  beyond: number;
}

/** The segments that there are, in order. */
export async function findSegments(tx: Transaction): Promise<Segment[]> {
  const rows = await tx.execute<{ first: string; beyond: string }>(sql`
    SELECT (regexp_match(bound, 'FROM \\(''?(\\d+)'))[1] AS first, (regexp_match(bound, 'TO \\(''?(\\d+)'))[1] AS beyond
    FROM (SELECT pg_get_expr(child.relpartbound, child.oid) AS bound
      FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
      WHERE inhparent = 'event_log'::regclass) AS segments`);
  return rows
    .map(({ first, beyond }) => ({ first: Number(first), beyond: Number(beyond) }))
    .sort((one, other) => one.first - other.first);
}

/** Makes a segment, where there is none that begins there. */
export async function makeSegment(tx: Transaction, { first, beyond }: Segment): Promise<void> {
  await tx.execute(sql`SELECT make_event_segment(${first}::bigint, ${beyond}::bigint)`);
}

/**
 * Drops the oldest segment, and says that the log begins after it.
 *
 * @throws an error of the database where somebody reads it for longer than two seconds
 */
export async function dropSegment(tx: Transaction, { first, beyond }: Segment): Promise<void> {
  await tx.update(eventRelay).set({ oldest: beyond }).where(eq(eventRelay.id, 1));
  await tx.execute(sql`SELECT drop_event_segment(${first}::bigint)`);
}

/** When the last event of a segment was put into the log; null where it is empty. */
export async function lastLoggedIn(tx: Transaction, { first, beyond }: Segment): Promise<Date | null> {
  const within = sql`${eventLog.position} >= ${first}::bigint AND ${eventLog.position} < ${beyond}::bigint`;
  const [row] = await tx
    .select({ at: eventLog.loggedAt })
    .from(eventLog)
    .where(within)
    .orderBy(desc(eventLog.position))
    .limit(1);
  return row?.at ?? null;
}

/** The ends of the log: the least position that is kept, and the last that was given. */
export async function logBounds(tx: Transaction): Promise<{ oldest: number; latest: number }> {
  const [row] = await tx
    .select({ oldest: eventRelay.oldest, latest: eventRelay.position })
    .from(eventRelay)
    .where(eq(eventRelay.id, 1))
    .orderBy(asc(eventRelay.id));
  if (row === undefined) throw new Error("the relay has no state");
  return row;
}
