import type { RequestContext } from "../../../platform/context.js";
import { changeRule, writeRuleChange } from "../rule.change.js";
import { checkRule, checkRuleName, type RuleContent, regionOfRule } from "../rule.check.js";
import type { UpdateSurgeRuleInput } from "../rule.inputs.js";
import type { RuleRow } from "../rule.store.js";

/** What of a rule its alerts and the counted hours hang on. */
const watching = [
  ...(["line", "region", "kinds", "issueClass", "goodsClass", "topic", "words", "groupedBy", "kind"] as const),
] satisfies readonly (keyof RuleContent)[];

/**
 * Says a rule anew (修改预警规则). Where it watches something else from now on, its alerts are closed, and what is usual is
 * counted anew.
 *
 * @throws NOT_FOUND, for a region above or beside the caller's too; FORBIDDEN, CONFLICT, INVALID_INPUT
 */
export async function updateSurgeRule(context: RequestContext, input: UpdateSurgeRuleInput): Promise<RuleRow> {
  const region = await regionOfRule(context, input.rule);
  checkRuleName(input.name);
  return changeRule(context, input, async (change) => {
    const { actor, at, rule, tx } = change;
    const { content } = await checkRule(tx, context, input.rule, region);
    const isOther = watching.some((name) => JSON.stringify(rule[name]) !== JSON.stringify(content[name]));
    const counting = isOther ? { knownFrom: null, countedUntil: null } : {};
    const changes = {
      ...{ ...content, ...counting, name: input.name, changedAt: at, changedBy: actor.person?.id ?? null },
      lookAt: rule.isOn ? at : null,
    };
    return writeRuleChange(change, changes, "CHANGED", isOther);
  });
}
