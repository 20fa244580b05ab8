import type { RequestContext } from "../../../platform/context.js";
import { type AlertReference, handleAlert } from "../alert.change.js";
import type { AlertRow } from "../alert.store.js";

/**
 * Opens a closed surge again (重新打开预警).
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION for an alert that is not closed, that a newer one
 *   has followed, or whose rule is off
 */
export function reopenSurgeAlert(context: RequestContext, input: AlertReference): Promise<AlertRow> {
  return handleAlert(context, input, "REOPEN", {
    changes: () => ({ acknowledgedAt: null, acknowledgedBy: null, closedBy: null, closeReason: null }),
  });
}
