import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark, edgeThrough, writeChanges } from "../../tickets/index.js";
import { endMovedOnDisputes } from "../dispute.platform.js";
import { decideElevation, endedElevation, findAndLockElevation, takingUp } from "../elevation.change.js";
import type { ElevationStepInput } from "../elevation.inputs.js";
import type { ElevationRow } from "../elevation.store.js";

/** The superior that was asked takes the case up (同意提级; art. 13 of Order 121, art. 12 of Order 20). */
export function approveElevation(context: RequestContext, input: ElevationStepInput): Promise<ElevationRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLockElevation(tx, context, input.elevationId);
    decideElevation(change, "APPROVE", input.version);
    const { elevation, onTicket } = change;
    const remark = checkRemark("remark", input.remark);
    const taken = takingUp(onTicket, edgeThrough(onTicket, "TAKE_UP"), { reason: elevation.reason, remark });
    const { after, writings } = endedElevation(elevation, "APPROVE", onTicket, remark);
    await endMovedOnDisputes(onTicket, taken.ticket);
    await writeChanges([taken], writings);
    return after;
  });
}
