import { type BilingualText, nationCode } from "../../platform/actor.js";
import { isValidOn } from "../jurisdictions/index.js";
import type { DictionaryName } from "./dictionary.enums.js";
import type { DictionaryEntryRow } from "./dictionary.store.js";

/** For which ticket, and when, an entry is to be used. */
export interface EntryUse {
  /** The kind of the ticket; absent for any. */
  kind?: string | null | undefined;
  /** The order that rules the ticket; without it no ground of law is allowed. */
  regime?: string | null | undefined;
  /** The day, YYYY-MM-DD in China. */
  on: string;
}

/** Whether an entry may stand in a ticket of the kind; an entry without kinds stands in all. */
export function fitsKind(entry: DictionaryEntryRow, kind: string | null | undefined): boolean {
  return kind == null || entry.kinds.length === 0 || entry.kinds.includes(kind);
}

/**
 * Whether an entry may be used: in force on the day, for the kind, and under the ticket's own order. A ground of law
 * follows the ticket's regime and not the day, for a complaint received under Order 20 is decided under it later too.
 */
export function isAllowed(entry: DictionaryEntryRow, use: EntryUse): boolean {
  return (
    isValidOn(entry, use.on) && fitsKind(entry, use.kind) && (entry.regime === null || entry.regime === use.regime)
  );
}

/**
 * Leaves one entry for each code of a dictionary. Two can meet on one path only when a release ships a code that a bureau
 * had used before; the entry of the nation counts then.
 */
export function withoutShadowed(entries: readonly DictionaryEntryRow[]): DictionaryEntryRow[] {
  const national = new Set(entries.filter(isNational).map((entry) => `${entry.dictionary}:${entry.code}`));
  return entries.filter((entry) => isNational(entry) || !national.has(`${entry.dictionary}:${entry.code}`));
}

/** Whether an entry belongs to the nation. */
export function isNational(entry: DictionaryEntryRow): boolean {
  return entry.bureau === nationCode;
}

const shortList = 12;

/**
 * The message for a code that may not be used, with what may: all where they are few, the most alike where they are many.
 *
 * @param otherwise where the code may be used for other kinds of ticket: those, and the kind that it was wanted for
 */
export function refusedCodeText(
  dictionary: DictionaryName,
  code: string,
  allowed: readonly string[],
  otherwise?: { kinds: readonly string[]; wanted: string },
): BilingualText {
  const shown = nearestCodes(code, allowed, shortList).join(", ");
  const isCut = allowed.length > shortList;
  const given = codePattern.test(code) ? code : "?";
  const why =
    otherwise === undefined
      ? {
          zh: `字典 ${dictionary} 中没有此时此处可用的代码 ${given}。`,
          en: `${dictionary} has no entry ${given} that may be used here and now.`,
        }
      : {
          zh: `字典 ${dictionary} 的代码 ${given} 只用于 ${otherwise.kinds.join("、")}，不用于 ${otherwise.wanted}。`,
          en: `The entry ${given} of ${dictionary} is for ${otherwise.kinds.join(", ")}, not for ${otherwise.wanted}.`,
        };
  return {
    zh: `${why.zh}${isCut ? "相近代码" : "可用代码"}：${shown}。`,
    en: `${why.en} ${isCut ? "The nearest are" : "Allowed are"}: ${shown}.`,
  };
}

/** What a code looks like: upper-case words with underscores, at most 60 characters. */
export const codePattern = /^[A-Z][A-Z0-9_]{0,59}$/;

/** The codes that are most like a given one, nearest first; all of them in their own order where they are few enough. */
export function nearestCodes(code: string, allowed: readonly string[], most: number): string[] {
  if (allowed.length <= most) return [...allowed];
  const wanted = code.slice(0, 60).toUpperCase();
  const measured = allowed.map((candidate) => ({ candidate, distance: distanceBetween(wanted, candidate) }));
  return measured
    .sort((one, other) => one.distance - other.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

// A code that holds the wanted one is nearest; else the number of letters to change, drop or add (Levenshtein).
function distanceBetween(wanted: string, candidate: string): number {
  if (wanted !== "" && candidate.includes(wanted)) return 0;
  let row = Array.from({ length: candidate.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...wanted].entries()) {
    const next = [line + 1];
    for (let column = 1; column <= candidate.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (candidate[column - 1] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[candidate.length] ?? candidate.length;
}
