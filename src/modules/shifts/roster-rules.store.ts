import { eq, inArray } from "drizzle-orm";
import { rosterRules } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";

/** What a bureau asks of its rosters, as it stands in its table. */
export type RosterRulesRow = typeof rosterRules.$inferSelect;

/** What bureaus set, by bureau; one that set nothing, or is out of sight, is left out. */
export async function findRosterRules(
  tx: Transaction,
  bureaus: readonly string[],
): Promise<Map<string, RosterRulesRow>> {
  if (bureaus.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(rosterRules)
    .where(inArray(rosterRules.bureau, [...bureaus]));
  return new Map(rows.map((row) => [row.bureau, row]));
}

/** What a bureau set, locked; null where it set nothing. */
export async function lockRosterRules(tx: Transaction, bureau: string): Promise<RosterRulesRow | null> {
  const [row] = await tx.select().from(rosterRules).where(eq(rosterRules.bureau, bureau)).for("update");
  return row ?? null;
}

/** The writing of what a bureau sets, in the place of what was found. */
export function rosterRulesWriting(found: RosterRulesRow | null, row: RosterRulesRow): Writing | null {
  if (found === null) return insertionOf(rosterRules, [row]);
  const { acknowledgeMinutes, isRefused, leastRestMinutes, mostWeekHours, setAt, setBy, version } = row;
  return updateOf(
    rosterRules,
    { bureau: found.bureau, version: found.version },
    { acknowledgeMinutes, isRefused, leastRestMinutes, mostWeekHours, setAt, setBy, version },
  );
}
