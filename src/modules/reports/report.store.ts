import { and, eq, getTableColumns, or, sql } from "drizzle-orm";
import { numberSeries, reports } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import type { Scope } from "../../platform/scope.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import { reportInSight } from "./report.scope.store.js";

/** A report as it stands in its table, with its document. */
export type FullReportRow = typeof reports.$inferSelect;

/** The same without its document, which is long and seldom needed. */
export type ReportRow = Omit<FullReportRow, "content">;

/** The key of a report. */
export interface ReportKey {
  province: string;
  id: string;
}

/** The key of a report as one text, for loaders. */
export function reportKeyText({ province, id }: ReportKey): string {
  return `${province}:${id}`;
}

/** Reads the key back from its text. */
export function reportKeyFromText(text: string): ReportKey {
  const [province = "", id = ""] = text.split(":");
  return { province, id };
}

const { content: _content, ...columnsWithoutContent } = getTableColumns(reports);

/** What a report is read by where its document is not needed. */
export const reportColumns = columnsWithoutContent;

const isOneOf = (keys: readonly ReportKey[]) =>
  or(...keys.map(({ province, id }) => and(eq(reports.province, province), eq(reports.id, id)))) ?? sql`false`;

const visible = (scope: Scope, key: ReportKey) => and(isOneOf([key]), reportInSight(scope));

/** Reads reports by key, under the scope; missing and invisible ones are left out. */
export async function findReports(tx: Transaction, scope: Scope, keys: readonly ReportKey[]): Promise<ReportRow[]> {
  if (keys.length === 0) return [];
  return tx
    .select(reportColumns)
    .from(reports)
    .where(and(isOneOf(keys), reportInSight(scope)));
}

/** Reads the documents of reports by key, under the scope. */
export async function findContents(
  tx: Transaction,
  scope: Scope,
  keys: readonly ReportKey[],
): Promise<(ReportKey & { content: string })[]> {
  if (keys.length === 0) return [];
  return tx
    .select({ province: reports.province, id: reports.id, content: reports.content })
    .from(reports)
    .where(and(isOneOf(keys), reportInSight(scope)));
}

/** Reads a report with its document, under the scope; null when it is not visible. */
export async function findFullReport(tx: Transaction, scope: Scope, key: ReportKey): Promise<FullReportRow | null> {
  const [row] = await tx.select().from(reports).where(visible(scope, key));
  return row ?? null;
}

/** The same, locked until the end of the transaction. */
export async function lockReport(tx: Transaction, scope: Scope, key: ReportKey): Promise<FullReportRow | null> {
  const [row] = await tx.select().from(reports).where(visible(scope, key)).for("update");
  return row ?? null;
}

/** The writing of a new report. */
export function reportInsertion(row: FullReportRow): Writing | null {
  return insertionOf(reports, [row]);
}

/** The columns that a step on a report may write. */
export type ReportChanges = Partial<
  Pick<
    FullReportRow,
    | "state"
    | "content"
    | "digest"
    | "number"
    | "receiver"
    | "receiverCity"
    | "receiverCounty"
    | "submittedAt"
    | "submittedBy"
    | "receipt"
    | "receivedAt"
    | "receivedBy"
    | "discardedAt"
    | "discardedBy"
  >
>;

/** The writing of a step, which fails where the report has not the version any more that was found. */
export function reportUpdate(found: ReportRow, changes: ReportChanges): Writing {
  const key = { province: found.province, id: found.id, version: found.version };
  return updateOf(reports, key, { ...changes, version: found.version + 1 });
}

/** The series of numbers that this module draws from: of reports, and of receipts. */
export type ReportSeries = "BULLETIN" | "RECEIPT";

/**
 * Draws the next number of the acting bureau's own series in a year. Whoever draws at the same time waits, so that there is
 * no gap where a transaction fails; reports are submitted by people, and seldom.
 */
export async function drawNumber(tx: Transaction, bureau: string, year: number, kind: ReportSeries): Promise<number> {
  const [drawn] = await tx
    .insert(numberSeries)
    .values({ bureau, year, kind, next: 2 })
    .onConflictDoUpdate({
      target: [numberSeries.bureau, numberSeries.year, numberSeries.kind],
      set: { next: sql`${numberSeries.next} + 1` },
    })
    .returning({ next: numberSeries.next });
  if (drawn === undefined) throw new Error("a number was drawn and there is none");
  return drawn.next - 1;
}
