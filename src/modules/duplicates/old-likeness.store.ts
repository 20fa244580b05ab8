import type { Transaction } from "../../platform/database.js";
import { sendText } from "../../platform/transaction.js";

// The oldest ticket of a province gets its row first, so that it tells whether the others were begun with.
const without = `SELECT province FROM (SELECT DISTINCT province FROM bureaus) AS of_bureaus
  WHERE EXISTS (SELECT FROM (SELECT id FROM tickets WHERE tickets.province = of_bureaus.province ORDER BY id LIMIT 1) AS oldest
    WHERE NOT EXISTS (SELECT FROM ticket_likeness
      WHERE ticket_likeness.province = of_bureaus.province AND ticket_id = oldest.id))
  ORDER BY province`;

/** The provinces whose oldest ticket is found by nothing: their tickets are of an earlier release. */
export async function findProvincesWithout(tx: Transaction): Promise<string[]> {
  return (await sendText<{ province: string }>(tx, without, [])).map(({ province }) => province);
}

const isMissing = `NOT EXISTS (SELECT FROM ticket_likeness
  WHERE ticket_likeness.province = tickets.province AND ticket_id = tickets.id)`;

const next = `SELECT id FROM tickets WHERE province = $1 AND id > $2::text::uuid AND ${isMissing} ORDER BY id LIMIT $3::int`;

/** The tickets of a province that come after one in the order of their ids and are found by nothing, at most so many. */
export async function findMissing(tx: Transaction, province: string, after: string, limit: number): Promise<string[]> {
  return (await sendText<{ id: string }>(tx, next, [province, after, limit])).map(({ id }) => id);
}
