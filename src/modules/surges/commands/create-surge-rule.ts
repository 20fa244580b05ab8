import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { tooLarge } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { ruleRecordings } from "../rule.change.js";
import { checkRule, checkRuleName, regionOfRule } from "../rule.check.js";
import type { CreateSurgeRuleInput } from "../rule.inputs.js";
import { countRulesOf, type RuleRow, ruleInsertion } from "../rule.store.js";
import { mostRules } from "../rule.words.js";

/**
 * Makes a rule of the caller's bureau (新建预警规则). It is off: whoever made it tries it on the past, and switches it on.
 *
 * @throws NOT_FOUND for a region above or beside the caller's; INVALID_INPUT; TOO_LARGE for one rule too many
 */
export async function createSurgeRule(context: RequestContext, input: CreateSurgeRuleInput): Promise<RuleRow> {
  const actor = actorOf(context);
  const region = await regionOfRule(context, input.rule);
  checkRuleName(input.name);
  return inScope(context, async (tx) => {
    authorize(actor, "surge.manage", actor.bureau);
    const { content } = await checkRule(tx, context, input.rule, region);
    const rules = await countRulesOf(tx, actor.bureau.bureau);
    if (rules >= mostRules) throw tooLarge("rules", rules + 1, mostRules);
    const at = context.clock.now();
    const { bureau, city, county, province } = actor.bureau;
    const by = actor.person?.id ?? null;
    const rule: RuleRow = {
      ...{ province, city, county, bureau, id: newId(at), name: input.name, ...content },
      ...{ isOn: false, createdAt: at, createdBy: by, changedAt: at, changedBy: by, removedAt: null, version: 1 },
      ...{ lookAt: null, lookedAt: null, knownFrom: null, countedUntil: null },
    };
    await writeAndEnd(tx, [ruleInsertion(rule), ...ruleRecordings({ actor, at, context }, rule, "CREATED")]);
    return rule;
  });
}
