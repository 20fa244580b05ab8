import { and, eq, gte, sql } from "drizzle-orm";
import { surgeCounts } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { insertionOf, write } from "../../platform/writing.store.js";
import type { RuleKey } from "./rule.store.js";
import type { HourCounted } from "./watched.store.js";

/** The hours of a day as they stand in their table. */
export type CountRow = typeof surgeCounts.$inferSelect;

const ofRule = ({ id, province }: RuleKey) => and(eq(surgeCounts.province, province), eq(surgeCounts.rule, id));

/** The hours that are kept of a rule, from a day on. */
export function findCounts(tx: Transaction, rule: RuleKey, from: string): Promise<CountRow[]> {
  return tx
    .select()
    .from(surgeCounts)
    .where(and(ofRule(rule), gte(surgeCounts.day, from)));
}

/** Puts what was counted in the place of what is kept of the days from one to another, both included. */
export async function replaceCounts(
  tx: Transaction,
  rule: RuleKey,
  days: { from: string; to: string },
  counted: readonly HourCounted[],
): Promise<void> {
  await tx.delete(surgeCounts).where(and(ofRule(rule), sql`${surgeCounts.day} BETWEEN ${days.from} AND ${days.to}`));
  await write(tx, [insertionOf(surgeCounts, rowsOf(rule, counted))]);
}

/** Throws away what is kept of a rule: all, or the days before one. */
export async function dropCounts(tx: Transaction, rule: RuleKey, before: string | null): Promise<void> {
  await tx
    .delete(surgeCounts)
    .where(and(ofRule(rule), before === null ? undefined : sql`${surgeCounts.day} < ${before}`));
}

/** What was counted hour by hour, as rows of days. */
function rowsOf({ id, province }: RuleKey, counted: readonly HourCounted[]): CountRow[] {
  const rows = new Map<string, CountRow>();
  for (const { count, day, hour, key } of counted) {
    const name = `${key} ${day}`;
    const row = rows.get(name) ?? { province, rule: id, key, day, hours: Array.from({ length: 24 }, () => 0) };
    row.hours[hour] = (row.hours[hour] ?? 0) + count;
    rows.set(name, row);
  }
  return [...rows.values()];
}
