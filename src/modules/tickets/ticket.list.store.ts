import { and, asc, type Column, desc, getTableColumns, sql } from "drizzle-orm";
import { tickets } from "../../../schema/index.js";
import { sendAhead, type Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import { keepStatements, run, type Statement, statementOf } from "../../platform/statement.js";
import {
  branchesOf,
  conditionsOf,
  likenessOfList,
  listValues,
  rowsRead,
  type TicketConditions,
  type TicketOrder,
} from "./ticket.conditions.store.js";
import type { TicketRow } from "./ticket.store.js";

/**
 * Makes the planner read a page from an index that has the order of the list. It counts a condition that the row policy
 * repeats twice, expects next to no rows, and would rather gather and sort all of them.
 */
export function preferOrder(tx: Transaction): void {
  sendAhead(tx, "SET LOCAL enable_bitmapscan = off; SET LOCAL random_page_cost = 1.1");
}

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

const all = getTableColumns(tickets);

/** The names of the columns of a ticket. */
export const ticketColumns = Object.keys(all) as (keyof TicketRow)[];

/** The columns that the fields of `fieldsOfLists` are made of, and those that decide what is shown of them. */
const columnsOfLists = {
  province: all.province,
  id: all.id,
  number: all.number,
  kind: all.kind,
  state: all.state,
  version: all.version,
  regime: all.regime,
  city: all.city,
  county: all.county,
  holder: all.holder,
  intakeBureau: all.intakeBureau,
  channel: all.channel,
  issueClass: all.issueClass,
  line: all.line,
  contactNameMasked: all.contactNameMasked,
  contactPhoneMasked: all.contactPhoneMasked,
  isAnonymous: all.isAnonymous,
  division: all.division,
  locality: all.locality,
  handler: all.handler,
  receivedAt: all.receivedAt,
  dueOn: all.dueOn,
  dueLimit: all.dueLimit,
};

/**
 * The fields of a ticket that a list shows in its rows. Of a page that asks for nothing else less than half of the columns
 * is read, which is most of the time that a page costs.
 */
export const fieldsOfLists: ReadonlySet<string> = new Set([
  "__typename",
  "id",
  "number",
  "kind",
  "state",
  "version",
  "regime",
  "holder",
  "intakeBureau",
  "channel",
  "issueClass",
  "line",
  "contact",
  "division",
  "locality",
  "handlerName",
  "receivedAt",
  "dueOn",
  "dueLimit",
  "isOverdue",
  "dueIsProvisional",
]);

const lists = keepStatements<TicketRow>(500);
const counts = keepStatements<{ count: number }>(200);

function listStatement(
  scope: Scope,
  conditions: TicketConditions,
  order: TicketOrder,
  page: PageRequest,
  read: Readonly<Record<string, Column>>,
): Statement<TicketRow> {
  const common = conditionsOf(conditions, order, page);
  const sort = sql.join([...orders[order]], sql`, `);
  const rows = sql.raw(String(rowsRead(page)));
  const statement = statementOf(read, (columns) => {
    const branches = branchesOf(scope, conditions).map(
      (branch) =>
        sql`(SELECT ${columns} FROM ${tickets} WHERE ${and(branch, ...common)} ORDER BY ${sort} LIMIT ${rows})`,
    );
    return sql.join(branches, sql` UNION ALL `);
  });
  // A row of a list may lack columns, but none that a field of lists is made of: a test compares them all.
  return statement as Statement<TicketRow>;
}

/**
 * Reads one page of tickets and one row more where there are more. Each branch of the scope is read in order by its own
 * index, at most a page of it, and the branches are merged here.
 *
 * @param isBrief whether only fields of `fieldsOfLists` are asked for
 */
export async function listTickets(
  tx: Transaction,
  scope: Scope,
  conditions: TicketConditions,
  order: TicketOrder,
  page: PageRequest,
  isBrief: boolean,
): Promise<TicketRow[]> {
  const likeness = `${isBrief ? "brief" : "whole"}|${likenessOfList(scope, conditions, order, page)}`;
  const read = isBrief ? columnsOfLists : all;
  const statement = lists(likeness, () => listStatement(scope, conditions, order, page, read));
  preferOrder(tx);
  const found = await run(tx, statement, listValues(scope, conditions, page));
  return mergeInOrder(found, order).slice(0, page.first + 1);
}

function countStatement(scope: Scope, conditions: TicketConditions, order: TicketOrder): Statement<{ count: number }> {
  const common = conditionsOf(conditions, order);
  const some = branchesOf(scope, conditions).map(
    (branch) => sql`(SELECT ${tickets.province}, ${tickets.id} FROM ${tickets} WHERE ${and(branch, ...common)}
      LIMIT ${sql.raw(String(countLimit + 1))})`,
  );
  return statementOf(
    { count: sql<number>`count(*)::int` },
    (count) => sql`SELECT ${count} FROM (${sql.join(some, sql` UNION `)}) AS found`,
  );
}

/** Counts the tickets of a list, up to one more than the limit of exact counts. */
export async function countTickets(
  tx: Transaction,
  scope: Scope,
  conditions: TicketConditions,
  order: TicketOrder,
): Promise<number> {
  const statement = counts(likenessOfList(scope, conditions, order), () => countStatement(scope, conditions, order));
  // Each branch is counted up to the limit, so the union of them is exact wherever none of them is full. A walk through
  // the table itself would pass over all the years in which nothing matches.
  sendAhead(tx, "SET LOCAL enable_seqscan = off");
  const [row] = await run(tx, statement, listValues(scope, conditions));
  return Math.min(row?.count ?? 0, countLimit + 1);
}
