/**
 * What a gram stands for: pairs and single characters of all texts or of the head, letters of pinyin, lines and their
 * beginnings, the kind of the entry.
 */
export type GramKind =
  | "TEXT"
  | "HEAD"
  | "INITIALS"
  | "SPELLING"
  | "LINE"
  | "LINE_START"
  | "INITIALS_LINE"
  | "INITIALS_START"
  | "SPELLING_START"
  | "ENTRY_KIND";

// Odd, so that no two grams of one kind become one. Grams of two kinds may: whatever an index finds is looked at again.
const factors: Readonly<Record<GramKind, number>> = {
  TEXT: 1,
  HEAD: 0x9e3779b1,
  INITIALS: 0x85ebca6b,
  SPELLING: 0xc2b2ae35,
  LINE: 0x27d4eb2f,
  LINE_START: 0x165667b1,
  INITIALS_LINE: 0x2c1b3c6d,
  INITIALS_START: 0x297a2d39,
  SPELLING_START: 0x1b56c4e9,
  ENTRY_KIND: 0x7feb352d,
};

/** How many characters of a beginning are told apart. */
const longestStart = 6;

/** A pair of characters, or a single one, as a number of 32 bits. */
const gramOf = (kind: GramKind, text: string, place: number, isPair: boolean): number =>
  Math.imul((text.charCodeAt(place) << 16) | (isPair ? text.charCodeAt(place + 1) : 0), factors[kind]);

// FNV-1a.
function hashOf(kind: GramKind, text: string): number {
  let hash = 0x811c9dc5 ^ text.length;
  for (let place = 0; place < text.length; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  return Math.imul(hash, factors[kind]);
}

/** Adds the pairs of neighbours of each word of a text, and its single characters where they are wanted. */
function addPairs(grams: Set<number>, kind: GramKind, text: string, withSingles: boolean): void {
  for (let place = 0; place < text.length; place += 1) {
    if (text[place] === " ") continue;
    if (withSingles) grams.add(gramOf(kind, text, place, false));
    if (place + 1 < text.length && text[place + 1] !== " ") grams.add(gramOf(kind, text, place, true));
  }
}

/** Adds the characters and pairs of a text by which any of its parts is found. */
export function addText(grams: Set<number>, kind: "TEXT" | "HEAD", text: string): void {
  addPairs(grams, kind, text, true);
}

/** Adds the pairs of initials of a line: a single one is looked for at its beginning alone. */
export function addInitials(grams: Set<number>, line: string): void {
  addPairs(grams, "INITIALS", line, false);
}

/** Adds what three neighbouring letters of spelt pinyin are; fewer are looked for at the beginning of a line alone. */
export function addSpelling(grams: Set<number>, line: string): void {
  for (let place = 0; place + 3 <= line.length; place += 1) grams.add(hashOf("SPELLING", line.slice(place, place + 3)));
}

/** Adds the beginnings of a line, up to six characters. */
export function addStarts(
  grams: Set<number>,
  kind: "LINE_START" | "INITIALS_START" | "SPELLING_START",
  line: string,
): void {
  for (let length = 1; length <= Math.min(line.length, longestStart); length += 1) {
    grams.add(hashOf(kind, line.slice(0, length)));
  }
}

/** Adds a line as a whole. */
export function addLine(grams: Set<number>, kind: "LINE" | "INITIALS_LINE", line: string): void {
  grams.add(hashOf(kind, line));
}

/**
 * The grams that whatever holds all of some words must have: their pairs. Single characters are asked for where there is
 * nothing else, since each stands in a great part of all texts.
 */
export function gramsToHold(kind: "TEXT" | "HEAD" | "INITIALS", words: readonly string[]): number[] {
  const grams = new Set<number>();
  for (const word of words) addPairs(grams, kind, word, false);
  if (grams.size === 0) for (const word of words) grams.add(gramOf(kind, word, 0, false));
  return [...grams];
}

/** The grams that spelt pinyin must have where it holds some letters; none for fewer than three. */
export function gramsToSpell(letters: string): number[] {
  const grams = new Set<number>();
  addSpelling(grams, letters);
  return [...grams];
}

/** The gram of a line that begins with a text. */
export function gramToStart(kind: "LINE_START" | "INITIALS_START" | "SPELLING_START", text: string): number {
  return hashOf(kind, text.slice(0, longestStart));
}

/** The gram of an entry of a kind. */
export function gramOfKind(kind: string): number {
  return hashOf("ENTRY_KIND", kind);
}

/** The gram of a line that is a text. */
export function gramToBe(kind: "LINE" | "INITIALS_LINE", text: string): number {
  return hashOf(kind, text);
}
