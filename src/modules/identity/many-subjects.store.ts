import { sql } from "drizzle-orm";
import type { ActingBureau } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import {
  bureauJson,
  clientJson,
  type HeldRole,
  heldToday,
  personColumns,
  type SubjectKey,
  type SubjectState,
  validBureau,
} from "./authentication.store.js";

type PersonState = NonNullable<SubjectState["person"]>;

/** What is known of many subjects, each thing once. */
interface ManyStates {
  people: PersonState[] | null;
  holdings: { person: string; role: string; bureau: string }[] | null;
  bureaus: ActingBureau[] | null;
  clients: NonNullable<SubjectState["client"]>[] | null;
  revoked: string[] | null;
}

/** Reads the states of many subjects in one statement, in the order of their keys. */
export async function findSubjects(
  tx: Transaction,
  keys: readonly SubjectKey[],
  now: Date,
  today: string,
): Promise<SubjectState[]> {
  const named = (name: keyof SubjectKey) =>
    sql.param([...new Set(keys.map((key) => key[name]))].filter((value) => value !== null));
  const [row] = await tx.execute<{ found: ManyStates }>(sql`
    WITH person AS (
      SELECT ${personColumns} FROM people p WHERE p.id = ANY (${named("personId")}::text[]::uuid[])
      UNION ALL SELECT ${personColumns} FROM people p WHERE p.login = ANY (${named("login")}::text[])
    ), holding AS (
      SELECT h.person, h.role, h.bureau
      FROM (SELECT DISTINCT id FROM person) AS asked JOIN role_holdings h ON h.person = asked.id
      WHERE ${heldToday(today)}
    )
    SELECT json_build_object(
      'people', (SELECT json_agg(person) FROM person),
      'holdings', (SELECT json_agg(holding) FROM holding),
      'bureaus', (
        SELECT json_agg(${bureauJson}) FROM bureaus b
        WHERE b.code IN (SELECT bureau FROM holding) AND ${validBureau(today)}
      ),
      'clients', (
        SELECT json_agg(${clientJson(now, today)}) FROM api_clients c JOIN bureaus b ON b.code = c.bureau
        WHERE c.id = ANY (${named("clientId")}::text[]::uuid[])
      ),
      'revoked', (SELECT json_agg(r.id) FROM revoked_tokens r WHERE r.id = ANY (${named("tokenId")}::text[]))
    ) AS found`);
  return row === undefined ? [] : toStates(keys, row.found);
}

function toStates(keys: readonly SubjectKey[], found: ManyStates): SubjectState[] {
  const people = new Map((found.people ?? []).map((one) => [one.id, one]));
  const logins = new Map((found.people ?? []).map((one) => [one.login, one]));
  const clients = new Map((found.clients ?? []).map((one) => [one.id, one]));
  const bureaus = new Map((found.bureaus ?? []).map((one) => [one.bureau, one]));
  const revoked = new Set(found.revoked);
  const held = new Map<string, HeldRole[]>();
  for (const { bureau: code, person, role } of found.holdings ?? []) {
    const bureau = bureaus.get(code);
    // A bureau that is not valid today is not among them.
    if (bureau !== undefined) held.set(person, [...(held.get(person) ?? []), { role, bureau }]);
  }
  return keys.map(({ clientId, login, personId, tokenId }) => {
    const person = (login === null ? people.get(personId ?? "") : logins.get(login)) ?? null;
    return {
      person,
      holdings: held.get(person?.id ?? "") ?? [],
      client: clients.get(clientId ?? "") ?? null,
      isTokenRevoked: revoked.has(tokenId ?? ""),
    };
  });
}
