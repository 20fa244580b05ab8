import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark } from "../../tickets/index.js";
import { decideElevation, endElevation, findAndLockElevation } from "../elevation.change.js";
import type { RefuseElevationInput } from "../elevation.inputs.js";
import type { ElevationRow } from "../elevation.store.js";

/** The superior that was asked does not take the case up, and says why (不予提级). */
export function refuseElevation(context: RequestContext, input: RefuseElevationInput): Promise<ElevationRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLockElevation(tx, context, input.elevationId);
    decideElevation(change, "REFUSE", input.version);
    return endElevation(change, "REFUSE", checkRemark("explanation", input.explanation, 2));
  });
}
