import { sameForm } from "./search.characters.js";

/** A part of a text, and whether it is what was searched for. */
export interface TextPart {
  text: string;
  isMatch: boolean;
}

/** How much of a body is shown around what was found, in characters. */
const excerptLength = 120;

// Of one length with the text, so that places stay comparable.
const comparable = (text: string): string =>
  sameForm(
    Array.from(text, (unit) => {
      const plain = unit.normalize("NFKC").toLowerCase();
      return plain.length === unit.length ? plain : unit;
    }).join(""),
  );

/**
 * A text in parts, with what was searched for marked: where the whole phrase stands, or else each of its words. Nothing is
 * marked up, so that a front end has nothing to trust.
 */
export function partsOf(text: string, phrase: string, words: readonly string[]): TextPart[] {
  const shadow = comparable(text);
  const wanted = phrase !== "" && shadow.includes(phrase) ? [phrase] : words;
  const isFound = new Array<boolean>(text.length).fill(false);
  for (const word of wanted) {
    if (word === "") continue;
    for (let at = shadow.indexOf(word); at >= 0; at = shadow.indexOf(word, at + word.length)) {
      isFound.fill(true, at, at + word.length);
    }
  }
  const parts: TextPart[] = [];
  let start = 0;
  for (let place = 1; place <= text.length; place += 1) {
    if (place < text.length && isFound[place] === isFound[start]) continue;
    parts.push({ text: text.slice(start, place), isMatch: isFound[start] ?? false });
    start = place;
  }
  return parts;
}

/** The part of a body around the first place that was searched for, cut at whole characters, with marks where it was cut. */
export function excerptOf(body: string, phrase: string, words: readonly string[]): TextPart[] {
  const text = body.replace(/\s+/g, " ").trim();
  const shadow = comparable(text);
  const places = [phrase, ...words].map((word) => (word === "" ? -1 : shadow.indexOf(word)));
  const first = places.find((place) => place >= 0) ?? 0;
  const start = wholeFrom(text, Math.max(0, first - excerptLength / 4));
  const end = wholeFrom(text, Math.min(text.length, start + excerptLength));
  const parts = partsOf(text.slice(start, end), phrase, words);
  return [
    ...(start > 0 ? [{ text: "…", isMatch: false }] : []),
    ...parts,
    ...(end < text.length ? [{ text: "…", isMatch: false }] : []),
  ];
}

// Not between the halves of a character outside the basic plane.
function wholeFrom(text: string, place: number): number {
  const unit = text.charCodeAt(place);
  return unit >= 0xdc00 && unit <= 0xdfff ? place - 1 : place;
}
