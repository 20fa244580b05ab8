import { getTableName, type SQL, sql } from "drizzle-orm";
import {
  apiClientSecrets,
  apiClients,
  dictionaryEntries,
  idempotencyKeys,
  outsideIssuers,
  people,
  reorganisations,
  revokedTokens,
  roleHoldings,
} from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import type { BureauRow } from "./place.js";
import type { MergePlan } from "./plan.js";
import type { Resettlement } from "./resettlement.js";

// The tables whose rows belong to one bureau and carry its place. The audit and the outbox do not follow: they keep the
// place of their time, and nobody may change them.
const tablesOfPlaces = [
  people,
  roleHoldings,
  apiClients,
  apiClientSecrets,
  outsideIssuers,
  revokedTokens,
  reorganisations,
];

const places = (resettlements: readonly Resettlement[]): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(resettlements)}::text::jsonb)
    AS place (code text, becomes text, city text, county text)`;

function moveRows(table: string, resettlements: readonly Resettlement[], condition: SQL): SQL {
  return sql`
    UPDATE ${sql.identifier(table)} AS moved SET bureau = place.becomes, city = place.city, county = place.county
    FROM ${places(resettlements)}
    WHERE moved.bureau = place.code AND ${condition}
      AND (moved.bureau, moved.city, moved.county) IS DISTINCT FROM (place.becomes, place.city, place.county)`;
}

/**
 * Brings the rows of people, roles, clients, issuers, tokens, dictionaries and reorganisations to where their bureaus
 * stand now. Doing it again changes nothing. Needs the rights of the platform, as everything here.
 */
export async function moveRowsOfPlaces(tx: Transaction, resettlements: readonly Resettlement[]): Promise<void> {
  for (const table of tablesOfPlaces) await tx.execute(moveRows(getTableName(table), resettlements, sql`true`));
  // What a merger does to entries is decided by `mergeDictionaries`.
  const stays = sql`place.code = place.becomes`;
  await tx.execute(moveRows(getTableName(dictionaryEntries), resettlements, stays));
}

/**
 * Withdraws the roles that a person would hold twice after a merger. The one in force on the day that lasts longest
 * stays; the days of none are changed, so that nobody gains a right.
 */
export async function withdrawRepeatedRoles(tx: Transaction, plan: MergePlan, day: string, at: Date): Promise<void> {
  const merging = sql.param([...plan.from, plan.into]);
  await tx.execute(sql`
    UPDATE ${roleHoldings} SET withdrawn_at = ${at.toISOString()}
    WHERE withdrawn_at IS NULL AND id IN (
      SELECT id FROM (
        SELECT id, row_number() OVER (
          PARTITION BY person, role
          ORDER BY (valid_from <= ${day} AND (valid_to IS NULL OR valid_to > ${day})) DESC,
            coalesce(valid_to, 'infinity') DESC, id) AS position
        FROM ${roleHoldings} WHERE withdrawn_at IS NULL AND bureau = ANY(${merging})
      ) AS ranked WHERE position > 1)`);
}

/**
 * Gives the dictionary entries of merged bureaus to the one that goes on. Where it has an entry of the same code, its own
 * stays in force, and the other ends on the day and stays where it was.
 */
export async function mergeDictionaries(tx: Transaction, plan: MergePlan, into: BureauRow, day: string): Promise<void> {
  const from = sql.param([...plan.from]);
  await tx.execute(sql`
    UPDATE ${dictionaryEntries} SET bureau = ${into.code}, city = ${into.city}, county = ${into.county}
    WHERE bureau = ANY(${from}) AND id IN (
      SELECT id FROM (
        SELECT id, row_number() OVER (
          PARTITION BY dictionary, code ORDER BY (bureau = ${into.code}) DESC, (valid_to IS NULL) DESC, id) AS position
        FROM ${dictionaryEntries} WHERE bureau = ${into.code} OR bureau = ANY(${from})
      ) AS ranked WHERE position = 1)`);
  await tx.execute(sql`
    UPDATE ${dictionaryEntries} SET valid_to = ${day}
    WHERE bureau = ANY(${from}) AND (valid_to IS NULL OR valid_to > ${day})`);
}

/** Lets clients of merged bureaus go on repeating their registrations: a key that the other bureau used too stays. */
export async function mergeIdempotencyKeys(tx: Transaction, plan: MergePlan): Promise<void> {
  const from = sql.param([...plan.from]);
  await tx.execute(sql`
    UPDATE ${idempotencyKeys} SET bureau = ${plan.into}
    WHERE bureau = ANY(${from}) AND (bureau, key) IN (
      SELECT DISTINCT ON (key) bureau, key FROM ${idempotencyKeys}
      WHERE bureau = ANY(${from}) OR bureau = ${plan.into}
      ORDER BY key, (bureau = ${plan.into}) DESC, created_at)`);
}
