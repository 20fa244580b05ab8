import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark } from "../../tickets/index.js";
import { decideOnRequest, endRequest, findAndLockRequest } from "../extension.change.js";
import type { RefuseExtensionInput } from "../extension.inputs.js";
import type { ExtensionRow } from "../extension.store.js";

/**
 * The head of the bureau refuses a request with a reason (不予延期). The limit stays as it is, and the handler may ask again.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION, INVALID_INPUT
 */
export function refuseExtension(context: RequestContext, input: RefuseExtensionInput): Promise<ExtensionRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLockRequest(tx, context, input.requestId);

    decideOnRequest(change, "REFUSE", input.version);

    const remark = checkRemark("remark", input.remark, 2);
    return endRequest(change, { action: "REFUSE", remark, notice: "EXTENSION_REFUSED" });
  });
}
