import { type SQL, sql } from "drizzle-orm";
import { eventLog, eventRelay, eventWitnesses, outboxEvents } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { place, run, statementOf } from "../../platform/statement.js";

/** Which events of the outbox are taken next. */
export type Taking =
  /** Those that were not visible when the relay stopped last; everything where it does not know any more. */
  | { way: "fresh"; reached: string | null }
  /** Those visible in one snapshot, in order of their numbers after one of them: a long queue, piece by piece. */
  | { way: "piecewise"; snapshot: string; floor: string };

/** How the relay stands. */
export interface RelayState {
  /** The snapshot whose visible events are all in the log; null where that is not known. */
  reached: string | null;
  /** Whether anything waits. */
  isWaiting: boolean;
}

/** What one move did. */
export interface Move {
  moved: number;
  /** The position of the last event of the log. */
  position: number;
  /** The highest number of the outbox that was moved; the floor of the next piece. */
  floor: string | null;
}

const server = sql`(SELECT system_identifier::text FROM pg_control_system())`;

// After a restore on another server the transactions are numbered anew: the snapshot would tell nothing, or lies.
const known = sql`${eventRelay.server} = ${server}
  AND pg_snapshot_xmax(${eventRelay.reached}::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot())`;

const { transaction, id } = outboxEvents;

// Both are found by the primary key: who was under way when the relay stopped last, and who began after that. A transaction
// that stays open for long costs nobody anything; its events are found when it ends.
const freshAfter = (reached: SQL): SQL =>
  sql`(${transaction} = ANY (ARRAY(SELECT pg_snapshot_xip(${reached}::pg_snapshot)))
    OR ${transaction} >= pg_snapshot_xmax(${reached}::pg_snapshot))`;

const waiting = statementOf(
  {
    reached: sql<string | null>`CASE WHEN state.is_known THEN state.reached END`,
    isWaiting: sql<boolean>`CASE WHEN state.is_known
      THEN EXISTS (SELECT 1 FROM ${outboxEvents} WHERE ${freshAfter(sql`state.reached`)})
      ELSE EXISTS (SELECT 1 FROM ${outboxEvents}) END`,
  },
  (list) => sql`SELECT ${list} FROM (SELECT ${eventRelay.reached}, coalesce(${known}, false) AS is_known
    FROM ${eventRelay} WHERE ${eventRelay.id} = 1) AS state`,
);

/** How the relay stands; it takes no lock. */
export async function readRelayState(tx: Transaction): Promise<RelayState> {
  const [state] = await run(tx, waiting);
  if (state === undefined) throw new Error("the relay has no state");
  return state;
}

const locking = statementOf(
  { id: eventRelay.id },
  (list) => sql`SELECT ${list} FROM ${eventRelay} WHERE ${eventRelay.id} = 1 FOR UPDATE`,
);

/** Waits until nobody else moves events, until the end of the transaction. What is read after it is what others left. */
export async function lockRelay(tx: Transaction): Promise<void> {
  await run(tx, locking);
}

// A place adds something where somebody sees by it who does not see by the event's own place.
const addsSight = sql`(witness.city IS DISTINCT FROM numbered.city AND witness.city IS NOT NULL)
  OR (witness.county IS DISTINCT FROM numbered.county AND witness.county IS NOT NULL)
  OR (witness.line IS DISTINCT FROM numbered.line AND witness.line IS NOT NULL)
  OR (witness.bureau <> numbered.bureau AND EXISTS (SELECT 1 FROM bureaus
    WHERE bureaus.code = witness.bureau AND bureaus.kind IN ('DEPARTMENT', 'STREET_OFFICE')))`;

const placed = sql.raw("province, city, county, bureau");
const told = sql.raw("transaction, at, type, subject_type, subject_id, subject_version, line, payload");

