import { invalidInput } from "../../platform/errors.js";
import { newId } from "../../platform/ids.js";
import { startValidation } from "../../platform/validation.js";
import type { AssignmentRow } from "./assignment.store.js";
import type { PublicationRow } from "./publication.store.js";
import type { RosterChangeRow } from "./roster-changes.store.js";
import { limits, type RosterVerb } from "./shift.words.js";

/** Whether people were shown the roster of a day. Pure. */
export function isPublishedOn(day: string, publications: readonly PublicationRow[]): boolean {
  return publications.some(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);
}

/**
 * Checks the reason of a change of a roster.
 *
 * @param isNeeded whether people were shown what is changed
 * @returns the reason without blanks around it; null where none was given and none is needed
 * @throws INVALID_INPUT for one that is missing, too short or too long
 */
export function reasonOf(reason: string | null | undefined, isNeeded: boolean): string | null {
  const validation = startValidation();
  if (reason != null) validation.text("reason", reason, limits.remark, 2);
  validation.finish();
  if (reason == null && isNeeded) {
    throw invalidInput("reason", {
      zh: "该排班已发布，变更须说明原因。",
      en: "People were shown this roster already: say why it is changed.",
    });
  }
  return reason?.trim() ?? null;
}

/** The rows that say what was changed of a published roster, one for each assignment. */
export function changesOf(
  rows: readonly AssignmentRow[],
  { at, by, reason, verb }: { at: Date; by: string | null; reason: string | null; verb: RosterVerb },
): RosterChangeRow[] {
  const ids = rows.map(() => newId(at)).sort();
  return rows.map(({ bureau, city, county, day, person, province, shiftCode }, place) => ({
    ...{ province, city, county, bureau, id: ids[place] ?? newId(at), at, by, verb, day, shiftCode, person, reason },
  }));
}
