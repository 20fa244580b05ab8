import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { surgeAlertEntries, surgeAlerts } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { RuleKey } from "./rule.store.js";
import { surgeInSight } from "./surge.scope.store.js";

/** An alert as it stands in its table. */
export type AlertRow = typeof surgeAlerts.$inferSelect;

/** The key of an alert. */
export type AlertKey = Pick<AlertRow, "province" | "id">;

/** A step of an alert as it stands in its table. */
export type EntryRow = typeof surgeAlertEntries.$inferSelect;

const hasKey = ({ id, province }: AlertKey): SQL | undefined =>
  and(eq(surgeAlerts.province, province), eq(surgeAlerts.id, id));

/** Reads alerts by key, under the scope; missing and invisible ones are left out. */
export async function findAlerts(tx: Transaction, scope: Scope, keys: readonly AlertKey[]): Promise<AlertRow[]> {
  if (keys.length === 0) return [];
  return tx
    .select()
    .from(surgeAlerts)
    .where(and(or(...keys.map(hasKey)), surgeInSight(scope, surgeAlerts)));
}

/** Finds an alert under the scope and locks it until the end of the transaction; null when it is not visible. */
export async function lockAlert(tx: Transaction, scope: Scope, key: AlertKey): Promise<AlertRow | null> {
  const [row] = await tx
    .select()
    .from(surgeAlerts)
    .where(and(hasKey(key), surgeInSight(scope, surgeAlerts)))
    .for("update");
  return row ?? null;
}

/** The alerts of a rule that are not closed, locked. */
export function lockOpenAlertsOf(tx: Transaction, { id, province }: RuleKey): Promise<AlertRow[]> {
  return tx
    .select()
    .from(surgeAlerts)
    .where(and(eq(surgeAlerts.province, province), eq(surgeAlerts.rule, id), ne(surgeAlerts.state, "CLOSED")))
    .orderBy(asc(surgeAlerts.id))
    .for("update");
}

/**
 * The alerts of a rule that may go on: those that are not closed, and of those that were closed since an instant the latest
 * of each; locked.
 */
export async function lockLatestAlertsOf(
  tx: Transaction,
  { id, province }: RuleKey,
  closedSince: Date,
): Promise<AlertRow[]> {
  const rows = await tx
    .select()
    .from(surgeAlerts)
    .where(
      and(
        eq(surgeAlerts.province, province),
        eq(surgeAlerts.rule, id),
        or(
          ne(surgeAlerts.state, "CLOSED"),
          gte(surgeAlerts.closedAt, closedSince),
          // What somebody closed while it went on is watched until it is over.
          isNull(surgeAlerts.quietSince),
        ),
      ),
    )
    .orderBy(asc(surgeAlerts.id))
    .for("update");
  return [...new Map(rows.map((row) => [row.sameness, row])).values()];
}

/** Whether an alert was followed by a newer one of the same rule, or of the same region, about the same. */
export async function hasNewerOfSame(tx: Transaction, row: AlertRow): Promise<boolean> {
  const { id, province, region, rule, sameness } = row;
  const ofSame =
    rule === null ? and(isNull(surgeAlerts.rule), eq(surgeAlerts.region, region)) : eq(surgeAlerts.rule, rule);
  const newer = await tx
    .select({ id: surgeAlerts.id })
    .from(surgeAlerts)
    .where(and(eq(surgeAlerts.province, province), ofSame, eq(surgeAlerts.sameness, sameness), gt(surgeAlerts.id, id)))
    .limit(1);
  return newer.length > 0;
}

/** Lets one at a time decide whether the same is raised to a superior, until the end of the transaction. */
export async function lockRaising(tx: Transaction, superior: string, sameness: string): Promise<void> {
  const name = `surge raised to ${superior}: ${sameness}`;
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}

/** The writing of new alerts. */
export function alertInsertion(rows: readonly AlertRow[]): Writing | null {
  return insertionOf(surgeAlerts, rows);
}

/** The writing of a step of an alert, which fails where it has not the version any more that was found. */
export function alertUpdate(
  { id, province, version }: AlertKey & { version: number },
  changes: Partial<AlertRow>,
): Writing {
  return updateOf(surgeAlerts, { province, id, version }, changes);
}

