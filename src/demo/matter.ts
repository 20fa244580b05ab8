/**
 * What a citizen calls about. In the texts {shop} stands for the respondent, {sum} for the amount in yuan, {days} for a
 * number of days.
 */
export interface Matter {
  /** Codes of the dictionaries ISSUE_CLASS, GOODS_CLASS and TOPIC. */
  issueClass: string;
  goodsClass: string;
  topics: readonly string[];
  /** What the shop's name ends with. */
  trade: string;
  facts: string;
  request: string;
  /** The least and the greatest amount in dispute, in yuan. */
  sums: readonly [least: number, most: number];
  /** A code of the dictionary SETTLEMENT_METHOD. */
  method: string;
}

/** A question, and what the operator answers to it. */
export interface Question {
  issueClass: string;
  topics: readonly string[];
  facts: string;
  answer: string;
}

/** The texts of a matter with its blanks filled in. */
export function fillIn(text: string, blanks: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => blanks[name] ?? blank);
}
