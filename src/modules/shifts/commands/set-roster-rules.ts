import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { conflict } from "../../../platform/errors.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { rosterRecordings } from "../roster.change.js";
import { lockRosterRules, type RosterRulesRow, rosterRulesWriting } from "../roster-rules.store.js";
import { checkRosterRules } from "../shift.check.js";
import { shiftEventTypes } from "../shift.events.js";
import type { SetRosterRulesInput } from "../shift.inputs.js";
import { lockRosterOf } from "../shift.store.js";

/**
 * Sets what the caller's bureau asks of its rosters (设置排班规则). It holds for what is assigned from now on.
 *
 * @throws FORBIDDEN, CONFLICT, INVALID_INPUT
 */
export function setRosterRules(context: RequestContext, input: SetRosterRulesInput): Promise<RosterRulesRow> {
  const actor = actorOf(context);
  checkRosterRules(input);
  return inScope(context, async (tx) => {
    const { bureau, city, county, province } = actor.bureau;
    await lockRosterOf(tx, bureau);
    const found = await lockRosterRules(tx, bureau);
    authorize(actor, "shift.manage", actor.bureau);
    const { acknowledgeMinutes, isRefused, leastRestMinutes, mostWeekHours, version = null } = input;
    if (version !== (found?.version ?? null)) throw conflict(found?.version ?? 0);
    const at = context.clock.now();
    const rules = { leastRestMinutes, mostWeekHours, isRefused, acknowledgeMinutes };
    const row: RosterRulesRow = {
      ...{ province, city, county, bureau, ...rules },
      ...{ setAt: at, setBy: actor.person?.id ?? null, version: (found?.version ?? 0) + 1 },
    };
    await writeAndEnd(tx, [
      rosterRulesWriting(found, row),
      ...rosterRecordings(context, actor, at, shiftEventTypes.RULES_SET, rules),
    ]);
    return row;
  });
}
