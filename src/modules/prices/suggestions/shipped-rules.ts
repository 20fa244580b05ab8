import book from "./data/price-rules.json" with { type: "json" };
import { type PreparedPriceRules, preparePriceRules } from "./prepared-rules.js";
import type { PriceRuleBook } from "./price-rule.js";

/** The rules that come with the release, written for this project and tuned on the tuning part of the labelled set alone. */
export const shippedPriceRuleBook: PriceRuleBook = book;

/** The shipped rules, prepared once for the process. */
export const shippedPriceRules: PreparedPriceRules = preparePriceRules(shippedPriceRuleBook);
