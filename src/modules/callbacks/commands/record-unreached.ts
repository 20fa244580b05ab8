import { inScope, type RequestContext } from "../../../platform/context.js";
import { recordings } from "../../../platform/record.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { checkRemark, notices } from "../../tickets/index.js";
import { decideOnCallback, findAndLockCallback, placeOfActor, recordedCallback } from "../callback.change.js";
import type { RecordUnreachedInput } from "../callback.inputs.js";
import { type CallbackRow, callbackUpdate } from "../callback.store.js";
import { stateAfterTry } from "../callback.workflow.js";

/**
 * Notes a try that reached nobody (记录未接通). The callback stays planned, and after the third try it is given up.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION, INVALID_INPUT
 */
export function recordUnreached(context: RequestContext, input: RecordUnreachedInput): Promise<CallbackRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLockCallback(tx, context, input.callbackId);

    decideOnCallback(change, "RECORD_UNREACHED", input.version);

    const { actor, at, ticket } = change.ticket;
    const { callback } = change;
    const remark = checkRemark("remark", input.remark);
    const tries = callback.tries + 1;
    const state = stateAfterTry(tries);
    const isOver = state !== "PLANNED";
    const ended = isOver ? { calledAt: at, calledBy: actor.person?.id ?? null } : {};
    const changes = { tries, state, ...ended, ...(remark === null ? {} : { remark }) };

    await writeAndEnd(tx, [
      callbackUpdate(callback, changes),
      notices({ actor, at }, [{ ticket, kind: "CALLBACK_UNREACHED", detail: { tries: String(tries) } }]),
      ...recordings(actor, [
        recordedCallback(callback, {
          action: "callback.make",
          event: isOver ? "GIVEN_UP" : "UNREACHED",
          version: callback.version + 1,
          place: placeOfActor(actor),
          at,
          requestId: context.requestId,
          detail: { tries },
        }),
      ]),
    ]);
    return { ...callback, ...changes, version: callback.version + 1 };
  });
}
