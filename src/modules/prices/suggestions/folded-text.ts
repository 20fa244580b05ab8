import { simplify } from "./traditional.js";

/** A text in the form in which words are looked for. Each of its units knows where it came from. */
export interface FoldedText {
  readonly units: string;
  /** For each unit, where in the given text the character begins that it came from. */
  readonly starts: readonly number[];
  /** For each unit, where that character ends. */
  readonly ends: readonly number[];
  /** For each unit, the number of the sentence that it stands in. */
  readonly sentences: readonly number[];
}

/** What ends a sentence after folding. A comma does not: many people write nothing else. */
const sentenceEnds = new Set(["。", "!", "?", ";", "\n"]);

/** Spaces and invisible characters, which people put between the characters of a word. The line break counts as an end. */
const skipped = /^[\p{Z}\p{Cf}\p{Cc}]$/u;

/** Chinese characters of the basic block, most of any text, have no other form but perhaps a simplified one. */
const isPlainChinese = (character: string): boolean => character >= "\u4e00" && character <= "\u9fff";

/** The units that one character folds to; none for a space. */
function foldCharacter(character: string): readonly string[] {
  if (isPlainChinese(character)) return [simplify(character)];
  const forms = character.normalize("NFKC").toLowerCase().split("");
  return forms.filter((form) => form === "\n" || !skipped.test(form)).map(simplify);
}

/**
 * Folds a text: compatibility forms unified (NFKC), lower case, traditional characters (繁体) simplified, spaces left out.
 * Each character is folded by itself, so places stay known; marks that Unicode would join to the letter before do not
 * occur in Chinese words. Takes time and memory in proportion to the text, for no character unfolds to more than eighteen.
 */
export function foldText(text: string): FoldedText {
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const sentences: number[] = [];
  let place = 0;
  let sentence = 0;
  for (const character of text) {
    const end = place + character.length;
    for (const form of foldCharacter(character)) {
      units.push(form);
      starts.push(place);
      ends.push(end);
      sentences.push(sentence);
      if (sentenceEnds.has(form)) sentence += 1;
    }
    place = end;
  }
  return { units: units.join(""), starts, ends, sentences };
}