// Rows are taken out by their places, which nobody but the holder of the lock changes. A join by the key would be planned by
// what the planner believes of a table that is empty one moment and long the next, and could look at all of it for each row.
const moving = (condition: SQL, snapshot: SQL) =>
  statementOf(
    {
      moved: sql<string>`counted.moved`,
      position: sql<string>`${eventRelay.position}`,
      floor: sql<string>`counted.floor`,
    },
    (list) => sql`
    WITH chosen AS MATERIALIZED (
      SELECT ctid AS place, ${id} FROM ${outboxEvents} WHERE ${condition} ORDER BY ${id} LIMIT ${place("limit")}::int
    ), taken AS (
      DELETE FROM ${outboxEvents} WHERE ctid = ANY (ARRAY(SELECT place FROM chosen)) RETURNING outbox_events.*
    ), numbered AS MATERIALIZED (
      SELECT taken.*, (SELECT position FROM event_relay WHERE id = 1) + row_number() OVER (ORDER BY id) AS position
      FROM taken
    ), logged AS (
      INSERT INTO ${eventLog} (position, ${placed}, ${told}) SELECT position, ${placed}, ${told} FROM numbered
    ), witnessed AS (
      INSERT INTO ${eventWitnesses} (position, ordinal, ${placed}, line)
      SELECT numbered.position, witness.ordinal, witness.province, witness.city, witness.county, witness.bureau, witness.line
      FROM numbered CROSS JOIN LATERAL ROWS FROM (jsonb_to_recordset(numbered.witnesses)
        AS (province text, city text, county text, bureau text, line text)) WITH ORDINALITY
        AS witness (province, city, county, bureau, line, ordinal)
      WHERE numbered.witnesses <> '[]' AND (${addsSight})
    ), counted AS (SELECT count(*) AS moved, max(id) AS floor FROM chosen)
    UPDATE ${eventRelay} SET position = event_relay.position + counted.moved, server = ${server},
      reached = CASE WHEN counted.moved < ${place("limit")}::int THEN ${snapshot} ELSE reached END
    FROM counted WHERE ${eventRelay.id} = 1
    RETURNING ${list}, pg_notify('${sql.raw(eventChannel)}', event_relay.position::text)::text`,
  );

/** The channel on which the relay says how far the log has come. */
export const eventChannel = "lianxin_events";

let statements: ReturnType<typeof makeStatements> | undefined;

const makeStatements = () => ({
  all: moving(sql`true`, sql`pg_current_snapshot()::text`),
  fresh: moving(freshAfter(sql`${place("reached")}::text`), sql`pg_current_snapshot()::text`),
  piecewise: moving(
    sql`${id} > ${place("floor")}::bigint AND pg_visible_in_snapshot(${transaction}, ${place("snapshot")}::text::pg_snapshot)`,
    sql`${place("snapshot")}::text`,
  ),
});

/**
 * Moves events from the outbox to the end of the log, in one statement: they are taken out, numbered in the order in which
 * they were written, and put down with their witnesses; the relay's state says so, and listeners are told at the commit.
 * The lock must be held.
 *
 * @param limit the most that are moved at once
 */
export async function moveEvents(tx: Transaction, taking: Taking, limit: number): Promise<Move> {
  statements ??= makeStatements();
  const { all, fresh, piecewise } = statements;
  const values = { ...taking, limit };
  const statement = taking.way === "piecewise" ? piecewise : taking.reached === null ? all : fresh;
  const [move] = await run(tx, statement, values);
  if (move === undefined) throw new Error("the relay has no state");
  return { moved: Number(move.moved), position: Number(move.position), floor: move.floor };
}

/** The snapshot of this moment, as text. */
export async function currentSnapshot(tx: Transaction): Promise<string> {
  const [row] = await tx.execute<{ snapshot: string }>(sql`SELECT pg_current_snapshot()::text AS snapshot`);
  if (row === undefined) throw new Error("the server gives no snapshot");
  return row.snapshot;
}

/** How the outbox stands. */
export interface Waiting {
  /** How many events wait, a million at most. */
  waiting: number;
  /** The number of the oldest of them; null where none waits. */
  oldestWaiting: string | null;
}

/** How many events wait to be moved. */
export async function countWaiting(tx: Transaction): Promise<Waiting> {
  const [row] = await tx.execute<{ waiting: number; oldest: string | null }>(sql`
    SELECT (SELECT count(*)::int FROM (SELECT 1 FROM outbox_events LIMIT 1000000) AS waiting) AS waiting,
      (SELECT min(id)::text FROM outbox_events) AS oldest`);
  return { waiting: row?.waiting ?? 0, oldestWaiting: row?.oldest ?? null };
}
