import type { RequestContext } from "../../../platform/context.js";
import { invalidInput } from "../../../platform/errors.js";
import { handleAlert } from "../alert.change.js";
import type { SnoozeSurgeAlertInput } from "../alert.inputs.js";
import type { AlertRow } from "../alert.store.js";
import { longestSnooze } from "../alert.words.js";

const hourMilliseconds = 3_600_000;

/**
 * Puts a surge off until an instant (暂缓提醒): until then nothing is told of it; then it is open again, unless it is over.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION for an alert that is closed, INVALID_INPUT for an instant that is
 *   past or more than a fortnight away
 */
export function snoozeSurgeAlert(context: RequestContext, input: SnoozeSurgeAlertInput): Promise<AlertRow> {
  const { until } = input;
  const hours = (until.getTime() - context.clock.now().getTime()) / hourMilliseconds;
  if (!(hours > 0 && hours <= longestSnooze)) {
    throw invalidInput("until", {
      zh: `暂缓时间须在将来，且不超过 ${longestSnooze / 24} 天。`,
      en: `An alert is snoozed until an instant in the next ${longestSnooze / 24} days.`,
    });
  }
  return handleAlert(context, input, "SNOOZE", { snoozedUntil: until, changes: () => ({}) });
}
