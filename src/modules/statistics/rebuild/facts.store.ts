import type { Transaction } from "../../../platform/database.js";
import { sendText } from "../../../platform/transaction.js";
import type { OughtFacts } from "../checks/facts.js";

const lock = `SELECT ticket_id AS id FROM ticket_facts
  WHERE province = $1 AND ticket_id = ANY($2::text::uuid[]) ORDER BY ticket_id FOR UPDATE SKIP LOCKED`;
const existing = `SELECT ticket_id AS id FROM ticket_facts WHERE province = $1 AND ticket_id = ANY($2::text::uuid[])`;

const arrayOf = (ids: readonly string[]): string => `{${ids.join(",")}}`;

/**
 * Locks the facts of tickets until the end of the transaction, and answers those of the tickets whose facts nobody else
 * changes just now: they are locked, or there are none. The tickets themselves must be locked.
 */
export async function lockFreeFacts(tx: Transaction, province: string, ids: readonly string[]): Promise<Set<string>> {
  const locked = new Set((await sendText<{ id: string }>(tx, lock, [province, arrayOf(ids)])).map(({ id }) => id));
  const kept = new Set((await sendText<{ id: string }>(tx, existing, [province, arrayOf(ids)])).map(({ id }) => id));
  return new Set(ids.filter((id) => locked.has(id) || !kept.has(id)));
}

const notes = `UPDATE ticket_facts AS facts SET is_supervised = noted."isSupervised", grade = noted.grade
  FROM jsonb_to_recordset($1::text::jsonb) AS noted (province text, id uuid, "isSupervised" boolean, grade text)
  WHERE facts.province = noted.province AND facts.ticket_id = noted.id
    AND (facts.is_supervised, facts.grade) IS DISTINCT FROM (noted."isSupervised", noted.grade)`;

/** Writes what orders and callbacks say of tickets into their facts, which must be there; what is as it was is left alone. */
export async function writeNotes(tx: Transaction, ought: readonly OughtFacts[]): Promise<void> {
  const rows = ought.map(({ derived, notes: noted }) => ({
    province: derived.province,
    id: derived.ticketId,
    ...noted,
  }));
  await sendText(tx, notes, [JSON.stringify(rows)]);
}

// The oldest ticket of a province gets its facts first, so that they tell whether the others were begun with.
const withoutFacts = `SELECT province FROM (SELECT DISTINCT province FROM bureaus) AS of_bureaus
  WHERE EXISTS (SELECT FROM (SELECT id FROM tickets WHERE tickets.province = of_bureaus.province ORDER BY id LIMIT 1) AS oldest
    WHERE NOT EXISTS (SELECT FROM ticket_facts WHERE ticket_facts.province = of_bureaus.province AND ticket_id = oldest.id))
  ORDER BY province`;

/** The provinces whose oldest ticket has no facts: their tickets are of an earlier release. */
export async function findProvincesWithoutFacts(tx: Transaction): Promise<string[]> {
  return (await sendText<{ province: string }>(tx, withoutFacts, [])).map(({ province }) => province);
}

const missing = `SELECT id FROM tickets WHERE province = $1 AND id > $2::text::uuid
    AND NOT EXISTS (SELECT FROM ticket_facts WHERE ticket_facts.province = tickets.province AND ticket_id = tickets.id)
  ORDER BY id LIMIT $3::int`;

/** The tickets of a province without facts that come after one in the order of their ids, at most so many. */
export async function findTicketsWithoutFacts(
  tx: Transaction,
  province: string,
  after: string,
  limit: number,
): Promise<string[]> {
  return (await sendText<{ id: string }>(tx, missing, [province, after, limit])).map(({ id }) => id);
}

const stillMissing = `SELECT id FROM tickets WHERE province = $1 AND id = ANY($2::text::uuid[])
    AND NOT EXISTS (SELECT FROM ticket_facts WHERE ticket_facts.province = tickets.province AND ticket_id = tickets.id)`;

/** Those of some tickets of a province that are there and have no facts. */
export async function findThoseWithoutFacts(
  tx: Transaction,
  province: string,
  ids: readonly string[],
): Promise<string[]> {
  return (await sendText<{ id: string }>(tx, stillMissing, [province, arrayOf(ids)])).map(({ id }) => id);
}
