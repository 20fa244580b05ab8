import type { LabelledText } from "./labelled-text.js";
import type { PreparedPriceRules } from "./prepared-rules.js";
import { suggestOtherMatter, suggestPriceCase } from "./suggest-price-case.js";

/** A share with its bounds of 95 % by Wilson's score interval; null where there is nothing to take a share of. */
export interface Proportion {
  readonly count: number;
  readonly of: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** How often one rule was right. A text in which two rules fire counts for both. */
export interface RuleAssessment {
  readonly code: string;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly precision: Proportion;
}

/** How good suggestions are on labelled texts. */
export interface PriceAssessment {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  /** Of the suggestions, how many are right (准确率, 查准率). */
  readonly precision: Proportion;
  /** Of what should be suggested, how many are (召回率, 查全率). */
  readonly recall: Proportion;
  /** The harmonic mean of both; null where one is missing, or both are zero. */
  readonly f1: number | null;
  /** Each rule of the book, in its order. */
  readonly byRule: readonly RuleAssessment[];
}

/** The quantile of the normal distribution for bounds of 95 %. */
const quantile = 1.959963984540054;

/**
 * A share with its Wilson score interval of 95 % (E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", Journal of the American Statistical Association 22, 1927), which stays inside 0 and 1 for small counts too.
 */
export function proportionOf(count: number, of: number): Proportion {
  if (of === 0) return { count, of, value: null, low: null, high: null };
  const value = count / of;
  const square = quantile ** 2 / of;
  const middle = (value + square / 2) / (1 + square);
  const half = Math.sqrt(square * (value * (1 - value) + square / 4)) / (1 + square);
  // At the edges the bounds are 0 and 1 exactly, which rounding would miss.
  return { count, of, value, low: count === 0 ? 0 : middle - half, high: count === of ? 1 : middle + half };
}

interface Judged {
  readonly isRight: boolean;
  /** The codes of the rules that fired; empty where nothing was suggested. */
  readonly fired: readonly string[];
}

function countUp(judged: readonly Judged[], codes: readonly string[]): PriceAssessment {
  const countOf = (isRight: boolean, isSuggested: boolean): number =>
    judged.filter((text) => text.isRight === isRight && text.fired.length > 0 === isSuggested).length;
  const truePositives = countOf(true, true);
  const falsePositives = countOf(false, true);
  const falseNegatives = countOf(true, false);
  const precision = proportionOf(truePositives, truePositives + falsePositives);
  const recall = proportionOf(truePositives, truePositives + falseNegatives);
  const doubled = 2 * truePositives;
  const byRule = codes.map((code) => {
    const right = judged.filter(({ isRight, fired }) => isRight && fired.includes(code)).length;
    const wrong = judged.filter(({ isRight, fired }) => !isRight && fired.includes(code)).length;
    return { code, truePositives: right, falsePositives: wrong, precision: proportionOf(right, right + wrong) };
  });
  return {
    truePositives,
    falsePositives,
    falseNegatives,
    trueNegatives: countOf(false, false),
    precision,
    recall,
    f1: truePositives === 0 ? null : doubled / (doubled + falsePositives + falseNegatives),
    byRule,
  };
}

/**
 * Counts how good the suggestions of price cases are on labelled texts. The texts are taken as tickets without an issue class, for a
 * class given by the label would give the answer away.
 */
export function assess(rules: PreparedPriceRules, labelled: readonly LabelledText[]): PriceAssessment {
  const judged = labelled.map(({ text, price, goodsClass }) => ({
    isRight: price,
    fired: suggestPriceCase({ text, issueClass: null, goodsClass }, rules)?.rules ?? [],
  }));
  return countUp(
    judged,
    rules.book.rules.map(({ code }) => code),
  );
}

/**
 * Counts how good the suggestions are that a ticket of the price line is another matter: each text is taken as a ticket of the price
 * line, so a suggestion is right where the label says that it is no price case.
 */
export function assessOtherMatters(rules: PreparedPriceRules, labelled: readonly LabelledText[]): PriceAssessment {
  const [issueClass = null] = rules.book.priceClasses;
  const judged = labelled.map(({ text, price, goodsClass }) => ({
    isRight: !price,
    fired: suggestOtherMatter({ text, issueClass, goodsClass }, rules)?.rules ?? [],
  }));
  return countUp(
    judged,
    rules.book.otherMatters.map(({ code }) => code),
  );
}
