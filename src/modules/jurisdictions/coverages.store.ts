import { getTableColumns, sql } from "drizzle-orm";
import { bureaus } from "../../../schema/index.js";
import { nationCode } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { place, run, statementOf } from "../../platform/statement.js";
import type { BureauRow } from "./place.js";

/** Asks which bureau is competent for a division on a day. */
export interface CompetenceQuestion {
  division: string;
  /** A day in China, YYYY-MM-DD. */
  on: string;
}

/** Which bureau is competent for a division on a day, and why. */
export interface Competence extends CompetenceQuestion {
  /** The code of the competent bureau. */
  bureau: string;
  /** The division that the bureau covers: the division itself, or the nearest one above that any bureau covers. */
  viaDivision: string;
}

// Each division asked about, with the bureau that covers it or the nearest division above. It is looked up on its own: for
// the ten divisions that PostgreSQL expects, it would rather read all of them.
const competences = sql`
    SELECT asked.division, asked.day::text AS "on", found.bureau, found.division AS "viaDivision"
    FROM unnest(${place("divisions")}::text[], ${place("days")}::text[]::date[]) AS asked (division, day)
    CROSS JOIN LATERAL (
      SELECT divisions.code, divisions.city, divisions.province
      FROM divisions
      WHERE divisions.code = asked.division AND divisions.valid_from <= asked.day
        AND (divisions.valid_to IS NULL OR divisions.valid_to > asked.day)
      LIMIT 1
    ) AS divisions
    CROSS JOIN LATERAL (
      SELECT coverages.bureau, coverages.division
      FROM coverages
      WHERE coverages.division IN (divisions.code, divisions.city, divisions.province, ${nationCode})
        AND coverages.valid_from <= asked.day AND (coverages.valid_to IS NULL OR coverages.valid_to > asked.day)
      ORDER BY array_position(ARRAY[divisions.code, divisions.city, divisions.province], coverages.division)
      LIMIT 1
    ) AS found`;

const competenceFields = {
  division: sql<string>`competence.division`,
  on: sql<string>`competence."on"`,
  bureau: sql<string>`competence.bureau`,
  viaDivision: sql<string>`competence."viaDivision"`,
};

const competenceQuery = statementOf(
  competenceFields,
  (list) => sql`SELECT ${list} FROM (${competences}) AS competence`,
);

/**
 * Which bureaus are competent on which days (管辖). A division that no bureau covers of itself falls to the bureau of the
 * nearest division above. An unknown division, or one not in force on the day, has no answer and is left out.
 */
export function findCompetences(tx: Transaction, questions: readonly CompetenceQuestion[]): Promise<Competence[]> {
  const divisions = questions.map(({ division }) => division);
  return run(tx, competenceQuery, { divisions, days: questions.map(({ on }) => on) });
}

const competentBureaus = statementOf(
  { division: competenceFields.division, ...getTableColumns(bureaus) },
  (list) => sql`SELECT ${list} FROM (${competences}) AS competence
    JOIN ${bureaus} ON ${bureaus.code} = competence.bureau`,
);

/**
 * The bureaus that are competent for divisions on one day, by the division's code. Divisions that are unknown, not in
 * force that day, or covered by nobody are left out.
 *
 * @param on a day in China, YYYY-MM-DD
 */
export async function competentBureausOf(
  tx: Transaction,
  divisions: readonly string[],
  on: string,
): Promise<Map<string, BureauRow>> {
  if (divisions.length === 0) return new Map();
  const rows = await run(tx, competentBureaus, { divisions, days: divisions.map(() => on) });
  return new Map(rows.map(({ division, ...bureau }) => [division, bureau as BureauRow]));
}

/** Asks which divisions a bureau covers on a day. */
export interface CoverageQuestion {
  bureau: string;
  /** A day in China, YYYY-MM-DD. */
  on: string;
}

/** The divisions that bureaus cover of themselves on a day, by code. */
export async function findCoverages(
  tx: Transaction,
  questions: readonly CoverageQuestion[],
): Promise<(CoverageQuestion & { division: string })[]> {
  const rows = await tx.execute<CoverageQuestion & { division: string } & Record<string, unknown>>(sql`
    SELECT asked.bureau, asked.day::text AS "on", coverages.division
    FROM unnest(${sql.param(questions.map(({ bureau }) => bureau))}::text[],
        ${sql.param(questions.map(({ on }) => on))}::text[]::date[]) AS asked (bureau, day)
    JOIN coverages ON coverages.bureau = asked.bureau AND coverages.valid_from <= asked.day
      AND (coverages.valid_to IS NULL OR coverages.valid_to > asked.day)
    ORDER BY coverages.division`);
  return [...rows];
}
