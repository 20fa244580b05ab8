import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { tooLarge } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { startValidation } from "../../../platform/validation.js";
import { requireEntry } from "../../dictionaries/index.js";
import { type EntryRule, type EntryRuleName, requirableFields } from "../entry.js";
import { qualityEventTypes } from "../quality.events.js";
import type { SetEntryRuleInput } from "../quality.inputs.js";
import { recordRule, rulesAfter, subjectOf } from "../rule.change.js";
import { countOtherRules, saveRule } from "../rule.store.js";
import { forgetRulesAfter } from "../rules-in-force.js";

/** How many settings one bureau may have. */
const mostRules = 200;

/** The rules that go by words. */
const worded: readonly EntryRuleName[] = ["FACTS_VAGUE", "REQUEST_VAGUE"];

/**
 * Sets how the actor's bureau and those beneath it check entries by a rule (录入质量规则), in place of what it had set before
 * for the same kind and class. It counts for entries from now on.
 *
 * @throws FORBIDDEN; INVALID_INPUT for an unknown class, or for what the rule does not go by; TOO_LARGE
 */
export function setEntryRule(context: RequestContext, input: SetEntryRuleInput): Promise<EntryRule[]> {
  return inScope(context, async (tx) => {
    const actor = actorOf(context);
    authorize(actor, "entry.manage", actor.bureau);

    checkInput(input);
    const at = context.clock.now();
    const { issueClass, ticketKind } = input;
    if (issueClass != null) {
      const on = chinaDay(at);
      const kind = ticketKind == null ? {} : { kind: ticketKind };
      await requireEntry(tx, actor, { dictionary: "ISSUE_CLASS", code: issueClass, field: "issueClass", on, ...kind });
    }
    const { bureau, city, county, province } = actor.bureau;
    const subject = subjectOf(bureau, input);
    if ((await countOtherRules(tx, subject)) >= mostRules) throw tooLarge("rule", mostRules + 1, mostRules);

    const saved = await saveRule(tx, {
      ...{ province, city, county },
      ...subject,
      id: newId(at),
      ...{ effect: input.effect, least: input.least ?? null, words: input.words ?? null, fields: input.fields ?? null },
      ...{ setAt: at, setBy: actor.person?.id ?? null },
    });

    await recordRule(tx, context, saved, qualityEventTypes.SET);
    forgetRulesAfter(tx);
    return rulesAfter(tx, actor, input);
  });
}

function checkInput({ fields, least, rule, words }: SetEntryRuleInput): void {
  const validation = startValidation();
  const foreign = (field: string): void =>
    validation.add(field, { zh: `规则 ${rule} 不使用 ${field}。`, en: `The rule ${rule} does not go by ${field}.` });
  if (least != null) {
    if (rule !== "FACTS_SHORT") foreign("least");
    else if (least < 2 || least > 200) {
      validation.add("least", { zh: "最少字数应在 2 至 200 之间。", en: "It is between 2 and 200." });
    }
  }
  if (words != null) {
    if (!worded.includes(rule)) foreign("words");
    else if (words.length < 1 || words.length > 50 || new Set(words).size < words.length) {
      validation.add("words", { zh: "应有 1 至 50 个互不相同的用语。", en: "Give 1 to 50 different words." });
    } else for (const [place, word] of words.entries()) validation.text(`words.${place}`, word, 20, 1);
  }
  if (fields != null) {
    if (rule !== "FIELDS_REQUIRED") foreign("fields");
    else if (fields.length < 1 || new Set(fields).size < fields.length || fields.length > requirableFields.length) {
      validation.add("fields", { zh: "应有互不相同的要素。", en: "Give different fields, at least one." });
    }
  }
  validation.finish();
}
