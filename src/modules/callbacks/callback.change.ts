import { authorize } from "../../access/index.js";
import type { Actor, Place } from "../../platform/actor.js";
import type { RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { conflict, illegalTransition, notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import type { Change as RecordedChange, RecordedValue } from "../../platform/record.js";
import { type Change, findAndLock, ticketIdOf } from "../tickets/index.js";
import { callbackEventTypes } from "./callback.events.js";
import { type CallbackKey, type CallbackRow, findCallback, lockCallback } from "./callback.store.js";
import { type CallbackAction, obstacleTo, permittedActions } from "./callback.workflow.js";

/** The name of the GraphQL type, as it stands in global identifiers and in the audit. */
export const callbackType = "Callback";

/** The key of a callback from the parts of its global identifier; null where they are not such a key. */
export function callbackKeyOfParts([province, ticketId, id, ...rest]: readonly string[]): CallbackKey | null {
  if (province === undefined || ticketId === undefined || id === undefined || rest.length > 0) return null;
  return isUuid(ticketId) && isUuid(id) ? { province, ticketId, id } : null;
}

/** The global identifier of a callback. */
export function callbackIdOf({ province, ticketId, id }: CallbackKey): string {
  return toGlobalId(callbackType, province, ticketId, id);
}

/** The key of the ticket of a callback. */
export function ticketKeyOfCallback({ province, ticketId }: Pick<CallbackRow, "province" | "ticketId">) {
  return { province, id: ticketId };
}

/**
 * The place of the bureau that calls, as far as it decides who may call: only that bureau itself may, so the authorities
 * above it are not looked up.
 */
export function placeOfCallback({ province, bureau }: Pick<CallbackRow, "province" | "bureau">): Place {
  return { province, city: null, county: null, bureau };
}

/** A change of a callback under way, and of its ticket, which is locked before it. */
export interface CallbackChange {
  callback: CallbackRow;
  ticket: Change;
}

/**
 * Finds the callback of a command with its ticket, and locks both.
 *
 * @throws NOT_FOUND for a callback that does not exist or whose ticket is not visible
 */
export async function findAndLockCallback(
  tx: Transaction,
  context: RequestContext,
  callbackId: string,
): Promise<CallbackChange> {
  const given = fromGlobalId(callbackId);
  const key = given?.type === callbackType ? callbackKeyOfParts(given.parts) : null;
  const seen = key === null ? null : await findCallback(tx, key);
  if (seen === null) throw notFound("callbackId");
  const ticket = await findAndLock(tx, context, ticketIdOf(ticketKeyOfCallback(seen)));
  const callback = await lockCallback(tx, seen);
  if (callback === null) throw notFound("callbackId");
  return { callback, ticket };
}

/**
 * Whether the actor may do this to the callback that he saw.
 *
 * @throws FORBIDDEN, CONFLICT or ILLEGAL_TRANSITION, in this order
 */
export function decideOnCallback({ callback, ticket }: CallbackChange, action: CallbackAction, version: number): void {
  const { actor } = ticket;
  const place = placeOfCallback(callback);
  authorize(actor, "callback.make", place);
  if (callback.version !== version) throw conflict(callback.version);
  const obstacle = obstacleTo(callback, action);
  if (obstacle !== null) throw illegalTransition(obstacle, permittedActions(actor, { ...callback, place }));
}

/** What is recorded of a change of a callback: the bureau that calls must know. */
export function recordedCallback(
  callback: CallbackKey & Pick<CallbackRow, "round">,
  done: {
    action: "callback.plan" | "callback.make";
    event: keyof typeof callbackEventTypes;
    version: number;
    place: Place;
    at: Date;
    requestId: string;
    detail?: { [name: string]: RecordedValue };
  },
): RecordedChange {
  const facts = { ticket: ticketIdOf(ticketKeyOfCallback(callback)), round: callback.round, ...done.detail };
  return {
    action: done.action,
    at: done.at,
    requestId: done.requestId,
    subject: { type: callbackType, id: callbackIdOf(callback), version: done.version, place: done.place },
    detail: facts,
    events: [{ type: callbackEventTypes[done.event], payload: facts }],
  };
}

/** The place of the bureau in which somebody acts. */
export function placeOfActor({ bureau: { province, city, county, bureau } }: Actor): Place {
  return { province, city, county, bureau };
}
