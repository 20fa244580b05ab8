import { type SQL, sql } from "drizzle-orm";
import { ticketLikeness, tickets } from "../../../schema/index.js";
import { sendAhead, type Transaction } from "../../platform/database.js";
import type { PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import { keepStatements, place, run, statementOf } from "../../platform/statement.js";
import { likenessOfScope, placedScopeCondition, scopeBranches, scopeValues, type TicketKey } from "../tickets/index.js";
import { type ConcentrationSubject, citizenSubjects } from "./concentration.words.js";

/** Which tickets are counted. */
export interface Counted {
  by: ConcentrationSubject;
  from: Date;
  /** The first instant after the period. */
  until: Date;
  kind: string | null;
  /** Where they are handled: a region of the tree, or one bureau. */
  region: { level: "PROVINCE" | "CITY" | "COUNTY" | "UNIT"; code: string } | null;
}

/** Tickets that have a subject in common. */
export interface CountedGroup {
  key: string;
  tickets: number;
  complaints: number;
  reports: number;
  respondents: number;
  first: Date;
  last: Date;
  /** How many tickets were counted in all. */
  all: number;
  /** The newest of the group. */
  province: string;
  newest: string;
}

const l = ticketLikeness;

/** By what tickets are brought together; null where it is not known. */
const keyColumns: Record<ConcentrationSubject, SQL> = {
  // The document where it is known, else name with address, else the number.
  PERSON: sql`coalesce(${l.identity}, ${l.person}, ${l.phone})`,
  PHONE: sql`${l.phone}`,
  ADDRESS: sql`${l.address}`,
  RESPONDENT: sql`${l.respondentName} || ':' || coalesce(${l.division}, '')`,
  PRODUCT: sql`${l.respondentName} || ':' || coalesce(${l.division}, '') || ':' || ${l.goodsClass}`,
};

const regionColumns = {
  PROVINCE: tickets.province,
  CITY: tickets.city,
  COUNTY: tickets.county,
  UNIT: tickets.holder,
} as const;

const ownReport = sql`(${tickets.holder} = ${place("bureau")} OR ${tickets.intakeBureau} = ${place("bureau")})`;

/** What is read of each ticket that is counted. */
const keyOf = (by: ConcentrationSubject): SQL => sql`${keyColumns[by]} AS key`;

const isOfTicket = sql`${l.province} = ${tickets.province} AND ${l.ticketId} = ${tickets.id}`;

// A whole province, or the nation, is read from the narrow rows alone; of reports whose reporter the reader may not know only
// his own bureau's, which the tickets say.
function wholeRows({ by, kind }: Counted, scope: Scope): SQL {
  const inScope = scope.reach === "PROVINCE" ? sql`${l.province} = ${place("region")} AND` : sql``;
  const period = sql`${l.receivedAt} >= ${place("from")} AND ${l.receivedAt} < ${place("until")}`;
  const isKind = kind === null ? sql`` : sql`AND ${l.kind} = ${place("kind")}`;
  const all = (more: SQL) => sql`SELECT ${keyOf(by)} FROM ${l} WHERE ${inScope} ${period} ${isKind} ${more}`;
  if (!citizenSubjects.has(by)) return all(sql``);
  const inProvince = scope.reach === "PROVINCE" ? sql`AND ${tickets.province} = ${place("region")}` : sql``;
  const own = (column: SQL) => sql`SELECT ${tickets.province}, ${tickets.id} FROM ${tickets}
    WHERE ${column} = ${place("bureau")} AND ${tickets.receivedAt} >= ${place("from")}
      AND ${tickets.receivedAt} < ${place("until")} AND ${tickets.kind} = 'REPORT' ${inProvince} ${
        kind === null ? sql`` : sql`AND ${tickets.kind} = ${place("kind")}`
      }`;
  return sql`${all(sql`AND ${l.kind} <> 'REPORT'`)} UNION ALL
    SELECT ${keyOf(by)} FROM (${own(sql`${tickets.holder}`)} UNION ${own(sql`${tickets.intakeBureau}`)}) AS own
      JOIN ${l} ON ${l.province} = own.province AND ${l.ticketId} = own.id`;
}

// Others begin with the tickets, each branch of the scope by its own index.
function scopedRows({ by, kind, region }: Counted, scope: Scope): SQL {
  const branches = scopeBranches(scope).map((branch) => {
    const isKind = kind === null ? sql`` : sql`AND ${tickets.kind} = ${place("kind")}`;
    const inRegion = region === null ? sql`` : sql`AND ${regionColumns[region.level]} = ${place("within")}`;
    const isOpen = citizenSubjects.has(by) ? sql`AND (${tickets.kind} <> 'REPORT' OR ${ownReport})` : sql``;
    return sql`SELECT ${tickets.province}, ${tickets.id} FROM ${tickets} WHERE (${branch})
      AND ${tickets.receivedAt} >= ${place("from")} AND ${tickets.receivedAt} < ${place("until")}
      ${isKind} ${inRegion} ${isOpen}`;
  });
  return sql`SELECT ${keyOf(by)} FROM (${sql.join(branches, sql` UNION `)}) AS seen
    JOIN ${l} ON ${l.province} = seen.province AND ${l.ticketId} = seen.id`;
}

function rowsOf(counted: Counted, scope: Scope): SQL {
  const isWhole = scope.line === null && counted.region === null && ["PROVINCE", "NATION"].includes(scope.reach);
  return isWhole ? wholeRows(counted, scope) : scopedRows(counted, scope);
}

const formOf = ({ by, kind, region }: Counted, scope: Scope): string =>
  [likenessOfScope(scope), by, kind === null, region?.level].join();

function valuesOf({ from, kind, region, until }: Counted, scope: Scope): Record<string, unknown> {
  return {
    ...scopeValues(scope),
    ...{ from: from.toISOString(), until: until.toISOString(), kind, within: region?.code ?? null },
  };
}

type RawGroup = Omit<CountedGroup, "first" | "last"> & { first: string; last: string };

const groupStatements = keepStatements<RawGroup>(200, true);

const newestFirst = sql`ORDER BY ${l.receivedAt} DESC, ${l.ticketId} DESC`;

const groupFields = {
  key: sql<string>`top.key`,
  tickets: sql<number>`top.size`,
  complaints: sql<number>`found.complaints`,
  reports: sql<number>`found.reports`,
  respondents: sql<number>`found.respondents`,
  first: sql<string>`found.first`,
  last: sql<string>`found.last`,
  all: sql<number>`counted.size`,
  province: sql<string>`found.province`,
  newest: sql<string>`found.newest`,
};

// One walk counts all groups, and all tickets with them; what else is told is read of the few that are shown, by their keys.
const writeGroups = (counted: Counted, scope: Scope) => (list: SQL) =>
  sql`WITH sizes AS MATERIALIZED (
    SELECT key, grouping(key) AS is_of_all, count(*)::int AS size FROM (${rowsOf(counted, scope)}) AS keyed
    GROUP BY GROUPING SETS ((key), ()) HAVING grouping(key) = 1 OR (key IS NOT NULL AND count(*) >= ${place("least")}::int)
    ORDER BY is_of_all DESC, size DESC, key LIMIT ${place("first")}::int + 1)
  SELECT ${list} FROM sizes AS top JOIN sizes AS counted ON counted.is_of_all = 1, LATERAL (
    SELECT (count(*) FILTER (WHERE ${l.kind} = 'COMPLAINT'))::int AS complaints,
      (count(*) FILTER (WHERE ${l.kind} = 'REPORT'))::int AS reports,
      count(DISTINCT ${l.respondentName})::int AS respondents,
      min(${l.receivedAt}) AS first, max(${l.receivedAt}) AS last,
      (array_agg(${l.province} ${newestFirst}))[1] AS province, (array_agg(${l.ticketId} ${newestFirst}))[1] AS newest
    FROM ${l} JOIN ${tickets} ON ${isOfTicket} WHERE ${groupConditions(counted, scope, sql`top.key`)}) AS found
  WHERE top.is_of_all = 0 ORDER BY top.size DESC, top.key`;

/**
 * Counts the groups of tickets in scope that have a subject in common, the largest first. To be run as the platform: the scope
 * stands in the query, and the tickets that are shown are read again under the policies.
 *
 * SECURITY: widened sight for counting alone; what is not in scope is not counted.
 *
 * @param least how many tickets make a group
 */
export async function countGroups(
  tx: Transaction,
  scope: Scope,
  counted: Counted,
  { first, least }: { first: number; least: number },
): Promise<CountedGroup[]> {
  const statement = groupStatements(formOf(counted, scope), () =>
    statementOf(groupFields, writeGroups(counted, scope)),
  );
  // Most citizens and shops come up once: there are nearly as many groups as tickets, and they stay in memory.
  sendAhead(tx, "SET LOCAL work_mem = '48MB'");
  const rows = await run(tx, statement, { ...valuesOf(counted, scope), province: scope.province, least, first });
  return rows.map((row) => ({ ...row, first: new Date(row.first), last: new Date(row.last) }));
}

/** A ticket of a group, with its place in the list. */
export interface GroupTicket extends TicketKey {
  receivedAt: Date;
}

// Conditions that the indexes of the keys answer, beside the whole key.
function indexed(by: ConcentrationSubject, key: SQL): SQL {
  switch (by) {
    case "PERSON":
      return sql`(${l.identity} = ${key} OR ${l.person} = ${key} OR ${l.phone} = ${key})`;
    case "PHONE":
      return sql`${l.phone} = ${key}`;
    case "ADDRESS":
      return sql`${l.address} = ${key}`;
    default:
      return sql`${l.respondentName} = split_part(${key}, ':', 1)`;
  }
}

const givenKey = sql`${place("key")}`;

function groupConditions({ by, kind, region }: Counted, scope: Scope, key = givenKey): SQL {
  const inProvince = scope.reach === "NATION" ? sql`` : sql`${l.province} = ${place("province")} AND`;
  return sql`${inProvince} ${indexed(by, key)} AND ${keyColumns[by]} = ${key}
    AND ${l.receivedAt} >= ${place("from")} AND ${l.receivedAt} < ${place("until")}
    AND (${placedScopeCondition(scope)})
    ${kind === null ? sql`` : sql`AND ${tickets.kind} = ${place("kind")}`}
    ${region === null ? sql`` : sql`AND ${regionColumns[region.level]} = ${place("within")}`}
    ${citizenSubjects.has(by) ? sql`AND (${tickets.kind} <> 'REPORT' OR ${ownReport})` : sql``}`;
}

const listStatements = keepStatements<GroupTicket>(200, true);

/** A page of the tickets of a group, the latest receipt first, and one more where more follow. To be run as the platform, as above. */
export function listGroup(
  tx: Transaction,
  scope: Scope,
  counted: Counted,
  key: string,
  { after, first }: PageRequest,
): Promise<GroupTicket[]> {
  const isAfter =
    after === null
      ? sql``
      : sql`AND (${l.receivedAt}, ${l.ticketId}) < (${place("afterKey")}::timestamptz, ${place("afterId")}::uuid)`;
  const statement = listStatements(`${formOf(counted, scope)} ${after === null}`, () =>
    statementOf(
      { province: l.province, id: l.ticketId, receivedAt: l.receivedAt },
      (list) => sql`SELECT ${list} FROM ${l} JOIN ${tickets} ON ${isOfTicket}
        WHERE ${groupConditions(counted, scope)} ${isAfter}
        ORDER BY ${l.receivedAt} DESC, ${l.ticketId} DESC LIMIT ${place("rows")}::int`,
    ),
  );
  const page = { rows: first + 1, afterKey: after?.key ?? null, afterId: after?.id ?? null };
  return run(tx, statement, { ...valuesOf(counted, scope), province: scope.province, key, ...page });
}

const countStatements = keepStatements<{ count: number }>(200, true);

/** How many tickets a group has, up to a limit. To be run as the platform, as above. */
export async function countGroup(
  tx: Transaction,
  scope: Scope,
  counted: Counted,
  key: string,
  limit: number,
): Promise<number> {
  const statement = countStatements(formOf(counted, scope), () =>
    statementOf(
      { count: sql<number>`count(*)::int` },
      (count) => sql`SELECT ${count} FROM (SELECT 1 FROM ${l} JOIN ${tickets} ON ${isOfTicket}
        WHERE ${groupConditions(counted, scope)} LIMIT ${place("limit")}::int) AS found`,
    ),
  );
  const [row] = await run(tx, statement, { ...valuesOf(counted, scope), province: scope.province, key, limit });
  return row?.count ?? 0;
}
