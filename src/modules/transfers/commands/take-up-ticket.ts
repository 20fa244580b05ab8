import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkReason, decide, findAndLock, type TicketRow, writeChanges } from "../../tickets/index.js";
import { endMovedOnDisputes } from "../dispute.platform.js";
import { endedElevation, pendingElevations, takingUp } from "../elevation.change.js";
import type { TakeUpTicketInput } from "../elevation.inputs.js";

/**
 * A superior takes up a case that a bureau beneath it handles (提级办理; art. 13 of Order 121, art. 12 of Order 20). What the
 * bureau had asked for is granted with it; what it disputed is of no account any more.
 */
export function takeUpTicket(context: RequestContext, input: TakeUpTicketInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "TAKE_UP", input.version);
    const words = { field: "explanation", text: input.explanation } as const;
    const remark = await checkReason(change, "ELEVATION_REASON", "reason", input.reason, words);
    const taken = takingUp(change, edge, { reason: input.reason, remark });
    await endMovedOnDisputes(change, taken.ticket);
    const granted = await pendingElevations(change, change.ticket);
    const [after] = await writeChanges(
      [taken],
      granted.flatMap((elevation) => endedElevation(elevation, "APPROVE", change, null).writings),
    );
    return after;
  });
}
