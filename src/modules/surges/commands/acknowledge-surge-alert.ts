import type { RequestContext } from "../../../platform/context.js";
import { type AlertReference, handleAlert } from "../alert.change.js";
import type { AlertRow } from "../alert.store.js";

/**
 * Somebody of the bureau takes note of a surge and sees to it (确认预警). Its growth is told all the same.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION for an alert that was acknowledged or closed before
 */
export function acknowledgeSurgeAlert(context: RequestContext, input: AlertReference): Promise<AlertRow> {
  return handleAlert(context, input, "ACKNOWLEDGE", {
    changes: (at, person) => ({ acknowledgedAt: at, acknowledgedBy: person }),
  });
}
