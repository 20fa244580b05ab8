import type { Actor } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { forbidden, illegalTransition } from "../../../platform/errors.js";
import { maskFreeText } from "../../../platform/masking.js";
import { record } from "../../../platform/record.js";
import { scopeOf } from "../../../platform/scope.js";
import {
  type CallRow,
  callIdOf,
  callKeyOf,
  callType,
  openCaller,
  placeOfCall,
  requireOwnCall,
  ticketKeysOfCall,
} from "../../calls/index.js";
import { requireEntry } from "../../dictionaries/index.js";
import type { RevealCallerInput } from "../ticket.calls.inputs.js";
import { checkRemark } from "../ticket.change.js";
import { mayReveal } from "../ticket.contact.js";
import { findTickets } from "../ticket.store.js";

/** What was revealed. */
export interface RevealedCaller {
  call: CallRow;
  /** Null where the caller hid his number. */
  caller: string | null;
}

/**
 * Reads a caller's number in clear, for a purpose that the audit keeps (查看主叫号码). A call of which a report came names its
 * reporter, so it is opened for those alone who may know him.
 *
 * @throws NOT_FOUND; FORBIDDEN for the call of another bureau, and for a reporter's number (art. 37 of Order 121);
 *   INVALID_INPUT for a purpose that is none; ILLEGAL_TRANSITION for a number that was dropped because it is kept no longer
 */
export function revealCaller(context: RequestContext, input: RevealCallerInput): Promise<RevealedCaller> {
  return inScope(context, async (tx) => {
    const [actor, at] = [actorOf(context), context.clock.now()];
    const action = "call.reveal";
    const call = await requireOwnCall(tx, actor, callKeyOf(input.callId, "callId"), { action, field: "callId" });
    await refuseReporters(tx, actor, call);
    const on = chinaDay(at);
    const wanted = { dictionary: "CONTACT_PURPOSE", code: input.purpose, field: "purpose", on } as const;
    const purpose = await requireEntry(tx, actor, wanted);
    const reason = checkRemark("reason", input.reason, purpose.needsExplanation ? 2 : 0);

    if (call.callerDroppedAt !== null) throw dropped(call.callerDroppedAt);
    const caller = await openCaller(tx, context, call);
    const known = caller === null ? [] : [caller];
    await record(tx, actor, {
      action,
      at,
      requestId: context.requestId,
      subject: { type: callType, id: callIdOf(call), place: placeOfCall(call) },
      // SECURITY: auditors read this, and they may not know the caller.
      detail: { purpose: input.purpose, reason: reason === null ? null : maskFreeText(reason, known) },
      events: [],
    });
    return { call, caller };
  });
}

function dropped(at: Date) {
  const on = chinaDay(at);
  return illegalTransition(
    {
      zh: `主叫号码的保存期限已满，已于 ${on} 清除，无法再查看（个人信息保护法第十九条）。`,
      en: `The caller's number was dropped on ${on}, for it is kept no longer than needed: nobody can read it any more.`,
    },
    [],
  );
}

// A ticket that is not in sight any more may be a report: who handles it now knows the reporter, and nobody here.
async function refuseReporters(tx: Transaction, actor: Actor, call: CallRow): Promise<void> {
  const keys = await ticketKeysOfCall(tx, actor, call);
  const tickets = await findTickets(tx, scopeOf(actor.bureau), keys);
  if (tickets.length === keys.length && tickets.every((one) => one.kind !== "REPORT" || mayReveal(actor, one))) return;
  throw forbidden({
    zh: "该来电形成了举报工单；举报人信息仅限承办人查看（第121号令第三十七条）。",
    en: "A report came of this call: only its handler may know the reporter (Order 121 art. 37).",
  });
}
