import { getTableColumns, sql } from "drizzle-orm";
import { callbacks, supervisedTickets, ticketFacts, tickets } from "../../../../schema/index.js";
import type { Transaction } from "../../../platform/database.js";
import { gatheredStatementOf, place, run, statementOf } from "../../../platform/statement.js";
import { type FactSource, factSources } from "../../tickets/index.js";
import type { ComparedFacts } from "./differences.js";

const { cityThen: _, countyThen: __, holderThen: ___, ...comparedColumns } = getTableColumns(ticketFacts);

const ticketColumns = getTableColumns(tickets);
const sourceColumns = Object.fromEntries(factSources.map((name) => [name, ticketColumns[name]])) as Pick<
  typeof ticketColumns,
  (typeof factSources)[number]
>;

const ids = sql`ANY(${place("ids")}::text[]::uuid[])`;
const byId = sql`id`;

const sourcesAfter = gatheredStatementOf(
  sourceColumns,
  byId,
  (columns) => sql`SELECT ${columns} FROM ${tickets}
    WHERE ${tickets.province} = ${place("province")} AND ${tickets.id} > ${place("after")}::text::uuid
    ORDER BY ${tickets.id} LIMIT ${place("limit")}::int`,
);

const sourcesById = gatheredStatementOf(
  sourceColumns,
  byId,
  (columns) => sql`SELECT ${columns} FROM ${tickets}
    WHERE ${tickets.province} = ${place("province")} AND ${tickets.id} = ${ids}`,
);

const keptFacts = gatheredStatementOf(
  comparedColumns,
  sql`ticket_id`,
  (columns) => sql`SELECT ${columns} FROM ${ticketFacts}
    WHERE ${ticketFacts.province} = ${place("province")} AND ${ticketFacts.ticketId} = ${ids}`,
);

const supervised = statementOf(
  { ticketId: supervisedTickets.ticketId },
  (columns) => sql`SELECT DISTINCT ${columns} FROM ${supervisedTickets}
    WHERE ${supervisedTickets.province} = ${place("province")} AND ${supervisedTickets.ticketId} = ${ids}`,
);

const grades = statementOf(
  { ticketId: callbacks.ticketId, grade: callbacks.grade },
  (columns) => sql`SELECT DISTINCT ON (${callbacks.ticketId}) ${columns} FROM ${callbacks}
    WHERE ${callbacks.province} = ${place("province")} AND ${callbacks.ticketId} = ${ids}
      AND ${callbacks.grade} IS NOT NULL
    ORDER BY ${callbacks.ticketId}, ${callbacks.round} DESC`,
);

/** The tickets of a province that come after one in the order of their ids, at most so many: what their facts follow from. */
export async function findSources(
  tx: Transaction,
  province: string,
  after: string,
  limit: number,
): Promise<FactSource[]> {
  const [rows = []] = await run(tx, sourcesAfter, { province, after, limit });
  return rows;
}

/** The same of tickets by their ids; those that are gone are left out. */
export async function findSourcesById(
  tx: Transaction,
  province: string,
  wanted: readonly string[],
): Promise<FactSource[]> {
  const [rows = []] = await run(tx, sourcesById, { province, ids: wanted });
  return rows;
}

/** The facts of tickets as they are kept, by the id of the ticket. */
export async function findKeptFacts(
  tx: Transaction,
  province: string,
  wanted: readonly string[],
): Promise<Map<string, ComparedFacts>> {
  const [rows = []] = await run(tx, keptFacts, { province, ids: wanted });
  return new Map(rows.map((row) => [row.ticketId, row]));
}

/** What others noted of a ticket: that an order is about it, and the last grade that the citizen gave. */
export interface Notes {
  readonly isSupervised: boolean;
  readonly grade: string | null;
}

const nothing: Notes = { isSupervised: false, grade: null };

/** What the orders and callbacks say of tickets. Answers a function of the id of the ticket. */
export async function findNotes(
  tx: Transaction,
  province: string,
  wanted: readonly string[],
): Promise<(ticketId: string) => Notes> {
  const orders = await run(tx, supervised, { province, ids: wanted });
  const given = await run(tx, grades, { province, ids: wanted });
  const isSupervised = new Set(orders.map(({ ticketId }) => ticketId));
  const gradeOf = new Map(given.map(({ ticketId, grade }) => [ticketId, grade]));
  return (ticketId) =>
    isSupervised.has(ticketId) || gradeOf.has(ticketId)
      ? { isSupervised: isSupervised.has(ticketId), grade: gradeOf.get(ticketId) ?? null }
      : nothing;
}
