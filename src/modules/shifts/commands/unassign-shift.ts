import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, invalidInput, notFound, tooLarge } from "../../../platform/errors.js";
import { write } from "../../../platform/writing.store.js";
import { assignmentKeyOf } from "../assignment.key.js";
import { type AssignmentKey, type AssignmentRow, lockAssignments, removeAssignments } from "../assignment.store.js";
import { changesOf, reasonOf } from "../published.js";
import { rosterRecordings } from "../roster.change.js";
import type { UnassignShiftInput } from "../roster.inputs.js";
import { changeInsertion } from "../roster-changes.store.js";
import { shiftEventTypes } from "../shift.events.js";
import { lockRosterOf } from "../shift.store.js";
import { limits } from "../shift.words.js";

/**
 * Takes assignments off the roster of the caller's bureau (撤销排班), all of them or none. What people were shown needs a reason.
 *
 * @throws FORBIDDEN, NOT_FOUND, CONFLICT, INVALID_INPUT, TOO_LARGE
 */
export function unassignShift(context: RequestContext, input: UnassignShiftInput): Promise<AssignmentRow[]> {
  const actor = actorOf(context);
  const { assignments } = input;
  if (assignments.length > limits.assignments) throw tooLarge("assignments", assignments.length, limits.assignments);
  if (assignments.length === 0) {
    throw invalidInput("assignments", { zh: "须列出排班条目。", en: "List assignments." });
  }
  const wanted = assignments.map(({ assignmentId, version }, place) => ({
    ...{ key: assignmentKeyOf(assignmentId, `assignments.${place}.assignmentId`), version },
  }));
  return inScope(context, async (tx) => {
    const { bureau } = actor.bureau;
    await lockRosterOf(tx, bureau);
    const keys = wanted.map(({ key }) => key);
    const found = await lockAssignments(tx, bureau, keys);
    authorize(actor, "shift.manage", actor.bureau);
    const rows = chosenOf(found, wanted);
    const published = rows.filter(({ publishedAt }) => publishedAt !== null);
    const reason = reasonOf(input.reason, published.length > 0);
    const [at, by] = [context.clock.now(), actor.person?.id ?? null];
    await removeAssignments(tx, rows, at, by);
    const days = rows.map(({ day }) => day).sort();
    const detail = { firstDay: days[0] ?? "", lastDay: days.at(-1) ?? "", count: rows.length };
    await write(tx, [
      changeInsertion(changesOf(published, { at, by, reason, verb: "UNASSIGNED" })),
      ...rosterRecordings(context, actor, at, shiftEventTypes.UNASSIGNED, detail),
    ]);
    return rows;
  });
}

// Each once, however often it is named.
function chosenOf(
  found: readonly AssignmentRow[],
  wanted: readonly { key: AssignmentKey; version: number }[],
): AssignmentRow[] {
  const rows = new Map(found.map((row) => [row.id, row]));
  const chosen = wanted.map(({ key, version }, place) => {
    const row = rows.get(key.id);
    if (row === undefined) throw notFound(`assignments.${place}.assignmentId`);
    if (row.version !== version) throw conflict(row.version);
    return row;
  });
  return [...new Set(chosen)];
}
