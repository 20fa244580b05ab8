import type { Transaction } from "../../platform/database.js";
import { currentCalendar, type LocalDate, type WorkingCalendar } from "../calendar/index.js";
import { defaultShifts } from "./shift.defaults.js";
import { findShiftsOf, type ShiftRow } from "./shift.store.js";
import { isOnDay, isProvisionalDay, type ShiftPlan, type Span, spanOf } from "./shift.times.js";

/** A shift of one day: what is planned of it, and from when to when it lasts. */
export interface PlannedShift extends Span {
  /** The day on which it begins. */
  readonly day: LocalDate;
  readonly plan: ShiftPlan;
  /** Whether the year is not announced yet, so that it may turn out otherwise. */
  readonly isProvisional: boolean;
}

/** Whether a version is in force on a day. Pure. */
export function isInForce({ validFrom, validTo }: ShiftRow, day: LocalDate): boolean {
  return validFrom <= day && (validTo === null || day < validTo);
}

/**
 * The shifts of a bureau that are in force on a day: its own, or those that are shipped up to the first day on which it has
 * one of its own. Pure.
 *
 * @param rows all versions of all its shifts
 */
export function plansInForce(rows: readonly ShiftRow[], day: LocalDate): readonly (ShiftPlan | ShiftRow)[] {
  if (!rows.some(({ validFrom }) => validFrom <= day)) return defaultShifts;
  return rows.filter((row) => isInForce(row, day));
}

/** The shifts that begin on a day, by their start. Pure. */
export function shiftsOfDay(rows: readonly ShiftRow[], day: LocalDate, calendar: WorkingCalendar): PlannedShift[] {
  return plansInForce(rows, day)
    .filter((plan) => isOnDay(plan, day, calendar))
    .map((plan) => ({ ...spanOf(plan, day), day, plan, isProvisional: isProvisionalDay(day, calendar) }))
    .sort(
      (one, other) => one.startsAt.getTime() - other.startsAt.getTime() || (one.plan.code < other.plan.code ? -1 : 1),
    );
}

/** Reads what the shifts of bureaus are worked out from: their versions by bureau, and the calendar in force. */
export async function readPlans(
  tx: Transaction,
  bureaus: readonly string[],
): Promise<{ versions: ReadonlyMap<string, readonly ShiftRow[]>; calendar: WorkingCalendar }> {
  const calendar = await currentCalendar(tx);
  const versions = new Map<string, ShiftRow[]>(bureaus.map((bureau) => [bureau, []]));
  for (const row of await findShiftsOf(tx, bureaus)) versions.get(row.bureau)?.push(row);
  return { versions, calendar };
}
