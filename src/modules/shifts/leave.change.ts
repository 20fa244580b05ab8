import type { Actor } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { type Writing, writeAndEnd } from "../../platform/writing.store.js";
import { lockTurnsOf, setLeaveOf } from "./assignment.store.js";
import { findTornTurns, type LeaveRow, leaveUpdate, lockLeave } from "./leave.store.js";
import { changesOf } from "./published.js";
import { requestKeyOf, requestRecordings, seesRequest } from "./request.change.js";
import { leaveType } from "./request.type.js";
import { changeInsertion } from "./roster-changes.store.js";
import { lockRosterOf } from "./shift.store.js";
import type { RosterVerb } from "./shift.words.js";

/** A step of leave under way. */
export interface LeaveChange {
  tx: Transaction;
  actor: Actor;
  context: RequestContext;
  at: Date;
  /** The leave as it was found and locked. */
  leave: LeaveRow;
}

/**
 * Finds leave and locks it, and the roster that it falls on; then authorizes, decides and writes.
 *
 * @throws NOT_FOUND for leave that the caller does not see, and what `work` throws
 */
export function changeLeave(
  context: RequestContext,
  leaveId: string,
  work: (change: LeaveChange) => Promise<LeaveRow>,
): Promise<LeaveRow> {
  const actor = actorOf(context);
  const key = requestKeyOf(leaveType, leaveId, "leaveId");
  return inScope(context, async (tx) => {
    await lockRosterOf(tx, actor.bureau.bureau);
    const leave = await lockLeave(tx, actor.bureau.bureau, key);
    if (leave === null || !seesRequest(actor, leave, [leave.person])) throw notFound("leaveId");
    await lockTurnsOf(tx, [leave.person]);
    return work({ tx, actor, context, at: context.clock.now(), leave });
  });
}

/**
 * Notes upon the assignments of the bureau that the person is on leave, or is back, from a day on.
 *
 * @returns the writing that says so of what people had been shown
 */
export async function noteLeave(
  { actor, at, leave, tx }: LeaveChange,
  verb: RosterVerb & ("ON_LEAVE" | "BACK_FROM_LEAVE"),
  from: string,
): Promise<Writing | null> {
  const isOn = verb === "ON_LEAVE";
  const torn = await findTornTurns(tx, { ...leave, firstDay: from > leave.firstDay ? from : leave.firstDay });
  const rows = torn.filter((row) => (isOn ? row.leave === null : row.leave === leave.id));
  await setLeaveOf(tx, rows, isOn ? leave.id : null);
  const published = rows.filter(({ publishedAt }) => publishedAt !== null);
  return changeInsertion(changesOf(published, { at, by: actor.person?.id ?? null, reason: null, verb }));
}

/** Writes a step of leave, as the end of the transaction, with what follows from it. */
export async function writeLeave(
  change: LeaveChange,
  changes: Partial<LeaveRow>,
  step: { action: "shift.ask" | "shift.manage"; event: string },
  more: readonly (Writing | null)[] = [],
): Promise<LeaveRow> {
  const { leave, tx } = change;
  const after: LeaveRow = { ...leave, ...changes, version: leave.version + 1 };
  await writeAndEnd(tx, [
    leaveUpdate(leave, changes),
    ...more,
    ...requestRecordings(change, { ...step, type: leaveType }, after),
  ]);
  return after;
}
