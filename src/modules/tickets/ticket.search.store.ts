import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { ticketDetails, tickets } from "../../../schema/index.js";
import { preferOrder, sendAhead, type Transaction } from "../../platform/database.js";
import { escapeLike, gramsToFind, normalise, wordsOf } from "../../platform/grams.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import { keepStatements, place, run, type Statement, statementOf } from "../../platform/statement.js";
import {
  branchesOf,
  conditionsOf,
  likenessOfList,
  listValues,
  rowsRead,
  type TicketConditions,
  type TicketOrder,
} from "./ticket.conditions.store.js";
import { mergeInOrder, orders } from "./ticket.list.store.js";
import { placedScopeCondition } from "./ticket.scope.store.js";
import type { TicketKey } from "./ticket.store.js";

/** The conditions of a search. */
export type SearchConditions = TicketConditions & { text: string };

/** How many tickets of a list are looked through, before the index of words is asked. */
const lookedThrough = 1000;

const holdsWords = sql`${ticketDetails.searchText} LIKE ALL(${place("words")}::text[])`;
const holdsGrams = sql`${ticketDetails.grams} @> ${place("grams")}::text[]`;

/** The values for the places of a search. */
function searchValues(scope: Scope, conditions: SearchConditions, page?: PageRequest): Record<string, unknown> {
  const text = normalise(conditions.text);
  return {
    ...listValues(scope, conditions, page),
    words: wordsOf(text).map((word) => `%${escapeLike(word)}%`),
    grams: gramsToFind(text),
    ownProvince: scope.province,
  };
}

/** What was found among the first tickets of one branch of a list. */
interface Scanned {
  scanned: number;
  found: { province: string; id: string; receivedAt: string; dueOn: string }[];
}

const scans = keepStatements<Scanned>(200, true);
const searches = keepStatements<TicketKey>(200, true);
const counts = keepStatements<{ count: number }>(200, true);

function scanStatement(
  scope: Scope,
  conditions: SearchConditions,
  order: TicketOrder,
  page: PageRequest,
): Statement<Scanned> {
  const common = conditionsOf(conditions, order, page);
  const sort = sql.join([...orders[order]], sql`, `);
  const scan = (branch: SQL): SQL => sql`(
      WITH listed AS MATERIALIZED (
        SELECT ${tickets.province}, ${tickets.id}, row_number() OVER (ORDER BY ${sort}) AS place,
          ${tickets.receivedAt} AS "receivedAt", ${tickets.dueOn} AS "dueOn"
        FROM ${tickets} WHERE ${and(branch, ...common)} ORDER BY ${sort} LIMIT ${sql.raw(String(lookedThrough))}
      ), found AS (
        SELECT listed.* FROM listed JOIN ${ticketDetails}
          ON ${ticketDetails.province} = listed.province AND ${ticketDetails.ticketId} = listed.id
        WHERE ${holdsWords} ORDER BY listed.place LIMIT ${sql.raw(String(rowsRead(page)))}
      )
      SELECT (SELECT count(*)::int FROM listed) AS scanned, (SELECT coalesce(json_agg(found), '[]') FROM found) AS found)`;
  const read = { scanned: sql<number>`scanned`, found: sql<Scanned["found"]>`found` };
  return statementOf(read, (list) => {
    const branches = sql.join(branchesOf(scope, conditions).map(scan), sql` UNION ALL `);
    return sql`SELECT ${list} FROM (${branches}) AS branches`;
  });
}

/**
 * Looks through the first tickets of a list for those that hold all words of a text: words that are common are found there, at once.
 *
 * @returns the keys of the page, or null where the page may lie further on
 */
export async function scanTicketKeys(
  tx: Transaction,
  scope: Scope,
  conditions: SearchConditions,
  order: TicketOrder,
  page: PageRequest,
): Promise<TicketKey[] | null> {
  const likeness = likenessOfList(scope, conditions, order, page);
  const statement = scans(likeness, () => scanStatement(scope, conditions, order, page));
  sendAhead(tx, preferOrder);
  const branches = await run(tx, statement, searchValues(scope, conditions, page));
  const rows = branches.flatMap(({ found }) => found).map((row) => ({ ...row, receivedAt: new Date(row.receivedAt) }));
  // Only a branch that was seen to its end, or gave a whole page, can hide nothing that belongs on the page.
  const isWhole = branches.every(({ scanned, found }) => scanned < lookedThrough || found.length > page.first);
  return isWhole ? mergeInOrder(rows, order).slice(0, page.first + 1) : null;
}

// The scope stands here once more, because a view may be wider, and no row policy binds the platform.
const inSight = (scope: Scope, conditions: TicketConditions): SQL | undefined =>
  and(
    or(...branchesOf(scope, conditions)),
    placedScopeCondition(scope),
    ...(scope.reach === "NATION" ? [] : [sql`${ticketDetails.province} = ${place("ownProvince")}`]),
  );

const isPartOfTicket = and(eq(ticketDetails.province, tickets.province), eq(ticketDetails.ticketId, tickets.id));

function searchStatement(
  scope: Scope,
  conditions: SearchConditions,
  order: TicketOrder,
  page: PageRequest,
): Statement<TicketKey> {
  const all = and(inSight(scope, conditions), ...conditionsOf(conditions, order, page), holdsGrams, holdsWords);
  return statementOf(
    { province: tickets.province, id: tickets.id },
    (list) => sql`SELECT ${list} FROM ${tickets} JOIN ${ticketDetails} ON ${isPartOfTicket} WHERE ${all}
      ORDER BY ${sql.join([...orders[order]], sql`, `)} LIMIT ${sql.raw(String(rowsRead(page)))}`,
  );
}

function countStatement(scope: Scope, conditions: SearchConditions, order: TicketOrder): Statement<{ count: number }> {
  const all = and(inSight(scope, conditions), ...conditionsOf(conditions, order), holdsGrams, holdsWords);
  return statementOf(
    { count: sql<number>`count(*)::int` },
    (count) => sql`SELECT ${count} FROM (SELECT 1 FROM ${tickets} JOIN ${ticketDetails} ON ${isPartOfTicket}
      WHERE ${all} LIMIT ${sql.raw(String(countLimit + 1))}) AS found`,
  );
}

/**
 * Finds the keys of one page of tickets whose text holds all the words searched for. To be run as the platform: operators on
 * arrays are not leakproof, so under row policies PostgreSQL would not use the index of grams. The scope stands in the
 * query all the same, and the tickets found are read again under the policies.
 *
 * SECURITY: widened sight for an index look-up only; nothing but keys of tickets in scope comes out.
 */
export async function searchTicketKeys(
  tx: Transaction,
  scope: Scope,
  conditions: SearchConditions,
  order: TicketOrder,
  page: PageRequest,
): Promise<TicketKey[]> {
  const likeness = likenessOfList(scope, conditions, order, page);
  const statement = searches(likeness, () => searchStatement(scope, conditions, order, page));
  // The index of words answers by bitmaps alone.
  sendAhead(tx, "SET LOCAL enable_bitmapscan = on");
  return (await run(tx, statement, searchValues(scope, conditions, page))).slice(0, page.first + 1);
}

/** Counts what a search finds, up to one more than the limit of exact counts. To be run as the platform, as above. */
export async function countSearch(
  tx: Transaction,
  scope: Scope,
  conditions: SearchConditions,
  order: TicketOrder,
): Promise<number> {
  const statement = counts(likenessOfList(scope, conditions, order), () => countStatement(scope, conditions, order));
  const [row] = await run(tx, statement, searchValues(scope, conditions));
  return row?.count ?? 0;
}
