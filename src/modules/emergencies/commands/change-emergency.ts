import { inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput } from "../../../platform/errors.js";
import { recordings } from "../../../platform/record.js";
import { startValidation } from "../../../platform/validation.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { type EmergencyReference, emergencyChange, lockOwnEmergency, momentOf } from "../emergency.change.js";
import { checkLastDay, dayAfterLater } from "../emergency.days.js";
import { emergencyEventTypes } from "../emergency.events.js";
import { forgetEmergenciesAfter } from "../emergency.memory.js";
import { announcementInsertion, type EmergencyRow, emergencyUpdate } from "../emergency.store.js";
import type { EmergencyLevel } from "../emergency.words.js";

/** What changeEmergency takes; what is left out stays as it is. */
export interface EmergencyAlteration extends EmergencyReference {
  level?: EmergencyLevel | null;
  /** Null opens the end. */
  to?: string | null;
  isAllSeats?: boolean | null;
  isAroundTheClock?: boolean | null;
  isReportedDaily?: boolean | null;
}

/**
 * Changes level, end or measures of the open emergency of the acting region (调整应急状态), and announces that to every
 * authority beneath, which acknowledges it anew.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION for one that has ended, INVALID_INPUT for a last day that is not
 *   sound and where nothing would change
 */
export function changeEmergency(context: RequestContext, input: EmergencyAlteration): Promise<EmergencyRow> {
  const { actor, at, requestId, today } = momentOf(context);
  return inScope(context, async (tx) => {
    const before = await lockOwnEmergency(tx, actor, input);
    const changes = changesOf(before, input, today);
    const announced = { ...changes, announcement: before.announcement + 1 };
    const after: EmergencyRow = { ...before, ...announced, version: before.version + 1 };
    const change = await emergencyChange(tx, after, {
      ...{ action: "emergency.declare", event: emergencyEventTypes.CHANGED, at, requestId },
    });
    forgetEmergenciesAfter(tx);
    await writeAndEnd(tx, [
      emergencyUpdate(before, announced),
      announcementInsertion(after, at, actor.person?.id ?? null),
      ...recordings(actor, [change]),
    ]);
    return after;
  });
}

function changesOf(before: EmergencyRow, input: EmergencyAlteration, today: string): Partial<EmergencyRow> {
  const changes = {
    level: input.level ?? before.level,
    lastDay: input.to === undefined ? before.lastDay : input.to,
    isAllSeats: input.isAllSeats ?? before.isAllSeats,
    isAroundTheClock: input.isAroundTheClock ?? before.isAroundTheClock,
    nextReportOn: nextReport(before, input.isReportedDaily ?? null, today),
  };
  if (changes.lastDay !== before.lastDay) {
    const validation = startValidation();
    checkLastDay(validation, before.firstDay, changes.lastDay, today);
    validation.finish();
  }
  const names = Object.keys(changes) as (keyof typeof changes)[];
  if (names.some((name) => changes[name] !== before[name])) return changes;
  throw invalidInput("level", {
    zh: "没有任何变化：请填写新的等级、截止日或措施。",
    en: "Nothing would change: name another level, end or measure.",
  });
}

function nextReport({ firstDay, nextReportOn }: EmergencyRow, isDaily: boolean | null, today: string): string | null {
  if (isDaily === null) return nextReportOn;
  if (!isDaily) return null;
  return nextReportOn ?? dayAfterLater(firstDay, today);
}
