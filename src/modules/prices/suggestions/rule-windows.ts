import { type FoldedText, foldText } from "./folded-text.js";
import { findNumbers } from "./number-words.js";
import type { PreparedPriceRules } from "./prepared-rules.js";
import type { PriceRule } from "./price-rule.js";
import { findWords, type WordHit } from "./word-matcher.js";

/** A text with the words of the book that were seen in it. */
export interface ReadText {
  readonly folded: FoldedText;
  /** In order of their ends; words inside neutral phrases are left out, and those phrases too. */
  readonly hits: readonly WordHit[];
  /** The steps that the reading took, which is what grows with the text. */
  readonly steps: number;
}

/** A place where one word of each group of a rule stands close together. */
export interface RuleWindow {
  /** The place of the rule in the book. */
  readonly rule: number;
  readonly start: number;
  readonly end: number;
  readonly hits: readonly WordHit[];
}

/** Leaves out what stands inside a neutral phrase, and the phrases that are nothing else. */
function withoutNeutral(hits: readonly WordHit[], { uses }: PreparedPriceRules, length: number): WordHit[] {
  const isNeutral = (hit: WordHit): boolean => uses[hit.word]?.isNeutral === true;
  // For each place, how far the neutral phrases reach that begin there or before.
  const reach = new Int32Array(length + 1);
  for (const hit of hits) if (isNeutral(hit)) reach[hit.start] = Math.max(reach[hit.start] ?? 0, hit.end);
  for (let place = 1; place <= length; place += 1) reach[place] = Math.max(reach[place] ?? 0, reach[place - 1] ?? 0);
  return hits.filter((hit) => !isNeutral(hit) && (reach[hit.start] ?? 0) < hit.end);
}

/** Reads a text once: folds it, finds the words of the book, the numbers, and takes out what is neutral. */
export function readText(text: string, rules: PreparedPriceRules): ReadText {
  const folded = foldText(text);
  const { hits, steps } = findWords(rules.matcher, folded.units);
  const numbers = findNumbers(folded.units).flatMap(({ isAmount, start, end }): WordHit[] => {
    const number = { word: rules.numberWord, start, end };
    return isAmount ? [number, { word: rules.amountWord, start, end }] : [number];
  });
  // Two runs in order already, which sorting merges in one pass.
  const all = [...hits, ...numbers].sort((left, right) => left.end - right.end);
  const seen = withoutNeutral(all, rules, folded.units.length);
  return { folded, hits: seen, steps: steps + folded.units.length + all.length };
}

/** The window that a hit closes: with the hit itself, the latest word of each other group. Null where one is missing or far. */
function closeWindow(
  rule: number,
  { within, groups }: PriceRule,
  hit: WordHit,
  latest: readonly (WordHit | undefined)[],
  sentences: readonly number[],
): RuleWindow | null {
  const hits: WordHit[] = [];
  let { start } = hit;
  for (let group = 0; group < groups.length; group += 1) {
    const word = latest[group];
    if (!word || sentences[word.start] !== sentences[hit.end - 1]) return null;
    start = Math.min(start, word.start);
    hits.push(word);
  }
  return hit.end - start > within ? null : { rule, start, end: hit.end, hits };
}

/** Keeps the windows of a rule near which nothing speaks against it. */
function withoutContradicted(
  windows: readonly RuleWindow[],
  against: readonly WordHit[],
  reach: number | null,
  length: number,
): readonly RuleWindow[] {
  if (against.length === 0) return windows;
  if (reach === null) return [];
  // For each place, how many words against the rule begin before it.
  const before = new Int32Array(length + 2);
  for (const { start } of against) before[start + 1] = (before[start + 1] ?? 0) + 1;
  for (let place = 1; place < before.length; place += 1)
    before[place] = (before[place] ?? 0) + (before[place - 1] ?? 0);
  return windows.filter(({ start, end }) => {
    const first = Math.max(0, start - reach);
    const last = Math.min(length, end + reach);
    return before[first] === before[last];
  });
}

/**
 * Finds where the rules of the book fire in a text, rule by rule, whatever classes they are for. For each hit only the latest
 * word of each other group is looked at, so the steps are bounded by the hits times the groups of a rule.
 */
export function findWindows(
  { folded, hits }: ReadText,
  { book, uses }: PreparedPriceRules,
): { readonly windows: readonly RuleWindow[]; readonly steps: number } {
  const latest = book.rules.map(({ groups }): (WordHit | undefined)[] => groups.map(() => undefined));
  const against = book.rules.map((): WordHit[] => []);
  const found = book.rules.map((): RuleWindow[] => []);
  let steps = 0;
  for (const hit of hits) {
    for (const { rule: place, group } of uses[hit.word]?.roles ?? []) {
      const rule = book.rules[place];
      const words = latest[place];
      if (!rule || !words) continue;
      steps += rule.groups.length;
      if (group === null) {
        against[place]?.push(hit);
        continue;
      }
      words[group] = hit;
      const window = closeWindow(place, rule, hit, words, folded.sentences);
      if (window) found[place]?.push(window);
    }
  }
  const windows = book.rules.flatMap((rule, place) =>
    withoutContradicted(found[place] ?? [], against[place] ?? [], rule.reach, folded.units.length),
  );
  return { windows, steps };
}
