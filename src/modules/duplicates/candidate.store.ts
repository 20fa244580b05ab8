import { type SQL, sql } from "drizzle-orm";
import { bureaus, ticketLikeness, tickets } from "../../../schema/index.js";
import { preferOrderByOnePlan, sendAhead, type Transaction } from "../../platform/database.js";
import type { Scope } from "../../platform/scope.js";
import { keepStatements, place, run, type Statement, statementOf } from "../../platform/statement.js";
import {
  type LikenessKeys,
  likenessOfScope,
  placedScopeCondition,
  scopeValues,
  type TicketKey,
} from "../tickets/index.js";

/** What tickets are looked for by. */
export interface Sought {
  keys: LikenessKeys;
  bands: readonly (number | null)[];
  from: Date;
  until: Date;
}

/** A ticket that has something in common with what is sought. */
export interface FoundKey extends TicketKey {
  /** Whether it was found by the citizen, and by how many bands of the text. */
  byContact: boolean;
  byRespondent: boolean;
  bands: number;
}

const contactKeys = ["phone", "identity", "person"] as const;
const respondentKeys = ["respondentCode", "respondentName"] as const;
const bandNames = ["band1", "band2", "band3", "band4", "band5"] as const;

type ProbeName = (typeof contactKeys)[number] | (typeof respondentKeys)[number] | (typeof bandNames)[number];

/** How many of the newest tickets of a key are looked at, in each province: a platform or a template has thousands. */
const looked = 400;

/** How many tickets in scope are taken of each key, and of all. */
const takenOfKey = 40;
const takenOfAll = 40;

// A report that the reader may not connect with its reporter is not found by him (art. 37 of Order 121; see `isConfidentialFor`).
const isOpen = sql`(${tickets.kind} <> 'REPORT' OR ${tickets.holder} = ${place("bureau")}
  OR ${tickets.intakeBureau} = ${place("bureau")})`;

const isContactKey = (name: ProbeName): boolean => (contactKeys as readonly ProbeName[]).includes(name);
const isRespondentKey = (name: ProbeName): boolean => (respondentKeys as readonly ProbeName[]).includes(name);

const wayOf = (name: ProbeName): string => {
  if (isContactKey(name)) return "CONTACT";
  return isRespondentKey(name) ? "RESPONDENT" : "TEXT";
};

// Each index begins with the province.
const provincesOf = ({ reach }: Scope): SQL =>
  reach === "NATION"
    ? sql`SELECT ${bureaus.code} FROM ${bureaus} WHERE ${bureaus.level} = 'PROVINCE' AND ${bureaus.kind} = 'AUTHORITY'`
    : sql`VALUES (${place("province")})`;

/** Whether all of a province, or of the nation, is in scope: then no ticket is read to know it. */
const isWhole = ({ line, reach }: Scope): boolean => line === null && (reach === "PROVINCE" || reach === "NATION");

// Each key is one walk along its index in each province, the newest first.
const newestOf = (name: ProbeName, count: number): SQL => sql`looked, LATERAL (
      SELECT ${ticketLikeness.province}, ${ticketLikeness.ticketId}, ${ticketLikeness.receivedAt}, ${ticketLikeness.kind}
      FROM ${ticketLikeness}
      WHERE ${ticketLikeness.province} = looked.code AND ${ticketLikeness[name]} = ${place(name)}
        AND ${ticketLikeness.receivedAt} >= ${place("from")} AND ${ticketLikeness.receivedAt} <= ${place("until")}
      ORDER BY ${ticketLikeness.receivedAt} DESC LIMIT ${sql.raw(String(count))}) AS newest`;

const isOfNewest = sql`${tickets.province} = newest.province AND ${tickets.id} = newest.ticket_id`;

// Of whole provinces only reports are looked up: whose they are the likeness rows do not say. What is no condition takes no more
// of a province than of all.
function wholeProbe(name: ProbeName): SQL {
  if (!isContactKey(name)) return newestOf(name, takenOfKey);
  return sql`${newestOf(name, looked)}
    WHERE newest.kind <> 'REPORT' OR (SELECT ${isOpen} FROM ${tickets} WHERE ${isOfNewest})`;
}

function scopedProbe(name: ProbeName, scope: Scope): SQL {
  const condition = isContactKey(name) ? sql`AND ${isOpen}` : sql``;
  return sql`${newestOf(name, looked)} JOIN ${tickets} ON ${isOfNewest} WHERE (${placedScopeCondition(scope)}) ${condition}`;
}

const probe = (name: ProbeName, scope: Scope): SQL =>
  sql`(SELECT newest.province, newest.ticket_id, newest.received_at, ${sql.raw(`'${wayOf(name)}'`)} AS way
    FROM ${isWhole(scope) ? wholeProbe(name) : scopedProbe(name, scope)}
    ORDER BY newest.received_at DESC LIMIT ${sql.raw(String(takenOfKey))})`;

const statements = keepStatements<FoundKey>(300, true);

const fields = {
  province: sql<string>`province`,
  id: sql<string>`ticket_id`,
  byContact: sql<boolean>`bool_or(way = 'CONTACT')`,
  byRespondent: sql<boolean>`bool_or(way = 'RESPONDENT')`,
  bands: sql<number>`(count(*) FILTER (WHERE way = 'TEXT'))::int`,
};

function statementFor(names: readonly ProbeName[], scope: Scope): Statement<FoundKey> {
  const probes = sql.join(
    names.map((name) => probe(name, scope)),
    sql` UNION ALL `,
  );
  return statementOf(
    fields,
    (list) => sql`WITH looked (code) AS MATERIALIZED (${provincesOf(scope)})
      SELECT ${list} FROM (${probes}) AS found GROUP BY province, ticket_id
      ORDER BY bool_or(way = 'CONTACT') DESC, count(*) DESC, max(received_at) DESC LIMIT ${sql.raw(String(takenOfAll))}`,
  );
}

function valuesOf({ bands, keys }: Sought): Partial<Record<ProbeName, string | number>> {
  const all: [ProbeName, string | number | null][] = [
    ...[...contactKeys, ...respondentKeys].map((name): [ProbeName, string | null] => [name, keys[name]]),
    ...bandNames.map((name, position): [ProbeName, number | null] => [name, bands[position] ?? null]),
  ];
  return Object.fromEntries(all.filter(([, value]) => value !== null));
}

/**
 * Finds the tickets in scope that have the citizen, the respondent or much of the text in common with what is sought, those
 * of the citizen first; of the newest of each key, 40 at most. To be run as the platform: under the row policies PostgreSQL
 * would look at each ticket before it knows which index is good for anything. The scope stands in the query all the same,
 * and the tickets found are read again under the policies.
 *
 * SECURITY: widened sight for an index look-up only; nothing but keys of tickets in scope comes out.
 */
export function findCandidates(tx: Transaction, scope: Scope, sought: Sought): Promise<FoundKey[]> {
  const values = valuesOf(sought);
  const names = Object.keys(values) as ProbeName[];
  if (names.length === 0) return Promise.resolve([]);
  const statement = statements(`${likenessOfScope(scope)} ${names.join()}`, () => statementFor(names, scope));
  // One plan is the best for whatever keys; to plan ten walks takes longer than to take them.
  sendAhead(tx, preferOrderByOnePlan);
  return run(tx, statement, {
    ...scopeValues(scope),
    ...values,
    province: scope.province,
    from: sought.from.toISOString(),
    until: sought.until.toISOString(),
  });
}
