import { and, asc, eq, lt, sql } from "drizzle-orm";
import { callbackRules } from "../../../schema/index.js";
import type { Place } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";

/** The rule of a bureau as it stands in its table. */
export type CallbackRuleRow = typeof callbackRules.$inferSelect;

/** The rule of a bureau; null where it has none, or is out of sight. */
export async function findCallbackRule(tx: Transaction, bureau: string): Promise<CallbackRuleRow | null> {
  const [row] = await tx.select().from(callbackRules).where(eq(callbackRules.bureau, bureau));
  return row ?? null;
}

/** The rule of a bureau, locked until the end of the transaction. */
export async function lockCallbackRule(tx: Transaction, bureau: string): Promise<CallbackRuleRow | null> {
  const [row] = await tx.select().from(callbackRules).where(eq(callbackRules.bureau, bureau)).for("update");
  return row ?? null;
}

/** The writing of a rule, in the place of the one that was found. */
export function ruleWriting(found: CallbackRuleRow | null, rule: CallbackRuleRow): Writing | null {
  if (found === null) return insertionOf(callbackRules, [rule]);
  const { consultationShare, complaintShare, reportShare, withinDays, setBy, setAt, version } = rule;
  return updateOf(
    callbackRules,
    { bureau: found.bureau, version: found.version },
    { consultationShare, complaintShare, reportShare, withinDays, setBy, setAt, version },
  );
}

/** Inserts a rule where the bureau has none; answers whether it did. */
export async function insertMissingRule(tx: Transaction, rule: CallbackRuleRow): Promise<boolean> {
  const added = await tx
    .insert(callbackRules)
    .values(rule)
    .onConflictDoNothing({ target: callbackRules.bureau })
    .returning({ bureau: callbackRules.bureau });
  return added.length > 0;
}

/**
 * The rules whose closings were not all looked at, the furthest behind first; what another process has in its hands is
 * left to it.
 *
 * @param until the last day that may be looked at
 * @param province only rules of this province; null for all
 */
export function claimRules(
  tx: Transaction,
  { until, limit, province }: { until: string; limit: number; province: string | null },
): Promise<CallbackRuleRow[]> {
  return tx
    .select()
    .from(callbackRules)
    .where(
      and(lt(callbackRules.drawnUntil, until), province === null ? undefined : eq(callbackRules.province, province)),
    )
    .orderBy(asc(callbackRules.drawnUntil))
    .limit(limit)
    .for("update", { skipLocked: true });
}

/** Notes how far the closings of bureaus were looked at. */
export async function markDrawn(tx: Transaction, drawn: readonly { bureau: string; until: string }[]): Promise<void> {
  const bureaus = sql.param(drawn.map(({ bureau }) => bureau));
  const days = sql.param(drawn.map(({ until }) => until));
  await tx.execute(sql`
    UPDATE ${callbackRules} SET drawn_until = greatest(drawn_until, drawn.until)
    FROM unnest(${bureaus}::text[], ${days}::text[]::date[]) AS drawn (bureau, until)
    WHERE ${callbackRules.bureau} = drawn.bureau`);
}

/** The place of the bureau of a rule. */
export function placeOfRule({ province, city, county, bureau }: CallbackRuleRow): Place {
  return { province, city, county, bureau };
}
