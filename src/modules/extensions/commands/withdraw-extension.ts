import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark } from "../../tickets/index.js";
import { decideOnRequest, endRequest, findAndLockRequest } from "../extension.change.js";
import type { WithdrawExtensionInput } from "../extension.inputs.js";
import type { ExtensionRow } from "../extension.store.js";

/**
 * A handler of the bureau that asked withdraws a request that was not decided yet (撤回延期申请).
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION, INVALID_INPUT
 */
export function withdrawExtension(context: RequestContext, input: WithdrawExtensionInput): Promise<ExtensionRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLockRequest(tx, context, input.requestId);

    decideOnRequest(change, "WITHDRAW", input.version);

    const remark = checkRemark("remark", input.remark);
    return endRequest(change, { action: "WITHDRAW", remark, notice: "EXTENSION_WITHDRAWN" });
  });
}
