import { and, eq, sql } from "drizzle-orm";
import { reportTemplates } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { ReportKind } from "./report.kinds.js";

/** A template as it stands in its table. */
export type TemplateRow = typeof reportTemplates.$inferSelect;

/** The templates that bureaus have in force: those of the caller's path are in force for the caller, the nearest one first. */
export function findTemplates(tx: Transaction, bureaus: readonly string[]): Promise<TemplateRow[]> {
  const isOneOf = sql`${reportTemplates.bureau} = ANY(${sql.param(bureaus)})`;
  return tx
    .select()
    .from(reportTemplates)
    .where(and(isOneOf, eq(reportTemplates.isInForce, true)));
}

/** The template of a bureau for a kind, also one that is not in force any more; others who would set it wait. */
export async function lockTemplate(tx: Transaction, bureau: string, kind: ReportKind): Promise<TemplateRow | null> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`report template:${bureau}:${kind}`}, 12315))`);
  const [row] = await tx
    .select()
    .from(reportTemplates)
    .where(and(eq(reportTemplates.bureau, bureau), eq(reportTemplates.kind, kind)));
  return row ?? null;
}

/** The writing of a template, in the place of the one that was found. */
export function templateWriting(found: TemplateRow | null, row: TemplateRow): Writing | null {
  if (found === null) return insertionOf(reportTemplates, [row]);
  const { sections, isInForce, setBy, setAt, version } = row;
  const key = { bureau: found.bureau, kind: found.kind, version: found.version };
  return updateOf(reportTemplates, key, { sections, isInForce, setBy, setAt, version });
}
