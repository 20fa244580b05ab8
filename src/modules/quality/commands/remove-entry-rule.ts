import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { notFound } from "../../../platform/errors.js";
import { startValidation } from "../../../platform/validation.js";
import type { EntryRule } from "../entry.js";
import { qualityEventTypes } from "../quality.events.js";
import type { RemoveEntryRuleInput } from "../quality.inputs.js";
import { recordRule, rulesAfter, subjectOf } from "../rule.change.js";
import { takeBackRule } from "../rule.store.js";
import { forgetRulesAfter } from "../rules-in-force.js";

/** No code of an issue class has more characters. */
const longestCode = 100;

/**
 * Takes back what the actor's bureau has set of a rule: what a superior has set is in force again, or the rule as shipped.
 *
 * @throws FORBIDDEN; INVALID_INPUT; NOT_FOUND where the bureau has set nothing for that rule, kind and class
 */
export function removeEntryRule(context: RequestContext, input: RemoveEntryRuleInput): Promise<EntryRule[]> {
  return inScope(context, async (tx) => {
    const actor = actorOf(context);
    authorize(actor, "entry.manage", actor.bureau);

    const check = startValidation();
    check.text("issueClass", input.issueClass, longestCode);
    check.finish();
    const removed = await takeBackRule(tx, subjectOf(actor.bureau.bureau, input));
    if (removed === null) throw notFound("rule");

    await recordRule(tx, context, removed, qualityEventTypes.REMOVED);
    forgetRulesAfter(tx);
    return rulesAfter(tx, actor, input);
  });
}