/** The writing of steps into the history of alerts, which an actor writes after the alerts. */
export function entryInsertion(rows: readonly EntryRow[]): Writing | null {
  return insertionOf(surgeAlertEntries, rows);
}

/** Which alerts are listed; what is null is open. */
export interface AlertConditions {
  bureau: string | null;
  states: readonly string[] | null;
  rule: RuleKey | null;
  /** Opened at this instant or later. */
  since: Date | null;
  isRaised: boolean | null;
}

function matching(scope: Scope, { bureau, isRaised, rule, since, states }: AlertConditions): SQL | undefined {
  return and(
    surgeInSight(scope, surgeAlerts),
    bureau === null ? undefined : eq(surgeAlerts.bureau, bureau),
    states === null ? undefined : inArray(surgeAlerts.state, [...states]),
    rule === null ? undefined : and(eq(surgeAlerts.province, rule.province), eq(surgeAlerts.rule, rule.id)),
    since === null ? undefined : gte(surgeAlerts.openedAt, since),
    isRaised === null ? undefined : isRaised ? sql`${surgeAlerts.rule} IS NULL` : sql`${surgeAlerts.rule} IS NOT NULL`,
  );
}

/** A page of alerts, newest first, and one row more where more follow. */
export function listAlerts(
  tx: Transaction,
  scope: Scope,
  conditions: AlertConditions,
  { after, first }: PageRequest,
): Promise<AlertRow[]> {
  return tx
    .select()
    .from(surgeAlerts)
    .where(and(matching(scope, conditions), after === null ? undefined : lt(surgeAlerts.id, after.id)))
    .orderBy(desc(surgeAlerts.id))
    .limit(first + 1);
}

/** How many alerts there are, up to one more than lists count. */
export function countAlerts(tx: Transaction, scope: Scope, conditions: AlertConditions): Promise<number> {
  const found = tx.select({ id: surgeAlerts.id }).from(surgeAlerts).where(matching(scope, conditions));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** The most steps of an alert that its history shows: the latest. */
export const mostEntries = 200;

/** The histories of alerts, oldest step first, of each the latest steps. Those of an invisible alert are not there either. */
export async function findEntries(tx: Transaction, keys: readonly AlertKey[]): Promise<EntryRow[]> {
  if (keys.length === 0) return [];
  const asked = keys.map(({ id, province }) =>
    and(eq(surgeAlertEntries.province, province), eq(surgeAlertEntries.alertId, id)),
  );
  const ranked = tx
    .select({
      province: surgeAlertEntries.province,
      alertId: surgeAlertEntries.alertId,
      sequence: surgeAlertEntries.sequence,
      place: sql<number>`row_number() OVER (PARTITION BY ${surgeAlertEntries.province}, ${surgeAlertEntries.alertId}
        ORDER BY ${surgeAlertEntries.sequence} DESC)`.as("place"),
    })
    .from(surgeAlertEntries)
    .where(or(...asked))
    .as("ranked");
  const rows = await tx
    .select({ entry: surgeAlertEntries })
    .from(surgeAlertEntries)
    .innerJoin(
      ranked,
      and(
        eq(surgeAlertEntries.province, ranked.province),
        eq(surgeAlertEntries.alertId, ranked.alertId),
        eq(surgeAlertEntries.sequence, ranked.sequence),
      ),
    )
    .where(sql`${ranked.place} <= ${mostEntries}`)
    .orderBy(asc(surgeAlertEntries.sequence));
  return rows.map(({ entry }) => entry);
}

/** The most parts of an alert that are shown. */
export const mostParts = 100;

/** The alerts that are parts of others, by the keys of those, under the scope; newest first. */
export async function findPartsOfAlerts(tx: Transaction, scope: Scope, keys: readonly AlertKey[]): Promise<AlertRow[]> {
  if (keys.length === 0) return [];
  return tx
    .select()
    .from(surgeAlerts)
    .where(
      and(
        inArray(
          surgeAlerts.raisedTo,
          keys.map(({ id }) => id),
        ),
        surgeInSight(scope, surgeAlerts),
      ),
    )
    .orderBy(desc(surgeAlerts.id))
    .limit(mostParts * keys.length);
}
