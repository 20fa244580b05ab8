import { and, asc, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { ticketDetails, tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import { escapeLike, gramsToFind, normalise } from "./ticket.grams.js";
import { scopeBranches } from "./ticket.scope.js";
import type { TicketRow } from "./ticket.store.js";

/** The order of a list. */
export type TicketOrder = "RECEIVED_DESCENDING" | "DUE_ASCENDING";

/** Which part of the scope is listed. */
export type TicketView = "ALL" | "OWNED" | "REGISTERED_BY_US" | "WAITING_FOR_ME";

/** What is waiting for somebody: states of tickets that his bureau holds, and the handler who must be he or nobody. */
export interface Waiting {
  states: readonly string[];
  handler: string | null;
}

/** The conditions of a list, checked before. */
export interface TicketConditions {
  view: TicketView;
  waiting: Waiting | null;
  kinds: readonly string[] | null;
  states: readonly string[] | null;
  issueClasses: readonly string[] | null;
  goodsClasses: readonly string[] | null;
  topics: readonly string[] | null;
  channels: readonly string[] | null;
  /** A division of the respondent, with its level. */
  region: { level: "PROVINCE" | "CITY" | "COUNTY"; code: string } | null;
  /** A bureau: its subtree where it governs one, else what it holds. */
  bureau: { level: "PROVINCE" | "CITY" | "COUNTY" | "UNIT"; code: string } | null;
  receivedFrom: Date | null;
  receivedBefore: Date | null;
  /** Set to the present day in China to list what is overdue. */
  overdueOn: string | null;
  dueUntil: string | null;
  localities: readonly string[] | null;
  isForTracing: boolean | null;
  text: string | null;
}

const anyOf = (column: Parameters<typeof inArray>[0], values: readonly string[] | null): SQL[] =>
  values === null ? [] : [inArray(column, [...values])];

const regionColumns = { PROVINCE: tickets.divisionProvince, CITY: tickets.divisionCity, COUNTY: tickets.division };
const bureauColumns = { PROVINCE: tickets.province, CITY: tickets.city, COUNTY: tickets.county, UNIT: tickets.holder };

function filters(conditions: TicketConditions): SQL[] {
  const { region, bureau, waiting } = conditions;
  return [
    ...anyOf(tickets.kind, conditions.kinds),
    ...anyOf(tickets.state, conditions.states),
    ...anyOf(tickets.issueClass, conditions.issueClasses),
    ...anyOf(tickets.goodsClass, conditions.goodsClasses),
    ...anyOf(tickets.channel, conditions.channels),
    ...anyOf(tickets.locality, conditions.localities),
    ...(conditions.topics === null ? [] : [sql`${tickets.topics} && ${textArray(conditions.topics)}`]),
    ...(region === null ? [] : [eq(regionColumns[region.level], region.code)]),
    ...(bureau === null ? [] : [eq(bureauColumns[bureau.level], bureau.code)]),
    ...(conditions.receivedFrom === null ? [] : [gte(tickets.receivedAt, conditions.receivedFrom)]),
    ...(conditions.receivedBefore === null ? [] : [lt(tickets.receivedAt, conditions.receivedBefore)]),
    ...(conditions.overdueOn === null ? [] : [lt(tickets.dueOn, conditions.overdueOn), running]),
    ...(conditions.dueUntil === null ? [] : [sql`${tickets.dueOn} <= ${conditions.dueUntil}`, running]),
    ...(conditions.isForTracing === null ? [] : [eq(tickets.isForTracing, conditions.isForTracing)]),
    ...(waiting === null || waiting.handler === null
      ? []
      : [sql`(${tickets.handler} IS NULL OR ${tickets.handler} = ${waiting.handler})`]),
    ...(waiting === null ? [] : [inArray(tickets.state, [...waiting.states, ""])]),
  ];
}

// Written as the partial indexes on the due day say it, so that they serve.
const running = sql`${tickets.dueOn} < 'infinity'`;

function textArray(values: readonly string[]): SQL {
  return sql`ARRAY[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;
}

function branchesOf(scope: Scope, conditions: TicketConditions): readonly SQL[] {
  const [owned, ...others] = scopeBranches(scope);
  switch (conditions.view) {
    case "ALL":
      return [owned, ...others];
    case "OWNED":
      return [owned];
    case "REGISTERED_BY_US":
      return [eq(tickets.intakeBureau, scope.bureau)];
    case "WAITING_FOR_ME":
      return [eq(tickets.holder, scope.bureau)];
  }
}

function after(order: TicketOrder, page: PageRequest): SQL[] {
  if (page.after === null) return [];
  const { key, id } = page.after;
  return order === "DUE_ASCENDING"
    ? [sql`(${tickets.dueOn}, ${tickets.id}) > (${key}::date, ${id}::uuid)`]
    : [sql`(${tickets.receivedAt}, ${tickets.id}) < (${key}::timestamptz, ${id}::uuid)`];
}

const orders = {
  RECEIVED_DESCENDING: [desc(tickets.receivedAt), desc(tickets.id)],
  DUE_ASCENDING: [asc(tickets.dueOn), asc(tickets.id)],
} as const;

/** The sort key and the id of a row, for its cursor. */
export function placeInList(order: TicketOrder, row: TicketRow): { key: string; id: string } {
  return { key: order === "DUE_ASCENDING" ? row.dueOn : row.receivedAt.toISOString(), id: row.id };
}

function compare(order: TicketOrder, one: TicketRow, other: TicketRow): number {
  const [a, b] = [placeInList(order, one), placeInList(order, other)];
  const ascending = a.key === b.key ? (a.id < b.id ? -1 : 1) : a.key < b.key ? -1 : 1;
  return order === "DUE_ASCENDING" ? ascending : -ascending;
}

/**
 * Reads one page of tickets and one row more where there are more. Each branch of the scope is read in order by its own
 * index, at most a page of it, and the branches are merged here.
 */
export async function listTickets(
  tx: Transaction,
  scope: Scope,
  conditions: TicketConditions,
  order: TicketOrder,
  page: PageRequest,
): Promise<TicketRow[]> {
  const common = [...filters(conditions), ...after(order, page), ...(order === "DUE_ASCENDING" ? [running] : [])];
  const read = (branch: SQL) =>
    tx
      .select()
      .from(tickets)
      .where(and(branch, ...common))
      .orderBy(...orders[order])
      .limit(page.first + 1);
  const found = await Promise.all(branchesOf(scope, conditions).map(read));
  return found
    .flat()
    .sort((one, other) => compare(order, one, other))
    .slice(0, page.first + 1);
}

/** Counts the tickets of a list, up to one more than the limit of exact counts. */
export async function countTickets(tx: Transaction, scope: Scope, conditions: TicketConditions): Promise<number> {
  const common = filters(conditions);
  const count = async (branch: SQL): Promise<number> => {
    const some = tx
      .select({ one: sql<number>`1`.as("one") })
      .from(tickets)
      .where(and(branch, ...common))
      .limit(countLimit + 1)
      .as("some");
    const rows = await tx.select({ count: sql<number>`count(*)::int` }).from(some);
    return rows[0]?.count ?? 0;
  };
  const counts = await Promise.all(branchesOf(scope, conditions).map(count));
  return counts.reduce((sum, one) => sum + one, 0);
}

function textConditions(scope: Scope, text: string): SQL[] {
  const wanted = normalise(text);
  const inProvince = scope.reach === "NATION" ? [] : [eq(ticketDetails.province, scope.province)];
  return [
    ...inProvince,
    sql`${ticketDetails.grams} @> ${textArray(gramsToFind(wanted))}`,
    sql`${ticketDetails.searchText} LIKE ${`%${escapeLike(wanted)}%`}`,
  ];
}

/**
 * Finds the keys of one page of tickets whose text holds the one searched for. To be run as the platform: operators on
 * arrays are not leakproof, so under row policies PostgreSQL would not use the index of grams. The scope stands in the
 * query all the same, and the tickets found are read again under the policies.
 *
 * SECURITY: widened sight for an index look-up only; nothing but keys of tickets in scope comes out.
 */
export async function searchTicketKeys(
  tx: Transaction,
  scope: Scope,
  conditions: TicketConditions & { text: string },
  order: TicketOrder,
  page: PageRequest,
): Promise<{ province: string; id: string }[]> {
  const common = [...filters(conditions), ...after(order, page), ...(order === "DUE_ASCENDING" ? [running] : [])];
  return tx
    .select({ province: tickets.province, id: tickets.id })
    .from(tickets)
    .innerJoin(ticketDetails, and(eq(ticketDetails.province, tickets.province), eq(ticketDetails.ticketId, tickets.id)))
    .where(and(anyBranch(branchesOf(scope, conditions)), ...common, ...textConditions(scope, conditions.text)))
    .orderBy(...orders[order])
    .limit(page.first + 1);
}

/** Counts what a search finds, up to one more than the limit of exact counts. To be run as the platform, as above. */
export async function countSearch(
  tx: Transaction,
  scope: Scope,
  conditions: TicketConditions & { text: string },
): Promise<number> {
  const some = tx
    .select({ one: sql<number>`1`.as("one") })
    .from(tickets)
    .innerJoin(ticketDetails, and(eq(ticketDetails.province, tickets.province), eq(ticketDetails.ticketId, tickets.id)))
    .where(
      and(anyBranch(branchesOf(scope, conditions)), ...filters(conditions), ...textConditions(scope, conditions.text)),
    )
    .limit(countLimit + 1)
    .as("some");
  const rows = await tx.select({ count: sql<number>`count(*)::int` }).from(some);
  return rows[0]?.count ?? 0;
}

function anyBranch(branches: readonly SQL[]): SQL {
  return sql`(${sql.join(
    branches.map((branch) => sql`(${branch})`),
    sql` OR `,
  )})`;
}
