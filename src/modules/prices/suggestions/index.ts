export {
  assess,
  assessOtherMatters,
  type PriceAssessment,
  type Proportion,
  type RuleAssessment,
} from "./assessment.js";
export { type LabelledPart, type LabelledText, readLabelledTexts } from "./labelled-text.js";
export type { PreparedPriceRules } from "./prepared-rules.js";
export { preparePriceRules } from "./prepared-rules.js";
export type {
  CodeCondition,
  MarkedWord,
  OtherMatterRule,
  PriceRule,
  PriceRuleBook,
  PriceSuggestion,
  PriceText,
} from "./price-rule.js";
export { mostMarkedWords } from "./price-rule.js";
export { findRuleProblems, type PriceRuleProblem, type RuleFault } from "./rule-problems.js";
export { shippedPriceRuleBook, shippedPriceRules } from "./shipped-rules.js";
export { suggestOtherMatter, suggestPriceCase } from "./suggest-price-case.js";
