import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { ticketDetails, tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import { escapeLike, gramsToFind, normalise, wordsOf } from "./ticket.grams.js";
import {
  branchesOf,
  conditionsOf,
  mergeInOrder,
  orders,
  preferOrder,
  type TicketConditions,
  type TicketOrder,
  textArray,
} from "./ticket.list.store.js";
import { scopeCondition } from "./ticket.scope.store.js";
import type { TicketKey } from "./ticket.store.js";

/** The conditions of a search. */
export type SearchConditions = TicketConditions & { text: string };

/** How many tickets of a list are looked through, before the index of words is asked. */
const lookedThrough = 1000;

const holdsWord = (word: string): SQL => sql`${ticketDetails.searchText} LIKE ${`%${escapeLike(word)}%`}`;

const holdsWords = (text: string): SQL[] => wordsOf(normalise(text)).map(holdsWord);

interface Scanned {
  scanned: number;
  found: { province: string; id: string; receivedAt: string; dueOn: string }[];
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
  const common = conditionsOf(conditions, order, page);
  const sort = sql.join([...orders[order]], sql`, `);
  const scan = async (branch: SQL): Promise<Scanned | undefined> => {
    const [row] = await tx.execute<Scanned & Record<string, unknown>>(sql`
      WITH listed AS MATERIALIZED (
        SELECT ${tickets.province}, ${tickets.id}, row_number() OVER (ORDER BY ${sort}) AS place,
          ${tickets.receivedAt} AS "receivedAt", ${tickets.dueOn} AS "dueOn"
        FROM ${tickets} WHERE ${and(branch, ...common)} ORDER BY ${sort} LIMIT ${lookedThrough}
      ), found AS (
        SELECT listed.* FROM listed JOIN ${ticketDetails}
          ON ${ticketDetails.province} = listed.province AND ${ticketDetails.ticketId} = listed.id
        WHERE ${and(...holdsWords(conditions.text))} ORDER BY listed.place LIMIT ${page.first + 1}
      )
      SELECT (SELECT count(*)::int FROM listed) AS scanned, (SELECT coalesce(json_agg(found), '[]') FROM found) AS found`);
    return row;
  };
  const [, ...scans] = await Promise.all([
    tx.execute(preferOrder),
    ...branchesOf(scope, conditions).map((branch) => scan(branch)),
  ]);
  const rows = scans
    .flatMap((one) => one?.found ?? [])
    .map((row) => ({ ...row, receivedAt: new Date(row.receivedAt) }));
  // Only a branch that was seen to its end, or gave a whole page, can hide nothing that belongs on the page.
  const isWhole = scans.every(
    (one) => one !== undefined && (one.scanned < lookedThrough || one.found.length > page.first),
  );
  return isWhole ? mergeInOrder(rows, order).slice(0, page.first + 1) : null;
}

function textConditions(scope: Scope, text: string): SQL[] {
  const inProvince = scope.reach === "NATION" ? [] : [eq(ticketDetails.province, scope.province)];
  const grams = sql`${ticketDetails.grams} @> ${textArray(gramsToFind(normalise(text)))}`;
  return [...inProvince, grams, ...holdsWords(text)];
}

// The scope stands here once more, because a view may be wider, and no row policy binds the platform.
const inSight = (scope: Scope, conditions: TicketConditions): SQL | undefined =>
  and(or(...branchesOf(scope, conditions)), scopeCondition(scope));

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
  const common = conditionsOf(conditions, order, page);
  // The index of words answers by bitmaps alone.
  await tx.execute(sql.raw("SET LOCAL enable_bitmapscan = on"));
  return tx
    .select({ province: tickets.province, id: tickets.id })
    .from(tickets)
    .innerJoin(ticketDetails, isPartOfTicket)
    .where(and(inSight(scope, conditions), ...common, ...textConditions(scope, conditions.text)))
    .orderBy(...orders[order])
    .limit(page.first + 1);
}

const isPartOfTicket = and(eq(ticketDetails.province, tickets.province), eq(ticketDetails.ticketId, tickets.id));

/** Counts what a search finds, up to one more than the limit of exact counts. To be run as the platform, as above. */
export async function countSearch(
  tx: Transaction,
  scope: Scope,
  conditions: SearchConditions,
  order: TicketOrder,
): Promise<number> {
  const common = conditionsOf(conditions, order);
  const some = tx
    .select({ one: sql<number>`1`.as("one") })
    .from(tickets)
    .innerJoin(ticketDetails, isPartOfTicket)
    .where(and(inSight(scope, conditions), ...common, ...textConditions(scope, conditions.text)))
    .limit(countLimit + 1)
    .as("some");
  const rows = await tx.select({ count: sql<number>`count(*)::int` }).from(some);
  return rows[0]?.count ?? 0;
}
