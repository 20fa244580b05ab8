import type postgres from "postgres";
import { expect, vi } from "vitest";
import { toGlobalId } from "../../src/platform/ids.js";

/** A ticket with everything that must be there for it. */
interface WholeTicket {
  number: string;
  version: number;
  details: number;
  contacts: number;
  keys: number;
  dispatches: number;
  dispatchSteps: number;
  steps: number[];
}

/** Waits until no session of the API is left: what a killed process had under way is then over, one way or the other. */
export async function untilSessionsEnd(sql: postgres.Sql): Promise<void> {
  const sessions = () => sql`SELECT 1 FROM pg_stat_activity WHERE application_name = 'lianxin'`;
  await vi.waitUntil(async () => (await sessions()).length === 0, { timeout: 20_000 });
}

/** Waits until every entry of the audit has its link. */
export async function untilSealed(sql: postgres.Sql): Promise<void> {
  const unsealed = () => sql`
    SELECT 1 FROM audit_entries e
    WHERE NOT EXISTS (SELECT 1 FROM audit_links l WHERE l.province = e.province AND l.entry = e.id) LIMIT 1`;
  await vi.waitUntil(async () => (await unsealed()).length === 0, { timeout: 20_000 });
}

/** The versions that a table of the ledger names, by subject. */
async function versionsIn(sql: postgres.Sql, ledger: "audit" | "events"): Promise<Map<string, number[]>> {
  const columns = sql`subject_type, subject_id, subject_version`;
  // The relay may have moved events into the log, each once.
  const told = sql`(SELECT ${columns} FROM outbox_events UNION ALL SELECT ${columns} FROM event_log) AS told`;
  const rows = await sql<{ subject: string; versions: number[] }[]>`
    SELECT subject_id AS subject, array_agg(subject_version ORDER BY subject_version) AS versions
    FROM ${ledger === "audit" ? sql`audit_entries` : told} WHERE subject_type = 'Ticket' GROUP BY subject_id`;
  return new Map(rows.map(({ subject, versions }) => [subject, versions]));
}

/**
 * Expects that every ticket of the database is whole, with one timeline entry, one audit entry and one event for each of
 * its versions, and that there is nothing in the ledger besides; and that numbers have no gap.
 *
 * @returns number and version of each ticket, by its global identifier
 */
export async function expectWholeLedger(sql: postgres.Sql): Promise<Map<string, { number: string; version: number }>> {
  const rows = await sql<(WholeTicket & { province: string; id: string })[]>`
    SELECT province, id, number, version,
      (SELECT count(*)::int FROM ticket_details d WHERE d.province = t.province AND d.ticket_id = t.id) AS details,
      (SELECT count(*)::int FROM ticket_contacts c WHERE c.province = t.province AND c.ticket_id = t.id) AS contacts,
      (SELECT count(*)::int FROM idempotency_keys k WHERE k.province = t.province AND k.ticket_id = t.id) AS keys,
      (SELECT count(*)::int FROM dispatches d WHERE d.province = t.province AND d.ticket_id = t.id) AS dispatches,
      (SELECT count(*)::int FROM timeline_entries e
        WHERE e.province = t.province AND e.ticket_id = t.id AND e.verb = 'DISPATCH') AS "dispatchSteps",
      (SELECT coalesce(array_agg(sequence ORDER BY sequence), '{}') FROM timeline_entries e
        WHERE e.province = t.province AND e.ticket_id = t.id) AS steps
    FROM tickets t`;
  const entries = await versionsIn(sql, "audit");
  const events = await versionsIn(sql, "events");
  const tickets = new Map(rows.map((row) => [toGlobalId("Ticket", row.province, row.id), row]));
  const broken = [...tickets].filter(([id, ticket]) => {
    const versions = String(Array.from({ length: ticket.version }, (_, before) => before + 1));
    const isWhole = ticket.details === 1 && ticket.contacts === 1 && ticket.keys === 1;
    const isTold = [ticket.steps, entries.get(id), events.get(id)].every((found) => String(found) === versions);
    return !isWhole || !isTold || ticket.dispatches !== ticket.dispatchSteps;
  });
  expect(broken).toEqual([]);
  expect([entries.size, events.size]).toEqual([tickets.size, tickets.size]);
  await expectNumbersWithoutGap(
    sql,
    rows.map(({ number }) => number),
  );
  return tickets;
}

// The numbers of one series: each that was laid out is either used once or still free.
async function expectNumbersWithoutGap(sql: postgres.Sql, used: readonly string[]): Promise<void> {
  const [series] = await sql<{ next: number }[]>`SELECT next FROM number_series`;
  const free = await sql<{ number: number }[]>`SELECT number FROM number_slots`;
  const numbers = used.map((text) => Number(/第(\d+)号$/.exec(text)?.[1]));
  const all = [...numbers, ...free.map(({ number }) => number)].sort((one, other) => one - other);
  expect(all).toEqual(Array.from({ length: (series?.next ?? 1) - 1 }, (_, before) => before + 1));
}
