import { type Place, pathOf } from "../../platform/actor.js";
import { finishedStates } from "../tickets/index.js";
import { priceLine } from "./desk.js";
import type { SuggestionDirection } from "./suggestion.enums.js";
import type { DeskWords, Matter } from "./suggestion.matter.store.js";
import { ownWordsRule } from "./suggestion.rules.js";
import type { SuggestionRow } from "./suggestion.store.js";
import { suggestedTextOf } from "./suggestion.text.js";
import {
  type MarkedWord,
  mostMarkedWords,
  type PriceSuggestion,
  shippedPriceRules,
  suggestOtherMatter,
  suggestPriceCase,
} from "./suggestions/index.js";

/** What is to be suggested upon a ticket as it stands. */
export interface Made extends PriceSuggestion {
  direction: SuggestionDirection;
}

/** What becomes of the suggestions upon a ticket; null where nothing does. */
export type Outcome =
  | { kind: "MAKE"; made: Made }
  | { kind: "CHANGE"; suggestion: SuggestionRow; made: Made }
  | { kind: "MOVE"; suggestion: SuggestionRow }
  | { kind: "LAPSE"; suggestion: SuggestionRow };

/** Where a ticket is handled. */
export function placeOfMatter({ city, county, holder, province }: Matter): Place {
  return { province, city, county, bureau: holder };
}

/** Whither a ticket may be suggested as it is sorted now. */
function directionOf({ line }: Pick<Matter, "line">): SuggestionDirection {
  return line === priceLine ? "OUT_OF" : "INTO";
}

/**
 * What rules suggest upon a ticket: the shipped ones, and the words of the desks in whose region it is handled. Pure.
 *
 * @returns null where they suggest nothing, and upon a closed ticket
 */
export function suggestUpon(matter: Matter, desks: readonly DeskWords[]): Made | null {
  if ((finishedStates as readonly string[]).includes(matter.state)) return null;
  const { goodsClass, issueClass } = matter;
  const text = suggestedTextOf(matter);
  const direction = directionOf(matter);
  const given = { text, issueClass, goodsClass };
  if (direction === "OUT_OF") {
    const other = suggestOtherMatter(given, shippedPriceRules);
    return other === null ? null : { ...other, direction };
  }
  const shipped = suggestPriceCase(given, shippedPriceRules);
  const own = findOwnWords(text, wordsAt(placeOfMatter(matter), desks));
  if (own.length === 0) return shipped === null ? null : { ...shipped, direction };
  return {
    direction,
    rules: [...(shipped?.rules ?? []), ownWordsRule],
    topics: shipped?.topics ?? [],
    words: merged(shipped?.words ?? [], own),
  };
}

function wordsAt(place: Place, desks: readonly DeskWords[]): string[] {
  const path = pathOf(place);
  return desks
    .filter(({ bureau, city, county, province }) => path.includes(county ?? city ?? province) || path.includes(bureau))
    .flatMap(({ words }) => words);
}

function findOwnWords(text: string, words: readonly string[]): MarkedWord[] {
  return words.flatMap((word) => {
    const start = text.indexOf(word);
    return start < 0 ? [] : [{ word, start, end: start + word.length }];
  });
}

// In order of place; of two that overlap the first stays.
function merged(one: readonly MarkedWord[], other: readonly MarkedWord[]): MarkedWord[] {
  const kept: MarkedWord[] = [];
  for (const word of [...one, ...other].sort((first, second) => first.start - second.start)) {
    if (word.start >= (kept.at(-1)?.end ?? 0)) kept.push(word);
  }
  return kept.slice(0, mostMarkedWords);
}

/**
 * What becomes of the suggestions upon a ticket as it stands now. Pure.
 *
 * @param known all suggestions upon it, the oldest first
 * @param isNewText whether it was registered or amended: only then something new is suggested, and never what a person
 *   has refused
 */
export function decideSuggestion(
  matter: Matter,
  known: readonly SuggestionRow[],
  made: Made | null,
  isNewText: boolean,
): Outcome | null {
  const suggestion = known.find(({ state }) => state === "OPEN" || state === "ASKED");
  if (suggestion === undefined) {
    return made !== null && isNewText && !wasDecided(known, made) ? { kind: "MAKE", made } : null;
  }
  const isFinished = (finishedStates as readonly string[]).includes(matter.state);
  if (isFinished || suggestion.direction !== directionOf(matter)) return { kind: "LAPSE", suggestion };
  // What a person has accepted stays asked, whatever the rules say of an amended text.
  if (suggestion.state === "OPEN" && isNewText) {
    if (made === null) return { kind: "LAPSE", suggestion };
    if (!isSame(suggestion, made)) return { kind: "CHANGE", suggestion, made };
  }
  return isAt(suggestion, placeOfMatter(matter)) ? null : { kind: "MOVE", suggestion };
}

const wasDecided = (known: readonly SuggestionRow[], { direction, rules }: Made): boolean =>
  known.some(
    (one) =>
      (one.state === "REFUSED" || one.state === "ACCEPTED") &&
      one.direction === direction &&
      rules.every((rule) => one.rules.includes(rule)),
  );

const isSame = (suggestion: SuggestionRow, { rules, words }: Made): boolean =>
  JSON.stringify([suggestion.rules, plain(suggestion.words as MarkedWord[])]) === JSON.stringify([rules, plain(words)]);

// What comes back from the database has its names in another order.
const plain = (words: readonly MarkedWord[]) => words.map(({ end, start, word }) => [word, start, end]);

const isAt = (suggestion: SuggestionRow, { bureau, city, county }: Place): boolean =>
  suggestion.bureau === bureau && suggestion.city === city && suggestion.county === county;
