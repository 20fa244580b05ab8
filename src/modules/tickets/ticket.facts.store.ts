import { getTableColumns } from "drizzle-orm";
import { ticketFacts } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { updateOf, type Writing, write } from "../../platform/writing.store.js";
import type { DerivedFacts } from "./ticket.facts.js";
import type { TicketKey } from "./ticket.store.js";

const columns = getTableColumns(ticketFacts);

const isThen = (name: string): boolean => name.endsWith("Then");

/** Who notes them does so by themselves, with `supervisedFact` and `gradeFact`. */
const notedByOthers: readonly string[] = ["isSupervised", "grade"];

const derived = Object.entries(columns).filter(([name]) => !notedByOthers.includes(name));
const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

// The place of then changes where a step gives the ticket to another holder. A reorganisation moves ticket and facts
// together before, so the holder is another only where somebody handed the ticket on.
const then = (name: string): string =>
  `"${name}" = CASE WHEN ticket_facts.holder <> excluded.holder THEN excluded."${name}" ELSE ticket_facts."${name}" END`;

const assignments = derived
  .filter(([name]) => name !== "province" && name !== "ticketId")
  .map(([name, { name: column }]) => (isThen(name) ? then(column) : `"${column}" = excluded."${column}"`));

const names = quoted(derived.map(([, { name }]) => name));

const pieces = [
  `INSERT INTO ticket_facts (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::ticket_facts, `,
  `::text::jsonb) ON CONFLICT (province, ticket_id) DO UPDATE SET ${assignments.join(", ")}
    WHERE (${derived
      .filter(([name]) => !isThen(name))
      .map(([, { name }]) => `ticket_facts."${name}"`)
      .join(", ")}) IS DISTINCT FROM (${derived
      .filter(([name]) => !isThen(name))
      .map(([, { name }]) => `excluded."${name}"`)
      .join(", ")})`,
];

/**
 * The writing of the facts of tickets as they are now, new or known; what is as it was is left alone. The deltas of the
 * statistics follow by themselves.
 */
export function factsWriting(facts: readonly DerivedFacts[]): Writing | null {
  if (facts.length === 0) return null;
  const rows = facts.map((row) => {
    const { city, county, holder } = row;
    const whole: Record<string, unknown> = { ...row, cityThen: city, countyThen: county, holderThen: holder };
    return Object.fromEntries(
      derived.map(([name, { name: column }]) => {
        const value = whole[name];
        return [column, typeof value === "bigint" ? value.toString() : value];
      }),
    );
  });
  return { form: "UPSERT ticket_facts", pieces, parameters: [JSON.stringify(rows)], rows: null };
}

/** Writes the facts of tickets, which may go on afterwards. */
export function writeFacts(tx: Transaction, facts: readonly DerivedFacts[]): Promise<void> {
  return write(tx, [factsWriting(facts)]);
}

/**
 * The writing that a supervision order is about tickets, in the order of their keys. Whoever writes it holds the tickets
 * (`holdTickets`), as a step on a ticket locks it before its facts.
 */
export function supervisedFacts(keys: readonly TicketKey[]): Writing | null {
  return noted("SUPERVISED", "is_supervised = true", keys);
}

/** The writing of the grade that a citizen gave. */
export function gradeFact({ province, id }: TicketKey, grade: string): Writing {
  return { ...updateOf(ticketFacts, { province, ticketId: id }, { grade }), rows: null };
}

function noted(form: string, assignment: string, keys: readonly TicketKey[]): Writing | null {
  if (keys.length === 0) return null;
  const given = JSON.stringify(keys.map(({ province, id }) => ({ province, id })));
  return {
    form: `NOTE ${form} IN ticket_facts`,
    pieces: [
      `UPDATE ticket_facts AS facts SET ${assignment} FROM (
        SELECT noted.province, noted.ticket_id FROM ticket_facts AS noted JOIN jsonb_to_recordset(`,
      `::text::jsonb) AS key (province text, id uuid)
          ON noted.province = key.province AND noted.ticket_id = key.id
        ORDER BY noted.province, noted.ticket_id FOR NO KEY UPDATE OF noted) AS locked
        WHERE facts.province = locked.province AND facts.ticket_id = locked.ticket_id`,
    ],
    parameters: [given],
    rows: null,
  };
}
