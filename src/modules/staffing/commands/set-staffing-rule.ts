import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { conflict } from "../../../platform/errors.js";
import { toGlobalId } from "../../../platform/ids.js";
import { recordings } from "../../../platform/record.js";
import { startValidation } from "../../../platform/validation.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { checkBounds } from "../bounds.js";
import { lockStaffingRule, type StaffingRuleRow, staffingRuleWriting } from "../rule.store.js";
import { staffingEventTypes } from "../staffing.events.js";
import { staffingLimits } from "../staffing.words.js";

/** What setStaffingRule takes. */
export interface StaffingRuleSetting {
  /** The version that the caller saw; null where the bureau had set nothing. */
  version?: number | null;
  targetPercent: number;
  targetSeconds: number;
  afterCallSeconds: number;
  shrinkagePercent: number;
  seats?: number | null;
}

/** The name under which the audit and the events know a rule. */
export const staffingRuleType = "StaffingRule";

/**
 * Sets by what the acting bureau works its staffing out (设置排班测算): the target, what comes after a call, and shrinkage.
 *
 * @throws FORBIDDEN, INVALID_INPUT for numbers out of their bounds, CONFLICT
 */
export function setStaffingRule(context: RequestContext, input: StaffingRuleSetting): Promise<StaffingRuleRow> {
  const actor = actorOf(context);
  const at = context.clock.now();
  return inScope(context, async (tx) => {
    const { bureau, city, county, province } = actor.bureau;
    const found = await lockStaffingRule(tx, bureau);
    authorize(actor, "staffing.manage", actor.bureau);
    checkSetting(input);
    if ((input.version ?? null) !== (found?.version ?? null)) throw conflict(found?.version ?? 0);

    const { afterCallSeconds, seats = null, shrinkagePercent, targetPercent, targetSeconds } = input;
    const place = { province, city, county, bureau };
    const numbers = { targetPercent, targetSeconds, afterCallSeconds, shrinkagePercent, seats };
    const version = (found?.version ?? 0) + 1;
    const row: StaffingRuleRow = { ...place, ...numbers, setBy: actor.person?.id ?? null, setAt: at, version };
    const subject = { type: staffingRuleType, id: toGlobalId(staffingRuleType, bureau), version, place };
    const event = { type: staffingEventTypes.RULE_SET, payload: numbers };
    await writeAndEnd(tx, [
      staffingRuleWriting(found, row),
      ...recordings(actor, [
        { action: "staffing.manage", at, requestId: context.requestId, subject, detail: numbers, events: [event] },
      ]),
    ]);
    return row;
  });
}

function checkSetting(input: StaffingRuleSetting): void {
  const validation = startValidation();
  const { afterCallSeconds, percent, seats, seconds, shrinkagePercent } = staffingLimits;
  checkBounds(validation, "targetPercent", input.targetPercent, percent);
  checkBounds(validation, "targetSeconds", input.targetSeconds, seconds);
  checkBounds(validation, "afterCallSeconds", input.afterCallSeconds, afterCallSeconds);
  checkBounds(validation, "shrinkagePercent", input.shrinkagePercent, shrinkagePercent);
  checkBounds(validation, "seats", input.seats, seats);
  validation.finish();
}
