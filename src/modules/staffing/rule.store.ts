import { eq, sql } from "drizzle-orm";
import { staffingRules } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";

/** By what a bureau works its staffing out, as it stands in its table. */
export type StaffingRuleRow = typeof staffingRules.$inferSelect;

/** The rule of a bureau; null where it has set none. */
export async function findStaffingRule(tx: Transaction, bureau: string): Promise<StaffingRuleRow | null> {
  const [row] = await tx.select().from(staffingRules).where(eq(staffingRules.bureau, bureau));
  return row ?? null;
}

/** The same for a change: whoever sets that of the same bureau at the same time waits, also where there is none yet. */
export async function lockStaffingRule(tx: Transaction, bureau: string): Promise<StaffingRuleRow | null> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`staffing of ${bureau}`}, 12315))`);
  const [row] = await tx.select().from(staffingRules).where(eq(staffingRules.bureau, bureau)).for("update");
  return row ?? null;
}

/** The writing of a rule, which fails where another one was set meanwhile. */
export function staffingRuleWriting(found: StaffingRuleRow | null, row: StaffingRuleRow): Writing | null {
  if (found === null) return insertionOf(staffingRules, [row]);
  const { bureau, city: _city, county: _county, province: _province, ...changes } = row;
  return updateOf(staffingRules, { bureau, version: found.version }, changes);
}
