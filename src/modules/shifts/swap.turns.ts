import { invalidInput, notFound } from "../../platform/errors.js";
import type { WantedTurn } from "./assigning.js";
import type { AssignmentRow } from "./assignment.store.js";

/**
 * The assignment that somebody gives or takes in a swap, of those that were found: a published one of his that has not begun.
 *
 * SECURITY: another's assignment is as good as none, and so is a draft.
 *
 * @throws NOT_FOUND at the field, INVALID_INPUT for a shift that has begun
 */
export function ownTurn(
  rows: readonly AssignmentRow[],
  id: string,
  person: string,
  field: "given" | "taken",
  at: Date,
): AssignmentRow {
  const row = rows.find((one) => one.id === id && one.person === person && one.publishedAt !== null);
  if (row === undefined) throw notFound(field);
  if (row.startsAt <= at) {
    throw invalidInput(field, { zh: "该班次已开始，不能再换。", en: "That shift has begun." });
  }
  return row;
}

/** The shift of one person as somebody else would take it. Pure. */
export function turnFor(
  { breakMinutes, day, endsAt, startsAt }: AssignmentRow,
  person: string,
  field: string,
): WantedTurn {
  return { person, day, startsAt, endsAt, breakMinutes, field };
}
