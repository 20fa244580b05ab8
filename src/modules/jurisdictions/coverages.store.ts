import { sql } from "drizzle-orm";
import { nationCode } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { findBureaus } from "./bureaus.store.js";
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

/**
 * Which bureaus are competent on which days (管辖). A division that no bureau covers of itself falls to the bureau of the
 * nearest division above. An unknown division, or one not in force on the day, has no answer and is left out.
 */
export async function findCompetences(
  tx: Transaction,
  questions: readonly CompetenceQuestion[],
): Promise<Competence[]> {
  const rows = await tx.execute<Competence & Record<string, unknown>>(sql`
    SELECT asked.division, asked.day::text AS "on", found.bureau, found.division AS "viaDivision"
    FROM unnest(${sql.param(questions.map(({ division }) => division))}::text[],
        ${sql.param(questions.map(({ on }) => on))}::text[]::date[]) AS asked (division, day)
    JOIN divisions ON divisions.code = asked.division AND divisions.valid_from <= asked.day
      AND (divisions.valid_to IS NULL OR divisions.valid_to > asked.day)
    CROSS JOIN LATERAL (
      SELECT coverages.bureau, coverages.division
      FROM coverages
      WHERE coverages.division IN (divisions.code, divisions.city, divisions.province, ${nationCode})
        AND coverages.valid_from <= asked.day AND (coverages.valid_to IS NULL OR coverages.valid_to > asked.day)
      ORDER BY array_position(ARRAY[divisions.code, divisions.city, divisions.province], coverages.division)
      LIMIT 1
    ) AS found`);
  return [...rows];
}

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
  const competences = await findCompetences(
    tx,
    divisions.map((division) => ({ division, on })),
  );
  const bureaus = await findBureaus(
    tx,
    competences.map(({ bureau }) => bureau),
  );
  const byCode = new Map(bureaus.map((bureau) => [bureau.code, bureau]));
  return new Map(
    competences.flatMap(({ division, bureau }) => {
      const row = byCode.get(bureau);
      return row === undefined ? [] : [[division, row] as const];
    }),
  );
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
