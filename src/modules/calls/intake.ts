import { authorize } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { invalidInput, notFound } from "../../platform/errors.js";
import { scopeOf } from "../../platform/scope.js";
import { together } from "../../platform/together.js";
import { isCallId, isSource } from "./call.check.js";
import type { CallIntakeArguments } from "./call.inputs.js";
import { type CallRow, findCallOfSource } from "./call.store.js";
import { callKeyOf, placeOfCall, requireOwnCall, toCall } from "./call.view.js";
import { countEarlierCalls, findEarlierCalls } from "./intake.store.js";
import { CallIntake } from "./intake.type.js";

/**
 * What is known of the number of a call, for whoever takes it at the bureau that it came to.
 *
 * @throws INVALID_INPUT where the call is named in both ways or in none; NOT_FOUND; FORBIDDEN for the call of another bureau
 */
export function readIntake(context: RequestContext, asked: CallIntakeArguments): Promise<CallIntake> {
  const actor = actorOf(context);
  const scope = scopeOf(actor.bureau);
  return inScope(context, async (tx) => {
    const row = await callNamed(tx, context, asked);
    const digest = row.callerDigest;
    const [count, rows] =
      digest === null
        ? [0, []]
        : await together([countEarlierCalls(tx, scope, row, digest), findEarlierCalls(tx, scope, row, digest)]);
    return Object.assign(new CallIntake(), {
      call: toCall(actor, row),
      isKnownNumber: digest !== null,
      earlierCallCount: count,
      earlierCalls: rows.map((one) => toCall(actor, one)),
      callerDigest: digest,
    });
  });
}

async function callNamed(
  tx: Transaction,
  context: RequestContext,
  { callId = null, id = null, source = null }: CallIntakeArguments,
): Promise<CallRow> {
  const actor = actorOf(context);
  const isBySource = source !== null && callId !== null;
  if ((id === null) !== isBySource || (id !== null && (source !== null || callId !== null))) {
    throw invalidInput("id", {
      zh: "须提供 id，或同时提供 source 与 callId，二者取一。",
      en: "Name the call by id, or else by source and callId together.",
    });
  }
  if (id !== null) return requireOwnCall(tx, actor, callKeyOf(id, "id"), { action: "call.intake", field: "id" });
  const isNamed = source !== null && callId !== null && isSource(source) && isCallId(callId);
  const row = isNamed ? await findCallOfSource(tx, actor.bureau.bureau, source, callId) : null;
  if (row === null) throw notFound("callId");
  authorize(actor, "call.intake", placeOfCall(row));
  return row;
}
