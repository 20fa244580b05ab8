import { and, desc, eq, getTableColumns, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { priceSuggestions } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import { place, run, statementOf } from "../../platform/statement.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { TicketKey } from "../tickets/index.js";

/** A suggestion as it stands in its table. */
export type SuggestionRow = typeof priceSuggestions.$inferSelect;

/** The key of a suggestion. */
export type SuggestionKey = Pick<SuggestionRow, "province" | "id">;

const regionColumns = {
  PROVINCE: priceSuggestions.province,
  CITY: priceSuggestions.city,
  COUNTY: priceSuggestions.county,
} as const;

/**
 * The suggestions in a scope: of its region, or what its unit holds. The row policies say the same, and let departments of
 * other lines see none.
 */
function inSight({ bureau, reach, region }: Scope): SQL {
  if (reach === "NATION") return sql`true`;
  return reach === "UNIT" ? eq(priceSuggestions.bureau, bureau) : eq(regionColumns[reach], region);
}

const hasKey = ({ id, province }: SuggestionKey): SQL | undefined =>
  and(eq(priceSuggestions.province, province), eq(priceSuggestions.id, id));

/** Reads a suggestion; null where it is not visible. */
export async function findSuggestion(tx: Transaction, scope: Scope, key: SuggestionKey): Promise<SuggestionRow | null> {
  const [row] = await tx
    .select()
    .from(priceSuggestions)
    .where(and(hasKey(key), inSight(scope)));
  return row ?? null;
}

/** The same for a change: others who change it wait. */
export async function findSuggestionForChange(
  tx: Transaction,
  scope: Scope,
  key: SuggestionKey,
): Promise<SuggestionRow | null> {
  const [row] = await tx
    .select()
    .from(priceSuggestions)
    .where(and(hasKey(key), inSight(scope)))
    .for("no key update");
  return row ?? null;
}

/** Which suggestions are listed; what is null is open. */
export interface SuggestionConditions {
  states: readonly string[] | null;
  direction: string | null;
  rule: string | null;
  ticket: TicketKey | null;
}

function matching(scope: Scope, { direction, rule, states, ticket }: SuggestionConditions): SQL | undefined {
  const ofTicket = (key: TicketKey): SQL | undefined =>
    and(eq(priceSuggestions.province, key.province), eq(priceSuggestions.ticketId, key.id));
  return and(
    inSight(scope),
    states === null ? undefined : inArray(priceSuggestions.state, [...states]),
    direction === null ? undefined : eq(priceSuggestions.direction, direction),
    rule === null ? undefined : sql`${rule} = ANY(${priceSuggestions.rules})`,
    ticket === null ? undefined : ofTicket(ticket),
  );
}

/** A page of suggestions, the latest first, and one more where more follow; to be run with `preferOrder`. */
export function listSuggestions(
  tx: Transaction,
  scope: Scope,
  conditions: SuggestionConditions,
  { after, first }: PageRequest,
): Promise<SuggestionRow[]> {
  return tx
    .select()
    .from(priceSuggestions)
    .where(and(matching(scope, conditions), after === null ? undefined : lt(priceSuggestions.id, after.id)))
    .orderBy(desc(priceSuggestions.id))
    .limit(first + 1);
}

/** How many suggestions there are, up to one more than lists count. */
export function countSuggestions(tx: Transaction, scope: Scope, conditions: SuggestionConditions): Promise<number> {
  const found = tx.select({ id: priceSuggestions.id }).from(priceSuggestions).where(matching(scope, conditions));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** What became of the suggestions of a rule. */
export interface RuleCount {
  rule: string;
  state: string;
  count: number;
}

/** What became of the suggestions that were made from an instant until another, by rule and state. */
export function countByRule(
  tx: Transaction,
  scope: Scope,
  { from, until }: { from: Date; until: Date },
): Promise<RuleCount[]> {
  // The identifiers grow with time, and the indexes by region have them.
  const least = identifierAt(from);
  const beyond = identifierAt(until);
  const rule = sql<string>`unnest(${priceSuggestions.rules})`;
  return tx
    .select({ rule, state: priceSuggestions.state, count: sql<number>`count(*)::int` })
    .from(priceSuggestions)
    .where(and(inSight(scope), gte(priceSuggestions.id, least), lt(priceSuggestions.id, beyond)))
    .groupBy(sql`1`, priceSuggestions.state);
}

// The least identifier of an instant: UUID version 7 (RFC 9562) begins with its milliseconds.
function identifierAt(instant: Date): string {
  const hex = instant.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

const ofTickets = statementOf(
  getTableColumns(priceSuggestions),
  (columns) => sql`SELECT ${columns} FROM ${priceSuggestions}
    WHERE (${priceSuggestions.province}, ${priceSuggestions.ticketId}) IN
      (SELECT * FROM unnest(${place("provinces")}::text[], ${place("ids")}::text[]::uuid[]))
    ORDER BY ${priceSuggestions.province}, ${priceSuggestions.id} FOR UPDATE`,
);

/** All suggestions upon tickets, locked; for the platform. */
export function lockSuggestionsOf(tx: Transaction, keys: readonly TicketKey[]): Promise<SuggestionRow[]> {
  const listed = listParameter(keys);
  return run(tx, ofTickets, { provinces: listed.map((key) => key.province), ids: listed.map((key) => key.id) });
}

/** The writing of new suggestions. */
export function suggestionInsertion(rows: readonly SuggestionRow[]): Writing | null {
  return insertionOf(priceSuggestions, rows);
}

/** The writing of a change of a suggestion. */
export function suggestionUpdate({ id, province }: SuggestionKey, changes: Partial<SuggestionRow>): Writing {
  return updateOf(priceSuggestions, { province, id }, changes);
}
