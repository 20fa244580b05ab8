import { sql } from "drizzle-orm";
import type { ActingBureau } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";

/** A role that is held today, and the bureau, valid today, at which it is held. */
export interface HeldRole {
  role: string;
  bureau: ActingBureau;
}

/** The state of those whom a token names, as it is now. */
export interface SubjectState {
  person: {
    id: string;
    login: string;
    name: string;
    province: string;
    city: string | null;
    county: string | null;
    bureau: string;
    isLocked: boolean;
  } | null;
  holdings: readonly HeldRole[];
  client: {
    id: string;
    name: string;
    scopes: readonly string[];
    /** False when it was revoked, or has expired. */
    isUsable: boolean;
    /** Null when the bureau is not valid today. */
    bureau: ActingBureau | null;
  } | null;
  isTokenRevoked: boolean;
}

/** Whom a token names: a person by id or by login, a client, and the token itself. */
export interface SubjectKey {
  personId: string | null;
  login: string | null;
  clientId: string | null;
  tokenId: string | null;
}

/** An outside issuer that is registered now, with the bureau for which it is. */
export interface RegisteredIssuer {
  id: string;
  issuer: string;
  jwksUrl: string;
  audience: string;
  loginClaim: string;
  bureau: ActingBureau;
}

/** What of a client matters when it signs in: its state, and the hashes of its secrets that are valid now. */
export interface SignInClient {
  id: string;
  name: string;
  scopes: readonly string[];
  isUsable: boolean;
  bureau: ActingBureau | null;
  hashes: readonly string[];
}

/** A bureau, row `b`, as JSON of an ActingBureau. */
export const bureauJson = sql.raw(
  `json_build_object('bureau', b.code, 'kind', b.kind, 'level', b.level, 'province', b.province, 'city', b.city,
    'county', b.county, 'line', b.line, 'parent', b.parent)`,
);

/** Whether a bureau, row `b`, is valid on a day. */
export const validBureau = (today: string) =>
  sql`(b.valid_from <= ${today} AND (b.valid_to IS NULL OR b.valid_to > ${today}))`;

/** Whether a role, row `h`, is held on a day. */
export const heldToday = (today: string) =>
  sql`h.withdrawn_at IS NULL AND h.valid_from <= ${today} AND (h.valid_to IS NULL OR h.valid_to > ${today})`;

const usableClient = (now: Date) =>
  sql`(c.revoked_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > ${now.toISOString()}::timestamptz))`;

/** What the state of a person, row `p`, consists of. */
export const personColumns = sql.raw(
  `p.id, p.login, p.name, p.province, p.city, p.county, p.bureau, p.locked_at IS NOT NULL AS "isLocked"`,
);

/** The state of a client, row `c`, with its bureau, row `b`, as JSON. */
export const clientJson = (now: Date, today: string) => sql`
  json_build_object('id', c.id, 'name', c.name, 'scopes', c.scopes, 'isUsable', ${usableClient(now)},
    'bureau', CASE WHEN ${validBureau(today)} THEN ${bureauJson} END)`;

/** Reads the state of a token's subject in one statement. */
export async function findSubject(tx: Transaction, key: SubjectKey, now: Date, today: string): Promise<SubjectState> {
  const isNamed = key.login === null ? sql`p.id = ${key.personId}::uuid` : sql`p.login = ${key.login}`;
  const [row] = await tx.execute<{ state: SubjectState }>(sql`
    WITH person AS (SELECT ${personColumns} FROM people p WHERE ${isNamed})
    SELECT json_build_object(
      'person', (SELECT to_json(person) FROM person),
      'holdings', (
        SELECT coalesce(json_agg(json_build_object('role', h.role, 'bureau', ${bureauJson})), '[]')
        FROM person JOIN role_holdings h ON h.person = person.id JOIN bureaus b ON b.code = h.bureau
        WHERE ${heldToday(today)} AND ${validBureau(today)}
      ),
      'client', (
        SELECT ${clientJson(now, today)}
        FROM api_clients c JOIN bureaus b ON b.code = c.bureau WHERE c.id = ${key.clientId}::uuid
      ),
      'isTokenRevoked', EXISTS (SELECT 1 FROM revoked_tokens r WHERE r.id = ${key.tokenId}::text)
    ) AS state`);
  return row?.state ?? { person: null, holdings: [], client: null, isTokenRevoked: false };
}

