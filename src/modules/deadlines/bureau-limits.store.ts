import { and, asc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { bureauLimits, warningSettings } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";

/** A limit of a bureau as it stands in the table. */
export type BureauLimitRow = typeof bureauLimits.$inferSelect;

/** The warnings that a bureau has set. */
export type WarningSettingsRow = typeof warningSettings.$inferSelect;

const isOneOf = (codes: readonly string[]): SQL => sql`${bureauLimits.bureau} = ANY(${sql.param(codes)})`;

const notEndedBy = (day: string): SQL | undefined =>
  or(
    isNull(bureauLimits.validTo),
    sql`(${bureauLimits.validTo} > ${day} AND ${bureauLimits.validTo} > ${bureauLimits.validFrom})`,
  );

/** The limits of bureaus that have not ended by a day, also those that begin later. */
export function findOpenLimits(tx: Transaction, bureaus: readonly string[], by: string): Promise<BureauLimitRow[]> {
  return tx
    .select()
    .from(bureauLimits)
    .where(and(isOneOf(bureaus), notEndedBy(by)))
    .orderBy(asc(bureauLimits.validFrom), asc(bureauLimits.id));
}

/** The warnings that bureaus have set. */
export function findWarnings(tx: Transaction, bureaus: readonly string[]): Promise<WarningSettingsRow[]> {
  return tx
    .select()
    .from(warningSettings)
    .where(sql`${warningSettings.bureau} = ANY(${sql.param(bureaus)})`);
}

/** The visible limits of bureaus of these identifiers, ended ones included. */
export function findBureauLimits(tx: Transaction, ids: readonly string[]): Promise<BureauLimitRow[]> {
  return tx
    .select()
    .from(bureauLimits)
    .where(inArray(bureauLimits.id, [...ids]));
}

/** Makes others who would set a limit of a bureau wait until this transaction ends. */
export async function lockLimitsOf(tx: Transaction, limit: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`limit:${limit}`}, 12315))`);
}

/** Adds a limit of a bureau. */
export async function insertBureauLimit(
  tx: Transaction,
  row: typeof bureauLimits.$inferInsert,
): Promise<BureauLimitRow> {
  const [added] = await tx.insert(bureauLimits).values(row).returning();
  if (added === undefined) throw new Error("an inserted limit came back empty");
  return added;
}

/** Sets the first day on which a limit is no longer in force; null where it has ended by that day already. */
export async function updateEnd(tx: Transaction, id: string, validTo: string): Promise<BureauLimitRow | null> {
  const [ended] = await tx
    .update(bureauLimits)
    .set({ validTo, version: sql`${bureauLimits.version} + 1` })
    .where(and(eq(bureauLimits.id, id), or(isNull(bureauLimits.validTo), sql`${bureauLimits.validTo} > ${validTo}`)))
    .returning();
  return ended ?? null;
}

/** Sets the warnings of a bureau, in place of what it had set before. */
export async function saveWarnings(
  tx: Transaction,
  row: typeof warningSettings.$inferInsert,
): Promise<WarningSettingsRow> {
  const { daysBefore, setBy, setAt } = row;
  const [saved] = await tx
    .insert(warningSettings)
    .values(row)
    .onConflictDoUpdate({
      target: warningSettings.bureau,
      set: { daysBefore, setBy: setBy ?? null, setAt, version: sql`${warningSettings.version} + 1` },
    })
    .returning();
  if (saved === undefined) throw new Error("the saved warnings came back empty");
  return saved;
}
