import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { investigatedTickets, investigations, tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import { sightOf, sightValues } from "../../platform/party-sight.store.js";
import type { Scope } from "../../platform/scope.js";
import { keepStatements, place, run, statementOf } from "../../platform/statement.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import { investigationInSight } from "./investigation.scope.store.js";

/** A joint investigation as it stands in its table. */
export type InvestigationRow = typeof investigations.$inferSelect;

/** A ticket of a joint investigation. */
export type InvestigatedTicketRow = typeof investigatedTickets.$inferSelect;

/** The key of a joint investigation or of one of its tasks: the province of the lead, and the id. */
export interface MatterKey {
  province: string;
  id: string;
}

/** A key as one text, for loaders. */
export function matterKeyText({ province, id }: MatterKey): string {
  return `${province}:${id}`;
}

/** Reads the key back from its text. */
export function matterKeyFromText(text: string): MatterKey {
  const [province = "", id = ""] = text.split(":");
  return { province, id };
}

/** The keys that come with a run, as rows of two columns. */
export const givenKeys: SQL = sql`SELECT * FROM unnest(${place("provinces")}::text[], ${place("ids")}::text[]::uuid[])`;

/** The values for the places of `givenKeys`. */
export function keyValues(given: readonly MatterKey[]): { provinces: string[]; ids: string[] } {
  const listed = listParameter(given);
  return { provinces: listed.map(({ province }) => province), ids: listed.map(({ id }) => id) };
}

const { province, id } = investigations;

const forms = {
  KEYS: { condition: sql`(${province}, ${id}) IN (${givenKeys})`, ending: "" },
  LOCKED: { condition: sql`${province} = ${place("province")} AND ${id} = ${place("id")}`, ending: "FOR UPDATE" },
} as const;

const selections = keepStatements<InvestigationRow>(20);

function select(tx: Transaction, scope: Scope, form: keyof typeof forms, values: Record<string, unknown>) {
  const { condition, ending } = forms[form];
  const statement = selections(`${form} ${sightOf(scope)}`, () =>
    statementOf(
      getTableColumns(investigations),
      (columns) => sql`SELECT ${columns} FROM ${investigations}
        WHERE ${condition} AND (${investigationInSight(scope)}) ${sql.raw(ending)}`,
    ),
  );
  return run(tx, statement, { ...sightValues(scope), ...values });
}

/** Reads joint investigations by key, under the scope; missing and invisible ones are left out. */
export async function findInvestigations(
  tx: Transaction,
  scope: Scope,
  given: readonly MatterKey[],
): Promise<InvestigationRow[]> {
  return given.length === 0 ? [] : select(tx, scope, "KEYS", keyValues(given));
}

/** Finds a joint investigation under the scope and locks it until the end of the transaction; null when it is not visible. */
export async function lockInvestigation(
  tx: Transaction,
  scope: Scope,
  key: MatterKey,
): Promise<InvestigationRow | null> {
  const [row] = await select(tx, scope, "LOCKED", { ...key });
  return row ?? null;
}

/** The writing of a new joint investigation. */
export function investigationInsertion(row: InvestigationRow): Writing | null {
  return insertionOf(investigations, [row]);
}

/**
 * The writing of tickets of a joint investigation. It goes in a statement after that of the investigation itself: by the
 * row policies they are seen only with it.
 */
export function investigatedTicketInsertion(rows: readonly InvestigatedTicketRow[]): Writing | null {
  return insertionOf(investigatedTickets, rows);
}

/** The columns that a step on a joint investigation may write. */
export type InvestigationChanges = Partial<Pick<InvestigationRow, "state" | "outcome" | "closedAt" | "closedBy">>;

/** The writing of a step, which fails where the investigation has not the version any more that was found. */
export function investigationUpdate(found: InvestigationRow, changes: InvestigationChanges): Writing {
  const key = { province: found.province, id: found.id, version: found.version };
  return updateOf(investigations, key, { ...changes, version: found.version + 1 });
}

const ticketsOfInvestigations = statementOf(
  getTableColumns(investigatedTickets),
  (columns) => sql`SELECT ${columns} FROM ${investigatedTickets}
    WHERE (${investigatedTickets.province}, ${investigatedTickets.investigationId}) IN (${givenKeys})
    ORDER BY ${investigatedTickets.investigationId}, ${investigatedTickets.ticketId}`,
);

/** The tickets of joint investigations; those of one that is not visible are not either. */
export async function findInvestigatedTickets(
  tx: Transaction,
  given: readonly MatterKey[],
): Promise<InvestigatedTicketRow[]> {
  return given.length === 0 ? [] : run(tx, ticketsOfInvestigations, keyValues(given));
}

/** The most joint investigations of one ticket that are shown. */
const mostInvestigationsOfTicket = 20;

const ofTickets = keepStatements<InvestigationRow & { ticketId: string }>(20);

const investigationsOfTickets = (scope: Scope) =>
  ofTickets(sightOf(scope), () =>
    statementOf(
      { ...getTableColumns(investigations), ticketId: sql<string>`asked.ticket_id` },
      (columns) => sql`SELECT ${columns}
        FROM (${givenKeys}) AS asked (province, ticket_id)
        CROSS JOIN LATERAL (SELECT ${investigations}.* FROM ${investigatedTickets} JOIN ${investigations}
          ON ${province} = ${investigatedTickets.province} AND ${id} = ${investigatedTickets.investigationId}
          WHERE ${investigatedTickets.province} = asked.province AND ${investigatedTickets.ticketId} = asked.ticket_id
            AND (${investigationInSight(scope)})
          ORDER BY ${id} DESC LIMIT ${sql.raw(String(mostInvestigationsOfTicket))}) AS investigations`,
    ),
  );

/** The newest joint investigations of tickets, by the keys of the tickets, under the scope. */
export function findInvestigationsOfTickets(
  tx: Transaction,
  scope: Scope,
  given: readonly MatterKey[],
): Promise<(InvestigationRow & { ticketId: string })[]> {
  // The keys are rows of their own here, so a repeated one would bring its investigations twice.
  const once = { provinces: given.map((key) => key.province), ids: given.map((key) => key.id) };
  return run(tx, investigationsOfTickets(scope), { ...sightValues(scope), ...once });
}

const ticketStates = statementOf(
  { province: tickets.province, id: tickets.id, state: tickets.state },
  (columns) => sql`SELECT ${columns} FROM ${tickets} WHERE (${tickets.province}, ${tickets.id}) IN (${givenKeys})`,
);

/** The states of tickets wherever they are, for notices in their timelines. Only inside `asSystem`. */
export async function findTicketStates(
  tx: Transaction,
  given: readonly MatterKey[],
): Promise<{ province: string; id: string; state: string }[]> {
  return given.length === 0 ? [] : run(tx, ticketStates, keyValues(given));
}
