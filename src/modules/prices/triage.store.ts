import { sql } from "drizzle-orm";
import { priceCaseMarks, tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import type { Scope } from "../../platform/scope.js";
import { casesOf, isMarkOf, isOpenCase, sortedBy } from "./case.store.js";

/** What cases are counted by. */
const triageKeys = ["WHOLE", "GOODS", "PLACE", "RESPONDENT"] as const;

/** What cases are counted by. */
export type TriageKey = (typeof triageKeys)[number];

/** How many cases there are, and how the desk has sorted them. */
export interface CaseCounts {
  total: number;
  fresh: number;
  key: number;
  done: number;
  /** Those whose tickets are not closed. */
  open: number;
}

/** A group of cases. */
export interface TriageRow extends CaseCounts {
  by: TriageKey;
  /** The code of the goods or the place, or the name of the respondent; null where that is not known. */
  value: string | null;
}

/** The most groups of one kind, the largest ones. */
const mostGroups = 50;

/**
 * Counts the cases of a desk that were received from an instant until another, by goods, by place, by respondent and as a
 * whole: in one reading, the largest groups first.
 */
export async function countCasesBy(
  tx: Transaction,
  scope: Scope,
  desk: string,
  { from, until }: { from: Date; until: Date },
): Promise<TriageRow[]> {
  const rows = await tx.execute(sql`
    WITH cases AS (
      SELECT ${sortedBy.goods} AS goods, ${sortedBy.place} AS place, ${sortedBy.respondent} AS respondent,
        ${sortedBy.state} AS state, ${isOpenCase} AS is_open
      FROM ${tickets} LEFT JOIN ${priceCaseMarks} ON ${isMarkOf(desk)}
      WHERE ${casesOf(scope)} AND ${tickets.receivedAt} >= ${from.toISOString()}
        AND ${tickets.receivedAt} < ${until.toISOString()}
    ), groups AS (
      SELECT CASE grouping(goods, place, respondent) WHEN 7 THEN 'WHOLE' WHEN 3 THEN 'GOODS' WHEN 5 THEN 'PLACE'
          ELSE 'RESPONDENT' END AS by,
        CASE grouping(goods, place, respondent) WHEN 3 THEN goods WHEN 5 THEN place WHEN 6 THEN respondent END AS value,
        count(*)::int AS total, count(*) FILTER (WHERE state = 'NEW')::int AS fresh,
        count(*) FILTER (WHERE state = 'KEY')::int AS key, count(*) FILTER (WHERE state = 'DONE')::int AS done,
        count(*) FILTER (WHERE is_open)::int AS open
      FROM cases GROUP BY GROUPING SETS ((), (goods), (place), (respondent))
    ), ranked AS (
      SELECT *, row_number() OVER (PARTITION BY by ORDER BY value IS NULL, total DESC, value) AS rank FROM groups
    )
    SELECT by, value, total, fresh, key, done, open FROM ranked
    WHERE rank <= ${mostGroups} ORDER BY by, rank`);
  return rows as unknown as TriageRow[];
}
