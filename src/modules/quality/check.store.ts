import { sql } from "drizzle-orm";
import { entryChecks, timelineEntries } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { place, run, statementOf } from "../../platform/statement.js";
import { insertionOf, type Writing } from "../../platform/writing.store.js";

/** What was found of an entry when it was registered, as it stands in its table. */
export type CheckRow = typeof entryChecks.$inferSelect;

/** The writing of what was found of new entries. */
export function checkInsertion(rows: readonly CheckRow[]): Writing | null {
  return insertionOf(entryChecks, rows);
}

/** The entries of one operator, on one day or in all. */
export interface CountedEntries {
  operator: string | null;
  /** YYYY-MM-DD; null where days are not told apart. */
  enteredOn: string | null;
  entries: number;
  /** Without a finding, and neither sent back to be completed nor corrected after the dispatch. */
  clean: number;
  withFindings: number;
  returned: number;
  corrected: number;
  /** How often each rule found something, as JSON. */
  byRule: Readonly<Record<string, number>>;
}

const day = sql`CASE WHEN ${place("byDay")}::boolean THEN ${entryChecks.enteredOn}::text END`;

// Whether an entry was sent back or corrected is asked of its timeline by its key.
const isTaken = (verb: "RETURN_TO_OPERATOR" | "CORRECT") => sql`EXISTS (SELECT 1 FROM ${timelineEntries}
  WHERE ${timelineEntries.province} = ${entryChecks.province} AND ${timelineEntries.ticketId} = ${entryChecks.ticketId}
    AND ${timelineEntries.verb} = ${sql.raw(`'${verb}'`)})`;

const countedEntries = statementOf(
  {
    operator: sql<string | null>`checked.operator`,
    enteredOn: sql<string | null>`checked.entered_on`,
    entries: sql<number>`count(*)::int`,
    clean: sql<number>`(count(*) FILTER (WHERE NOT is_found AND NOT is_returned AND NOT is_corrected))::int`,
    withFindings: sql<number>`(count(*) FILTER (WHERE is_found))::int`,
    returned: sql<number>`(count(*) FILTER (WHERE is_returned))::int`,
    corrected: sql<number>`(count(*) FILTER (WHERE is_corrected))::int`,
    rules: sql<string>`coalesce(string_agg(checked.rules, ',') FILTER (WHERE checked.rules <> ''), '')`,
  },
  (columns) => sql`
    SELECT ${columns} FROM (
      SELECT ${entryChecks.operator} AS operator, ${day} AS entered_on,
        jsonb_array_length(${entryChecks.findings}) > 0 AS is_found,
        ${isTaken("RETURN_TO_OPERATOR")} AS is_returned, ${isTaken("CORRECT")} AS is_corrected,
        (SELECT coalesce(string_agg(DISTINCT finding ->> 'rule', ','), '')
          FROM jsonb_array_elements(${entryChecks.findings}) AS finding) AS rules
      FROM ${entryChecks}
      WHERE ${entryChecks.bureau} = ${place("bureau")}
        AND ${entryChecks.enteredOn} BETWEEN ${place("from")}::date AND ${place("to")}::date) AS checked
    GROUP BY 1, 2 ORDER BY 2, count(*) DESC, 1 LIMIT ${place("most")}::int`,
);

/** Counts the entries of a bureau between two days in China, both included, by operator, and by day where that is wanted. */
export async function countEntries(
  tx: Transaction,
  wanted: { bureau: string; from: string; to: string; byDay: boolean; most: number },
): Promise<CountedEntries[]> {
  const rows = await run(tx, countedEntries, wanted);
  return rows.map(({ rules, ...row }) => ({ ...row, byRule: tallyOf(rules) }));
}

function tallyOf(rules: string): Record<string, number> {
  const tally: Record<string, number> = {};
  for (const rule of rules.split(",").filter((name) => name !== "")) tally[rule] = (tally[rule] ?? 0) + 1;
  return tally;
}
