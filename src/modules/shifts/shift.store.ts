import { and, asc, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { shifts } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";

/** A version of a shift as it stands in its table. */
export type ShiftRow = typeof shifts.$inferSelect;

/** All versions of all shifts of bureaus, by bureau, code and validity. */
export function findShiftsOf(tx: Transaction, bureaus: readonly string[]): Promise<ShiftRow[]> {
  if (bureaus.length === 0) return Promise.resolve([]);
  return tx
    .select()
    .from(shifts)
    .where(inArray(shifts.bureau, [...bureaus]))
    .orderBy(asc(shifts.bureau), asc(shifts.code), asc(shifts.validFrom));
}

/**
 * Makes others wait until the end of the transaction who set the shifts of a bureau, or make its roster: of two who do so at
 * the same time one sees what the other did.
 */
export async function lockRosterOf(tx: Transaction, bureau: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`roster of ${bureau}`}, 0))`);
}

/** The writing of a new version of a shift. */
export function shiftInsertion(row: ShiftRow): Writing | null {
  return insertionOf(shifts, [row]);
}

/** The writing of a change of a version, which fails where somebody changed it meanwhile. */
export function shiftUpdate({ id, province, version }: ShiftRow, changes: Partial<ShiftRow>): Writing {
  return updateOf(shifts, { province, id, version }, { ...changes, version: version + 1 });
}

const ofCode = (bureau: string, code: string | null) =>
  and(eq(shifts.bureau, bureau), code === null ? undefined : eq(shifts.code, code));

/** A page of the versions of the shifts of a bureau, those set last first, and one row more where more follow. */
export function listShiftVersions(
  tx: Transaction,
  bureau: string,
  code: string | null,
  { after, first }: PageRequest,
): Promise<ShiftRow[]> {
  return tx
    .select()
    .from(shifts)
    .where(and(ofCode(bureau, code), after === null ? undefined : lt(shifts.id, after.id)))
    .orderBy(desc(shifts.id))
    .limit(first + 1);
}

/** How many versions there are, up to one more than lists count. */
export function countShiftVersions(tx: Transaction, bureau: string, code: string | null): Promise<number> {
  const found = tx.select({ id: shifts.id }).from(shifts).where(ofCode(bureau, code));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}
