import { and, asc, desc, eq, gte, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import { scopeBranches } from "./ticket.scope.store.js";
import type { TicketRow } from "./ticket.store.js";
import { finishedStates } from "./ticket.workflow.js";

/** The order of a list. */
export type TicketOrder = "RECEIVED_DESCENDING" | "DUE_ASCENDING";

/** Which part of the scope is listed. */
export type TicketView = "ALL" | "OWNED" | "REGISTERED_BY_US" | "WAITING_FOR_ME";

/** What is waiting for somebody: states of each kind of ticket that his bureau holds; its handler must be he or nobody. */
export interface Waiting {
  kinds: readonly { kind: string; states: readonly string[] }[];
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
  /** Whether to list what is overdue or what is not, on the present day in China. */
  overdue: { is: boolean; on: string } | null;
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
    ...(conditions.states?.every((state) => !isFinished(state)) === true ? [open] : []),
    ...anyOf(tickets.issueClass, conditions.issueClasses),
    ...anyOf(tickets.goodsClass, conditions.goodsClasses),
    ...anyOf(tickets.channel, conditions.channels),
    ...anyOf(tickets.locality, conditions.localities),
    ...(conditions.localities === null || conditions.localities.includes("WITHIN_REACH") ? [] : [notLocal]),
    ...(conditions.topics === null ? [] : [sql`${tickets.topics} && ${textArray(conditions.topics)}`]),
    ...(region === null ? [] : [eq(regionColumns[region.level], region.code)]),
    ...(bureau === null ? [] : [eq(bureauColumns[bureau.level], bureau.code)]),
    ...(conditions.receivedFrom === null ? [] : [gte(tickets.receivedAt, conditions.receivedFrom)]),
    ...(conditions.receivedBefore === null ? [] : [lt(tickets.receivedAt, conditions.receivedBefore)]),
    ...(conditions.overdue === null ? [] : overdueConditions(conditions.overdue)),
    ...(conditions.dueUntil === null ? [] : [sql`${tickets.dueOn} <= ${conditions.dueUntil}`, running]),
    ...(conditions.isForTracing === null
      ? []
      : [conditions.isForTracing ? sql`${tickets.isForTracing}` : sql`NOT ${tickets.isForTracing}`]),
    ...(waiting === null || waiting.handler === null
      ? []
      : [sql`(${tickets.handler} IS NULL OR ${tickets.handler} = ${waiting.handler})`]),
    ...(waiting === null ? [] : [waitingCondition(waiting), notArchived]),
  ];
}

// Where no limit runs the due day is infinite, so such a ticket is never overdue.
const overdueConditions = ({ is, on }: { is: boolean; on: string }): SQL[] =>
  is ? [lt(tickets.dueOn, on), running] : [gte(tickets.dueOn, on)];

function waitingCondition({ kinds }: Waiting): SQL {
  const ofKinds = kinds.map(({ kind, states }) => and(eq(tickets.kind, kind), inArray(tickets.state, [...states])));
  return or(...ofKinds) ?? sql`false`;
}

// Written as the partial indexes say it, so that they serve.
const running = sql`${tickets.dueOn} < 'infinity'`;
const open = sql`${tickets.state} NOT IN ('CLOSED', 'ARCHIVED')`;
const notArchived = sql`${tickets.state} <> 'ARCHIVED'`;
const notLocal = sql`${tickets.locality} <> 'WITHIN_REACH'`;

const isFinished = (state: string): boolean => (finishedStates as readonly string[]).includes(state);

/** A list of codes as an array of the database. */
export function textArray(values: readonly string[]): SQL {
  return sql`ARRAY[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;
}

/** The parts of the scope that a view shows, each by its own index. */
export function branchesOf(scope: Scope, conditions: TicketConditions): readonly SQL[] {
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

/** The conditions of a list, or of one page of it. In the order of due days only tickets on which a limit runs are listed. */
export function conditionsOf(conditions: TicketConditions, order: TicketOrder, page?: PageRequest): SQL[] {
  return [
    ...filters(conditions),
    ...(page === undefined ? [] : after(order, page)),
    ...(order === "DUE_ASCENDING" ? [running] : []),
  ];
}

/**
 * Makes the planner read a page from an index that has the order of the list. It counts a condition that the row policy
 * repeats twice, expects next to no rows, and would rather gather and sort all of them.
 */
export const preferOrder = sql.raw("SET LOCAL enable_bitmapscan = off; SET LOCAL random_page_cost = 1.1");

/** What the orders of a list sort by. */
export const orders = {
  RECEIVED_DESCENDING: [desc(tickets.receivedAt), desc(tickets.id)],
  DUE_ASCENDING: [asc(tickets.dueOn), asc(tickets.id)],
} as const;

/** The sort key and the id of a row, for its cursor. */
export function placeInList(order: TicketOrder, row: PlacedRow): { key: string; id: string } {
  return { key: order === "DUE_ASCENDING" ? row.dueOn : row.receivedAt.toISOString(), id: row.id };
}

/** What a row's place in a list is read from. */
export type PlacedRow = Pick<TicketRow, "id" | "province" | "receivedAt" | "dueOn">;

/** Rows of several branches in the order of the list, each once. */
export function mergeInOrder<Row extends PlacedRow>(rows: readonly Row[], order: TicketOrder): Row[] {
  const once = new Map(rows.map((row) => [`${row.province}:${row.id}`, row]));
  return [...once.values()].sort((one, other) => compare(order, one, other));
}

function compare(order: TicketOrder, one: PlacedRow, other: PlacedRow): number {
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
  const common = conditionsOf(conditions, order, page);
  const read = (branch: SQL) =>
    tx
      .select()
      .from(tickets)
      .where(and(branch, ...common))
      .orderBy(...orders[order])
      .limit(page.first + 1);
  const [, ...found] = await Promise.all([
    tx.execute(preferOrder),
    ...branchesOf(scope, conditions).map(async (branch) => read(branch)),
  ]);
  return mergeInOrder(found.flat(), order).slice(0, page.first + 1);
}

/** Counts the tickets of a list, up to one more than the limit of exact counts. */
export async function countTickets(
  tx: Transaction,
  scope: Scope,
  conditions: TicketConditions,
  order: TicketOrder,
): Promise<number> {
  const common = conditionsOf(conditions, order);
  const some = branchesOf(scope, conditions).map(
    (branch) => sql`(SELECT ${tickets.province}, ${tickets.id} FROM ${tickets} WHERE ${and(branch, ...common)}
      LIMIT ${countLimit + 1})`,
  );
  // Each branch is counted up to the limit, so the union of them is exact wherever none of them is full. A walk through
  // the table itself would pass over all the years in which nothing matches.
  await tx.execute(sql.raw("SET LOCAL enable_seqscan = off"));
  const [row] = await tx.execute<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM (${sql.join(some, sql` UNION `)}) AS found`,
  );
  return Math.min(row?.count ?? 0, countLimit + 1);
}
