import { type Column, getTableColumns, type SQL, sql } from "drizzle-orm";
import { tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import type { Scope } from "../../platform/scope.js";
import { keepStatements, place, run, statementOf } from "../../platform/statement.js";
import { insertionOf, updateOf, type Writing, write } from "../../platform/writing.store.js";
import { likenessOf, placedScopeCondition, scopeValues } from "./ticket.scope.store.js";

/** A ticket as it stands in its table. */
export type TicketRow = typeof tickets.$inferSelect;

/** The names of the columns of a ticket. */
export const ticketColumns = Object.keys(getTableColumns(tickets)) as (keyof TicketRow & string)[];

/** The key of a ticket: its province, and its id. */
export interface TicketKey {
  province: string;
  id: string;
}

/** The key of a ticket as one text, for loaders. */
export function keyText(key: TicketKey): string {
  return `${key.province}:${key.id}`;
}

/** Reads the key back from its text. */
export function keyFromText(text: string): TicketKey {
  const [province = "", id = ""] = text.split(":");
  return { province, id };
}

/** The condition that a row is of one of the keys that come with each run, as two arrays: one text for any number of them. */
export function isOneOf(province: Column, id: Column): SQL {
  const keys = sql`SELECT * FROM unnest(${place("provinces")}::text[], ${place("ids")}::text[]::uuid[])`;
  return sql`(${province}, ${id}) IN (${keys})`;
}

/** The values for the places of `isOneOf`. */
export function keyValues(keys: readonly TicketKey[]): { provinces: string[]; ids: string[] } {
  const listed = listParameter(keys);
  return { provinces: listed.map(({ province }) => province), ids: listed.map(({ id }) => id) };
}

const isTicket = sql`${tickets.province} = ${place("province")} AND ${tickets.id} = ${place("id")}`;

const selections = keepStatements<TicketRow>(100);

// A selection differs from another in its condition and in the scope that it is made for.
function selectTickets(tx: Transaction, scope: Scope, selection: Selection, values: Record<string, unknown>) {
  const { condition, ending } = selectionForms[selection];
  const statement = selections(`${selection} ${likenessOf(scope)}`, () =>
    statementOf(
      getTableColumns(tickets),
      (columns) => sql`SELECT ${columns} FROM ${tickets}
        WHERE ${condition} AND (${placedScopeCondition(scope)}) ${sql.raw(ending)}`,
    ),
  );
  return run(tx, statement, { ...scopeValues(scope), ...values });
}

const selectionForms = {
  KEYS: { condition: isOneOf(tickets.province, tickets.id), ending: "" },
  NUMBER: { condition: sql`${tickets.number} = ${place("number")}`, ending: "LIMIT 10" },
  LOCKED: { condition: isTicket, ending: "FOR UPDATE" },
  HELD: {
    condition: isOneOf(tickets.province, tickets.id),
    ending: "ORDER BY tickets.province, tickets.id FOR KEY SHARE",
  },
} as const;

type Selection = keyof typeof selectionForms;

/** Reads tickets by key, under the scope. At most 1,000 keys; missing and invisible ones are left out. */
export async function findTickets(tx: Transaction, scope: Scope, keys: readonly TicketKey[]): Promise<TicketRow[]> {
  return keys.length === 0 ? [] : selectTickets(tx, scope, "KEYS", keyValues(keys));
}

/**
 * Reads tickets by key like `findTickets`, and keeps every step from being taken on them until the end of the transaction,
 * for what is about to be written of them all. They are taken in the order of their keys, like all who lock several, so
 * that of two who want the same tickets one waits for the other and never both. Others may hold them at the same time.
 */
export async function holdTickets(tx: Transaction, scope: Scope, keys: readonly TicketKey[]): Promise<TicketRow[]> {
  return keys.length === 0 ? [] : selectTickets(tx, scope, "HELD", keyValues(keys));
}

/** Reads one ticket by its number, under the scope; numbers of different provinces may be equal, so there may be several. */
export function findTicketsByNumber(tx: Transaction, scope: Scope, number: string): Promise<TicketRow[]> {
  return selectTickets(tx, scope, "NUMBER", { number });
}

/** Finds a ticket under the scope and locks it until the end of the transaction; null when it is not visible. */
export async function lockTicket(
  tx: Transaction,
  scope: Scope,
  { province, id }: TicketKey,
): Promise<TicketRow | null> {
  const [ticket] = await selectTickets(tx, scope, "LOCKED", { province, id });
  return ticket ?? null;
}

/** Writes new tickets; their parts come after them, for they are seen only with them. */
export function insertTickets(tx: Transaction, added: readonly TicketRow[]): Promise<void> {
  return write(tx, [insertionOf(tickets, added.map(withoutAwayColumns))]);
}

type AwayColumn = "intakeCityAway" | "intakeCountyAway" | "previousCityAway" | "previousCountyAway";

const away = (then: string | null, now: string | null): string | null => (then === now ? null : then);

/** A ticket with the columns that PostgreSQL keeps of it as the others stand. */
export function withAwayColumns(ticket: Omit<TicketRow, AwayColumn>): TicketRow {
  return {
    ...ticket,
    intakeCityAway: away(ticket.intakeCity, ticket.city),
    intakeCountyAway: away(ticket.intakeCounty, ticket.county),
    previousCityAway: away(ticket.previousCity, ticket.city),
    previousCountyAway: away(ticket.previousCounty, ticket.county),
  };
}

function withoutAwayColumns(ticket: TicketRow): Omit<TicketRow, AwayColumn> {
  const {
    intakeCityAway: _,
    intakeCountyAway: __,
    previousCityAway: ___,
    previousCountyAway: ____,
    ...others
  } = ticket;
  return others;
}

/** The columns that a change may write. */
export type TicketChanges = Partial<
  Omit<
    TicketRow,
    | "province"
    | "id"
    | "number"
    | "kind"
    | "regime"
    | "version"
    | "receivedAt"
    | "registeredAt"
    | "intakeBureau"
    | `${string}Away`
  >
>;

/**
 * The writing of a change of a ticket, which fails where it has not the version any more that was found.
 *
 * @param found the key and the version of the ticket before
 * @param version its version after
 */
export function ticketUpdate(found: TicketKey & { version: number }, version: number, changes: TicketChanges): Writing {
  const { province, id } = found;
  return updateOf(tickets, { province, id, version: found.version }, { ...changes, version });
}
