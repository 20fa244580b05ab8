import type { RequestContext } from "../../../platform/context.js";
import { changeRule, type RuleReference, writeRuleChange } from "../rule.change.js";
import type { RuleRow } from "../rule.store.js";

/**
 * Takes a rule away (删除预警规则): it is listed no more and looks for nothing. Its alerts stay, closed, and still name it.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT
 */
export function deleteSurgeRule(context: RequestContext, input: RuleReference): Promise<RuleRow> {
  return changeRule(context, input, (change) => {
    const { actor, at } = change;
    const by = { changedAt: at, changedBy: actor.person?.id ?? null };
    return writeRuleChange(change, { ...by, isOn: false, lookAt: null, removedAt: at }, "REMOVED", true);
  });
}
