import type { Action } from "../../access/index.js";
import type { Place } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { recordings } from "../../platform/record.js";
import { scopeOf } from "../../platform/scope.js";
import { type Writing, write } from "../../platform/writing.store.js";
import { ticketIdOf } from "../tickets/index.js";
import { type CopyAction, copyEdges, decideCopy } from "./copy.states.js";
import { type CopyChanges, type CopyRow, copyList, copyUpdate, receiverOf, senderOf } from "./copy.store.js";
import { copyIdOf, copyType } from "./copy.type.js";
import { matterKeyOf } from "./matter-key.js";

/** The events of copies; their payload holds codes. */
const eventTypes = { SEND: "copy.sent", CONFIRM: "copy.confirmed", WITHDRAW: "copy.withdrawn" } as const;

/**
 * Finds the copy of a command under the scope of the caller, and locks it.
 *
 * @throws NOT_FOUND for a copy that does not exist or is not visible
 */
async function findAndLockCopy(tx: Transaction, context: RequestContext, copyId: string): Promise<CopyRow> {
  const key = matterKeyOf(copyId, copyType);
  if (key === null) throw notFound("copyId");
  const [seen] = await copyList.find(tx, scopeOf(actorOf(context).bureau), [key]);
  const row = seen === undefined ? null : await copyList.lock(tx, key);
  if (row === null) throw notFound("copyId");
  return row;
}

/** The audit entry and the event of a copy as a step leaves it. */
export function copyRecordings(
  context: RequestContext,
  row: CopyRow,
  step: CopyAction | "SEND",
  at: Date,
): readonly (Writing | null)[] {
  const { province, ticketId, sender, receiver, state, parts, version } = row;
  const action: Action = step === "SEND" ? "copy.send" : copyEdges[step].action;
  const detail = { ticket: ticketIdOf({ province, id: ticketId }), sender, receiver, state, parts };
  // Whoever has to know: of a confirmation the sender, of all else the receiver.
  const to: Place = step === "CONFIRM" ? senderOf(row) : receiverOf(row);
  const subject = { type: copyType, id: copyIdOf(row), version, place: to };
  const events = [{ type: eventTypes[step], payload: detail }];
  return recordings(actorOf(context), [{ action, subject, at, requestId: context.requestId, detail, events }]);
}

/**
 * Takes a step on a copy: finds and locks it, authorises, decides, writes and records.
 *
 * @param changes what it changes besides the state
 */
export async function stepOnCopy(
  tx: Transaction,
  context: RequestContext,
  { copyId, version }: { copyId: string; version: number },
  step: { action: CopyAction; at: Date; changes: CopyChanges },
): Promise<CopyRow> {
  const row = await findAndLockCopy(tx, context, copyId);
  decideCopy(actorOf(context), row, step.action, version);
  const changes: CopyChanges = { ...step.changes, state: copyEdges[step.action].to };
  const after: CopyRow = { ...row, ...changes, version: row.version + 1 };
  await write(tx, [copyUpdate(row, changes), ...copyRecordings(context, after, step.action, step.at)]);
  return after;
}
