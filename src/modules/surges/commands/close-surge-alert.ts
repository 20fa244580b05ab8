import type { RequestContext } from "../../../platform/context.js";
import { invalidInput } from "../../../platform/errors.js";
import { handleAlert } from "../alert.change.js";
import type { CloseSurgeAlertInput } from "../alert.inputs.js";
import type { AlertRow } from "../alert.store.js";

/**
 * Closes a surge and says why (关闭预警). What comes again within three days and has grown, or after it was over, is told by
 * the same alert, which opens again by itself.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION for an alert that is closed, INVALID_INPUT for OTHER without words
 */
export function closeSurgeAlert(context: RequestContext, input: CloseSurgeAlertInput): Promise<AlertRow> {
  const { reason, remark } = input;
  if (reason === "OTHER" && (remark ?? "").trim() === "") {
    throw invalidInput("remark", { zh: "请说明关闭原因。", en: "Say why it is closed." });
  }
  return handleAlert(context, input, "CLOSE", {
    changes: (_, person) => ({ closedBy: person, closeReason: reason }),
  });
}
