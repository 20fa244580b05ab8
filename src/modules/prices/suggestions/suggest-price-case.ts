import type { FoldedText } from "./folded-text.js";
import { holdsFor, type PreparedPriceRules } from "./prepared-rules.js";
import { type MarkedWord, mostMarkedWords, type PriceSuggestion, type PriceText } from "./price-rule.js";
import { findWindows, readText } from "./rule-windows.js";
import type { WordHit } from "./word-matcher.js";

/** The places of words in the given text, in order, joined where they overlap or touch in the same word. */
function markWords(text: string, { starts, ends }: FoldedText, hits: Iterable<WordHit>): MarkedWord[] {
  const spans = Array.from(hits, (hit) => ({ start: starts[hit.start] ?? 0, end: ends[hit.end - 1] ?? 0 }));
  spans.sort((left, right) => left.start - right.start || right.end - left.end);
  const joined: { start: number; end: number }[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else joined.push({ ...span });
  }
  return joined.slice(0, mostMarkedWords).map(({ start, end }) => ({ word: text.slice(start, end), start, end }));
}

/**
 * Suggests that a ticket is a price case (价格线索建议): the rules of the book that fire in its text, with the words that made
 * them fire, so that a person can see why. Null where none fires, and where the ticket is of the price line already.
 * Nothing is changed by it. Takes time in proportion to the text.
 */
export function suggestPriceCase(ticket: PriceText, rules: PreparedPriceRules): PriceSuggestion | null {
  const { book } = rules;
  if (ticket.issueClass !== null && book.priceClasses.includes(ticket.issueClass)) return null;
  const read = readText(ticket.text, rules);
  const applies = book.rules.map(
    (rule) => holdsFor(rule.issueClasses, ticket.issueClass) && holdsFor(rule.goodsClasses, ticket.goodsClass),
  );
  const windows = findWindows(read, rules).windows.filter(({ rule }) => applies[rule]);
  if (windows.length === 0) return null;
  const places = new Set(windows.map(({ rule }) => rule));
  const fired = book.rules.filter((_, place) => places.has(place));
  return {
    rules: fired.map(({ code }) => code),
    topics: [...new Set(fired.flatMap(({ topic }) => (topic === null ? [] : [topic])))],
    words: markWords(ticket.text, read.folded, new Set(windows.flatMap(({ hits }) => hits))),
  };
}

/**
 * Suggests that a ticket of the price line is none: its text shows another matter, such as quality or delivery, and nothing
 * in it speaks of a price. Answers the matters with their words. Null where no other matter shows, where any trace of a price does,
 * and for tickets outside the price line. It is meant to be silent when in doubt.
 */
export function suggestOtherMatter(ticket: PriceText, rules: PreparedPriceRules): PriceSuggestion | null {
  const { book, uses } = rules;
  if (ticket.issueClass === null || !book.priceClasses.includes(ticket.issueClass)) return null;
  const read = readText(ticket.text, rules);
  if (read.hits.some(({ word }) => uses[word]?.isPriceTrace)) return null;
  if (findWindows(read, rules).windows.length > 0) return null;
  const shown = read.hits.filter(({ word }) => (uses[word]?.otherMatters.length ?? 0) > 0);
  if (shown.length === 0) return null;
  const places = new Set(shown.flatMap(({ word }) => uses[word]?.otherMatters ?? []));
  return {
    rules: book.otherMatters.filter((_, place) => places.has(place)).map(({ code }) => code),
    topics: [],
    words: markWords(ticket.text, read.folded, shown),
  };
}
