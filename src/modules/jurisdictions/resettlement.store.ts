import { getTableName, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import {
  apiClientSecrets,
  apiClients,
  bulkExports,
  bureauLimits,
  callbackRules,
  callbacks,
  calls,
  corrections,
  dictionaryEntries,
  disputes,
  dutyNotices,
  elevations,
  emergencies,
  emergencyAcknowledgements,
  entryChecks,
  entryRules,
  extensionRequests,
  handovers,
  idempotencyKeys,
  importMappings,
  imports,
  investigations,
  investigationTasks,
  knowledgeDocuments,
  knowledgeReferences,
  knowledgeSearchRows,
  knowledgeVersions,
  leaves,
  outsideIssuers,
  people,
  priceCaseMarks,
  priceCaseNotes,
  priceDeskSettings,
  priceDigests,
  priceSuggestions,
  proposals,
  referrals,
  reorganisations,
  reports,
  reportTemplates,
  revokedTokens,
  roleHoldings,
  rosterChanges,
  rosterPublications,
  rosterRules,
  seats,
  setAsideJobs,
  shiftAssignments,
  shiftSwaps,
  shifts,
  staffingRules,
  supervisionOrders,
  surgeAlerts,
  surgeRaisings,
  surgeRules,
  ticketCopies,
  ticketReturns,
  warningSettings,
  webhooks,
} from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import type { BureauRow } from "./place.js";
import type { MergePlan } from "./plan.js";
import type { Resettlement } from "./resettlement.js";

/** The columns of a table that hold one bureau and its place; a part of something else has no place of its own. */
export interface PlacedColumns {
  table: PgTable;
  bureau: string;
  city: string | null;
  county: string | null;
}

const own = (table: PgTable): PlacedColumns => ({ table, bureau: "bureau", city: "city", county: "county" });

const parties = (table: PgTable, ...names: string[]): PlacedColumns[] =>
  names.map((name) => ({ table, bureau: name, city: `${name}_city`, county: `${name}_county` }));

const part = (table: PgTable): PlacedColumns => ({ table, bureau: "bureau", city: null, county: null });

/**
 * The columns that follow their bureaus. The audit and the outbox do not: they keep the place of their time, and nobody
 * may change them.
 */
export const placedColumns: readonly PlacedColumns[] = [
  ...[people, roleHoldings, apiClients, apiClientSecrets, outsideIssuers, revokedTokens, reorganisations].map(own),
  ...[bureauLimits, ticketReturns, handovers, referrals, investigations, setAsideJobs, bulkExports].map(own),
  { table: ticketReturns, bureau: "to_bureau", city: "to_city", county: "to_county" },
  ...parties(supervisionOrders, "issuer", "receiver"),
  { table: supervisionOrders, bureau: "through", city: null, county: null },
  own(priceSuggestions),
  { table: emergencies, bureau: "declaring_bureau", city: null, county: null },
  { table: priceCaseNotes, bureau: "desk", city: null, county: null },
  ...parties(disputes, "raiser", "proposed", "superior"),
  ...parties(elevations, "asker", "superior"),
  ...parties(ticketCopies, "sender", "receiver"),
  ...parties(investigationTasks, "lead", "partner"),
  ...[extensionRequests, callbacks].map(part),
  ...parties(callbacks, "handled_by"),
  own(reports),
  ...parties(reports, "receiver"),
  ...[surgeRules, surgeAlerts].map(own),
  ...parties(surgeRules, "region"),
  ...parties(surgeAlerts, "region"),
  own(webhooks),
  { table: corrections, bureau: "bureau", city: null, county: null },
  { table: corrections, bureau: "asker", city: null, county: null },
  own(imports),
  own(proposals),
  { table: proposals, bureau: "holder", city: null, county: null },
  ...[knowledgeDocuments, knowledgeVersions, knowledgeReferences, knowledgeSearchRows].map(own),
  own(entryChecks),
  ...[shiftAssignments, rosterPublications, rosterChanges, shiftSwaps, leaves, dutyNotices].map(own),
  ...parties(dutyNotices, "sender"),
];

/** The columns of what a bureau has once: where bureaus merge, that of the one that goes on stays. */
export const placedOnce: readonly PlacedColumns[] = [
  emergencies,
  emergencyAcknowledgements,
  staffingRules,
  warningSettings,
  callbackRules,
  reportTemplates,
  surgeRaisings,
  dictionaryEntries,
  priceDeskSettings,
  priceDigests,
  rosterRules,
  entryRules,
  shifts,
  calls,
  seats,
  importMappings,
].map(own);

const places = (resettlements: readonly Resettlement[]): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(resettlements)}::text::jsonb)
    AS place (code text, becomes text, city text, county text)`;

function moveRows(placed: PlacedColumns, resettlements: readonly Resettlement[], condition: SQL): SQL {
  const columns = [
    { name: placed.bureau, value: sql`place.becomes` },
    { name: placed.city, value: sql`place.city` },
    { name: placed.county, value: sql`place.county` },
  ].flatMap(({ name, value }) => (name === null ? [] : [{ column: sql.identifier(name), value }]));
  const list = (parts: SQL[]) => sql.join(parts, sql`, `);
  return sql`
    UPDATE ${sql.identifier(getTableName(placed.table))} AS moved
    SET ${list(columns.map(({ column, value }) => sql`${column} = ${value}`))}
    FROM ${places(resettlements)}
    WHERE moved.${sql.identifier(placed.bureau)} = place.code AND ${condition}
      AND (${list(columns.map(({ column }) => sql`moved.${column}`))})
        IS DISTINCT FROM (${list(columns.map(({ value }) => value))})`;
}

/**
 * Brings rows that name bureaus to where those stand now: people, roles and programs, dictionaries and limits, and the
 * parties of matters between bureaus. Doing it again changes nothing. Needs the rights of the platform, as everything here.
 */
export async function moveRowsOfPlaces(tx: Transaction, resettlements: readonly Resettlement[]): Promise<void> {
  for (const placed of placedColumns) await tx.execute(moveRows(placed, resettlements, sql`true`));
  // What a merger does to dictionaries is decided by `mergeDictionaries`.
  const stays = sql`place.code = place.becomes`;
  for (const placed of placedOnce) await tx.execute(moveRows(placed, resettlements, stays));
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

/** Gives the marks of merged price desks to the one that goes on: where that has sorted a case too, its own mark stays. */
export async function mergePriceMarks(tx: Transaction, plan: MergePlan): Promise<void> {
  const from = sql.param([...plan.from]);
  await tx.execute(sql`
    UPDATE ${priceCaseMarks} SET desk = ${plan.into}
    WHERE desk = ANY(${from}) AND (province, ticket_id, desk) IN (
      SELECT DISTINCT ON (province, ticket_id) province, ticket_id, desk FROM ${priceCaseMarks}
      WHERE desk = ANY(${from}) OR desk = ${plan.into}
      ORDER BY province, ticket_id, (desk = ${plan.into}) DESC, marked_at DESC)`);
}

/**
 * Gives the calls and the seats of merged bureaus to the one that goes on, where their telephone systems told of nothing by
 * the same key: what two of them tell of both stays where it was taken, for neither is the other.
 */
export async function mergeCalls(tx: Transaction, plan: MergePlan, into: BureauRow): Promise<void> {
  const from = sql.param([...plan.from]);
  const move = (table: PgTable, key: SQL) => sql`
    UPDATE ${table} AS moved SET bureau = ${into.code}, city = ${into.city}, county = ${into.county}
    WHERE bureau = ANY(${from}) AND NOT EXISTS (
      SELECT 1 FROM ${table} AS other WHERE ${key}
        AND (other.bureau = ${into.code} OR (other.bureau = ANY(${from}) AND other.bureau < moved.bureau)))`;
  await tx.execute(move(calls, sql`other.source = moved.source AND other.call_id = moved.call_id`));
  await tx.execute(move(seats, sql`other.operator_number = moved.operator_number`));
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
