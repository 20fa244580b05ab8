import { foldText } from "./folded-text.js";
import type { CodeCondition, OtherMatterRule, PriceRule, PriceRuleBook } from "./price-rule.js";
import { buildWordMatcher, type WordMatcher } from "./word-matcher.js";

/** The words for numbers, which no list can hold. */
export const numberWords = { amount: "@amount", number: "@number" } as const;

/** What a word does in a rule: it stands in the group of that place, or speaks against the rule. */
export interface WordRole {
  /** The place of the rule in the book. */
  readonly rule: number;
  /** The place of the group in the rule; null for a word that speaks against it. */
  readonly group: number | null;
}

/** What a word of the book is for. */
export interface WordUse {
  readonly roles: readonly WordRole[];
  /** Whether words inside this one are not seen. */
  readonly isNeutral: boolean;
  readonly isPriceTrace: boolean;
  /** The places of the other matters that the word shows. */
  readonly otherMatters: readonly number[];
}

/** A book of rules, made ready for texts: its words folded and in one matcher. */
export interface PreparedPriceRules {
  readonly book: PriceRuleBook;
  readonly matcher: WordMatcher;
  /** For each word of the matcher, what it is for; the last two are `@amount` and `@number`, which no matcher finds. */
  readonly uses: readonly WordUse[];
  readonly amountWord: number;
  readonly numberWord: number;
}

interface OpenWordUse {
  readonly roles: WordRole[];
  isNeutral: boolean;
  isPriceTrace: boolean;
  readonly otherMatters: number[];
}

/** The words of a list with its vocabularies unfolded; the name of a vocabulary that is not there gives no word. */
export function unfoldWords(book: PriceRuleBook, words: readonly string[]): string[] {
  const numbers: readonly string[] = Object.values(numberWords);
  return words.flatMap((word) => {
    if (!word.startsWith("@") || numbers.includes(word)) return [word];
    return book.vocabularies[word.slice(1)] ?? [];
  });
}

const foldWord = (word: string): string => (word.startsWith("@") ? word : foldText(word).units);

/** Answers the use of a word, opened where it is the first. */
function entryOf(uses: Map<string, OpenWordUse>, word: string): OpenWordUse {
  const folded = foldWord(word);
  const use = uses.get(folded) ?? { roles: [], isNeutral: false, isPriceTrace: false, otherMatters: [] };
  uses.set(folded, use);
  return use;
}

function enterRule(uses: Map<string, OpenWordUse>, book: PriceRuleBook, rule: PriceRule, place: number): void {
  const enter = (words: readonly string[], group: number | null): void => {
    for (const word of new Set(unfoldWords(book, words).map(foldWord))) {
      entryOf(uses, word).roles.push({ rule: place, group });
    }
  };
  rule.groups.forEach(enter);
  enter(rule.unless, null);
}

function enterMatter(
  uses: Map<string, OpenWordUse>,
  book: PriceRuleBook,
  matter: OtherMatterRule,
  place: number,
): void {
  for (const word of new Set(unfoldWords(book, matter.words).map(foldWord))) {
    entryOf(uses, word).otherMatters.push(place);
  }
}

/**
 * Prepares a book of rules. Do it once for a book: it takes some milliseconds. It never throws: a rule that cannot fire does not,
 * and `findRuleProblems` says why.
 */
export function preparePriceRules(book: PriceRuleBook): PreparedPriceRules {
  const uses = new Map<string, OpenWordUse>();
  book.rules.forEach((rule, place) => {
    enterRule(uses, book, rule, place);
  });
  book.otherMatters.forEach((matter, place) => {
    enterMatter(uses, book, matter, place);
  });
  for (const word of unfoldWords(book, book.neutral)) entryOf(uses, word).isNeutral = true;
  for (const word of unfoldWords(book, book.priceTraces)) entryOf(uses, word).isPriceTrace = true;
  const amount = entryOf(uses, numberWords.amount);
  const number = entryOf(uses, numberWords.number);
  uses.delete("");
  uses.delete(numberWords.amount);
  uses.delete(numberWords.number);
  return {
    book,
    matcher: buildWordMatcher([...uses.keys()]),
    uses: [...uses.values(), amount, number],
    amountWord: uses.size,
    numberWord: uses.size + 1,
  };
}

/** Whether a condition holds for the code of a ticket, null where it has none. */
export function holdsFor({ only, except }: CodeCondition, code: string | null): boolean {
  if (code === null) return only === null;
  return (only === null || only.includes(code)) && !except.includes(code);
}
