import { authorize, holds } from "../../access/index.js";
import type { Actor, Place } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import { defineLoader } from "../../platform/loaders.js";
import { maskFreeText } from "../../platform/masking.js";
import type { NodeReader } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { type CallKey, type CallRow, findCalls } from "./call.store.js";
import { Call } from "./call.type.js";
import type { CallOutcome } from "./call.words.js";

/** The name of the GraphQL type, as it stands in global identifiers. */
export const callType = "Call";

/** The global identifier of a call. */
export function callIdOf({ id, province }: CallKey): string {
  return toGlobalId(callType, province, id);
}

/** The key of a call as one text, for loaders. */
export function callKeyText({ id, province }: CallKey): string {
  return `${province}:${id}`;
}

const callKeyFromText = (text: string): CallKey => {
  const [province = "", id = ""] = text.split(":");
  return { province, id };
};

const callKeyOfParts = ([province = "", id = "", ...rest]: readonly string[]): CallKey | null =>
  rest.length > 0 || province === "" || !isUuid(id) ? null : { province, id };

/**
 * The key of a call out of its global identifier.
 *
 * @param field the field of the input that holds it
 * @throws NOT_FOUND for an identifier of another type, and for none of ours
 */
export function callKeyOf(globalId: string, field: string): CallKey {
  const given = fromGlobalId(globalId);
  const key = given?.type === callType ? callKeyOfParts(given.parts) : null;
  if (key === null) throw notFound(field);
  return key;
}

/** Which bureau took a call, and where that stands. */
export function placeOfCall({ bureau, city, county, province }: CallRow): Place {
  return { province, city, county, bureau };
}

/**
 * A call of the API from its row.
 *
 * SECURITY: even the masked number stays with the bureau that took the call: it may be a reporter's (art. 37 of Order 121).
 */
export function toCall(actor: Actor, row: CallRow): Call {
  const { answeredAt, callId, changedAt, endedAt, offeredAt, operatorNumber, queue, recordedAt, source } = row;
  const { talkingSeconds, transferredTo, waitingSeconds } = row;
  const isOwn = actor.bureau.bureau === row.bureau;
  return Object.assign(new Call(), {
    ...{ answeredAt, callId, changedAt, endedAt, offeredAt, operatorNumber, queue, recordedAt, source },
    ...{ talkingSeconds, waitingSeconds, row },
    id: callIdOf(row),
    outcome: row.outcome as CallOutcome,
    transferredTo: transferredTo === null ? null : maskFreeText(transferredTo, []),
    callerMasked: isOwn ? row.callerMasked : null,
    callerDroppedAt: isOwn ? row.callerDroppedAt : null,
  });
}

/** Reads calls by key text, under the scope of the request; null for a missing or invisible one. */
export const callLoader = defineLoader<Call>(async (context, keys) => {
  const actor = actorOf(context);
  const rows = await inScope(context, (tx) => findCalls(tx, scopeOf(actor.bureau), keys.map(callKeyFromText)));
  return new Map(rows.map((row) => [callKeyText(row), toCall(actor, row)]));
});

/**
 * Reads a call again by the parts of its global identifier, for those who may read calls.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const callNodeReader: NodeReader = async (context: RequestContext, parts) => {
  const key = callKeyOfParts(parts);
  return key === null || !holds(actorOf(context), "call.read") ? null : callLoader(context, callKeyText(key));
};

/** What is done with a call of one's own bureau. */
export type CallAction = "call.intake" | "call.link" | "call.reveal";

/**
 * The call that a command names, which must be of the actor's own bureau.
 *
 * @throws NOT_FOUND for one that is not in sight; FORBIDDEN for one that another bureau took, and without the action
 */
export async function requireOwnCall(
  tx: Transaction,
  actor: Actor,
  key: CallKey,
  { action, field }: { action: CallAction; field: string },
): Promise<CallRow> {
  const [row] = await findCalls(tx, scopeOf(actor.bureau), [key]);
  if (row === undefined) throw notFound(field);
  authorize(actor, action, placeOfCall(row));
  return row;
}
