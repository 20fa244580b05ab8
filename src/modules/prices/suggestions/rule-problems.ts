import { foldText } from "./folded-text.js";
import { numberWords, unfoldWords } from "./prepared-rules.js";
import type { PriceRule, PriceRuleBook } from "./price-rule.js";

/** What is wrong with a rule: each makes it fire never, always, or otherwise than it reads. */
export type RuleFault =
  | "DOUBLE_CODE"
  | "NO_GROUP"
  | "EMPTY_GROUP"
  | "EMPTY_WORD"
  | "UNKNOWN_VOCABULARY"
  | "WORD_IN_TWO_GROUPS"
  | "WORD_IS_NEUTRAL"
  | "WORD_SPEAKS_BOTH_WAYS"
  | "WORD_TOO_LONG"
  | "WINDOW_OUT_OF_BOUNDS";

/** A fault of the rules, with the code of the rule and the word, where it is one word's. */
export interface PriceRuleProblem {
  readonly rule: string;
  readonly fault: RuleFault;
  readonly word: string | null;
}

/** How long a word may be, and how far apart the words of a rule, in characters of folded text. */
const ruleBounds = { longestWord: 30, widestWindow: 200 } as const;

const foldWord = (word: string): string => (word.startsWith("@") ? word : foldText(word).units);

function findWordProblems(book: PriceRuleBook, code: string, words: readonly string[]): PriceRuleProblem[] {
  const problem = (fault: RuleFault, word: string): PriceRuleProblem => ({ rule: code, fault, word });
  const known = new Set([...Object.keys(book.vocabularies).map((name) => `@${name}`), ...Object.values(numberWords)]);
  const neutral = new Set(unfoldWords(book, book.neutral).map(foldWord));
  return words.flatMap((word) => {
    if (word.startsWith("@") && !known.has(word)) return [problem("UNKNOWN_VOCABULARY", word)];
    return unfoldWords(book, [word]).flatMap((single) => [
      ...(foldWord(single) === "" ? [problem("EMPTY_WORD", single)] : []),
      ...(foldWord(single).length > ruleBounds.longestWord ? [problem("WORD_TOO_LONG", single)] : []),
      ...(neutral.has(foldWord(single)) ? [problem("WORD_IS_NEUTRAL", single)] : []),
    ]);
  });
}

function findGroupProblems(book: PriceRuleBook, { code, groups, unless, within }: PriceRule): PriceRuleProblem[] {
  const problem = (fault: RuleFault, word: string | null): PriceRuleProblem => ({ rule: code, fault, word });
  const unfolded = groups.map((group) => new Set(unfoldWords(book, group).map(foldWord)));
  const all = unfolded.flatMap((group) => [...group]);
  const doubled = new Set(all.filter((word, place) => all.indexOf(word) !== place));
  const against = new Set(unfoldWords(book, unless).map(foldWord));
  return [
    ...(groups.length === 0 ? [problem("NO_GROUP", null)] : []),
    ...unfolded.flatMap(({ size }) => (size === 0 ? [problem("EMPTY_GROUP", null)] : [])),
    ...(within < 1 || within > ruleBounds.widestWindow ? [problem("WINDOW_OUT_OF_BOUNDS", null)] : []),
    ...Array.from(doubled, (word) => problem("WORD_IN_TWO_GROUPS", word)),
    ...[...new Set(all)].filter((word) => against.has(word)).map((word) => problem("WORD_SPEAKS_BOTH_WAYS", word)),
  ];
}

/**
 * Answers what is wrong with a book of rules, in the order of its rules; empty for the shipped one. A book with problems can still be
 * prepared and used: it only does less than it says.
 */
export function findRuleProblems(book: PriceRuleBook): readonly PriceRuleProblem[] {
  const codes = [...book.rules, ...book.otherMatters].map(({ code }) => code);
  const doubled = codes.filter((code, place) => codes.indexOf(code) !== place);
  return [
    ...Array.from(new Set(doubled), (rule) => ({ rule, fault: "DOUBLE_CODE" as const, word: null })),
    ...book.rules.flatMap((rule) => [
      ...findGroupProblems(book, rule),
      ...findWordProblems(book, rule.code, [...rule.groups.flat(), ...rule.unless]),
    ]),
    ...book.otherMatters.flatMap(({ code, words }) => findWordProblems(book, code, words)),
  ];
}
