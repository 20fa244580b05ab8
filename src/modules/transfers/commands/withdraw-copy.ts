import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { stepOnCopy } from "../copy.change.js";
import type { CopyStepInput } from "../copy.inputs.js";
import type { CopyRow } from "../copy.store.js";
import { noteOnTicket } from "../ticket-of-matter.js";

/** The bureau that sent a copy withdraws it (撤回抄送): the receiver sees nothing of the ticket by it any more. */
export function withdrawCopy(context: RequestContext, input: CopyStepInput): Promise<CopyRow> {
  return inScope(context, async (tx) => {
    const [actor, at] = [actorOf(context), context.clock.now()];
    const row = await stepOnCopy(tx, context, input, { action: "WITHDRAW", at, changes: { withdrawnAt: at } });
    const ticket = { province: row.province, id: row.ticketId };
    await noteOnTicket(tx, { actor, at }, ticket, { kind: "COPY_WITHDRAWN", toBureau: row.receiver });
    return row;
  });
}
