import type { Place } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { sendAhead, sendText } from "../../platform/transaction.js";
import type { CallRecord } from "./call.sealing.js";

/** Where records come from: the bureau that took the calls, and its telephone system. */
export interface CallSource extends Place {
  source: string;
}

// What is told again is told whole. Place, key and the first recording stay.
const told = [
  ...["revision", "outcome", "offered_at", "answered_at", "ended_at", "waiting_seconds", "talking_seconds"],
  ...["transferred_to", "queue", "operator_number", "operator", "caller_digest", "caller_masked", "key_id", "sealed"],
];

const given = `jsonb_to_recordset($7::text::jsonb) AS given (
    id uuid, call_id text, revision bigint, outcome text, offered_at timestamptz(3), answered_at timestamptz(3),
    ended_at timestamptz(3), waiting_seconds integer, talking_seconds integer, transferred_to text, queue text,
    operator_number text, caller_digest text, caller_masked text, key_id text, sealed text)`;

const values = told.map((name) => {
  if (name === "operator") return "staff.id";
  return name === "sealed" ? "decode(given.sealed, 'base64')" : `given.${name}`;
});

// A number that was dropped is not brought back by a later telling of its call.
const ofCaller: readonly string[] = ["caller_digest", "caller_masked", "key_id", "sealed"];
const changed = told.map((name) =>
  ofCaller.includes(name)
    ? `${name} = CASE WHEN kept.caller_dropped_at IS NULL THEN excluded.${name} END`
    : `${name} = excluded.${name}`,
);

// Rows are locked in the order of their keys, so that two batches that tell of the same calls never wait for each other. A
// number at the desk that two people of the bureau have names neither.
const text = `
  INSERT INTO calls AS kept (province, city, county, bureau, source, id, call_id, recorded_at, changed_at, ${told.join(", ")})
  SELECT $1, $2, $3, $4, $5, given.id, given.call_id, $6::timestamptz, $6::timestamptz, ${values.join(", ")}
  FROM ${given}
  LEFT JOIN (
    SELECT staff_number, (array_agg(id))[1] AS id FROM people WHERE bureau = $4 AND staff_number IS NOT NULL
    GROUP BY staff_number HAVING count(*) = 1
  ) AS staff ON staff.staff_number = given.operator_number
  ORDER BY given.call_id COLLATE "C"
  ON CONFLICT (bureau, source, call_id) DO UPDATE
  SET ${changed.join(", ")}, changed_at = excluded.changed_at
  WHERE kept.revision < excluded.revision
  RETURNING call_id, (xmax = 0) AS created`;

/** A record that was applied. */
export interface AppliedRecord {
  call_id: string;
  /** Whether the call was not known before. */
  created: boolean;
}

/**
 * Records calls in one statement. One that is known is changed where the record is a later telling of it than the last that
 * was applied; otherwise it stays as it is, and is not among those that are answered.
 *
 * @param records each call once
 * @param at when they were recorded
 */
export function writeRecords(
  tx: Transaction,
  { bureau, city, county, province, source }: CallSource,
  records: readonly CallRecord[],
  at: Date,
): Promise<readonly AppliedRecord[]> {
  const parameters = [province, city, county, bureau, source, at.toISOString(), JSON.stringify(records)];
  return sendText<AppliedRecord>(tx, text, parameters);
}

// Each is looked up by its key: where a hotline's calls have grown since they were counted last, a list of keys would be
// answered by reading all of them. So would one key, by an index of the bureau that is less deep, where PostgreSQL thinks that
// the bureau has none; but only the index of the keys has their order.
const revisionsText = `SELECT kept.call_id, kept.revision::float8 AS revision
  FROM jsonb_array_elements_text($3::text::jsonb) AS asked (call_id) CROSS JOIN LATERAL (
    SELECT call_id, revision FROM calls
    WHERE bureau = $1 AND source = $2 AND calls.call_id >= asked.call_id COLLATE "C"
    ORDER BY bureau, source, calls.call_id LIMIT 1) AS kept
  WHERE kept.call_id = asked.call_id COLLATE "C"`;

/** Which revisions of calls are recorded, by the identifiers that their telephone system gave to them. */
export async function findRevisions(
  tx: Transaction,
  { bureau, source }: CallSource,
  callIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const parameters = [bureau, source, JSON.stringify(callIds)];
  sendAhead(tx, "SET LOCAL enable_sort = off");
  const reading = sendText<{ call_id: string; revision: number }>(tx, revisionsText, parameters);
  sendAhead(tx, "SET LOCAL enable_sort = on");
  const rows = await reading;
  return new Map(rows.map(({ call_id, revision }) => [call_id, revision]));
}
