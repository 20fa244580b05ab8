import type { RequestContext } from "../../../platform/context.js";
import { illegalTransition } from "../../../platform/errors.js";
import { changeRule, writeRuleChange } from "../rule.change.js";
import type { SwitchSurgeRuleInput } from "../rule.inputs.js";
import type { RuleRow } from "../rule.store.js";
import { permittedRuleActions } from "../rule.view.js";

/**
 * Switches a rule on or off (启用、停用预警规则). The counts are looked at within seconds; with a rule that is switched off its
 * alerts are closed, for nobody would look at them any more.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION where it is as is asked for
 */
export function switchSurgeRule(context: RequestContext, input: SwitchSurgeRuleInput): Promise<RuleRow> {
  const { isOn } = input;
  return changeRule(context, input, (change) => {
    const { actor, at, rule } = change;
    if (rule.isOn === isOn) {
      const text = {
        zh: isOn ? "该规则已启用。" : "该规则已停用。",
        en: isOn ? "The rule is on already." : "The rule is off already.",
      };
      throw illegalTransition(text, permittedRuleActions(actor, rule));
    }
    const by = { changedAt: at, changedBy: actor.person?.id ?? null };
    const changes = { ...by, isOn, lookAt: isOn ? at : null };
    return writeRuleChange(change, changes, isOn ? "SWITCHED_ON" : "SWITCHED_OFF", !isOn);
  });
}
