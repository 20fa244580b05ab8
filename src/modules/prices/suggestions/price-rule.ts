/** Which codes of a dictionary something holds for. A ticket without a code is in no `only`, and in no `except` either. */
export interface CodeCondition {
  /** The codes that it holds for alone; null for all. */
  readonly only: readonly string[] | null;
  /** The codes that it does not hold for. */
  readonly except: readonly string[];
}

/**
 * A rule over the text of a ticket that suggests the price line (价格线索规则). It fires where one word of each group stands
 * in one sentence, all of them within `within` characters, and no word of `unless` stands near.
 *
 * A word is a literal, or with `@` the name of a vocabulary of the book, or one of `@amount` (a sum of money, 38元, 十块)
 * and `@number` (a number that is no date, share or measure). Words are compared in the folded form: full-width and
 * traditional forms, capitals and spaces make no difference.
 */
export interface PriceRule {
  /** The code (规则代码), which a suggestion names; capital letters and underscores. */
  readonly code: string;
  /** What the rule looks for, for people who read it in Chinese. */
  readonly chinese: string;
  /** The same in English. */
  readonly english: string;
  /** The code of a topic (主题) that the suggestion proposes beside the class; null for none. */
  readonly topic: string | null;
  /** The groups of words: any word of a group will do, and each group must have one. */
  readonly groups: readonly (readonly string[])[];
  /** How many characters of folded text the words of the groups may take up together, what lies between included. */
  readonly within: number;
  /** Words that speak against it: negations, and matters of another kind. */
  readonly unless: readonly string[];
  /** How many characters before or after the words of the groups a word of `unless` counts; null for the whole text. */
  readonly reach: number | null;
  /** The issue classes of the tickets to which the rule applies. */
  readonly issueClasses: CodeCondition;
  /** The goods classes of the tickets to which the rule applies. */
  readonly goodsClasses: CodeCondition;
}

/** Words by which a ticket of the price line shows another matter, such as quality, when nothing in it speaks of a price. */
export interface OtherMatterRule {
  readonly code: string;
  readonly chinese: string;
  readonly english: string;
  readonly words: readonly string[];
}

/** All that suggestions are made from. It is data: a bureau may add rules, words and vocabularies to the shipped book. */
export interface PriceRuleBook {
  /** Says which edition of the book made a suggestion. */
  readonly version: string;
  /** The issue classes of the price line, out of which a ticket may be suggested, and into which. */
  readonly priceClasses: readonly string[];
  /** Lists of words that rules name with `@`, so that a word is added in one place. Vocabularies do not name others. */
  readonly vocabularies: Readonly<Record<string, readonly string[]>>;
  /** Phrases that only look like price words, such as 评价 or 价格没问题: a word inside one of them is not seen. */
  readonly neutral: readonly string[];
  readonly rules: readonly PriceRule[];
  readonly otherMatters: readonly OtherMatterRule[];
  /** Words of which one is enough for a ticket of the price line to stay there unquestioned. */
  readonly priceTraces: readonly string[];
}

/** What a suggestion looks at. */
export interface PriceText {
  /** The text as it is shown, masked already where it must be: places are told in it. */
  readonly text: string;
  readonly issueClass: string | null;
  readonly goodsClass: string | null;
}

/** A word that made a suggestion, with its place in UTF-16 units of the text given: the start included, the end excluded. */
export interface MarkedWord {
  /** What stands at the place, as it was written. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** A suggestion for a person to accept or refuse. It changes nothing by itself. */
export interface PriceSuggestion {
  /** The codes of the rules that fired, in the order of the book. */
  readonly rules: readonly string[];
  /** The codes of the topics that they propose, each once. */
  readonly topics: readonly string[];
  /** The words that made them fire, in order of place, none overlapping another; at most `mostMarkedWords`. */
  readonly words: readonly MarkedWord[];
}

/** How many words a suggestion marks at most: who reads it needs no more, and an answer stays small. */
export const mostMarkedWords = 50;
