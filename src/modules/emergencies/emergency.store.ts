import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, lte, type SQL, sql } from "drizzle-orm";
import { emergencies, emergencyAnnouncements } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import { emergencyInSight, emergencyInView } from "./emergency.scope.store.js";
import type { EmergencyView } from "./emergency.words.js";

/** An emergency as it stands in its table. */
export type EmergencyRow = typeof emergencies.$inferSelect;

/** What was announced of an emergency, as it stands in its table. */
export type AnnouncementRow = typeof emergencyAnnouncements.$inferSelect;

/** Reads emergencies by identifier, under the scope; missing and invisible ones are left out. */
export async function findEmergencies(tx: Transaction, scope: Scope, ids: readonly string[]): Promise<EmergencyRow[]> {
  if (ids.length === 0) return [];
  return tx
    .select()
    .from(emergencies)
    .where(and(inArray(emergencies.id, [...ids]), emergencyInSight(scope)));
}

/**
 * Finds an emergency under the scope and locks it until the end of the transaction; null when it is not visible. Whoever
 * sees one of a bureau above, and may not write it, finds it without the lock by `findEmergencies`.
 */
export async function lockEmergency(tx: Transaction, scope: Scope, id: string): Promise<EmergencyRow | null> {
  const [row] = await tx
    .select()
    .from(emergencies)
    .where(and(eq(emergencies.id, id), emergencyInSight(scope)))
    .for("update");
  return row ?? null;
}

/** Makes others who would declare for the same region wait until this transaction ends, and answers what is open there. */
export async function lockOpenEmergency(tx: Transaction, bureau: string): Promise<EmergencyRow | null> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`emergency of ${bureau}`}, 12315))`);
  const [row] = await tx
    .select()
    .from(emergencies)
    .where(and(eq(emergencies.bureau, bureau), isNull(emergencies.endedAt)));
  return row ?? null;
}

/** The writing of a new emergency. */
export function emergencyInsertion(row: EmergencyRow): Writing | null {
  return insertionOf(emergencies, [row]);
}

/** The writing of what was announced of an emergency, which must stand in its table already. */
export function announcementInsertion(row: EmergencyRow, at: Date, person: string | null): Writing | null {
  const { announcement, isAllSeats, isAroundTheClock, lastDay, level, province } = row;
  const announced = { announcement, isAllSeats, isAroundTheClock, lastDay, level, province };
  return insertionOf(emergencyAnnouncements, [
    { ...announced, emergency: row.id, announcedAt: at, announcedBy: person },
  ]);
}

/** The writing of a change, which fails where the emergency has not the version any more that was found. */
export function emergencyUpdate({ id, version }: EmergencyRow, changes: Partial<EmergencyRow>): Writing {
  return updateOf(emergencies, { id, version }, { ...changes, version: version + 1 });
}

/** The writing of when the next daily report is due; it makes no version. */
export function nextReportUpdate({ id, nextReportOn }: EmergencyRow, next: string | null): Writing {
  return updateOf(emergencies, { id, nextReportOn }, { nextReportOn: next });
}

/** Which emergencies are listed. */
export interface EmergencyConditions {
  view: EmergencyView | null;
  /** True: only those that have not ended; false: only those that have; null: all. */
  isOpen: boolean | null;
}

function matching(scope: Scope, { isOpen, view }: EmergencyConditions): SQL | undefined {
  return and(
    emergencyInSight(scope),
    view === null ? undefined : emergencyInView(view, scope),
    isOpen === null ? undefined : isOpen ? isNull(emergencies.endedAt) : isNotNull(emergencies.endedAt),
  );
}

/** A page of emergencies, newest first, and one row more where more follow. */
export function listEmergencies(
  tx: Transaction,
  scope: Scope,
  conditions: EmergencyConditions,
  { after, first }: PageRequest,
): Promise<EmergencyRow[]> {
  return tx
    .select()
    .from(emergencies)
    .where(and(matching(scope, conditions), after === null ? undefined : lt(emergencies.id, after.id)))
    .orderBy(desc(emergencies.id))
    .limit(first + 1);
}

/** How many emergencies there are, up to one more than lists count. */
export function countEmergencies(tx: Transaction, scope: Scope, conditions: EmergencyConditions): Promise<number> {
  const found = tx.select({ id: emergencies.id }).from(emergencies).where(matching(scope, conditions));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** What was announced of emergencies, in order; as far as they are visible. */
export function findAnnouncements(tx: Transaction, ids: readonly string[]): Promise<AnnouncementRow[]> {
  return tx
    .select()
    .from(emergencyAnnouncements)
    .where(inArray(emergencyAnnouncements.emergency, [...ids]))
    .orderBy(asc(emergencyAnnouncements.emergency), asc(emergencyAnnouncements.announcement));
}

/** Everything of the whole platform that is open; there is little of it. */
export function findOpenEmergencies(tx: Transaction): Promise<EmergencyRow[]> {
  return tx.select().from(emergencies).where(isNull(emergencies.endedAt)).orderBy(asc(emergencies.id));
}

/** What is to be done for an emergency by the clock. */
export type EmergencyDue = "REPORT" | "END";

/**
 * The emergencies for which something is due on a day, the longest due first.
 *
 * @param province only those of one province; null for all
 */
export function findDueEmergencies(
  tx: Transaction,
  due: EmergencyDue,
  { limit, province, today }: { today: string; limit: number; province: string | null },
): Promise<EmergencyRow[]> {
  const condition =
    due === "REPORT"
      ? lte(emergencies.nextReportOn, today)
      : and(isNull(emergencies.endedAt), lt(emergencies.lastDay, today));
  return tx
    .select()
    .from(emergencies)
    .where(and(condition, province === null ? undefined : eq(emergencies.province, province)))
    .orderBy(due === "REPORT" ? asc(emergencies.nextReportOn) : asc(emergencies.lastDay), asc(emergencies.id))
    .limit(limit);
}
