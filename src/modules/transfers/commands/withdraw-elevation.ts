import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark } from "../../tickets/index.js";
import { decideElevation, endElevation, findAndLockElevation } from "../elevation.change.js";
import type { ElevationStepInput } from "../elevation.inputs.js";
import type { ElevationRow } from "../elevation.store.js";

/** The bureau that asked takes its request back, and handles the case itself (撤回提级申请). */
export function withdrawElevation(context: RequestContext, input: ElevationStepInput): Promise<ElevationRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLockElevation(tx, context, input.elevationId);
    decideElevation(change, "WITHDRAW", input.version);
    return endElevation(change, "WITHDRAW", checkRemark("remark", input.remark));
  });
}
