import { type Column, type SQL, sql } from "drizzle-orm";
import { ticketReturns } from "../../../schema/index.js";
import type { Place } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import type { Scope } from "../../platform/scope.js";
import { keepStatements, place, run, statementOf } from "../../platform/statement.js";
import { insertionOf, type Writing } from "../../platform/writing.store.js";

/** A return as it stands in its table. */
export type ReturnRow = typeof ticketReturns.$inferSelect;

/** The writing of a return. */
export function returnInsertion(row: ReturnRow): Writing | null {
  return insertionOf(ticketReturns, [row]);
}

const { province, city, county, bureau, toBureau, reason, returnedOn } = ticketReturns;

const returnersOf = statementOf(
  { province, city, county, bureau },
  (columns) => sql`SELECT ${columns} FROM ${ticketReturns}
    WHERE ${province} = ${place("province")} AND ${ticketReturns.ticketId} = ${place("id")}
    ORDER BY ${ticketReturns.sequence}`,
);

/**
 * The places of the bureaus that have returned a ticket so far, the first one first. Needs the rights of the platform to
 * know all of them: a bureau sees only the returns that it made or got.
 */
export function findReturners(tx: Transaction, ticket: { province: string; id: string }): Promise<Place[]> {
  return run(tx, returnersOf, { province: ticket.province, id: ticket.id });
}

/** Whose returns are counted, and when. */
export interface ReturnPeriod {
  /** The bureau whose region it is, narrower than the scope; null for all of the scope. */
  within: Place | null;
  /** The first and the last day, YYYY-MM-DD. */
  from: string;
  to: string;
}

/** How often one bureau returned tickets to another for one reason. */
export interface ReturnCountRow {
  province: string;
  city: string | null;
  county: string | null;
  bureau: string;
  toBureau: string;
  reason: string;
  count: number;
  /** How many returns there are in all, those that are not listed among them. */
  total: number;
}

const equal = (column: Column, name: string): SQL => sql`${column} = ${place(name)}`;

// Where a bureau stands decides the column that holds all of its region, each with the day behind it in an index.
function columnOf({ city: inCity, county: inCounty, bureau: code, province: inProvince }: Place): Column {
  if (code === inCounty) return county;
  if (code === inCity) return city;
  return code === inProvince ? province : bureau;
}

/**
 * The scope as a condition upon the place of the bureau that returned. A unit besides counts what was returned to it; an
 * authority has whoever returns to it in its own region.
 */
function inScope({ reach, line }: Scope): SQL {
  if (line !== null || reach === "UNIT") return sql`(${equal(bureau, "bureau")} OR ${equal(toBureau, "bureau")})`;
  switch (reach) {
    case "NATION":
      return sql`true`;
    case "PROVINCE":
      return equal(province, "region");
    case "CITY":
      return equal(city, "region");
    case "COUNTY":
      return equal(county, "region");
  }
}

const counts = keepStatements<ReturnCountRow>(40, true);

/**
 * Who returned tickets to whom, how often, for which reasons, the most frequent first; read by the index of the region and
 * the day.
 *
 * @param most how many rows at most
 */
export function countReturns(
  tx: Transaction,
  scope: Scope,
  { within, from, to }: ReturnPeriod,
  most: number,
): Promise<ReturnCountRow[]> {
  const narrow = within === null ? null : columnOf(within);
  const likeness = `${scope.line === null ? scope.reach : "UNIT"} ${narrow?.name ?? ""}`;
  const statement = counts(likeness, () =>
    statementOf(
      {
        province,
        city,
        county,
        bureau,
        toBureau,
        reason,
        count: sql<number>`count(*)::int`,
        total: sql<number>`(sum(count(*)) OVER ())::int`,
      },
      (list) => sql`SELECT ${list} FROM ${ticketReturns}
        WHERE ${inScope(scope)}${narrow === null ? sql`` : sql` AND ${equal(narrow, "within")}`}
          AND ${returnedOn} BETWEEN ${place("from")} AND ${place("to")}
        GROUP BY ${province}, ${city}, ${county}, ${bureau}, ${toBureau}, ${reason}
        ORDER BY count(*) DESC, ${bureau}, ${toBureau}, ${reason} LIMIT ${place("most")}`,
    ),
  );
  const { region, bureau: own } = scope;
  return run(tx, statement, { region, bureau: own, within: within?.bureau ?? "", from, to, most });
}
