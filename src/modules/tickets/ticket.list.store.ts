import { and, asc, desc, getTableColumns, sql } from "drizzle-orm";
import { tickets } from "../../../schema/index.js";
import { sendAhead, type Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import { gatheredStatementOf, keepStatements, run, type Statement, statementOf } from "../../platform/statement.js";
import type { ColumnName } from "./ticket.columns.js";
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

// In the order of the list a row that is in several branches stands beside itself.
function onceEach(rows: readonly TicketRow[]): readonly TicketRow[] {
  let before: string | null = null;
  return rows.filter(({ id }) => {
    const isNew = id !== before;
    before = id;
    return isNew;
  });
}

/** Rows of several branches in the order of the list, each once. */
export function mergeInOrder<Row extends PlacedRow>(rows: readonly Row[], order: TicketOrder): Row[] {
  const once = new Map<string, Keyed<Row>>();
  for (const row of rows) {
    const { id, province } = row;
    // Later days and instants first, the earlier due day first.
    const key = order === "DUE_ASCENDING" ? row.dueOn : -row.receivedAt.getTime();
    once.set(`${province}:${id}`, { row, key, id });
  }
  const keyed = [...once.values()];
  const sign = order === "DUE_ASCENDING" ? 1 : -1;
  keyed.sort((one, other) => {
    if (one.key !== other.key) return one.key < other.key ? -1 : 1;
    return one.id < other.id ? -sign : sign;
  });
  return keyed.map(({ row }) => row);
}

interface Keyed<Row> {
  row: Row;
  key: string | number;
  id: string;
}

const lists = keepStatements<TicketRow[]>(500, true);
const counts = keepStatements<{ count: number }>(200, true);

function listStatement(
  scope: Scope,
  conditions: TicketConditions,
  order: TicketOrder,
  page: PageRequest,
  columns: readonly ColumnName[],
): Statement<TicketRow[]> {
  const common = conditionsOf(conditions, order, page);
  const sort = sql.join([...orders[order]], sql`, `);
  const rows = sql.raw(String(rowsRead(page)));
  const all = getTableColumns(tickets);
  const read = Object.fromEntries(columns.map((name) => [name, all[name]]));
  const inOrder = { DUE_ASCENDING: "due_on, id", RECEIVED_DESCENDING: "received_at DESC, id DESC" }[order];
  const statement = gatheredStatementOf(read, sql.raw(inOrder), (list) => {
    const branches = branchesOf(scope, conditions).map(
      (branch) => sql`(SELECT ${list} FROM ${tickets} WHERE ${and(branch, ...common)} ORDER BY ${sort} LIMIT ${rows})`,
    );
    return sql.join(branches, sql` UNION ALL `);
  });
  // A row may lack columns, but none that the fields asked for are made of: a test compares them all.
  return statement as Statement<unknown[]> as Statement<TicketRow[]>;
}

/**
 * Reads one page of tickets and one row more where there are more. Each branch of the scope is read in order by its own
 * index, at most a page of it; to be run with `preferOrder`.
 *
 * @param columns which columns are read
 */
export async function listTickets(
  tx: Transaction,
  scope: Scope,
  conditions: TicketConditions,
  order: TicketOrder,
  page: PageRequest,
  columns: readonly ColumnName[],
): Promise<readonly TicketRow[]> {
  const likeness = `${columns.join()}|${likenessOfList(scope, conditions, order, page)}`;
  const statement = lists(likeness, () => listStatement(scope, conditions, order, page, columns));
  const [found = []] = await run(tx, statement, listValues(scope, conditions, page));
  return onceEach(found).slice(0, page.first + 1);
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
