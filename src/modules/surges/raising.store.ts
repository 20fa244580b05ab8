import { and, desc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { bureaus, surgeAlerts, surgeRaisings } from "../../../schema/index.js";
import { nationCode } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { BureauRow } from "../jurisdictions/index.js";
import type { AlertKey, AlertRow } from "./alert.store.js";

/** From how many places on a bureau is told, as it stands in its table. */
export type RaisingRow = typeof surgeRaisings.$inferSelect;

/** What a bureau set; null where it set nothing, or is out of sight. */
export async function findRaising(tx: Transaction, bureau: string): Promise<RaisingRow | null> {
  const [row] = await tx.select().from(surgeRaisings).where(eq(surgeRaisings.bureau, bureau));
  return row ?? null;
}

/** The same, locked until the end of the transaction. */
export async function lockRaisingOf(tx: Transaction, bureau: string): Promise<RaisingRow | null> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`surge raising of ${bureau}`}, 0))`);
  const [row] = await tx.select().from(surgeRaisings).where(eq(surgeRaisings.bureau, bureau)).for("update");
  return row ?? null;
}

/** The writing of what a bureau sets, in the place of what was found. */
export function raisingWriting(found: RaisingRow | null, row: RaisingRow): Writing | null {
  if (found === null) return insertionOf(surgeRaisings, [row]);
  const { leastPlaces, setAt, setBy, version } = row;
  return updateOf(
    surgeRaisings,
    { bureau: found.bureau, version: found.version },
    { leastPlaces, setAt, setBy, version },
  );
}

/** A matter that places beneath a superior show now, or that was raised to it. */
export interface RaisableMatter {
  /** The code of the province, or of the nation. */
  superior: string;
  sameness: string;
}

const isOpen = ne(surgeAlerts.state, "CLOSED");

/**
 * The place that an alert speaks for: a city, a county directly under its province, or a province; null for one that is about
 * less than the whole of it, and for those of the nation.
 */
const placeOf = sql<string | null>`CASE
  WHEN ${surgeAlerts.province} = ${nationCode} THEN NULL
  WHEN ${surgeAlerts.region} = coalesce(${surgeAlerts.city}, ${surgeAlerts.county}, ${surgeAlerts.province})
    THEN ${surgeAlerts.region} END`;

/** The bureau above that place. */
const superiorOf = sql<string>`CASE
  WHEN coalesce(${surgeAlerts.city}, ${surgeAlerts.county}) IS NULL THEN ${nationCode} ELSE ${surgeAlerts.province} END`;

/**
 * The matters that two places at least show now, and those that were raised and are not over, whether or not somebody closed
 * them: what is looked at for raising.
 *
 * @param province only what is raised to this province; null for all, the nation included
 */
export async function findRaisableMatters(tx: Transaction, province: string | null): Promise<RaisableMatter[]> {
  const shown = sql`SELECT ${superiorOf} AS superior, ${surgeAlerts.sameness} AS sameness FROM ${surgeAlerts}
    WHERE ${isOpen} AND ${placeOf} IS NOT NULL GROUP BY 1, 2 HAVING count(DISTINCT ${placeOf}) > 1`;
  const raised = sql`SELECT ${surgeAlerts.region}, ${surgeAlerts.sameness} FROM ${surgeAlerts}
    WHERE ${surgeAlerts.rule} IS NULL AND (${isOpen} OR ${surgeAlerts.quietSince} IS NULL)`;
  const wanted: SQL = province === null ? sql`true` : sql`superior = ${province}`;
  const rows = await tx.execute<RaisableMatter & Record<string, unknown>>(sql`
    SELECT superior, sameness FROM (${shown} UNION ${raised}) AS matters (superior, sameness)
    WHERE ${wanted} ORDER BY superior, sameness`);
  return [...rows];
}

/** The alerts of the places beneath a superior that are about a matter and not closed, the oldest first. */
export function findPlacesOf(tx: Transaction, { sameness, superior }: RaisableMatter): Promise<AlertRow[]> {
  return tx
    .select()
    .from(surgeAlerts)
    .where(
      and(
        eq(surgeAlerts.sameness, sameness),
        isOpen,
        superior === nationCode ? undefined : eq(surgeAlerts.province, superior),
        sql`${placeOf} IS NOT NULL AND ${superiorOf} = ${superior}`,
      ),
    )
    .orderBy(surgeAlerts.openedAt, surgeAlerts.id);
}

/** The latest alert about a matter that was raised to a superior, locked; null where none was. */
export async function lockRaisedAlert(
  tx: Transaction,
  { sameness, superior }: RaisableMatter,
): Promise<AlertRow | null> {
  const [row] = await tx
    .select()
    .from(surgeAlerts)
    .where(and(eq(surgeAlerts.region, superior), eq(surgeAlerts.sameness, sameness), isNull(surgeAlerts.rule)))
    .orderBy(desc(surgeAlerts.id))
    .limit(1)
    .for("update");
  return row ?? null;
}

/** The alert about a matter that a superior's own rule found, of the whole of its region, locked; null where there is none. */
export async function lockOwnAlert(tx: Transaction, { sameness, superior }: RaisableMatter): Promise<AlertRow | null> {
  const [row] = await tx
    .select()
    .from(surgeAlerts)
    .where(
      and(
        ...[eq(surgeAlerts.region, superior), eq(surgeAlerts.sameness, sameness), isOpen],
        sql`${surgeAlerts.rule} IS NOT NULL AND ${surgeAlerts.province} = ${superior}`,
        sql`coalesce(${surgeAlerts.city}, ${surgeAlerts.county}) IS NULL`,
      ),
    )
    .orderBy(surgeAlerts.id)
    .limit(1)
    .for("update");
  return row ?? null;
}

/**
 * Notes of which alert others are parts; it makes no version of them. Those that somebody holds are left for the next run, so
 * that nobody waits in a circle.
 */
export async function linkParts(tx: Transaction, whole: AlertKey, parts: readonly AlertKey[]): Promise<void> {
  const provinces = sql.param(listParameter(parts.map(({ province }) => province)));
  const ids = sql.param(listParameter(parts.map(({ id }) => id)));
  const free = sql`SELECT part.province, part.id FROM surge_alerts AS part
    WHERE (part.province, part.id) IN (SELECT * FROM unnest(${provinces}::text[], ${ids}::text[]::uuid[]))
      AND part.raised_to IS DISTINCT FROM ${whole.id}::uuid FOR UPDATE SKIP LOCKED`;
  await tx
    .update(surgeAlerts)
    .set({ raisedProvince: whole.province, raisedTo: whole.id })
    .where(sql`(${surgeAlerts.province}, ${surgeAlerts.id}) IN (${free})`);
}

/** The departments of a line directly under an authority that are in force on a day. */
export async function findDepartments(
  tx: Transaction,
  superior: string,
  line: string,
  day: string,
): Promise<BureauRow[]> {
  const rows = await tx
    .select()
    .from(bureaus)
    .where(
      and(
        eq(bureaus.parent, superior),
        eq(bureaus.kind, "DEPARTMENT"),
        eq(bureaus.line, line),
        sql`${bureaus.validFrom} <= ${day} AND (${bureaus.validTo} IS NULL OR ${bureaus.validTo} > ${day})`,
      ),
    );
  return rows as BureauRow[];
}
