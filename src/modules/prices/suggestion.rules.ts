import type { BilingualText } from "../../platform/actor.js";
import {
  assess,
  type LabelledPart,
  type PriceAssessment,
  readLabelledTexts,
  shippedPriceRuleBook,
  shippedPriceRules,
} from "./suggestions/index.js";

/** The rule of suggestions that the words of a desk make. */
export const ownWordsRule = "OWN_WORDS";

const ownWordsName: BilingualText = { zh: "价格监督台自设词", en: "Words of a price desk" };

const names: ReadonlyMap<string, BilingualText> = new Map<string, BilingualText>([
  ...[...shippedPriceRuleBook.rules, ...shippedPriceRuleBook.otherMatters].map(
    ({ chinese, code, english }) => [code, { zh: chinese, en: english }] as const,
  ),
  [ownWordsRule, ownWordsName],
]);

/** The codes of all rules, in the order of the book. */
export const ruleCodes: readonly string[] = [...names.keys()];

/** What a rule looks for; a rule that is no more goes by its code. */
export function nameOfRule(code: string): BilingualText {
  return names.get(code) ?? { zh: code, en: code };
}

/** How good the shipped rules are on a part of the labelled texts. */
export interface AssessedPart {
  part: LabelledPart;
  texts: number;
  assessment: PriceAssessment;
}

let assessed: readonly AssessedPart[] | undefined;

/** How good the shipped rules are on the labelled texts: worked out once in a process, for neither ever changes in it. */
export function assessShippedRules(): readonly AssessedPart[] {
  assessed ??= (["HELD_OUT", "TUNING"] as const).map((part) => {
    const labelled = readLabelledTexts(part);
    return { part, texts: labelled.length, assessment: assess(shippedPriceRules, labelled) };
  });
  return assessed;
}
