import { and, desc, eq, inArray, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { surgeRules } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import { surgeInSight } from "./surge.scope.store.js";

/** A rule as it stands in its table. */
export type RuleRow = typeof surgeRules.$inferSelect;

/** The key of a rule. */
export type RuleKey = Pick<RuleRow, "province" | "id">;

const hasKey = ({ id, province }: RuleKey): SQL | undefined =>
  and(eq(surgeRules.province, province), eq(surgeRules.id, id));

/** Reads rules by key, under the scope; missing and invisible ones are left out. */
export async function findRules(tx: Transaction, scope: Scope, keys: readonly RuleKey[]): Promise<RuleRow[]> {
  if (keys.length === 0) return [];
  return tx
    .select()
    .from(surgeRules)
    .where(and(or(...keys.map(hasKey)), surgeInSight(scope, surgeRules)));
}

/** Finds a rule that was not taken away, under the scope, and locks it; null when it is not visible. */
export async function lockRule(tx: Transaction, scope: Scope, key: RuleKey): Promise<RuleRow | null> {
  const [row] = await tx
    .select()
    .from(surgeRules)
    .where(and(hasKey(key), isNull(surgeRules.removedAt), surgeInSight(scope, surgeRules)))
    .for("update");
  return row ?? null;
}

/** Counts the rules of a bureau; whoever counts those of the same bureau waits until the end. */
export async function countRulesOf(tx: Transaction, bureau: string): Promise<number> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`surge rules of ${bureau}`}, 0))`);
  return tx.$count(surgeRules, and(eq(surgeRules.bureau, bureau), isNull(surgeRules.removedAt)));
}

/** The writing of a new rule. */
export function ruleInsertion(row: RuleRow): Writing | null {
  return insertionOf(surgeRules, [row]);
}

/** The writing of a change of a rule, which fails where it has not the version any more that was found. */
export function ruleUpdate({ id, province, version }: RuleRow, changes: Partial<RuleRow>): Writing {
  return updateOf(surgeRules, { province, id, version }, { ...changes, version: version + 1 });
}

/** The writing of what a look at the counts leaves; it makes no version. */
export function ruleLook({ id, province }: RuleKey, changes: Partial<RuleRow>): Writing {
  return updateOf(surgeRules, { province, id }, changes);
}

/** Which rules are listed; what is null is open. */
export interface RuleConditions {
  bureau: string | null;
  kind: string | null;
  isOn: boolean | null;
}

function matching(scope: Scope, { bureau, isOn, kind }: RuleConditions): SQL | undefined {
  return and(
    surgeInSight(scope, surgeRules),
    isNull(surgeRules.removedAt),
    bureau === null ? undefined : eq(surgeRules.bureau, bureau),
    kind === null ? undefined : eq(surgeRules.kind, kind),
    isOn === null ? undefined : eq(surgeRules.isOn, isOn),
  );
}

/** A page of rules, newest first, and one row more where more follow. */
export function listRules(
  tx: Transaction,
  scope: Scope,
  conditions: RuleConditions,
  { after, first }: PageRequest,
): Promise<RuleRow[]> {
  return tx
    .select()
    .from(surgeRules)
    .where(and(matching(scope, conditions), after === null ? undefined : lt(surgeRules.id, after.id)))
    .orderBy(desc(surgeRules.id))
    .limit(first + 1);
}

/** How many rules there are, up to one more than lists count. */
export function countRules(tx: Transaction, scope: Scope, conditions: RuleConditions): Promise<number> {
  const found = tx.select({ id: surgeRules.id }).from(surgeRules).where(matching(scope, conditions));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** Locks the rules whose counts are to be looked at, by the index of their instants; others' are left to them. */
export function claimDueRules(
  tx: Transaction,
  { at, limit, province }: { at: Date; limit: number; province: string | null },
): Promise<RuleRow[]> {
  return tx
    .select()
    .from(surgeRules)
    .where(and(lte(surgeRules.lookAt, at), province === null ? undefined : eq(surgeRules.province, province)))
    .orderBy(surgeRules.lookAt)
    .limit(limit)
    .for("update", { skipLocked: true });
}

/** Locks a rule that is on, whoever's it is; for the platform. */
export async function lockRuleThatIsOn(tx: Transaction, key: RuleKey): Promise<RuleRow | null> {
  const [row] = await tx
    .select()
    .from(surgeRules)
    .where(and(hasKey(key), eq(surgeRules.isOn, true)))
    .for("update");
  return row ?? null;
}

/** Where a ticket came in: one of the authorities above it or its unit, its line, and its class. */
export interface Sighting {
  region: string;
  line: string | null;
  issueClass: string;
}

/**
 * Has the rules looked at soon whose tickets came in: those that watch the region and class of a sighting. A rule that was
 * looked at just now waits until its rest is over; one that somebody holds is left, for he looks at the same.
 *
 * @param restMilliseconds how long a rule rests between two looks
 */
export async function hastenRules(
  tx: Transaction,
  sightings: readonly Sighting[],
  at: Date,
  restMilliseconds: number,
): Promise<void> {
  if (sightings.length === 0) return;
  const soon = sql`greatest(${at.toISOString()}::timestamptz,
    coalesce(rule.looked_at, '-infinity') + ${restMilliseconds}::int * interval '1 millisecond')`;
  await tx.execute(sql`
    UPDATE surge_rules AS rule SET look_at = ${soon}
    WHERE (rule.province, rule.id) IN (
      SELECT rule.province, rule.id FROM surge_rules AS rule
      WHERE rule.look_at > ${soon} AND (rule.province, rule.id) IN (
        SELECT watching.province, watching.id
        FROM jsonb_to_recordset(${JSON.stringify(sightings)}::text::jsonb)
          AS seen (region text, line text, "issueClass" text)
        JOIN surge_rules AS watching ON watching.region = seen.region AND watching.look_at IS NOT NULL
          AND (watching.line IS NULL OR watching.line = seen.line)
          AND (watching.issue_class IS NULL OR watching.issue_class = seen."issueClass"))
      ORDER BY rule.province, rule.id FOR UPDATE SKIP LOCKED)`);
}

/** Has the hours counted anew of all baselines of provinces whose bureaus were reorganised. */
export async function relearnRules(tx: Transaction, provinces: readonly string[]): Promise<void> {
  if (provinces.length === 0) return;
  await tx
    .update(surgeRules)
    .set({ countedUntil: null, knownFrom: null })
    .where(and(inArray(surgeRules.province, [...provinces]), eq(surgeRules.kind, "BASELINE")));
}
