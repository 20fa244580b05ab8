import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { ticketFacts, tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import type { BureauRow } from "./place.js";
import type { Resettlement } from "./resettlement.js";

/** The three places of a ticket: where it is handled, where it was registered, and who handed it on last. */
const placesOfTicket = [
  [tickets.holder, tickets.city, tickets.county],
  [tickets.intakeBureau, tickets.intakeCity, tickets.intakeCounty],
  [tickets.previousHolder, tickets.previousCity, tickets.previousCounty],
] as const;

const list = (values: readonly (string | null)[]): SQL => sql`${sql.param(values)}::text[]`;

const named = (column: AnyPgColumn): SQL => sql`${sql.identifier(column.name)}`;

/**
 * Brings the tickets of a province to where their bureaus stand now, and those of ended bureaus to the successor: what a
 * bureau holds, what it registered and what it handed on last. The owner at dispatch, the dispatches and the timeline
 * are history and stay. Doing it again changes nothing. Needs the rights of the platform.
 *
 * The new values are worked out from the row alone, without a join: when another transaction has just changed the row,
 * PostgreSQL works them out again from what that left.
 */
export async function moveTickets(
  tx: Transaction,
  province: string,
  resettlements: readonly Resettlement[],
): Promise<void> {
  if (resettlements.length === 0) return;
  const codes = list(resettlements.map(({ code }) => code));
  const of = (values: readonly (string | null)[], bureau: AnyPgColumn, column: AnyPgColumn): SQL =>
    sql`CASE WHEN ${bureau} = ANY(${codes}) THEN (${list(values)})[array_position(${codes}, ${bureau})] ELSE ${column} END`;
  const changes = placesOfTicket.flatMap(([bureau, city, county]) => [
    {
      column: bureau,
      value: of(
        resettlements.map(({ becomes }) => becomes),
        bureau,
        bureau,
      ),
    },
    {
      column: city,
      value: of(
        resettlements.map((one) => one.city),
        bureau,
        city,
      ),
    },
    {
      column: county,
      value: of(
        resettlements.map((one) => one.county),
        bureau,
        county,
      ),
    },
  ]);
  const separator = sql`, `;
  await tx.execute(sql`
    UPDATE ${tickets}
    SET ${sql.join(
      changes.map(({ column, value }) => sql`${named(column)} = ${value}`),
      separator,
    )}
    WHERE ${tickets.province} = ${province}
      AND (${tickets.holder} = ANY(${codes}) OR ${tickets.intakeBureau} = ANY(${codes})
        OR ${tickets.previousHolder} = ANY(${codes}))
      AND (${sql.join(
        changes.map(({ column }) => sql`${column}`),
        separator,
      )}) IS DISTINCT FROM (${sql.join(
        changes.map(({ value }) => value),
        separator,
      )})`);
  await moveFacts(
    tx,
    province,
    resettlements.map(({ becomes }) => becomes),
  );
}

const placesOfFacts = [
  "holder",
  "city",
  "county",
  "intake_bureau",
  "intake_city",
  "intake_county",
  "previous_holder",
  "previous_city",
  "previous_county",
] as const;

/**
 * Brings the facts of tickets to where their tickets are now; the place under the tree of then stays. The numbers follow by
 * themselves.
 *
 * @param bureaus those that hold, registered or handed on the tickets now
 */
async function moveFacts(tx: Transaction, province: string, bureaus: readonly string[]): Promise<void> {
  const named = (from: string): SQL => sql.raw(placesOfFacts.map((column) => `${from}.${column}`).join(", "));
  await tx.execute(sql`
    UPDATE ${ticketFacts} AS facts
    SET (${sql.raw(placesOfFacts.join(", "))}) = (SELECT ${named("held")})
    FROM ${tickets} AS held
    WHERE held.province = ${province} AND (held.holder = ANY(${list(bureaus)})
        OR held.intake_bureau = ANY(${list(bureaus)}) OR held.previous_holder = ANY(${list(bureaus)}))
      AND facts.province = held.province AND facts.ticket_id = held.id
      AND (${named("facts")}) IS DISTINCT FROM (${named("held")})`);
}

/** The divisions of the respondents of tickets that a bureau holds. */
export async function findDivisionsOfTickets(tx: Transaction, province: string, holder: string): Promise<string[]> {
  const rows = await tx.execute<{ division: string }>(sql`
    SELECT DISTINCT ${tickets.division} AS division FROM ${tickets}
    WHERE ${tickets.province} = ${province} AND ${tickets.holder} = ${holder} AND ${tickets.division} IS NOT NULL`);
  return rows.map(({ division }) => division);
}

/**
 * Gives tickets that a bureau holds to the bureaus that cover their respondents' divisions now. Their handlers work at
 * the old bureau, so the new one assigns them anew. Needs the rights of the platform.
 *
 * @param owners the new bureau by division
 */
export async function shareOutTickets(
  tx: Transaction,
  province: string,
  holder: string,
  owners: ReadonlyMap<string, BureauRow>,
): Promise<void> {
  if (owners.size === 0) return;
  const shares = JSON.stringify(
    [...owners].map(([division, { code, city, county }]) => ({ division, code, city, county })),
  );
  await tx.execute(sql`
    UPDATE ${tickets} SET holder = share.code, city = share.city, county = share.county, handler = NULL
    FROM jsonb_to_recordset(${shares}::text::jsonb) AS share (division text, code text, city text, county text)
    WHERE ${tickets.province} = ${province} AND ${tickets.holder} = ${holder} AND ${tickets.division} = share.division`);
  await moveFacts(
    tx,
    province,
    [...owners.values()].map(({ code }) => code),
  );
}
