import { type Column, type SQL, sql } from "drizzle-orm";
import { tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { keepStatements, place, run, statementOf } from "../../platform/statement.js";

/** How many tickets of one bureau or subtree are due. */
export interface DueCount {
  /** The code of the authority directly beneath, or of the bureau that holds them; null for the region's own. */
  bureau: string | null;
  overdue: number;
  /** Due from today to the last day that was asked for. */
  dueSoon: number;
}

/** The level of a region, and what it is counted by: the authorities directly beneath it, a county's by bureau. */
const columns = {
  NATION: { region: null, by: tickets.province },
  PROVINCE: { region: tickets.province, by: tickets.city },
  CITY: { region: tickets.city, by: tickets.county },
  COUNTY: { region: tickets.county, by: tickets.holder },
  UNIT: { region: tickets.holder, by: tickets.holder },
} as const satisfies Record<string, { region: Column | null; by: Column }>;

/** What due tickets are counted of. */
export interface DueQuestion {
  level: keyof typeof columns;
  /** The code of the region's authority, or of the bureau. */
  code: string;
  /** Where only a business line is counted. */
  line: string | null;
  today: string;
  until: string;
}

const statements = keepStatements<DueCount>(20);

/**
 * Counts what is overdue and what is due soon, by the authorities directly beneath a region. The row policies hold besides;
 * the caller has checked that the region is in reach.
 */
export function countDue(tx: Transaction, { level, code, line, today, until }: DueQuestion): Promise<DueCount[]> {
  const { region, by } = columns[level];
  const statement = statements(`${level} ${line !== null}`, () => {
    const conditions: SQL[] = [
      // Written as the partial indexes say it.
      sql`${tickets.dueOn} < 'infinity'`,
      sql`${tickets.dueOn} <= ${place("until")}`,
      ...(region === null ? [] : [sql`${region} = ${place("code")}`]),
      ...(line === null ? [] : [sql`${tickets.line} = ${place("line")}`]),
    ];
    return statementOf(
      {
        bureau: sql<string | null>`${by}`,
        overdue: sql<number>`(count(*) FILTER (WHERE ${tickets.dueOn} < ${place("today")}))::int`,
        dueSoon: sql<number>`(count(*) FILTER (WHERE ${tickets.dueOn} >= ${place("today")}))::int`,
      },
      (counted) => sql`SELECT ${counted} FROM ${tickets} WHERE ${sql.join(conditions, sql` AND `)} GROUP BY ${by}`,
    );
  });
  return run(tx, statement, { code, line, today, until });
}