/** Reads all outside issuers that are registered now for a bureau valid today: a few hundred at most. */
export async function listRegisteredIssuers(tx: Transaction, today: string): Promise<RegisteredIssuer[]> {
  const rows = await tx.execute<{ entry: RegisteredIssuer }>(sql`
    SELECT json_build_object('id', o.id, 'issuer', o.issuer, 'jwksUrl', o.jwks_url, 'audience', o.audience,
      'loginClaim', o.login_claim, 'bureau', ${bureauJson}) AS entry
    FROM outside_issuers o JOIN bureaus b ON b.code = o.bureau
    WHERE o.removed_at IS NULL AND ${validBureau(today)}`);
  return rows.map(({ entry }) => entry);
}

/** Reads a client for its signing in; null for an unknown one. The same statement whether it exists or not. */
export async function findSignInClient(
  tx: Transaction,
  id: string,
  now: Date,
  today: string,
): Promise<SignInClient | null> {
  const [row] = await tx.execute<{ client: SignInClient }>(sql`
    SELECT json_build_object('id', c.id, 'name', c.name, 'scopes', c.scopes, 'isUsable', ${usableClient(now)},
      'bureau', CASE WHEN ${validBureau(today)} THEN ${bureauJson} END,
      'hashes', (
        SELECT coalesce(json_agg(s.hash), '[]') FROM api_client_secrets s
        WHERE s.client = c.id AND (s.expires_at IS NULL OR s.expires_at > ${now.toISOString()}::timestamptz)
      )) AS client
    FROM api_clients c JOIN bureaus b ON b.code = c.bureau WHERE c.id = ${id}::uuid`);
  return row?.client ?? null;
}

/**
 * The id of the person whom a client may act for: an unlocked person of the client's bureau with a role there today;
 * null for everybody else.
 */
export async function findOperator(
  tx: Transaction,
  login: string,
  bureau: string,
  today: string,
): Promise<string | null> {
  const [row] = await tx.execute<{ id: string }>(sql`
    SELECT p.id FROM people p
    WHERE p.login = ${login} AND p.bureau = ${bureau} AND p.locked_at IS NULL AND EXISTS (
      SELECT 1 FROM role_holdings h WHERE h.person = p.id AND h.bureau = ${bureau} AND ${heldToday(today)})`);
  return row?.id ?? null;
}

/** A token to be refused from now on. */
export interface TokenRevocation {
  id: string;
  bureau: ActingBureau;
  expiresAt: Date;
  now: Date;
}

/**
 * Notes that a token is revoked, and forgets those that have expired since.
 *
 * @returns false when it was noted before
 */
export async function insertRevokedToken(tx: Transaction, revocation: TokenRevocation): Promise<boolean> {
  const { id, bureau, expiresAt, now } = revocation;
  await tx.execute(sql`
    DELETE FROM revoked_tokens WHERE expires_at < ${now.toISOString()}::timestamptz - interval '1 hour'`);
  const inserted = await tx.execute(sql`
    INSERT INTO revoked_tokens (id, province, city, county, bureau, expires_at, revoked_at)
    VALUES (${id}, ${bureau.province}, ${bureau.city}, ${bureau.county}, ${bureau.bureau},
      ${expiresAt.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz)
    ON CONFLICT (id) DO NOTHING RETURNING id`);
  return inserted.length > 0;
}

/** A person for whom a token is to be made on the machine itself. */
export interface TokenPerson {
  id: string;
  isLocked: boolean;
  /** The codes of the bureaus at which the person holds a role today. */
  bureaus: readonly string[];
}

/** Reads a person by login with the bureaus at which he holds a role today; null for an unknown login. */
export async function findTokenPerson(tx: Transaction, login: string, today: string): Promise<TokenPerson | null> {
  const [row] = await tx.execute<{ person: TokenPerson }>(sql`
    SELECT json_build_object('id', p.id, 'isLocked', p.locked_at IS NOT NULL, 'bureaus', (
      SELECT coalesce(json_agg(DISTINCT h.bureau), '[]') FROM role_holdings h
      WHERE h.person = p.id AND ${heldToday(today)})) AS person
    FROM people p WHERE p.login = ${login}`);
  return row?.person ?? null;
}

/** The logins by name, those first that begin with the same three letters as a text, at most so many. */
export async function listLogins(tx: Transaction, like: string, most: number): Promise<string[]> {
  const beginning = like.toLowerCase().slice(0, 3);
  const rows = await tx.execute<{ login: string }>(sql`
    SELECT login FROM people ORDER BY left(login, 3) = ${beginning} DESC, login LIMIT ${most}`);
  return rows.map(({ login }) => login);
}
