import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { notFound } from "../../../platform/errors.js";
import { scopeOf } from "../../../platform/scope.js";
import { write } from "../../../platform/writing.store.js";
import { checkRemark } from "../../tickets/index.js";
import { matterKeyOf } from "../matter-key.js";
import { referralRecordings } from "../referral.change.js";
import type { NoteReferralReplyInput } from "../referral.inputs.js";
import { decideReply } from "../referral.states.js";
import { type ReferralChanges, type ReferralRow, referralList, referralUpdate } from "../referral.store.js";
import { referralType } from "../referral.type.js";
import { noteOnTicket } from "../ticket-of-matter.js";

/** The bureau that referred a matter notes what the body answered (登记移送回复), wherever the ticket is by then. */
export function noteReferralReply(context: RequestContext, input: NoteReferralReplyInput): Promise<ReferralRow> {
  return inScope(context, async (tx) => {
    const [actor, at] = [actorOf(context), context.clock.now()];
    const key = matterKeyOf(input.referralId, referralType);
    const [seen] = key === null ? [] : await referralList.find(tx, scopeOf(actor.bureau), [key]);
    const row = seen === undefined ? null : await referralList.lock(tx, seen);
    if (row === null) throw notFound("referralId");
    decideReply(actor, row, input.version);
    const changes: ReferralChanges = {
      state: input.state,
      reply: checkRemark("reply", input.reply, 2),
      repliedAt: at,
    };
    const after: ReferralRow = { ...row, ...changes, version: row.version + 1 };
    await write(tx, [referralUpdate(row, changes), ...referralRecordings(context, after, "NOTE_REPLY", at)]);
    const ticket = { province: row.province, id: row.ticketId };
    await noteOnTicket(tx, { actor, at }, ticket, { kind: "REFERRAL_ANSWERED", detail: { state: input.state } });
    return after;
  });
}
