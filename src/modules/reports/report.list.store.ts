import { and, desc, eq, gte, inArray, lt, lte, type SQL, sql } from "drizzle-orm";
import { reports } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import { type ReportView, reportInSight, reportInView, reportPreparedIn } from "./report.scope.store.js";
import { type ReportRow, reportColumns } from "./report.store.js";

/** Which reports are asked for; everything that is null is open. */
export interface ReportConditions {
  view: ReportView | null;
  kinds: readonly string[] | null;
  states: readonly string[] | null;
  /** The first and the last day on which a report may end. */
  from: string | null;
  to: string | null;
  /** The code of the bureau that prepared it. */
  bureau: string | null;
  /** The identifier of the emergency that it was prepared for. */
  emergency: string | null;
}

function matching(
  scope: Scope,
  { view, kinds, states, from, to, bureau, emergency }: ReportConditions,
): SQL | undefined {
  return and(
    view === null ? undefined : reportInView(view, scope),
    reportInSight(scope),
    kinds === null ? undefined : inArray(reports.kind, [...kinds]),
    states === null ? undefined : inArray(reports.state, [...states]),
    from === null ? undefined : gte(reports.lastDay, from),
    to === null ? undefined : lte(reports.lastDay, to),
    bureau === null ? undefined : eq(reports.bureau, bureau),
    emergency === null ? undefined : eq(reports.emergency, emergency),
  );
}

/** A page of reports without their documents, newest first, and one row more where more follow; with `preferOrder`. */
export function listReports(
  tx: Transaction,
  scope: Scope,
  conditions: ReportConditions,
  { first, after }: PageRequest,
): Promise<ReportRow[]> {
  return tx
    .select(reportColumns)
    .from(reports)
    .where(and(matching(scope, conditions), after === null ? undefined : lt(reports.id, after.id)))
    .orderBy(desc(reports.id))
    .limit(first + 1);
}

/** How many reports there are, up to one more than lists count. */
export function countReports(tx: Transaction, scope: Scope, conditions: ReportConditions): Promise<number> {
  const found = tx.select({ id: reports.id }).from(reports).where(matching(scope, conditions));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** The reports of some kinds that were prepared for emergencies, newest first; without their documents. */
export function findReportsOfEmergencies(
  tx: Transaction,
  scope: Scope,
  emergencies: readonly string[],
  kinds: readonly string[],
): Promise<ReportRow[]> {
  return tx
    .select(reportColumns)
    .from(reports)
    .where(and(inArray(reports.emergency, [...emergencies]), inArray(reports.kind, [...kinds]), reportInSight(scope)))
    .orderBy(desc(reports.id));
}

/** How many reports a bureau submitted of a kind; of all bureaus where the bureau is null. */
export interface SubmissionCountRow {
  bureau: string | null;
  kind: string;
  submitted: number;
  received: number;
}

/** The most bureaus whose submissions are told one by one. */
const mostCountedBureaus = 100;

/**
 * Counts what was submitted in a period, by kind, and by kind and bureau for the bureaus that submitted most.
 *
 * @param region the scope of the bureau whose submissions and those beneath it are counted; null for all that are seen
 * @param beginning the first instant that counts
 * @param end the first instant that does not any more
 */
export async function countSubmissions(
  tx: Transaction,
  scope: Scope,
  region: Scope | null,
  { beginning, end }: { beginning: Date; end: Date },
): Promise<SubmissionCountRow[]> {
  const inPeriod = and(gte(reports.submittedAt, beginning), lt(reports.submittedAt, end));
  return tx.execute<SubmissionCountRow & Record<string, unknown>>(sql`
    WITH chosen AS (
      SELECT ${reports.bureau}, ${reports.kind}, ${reports.state} FROM ${reports}
      WHERE ${and(inPeriod, reportInSight(scope), region === null ? undefined : reportPreparedIn(region))}
    ), most AS (
      SELECT bureau FROM chosen GROUP BY bureau ORDER BY count(*) DESC, bureau LIMIT ${mostCountedBureaus}
    ), counted AS (
      SELECT bureau, kind, count(*)::int AS submitted, count(*) FILTER (WHERE state = 'RECEIVED')::int AS received
      FROM chosen GROUP BY GROUPING SETS ((bureau, kind), (kind))
    )
    SELECT * FROM counted WHERE bureau IS NULL OR bureau IN (SELECT bureau FROM most) ORDER BY kind`);
}
