export {
  assess,
  assessOtherMatters,
  type PriceAssessment,
  type Proportion,
} from "./assessment.js";
export { type LabelledPart, type LabelledText, readLabelledTexts } from "./labelled-text.js";
export { preparePriceRules } from "./prepared-rules.js";
export type {
  MarkedWord,
  PriceRule,
  PriceRuleBook,
  PriceSuggestion,
} from "./price-rule.js";
export { mostMarkedWords } from "./price-rule.js";
export { findRuleProblems } from "./rule-problems.js";
export { shippedPriceRuleBook, shippedPriceRules } from "./shipped-rules.js";
export { suggestOtherMatter, suggestPriceCase } from "./suggest-price-case.js";
