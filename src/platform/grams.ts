/** How long a search text may be, in characters. */
export const longestSearch = 50;

/**
 * The form of a text that is searched: compatibility forms unified (full-width to half-width), lower case, white space
 * to single spaces.
 */
export function normalise(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}

/**
 * The single characters and the pairs of neighbours of a normalised text, each once. Chinese has no spaces, and most of
 * its words are two characters long, so a pair finds a word where PostgreSQL's trigrams find nothing.
 */
export function gramsOf(normalised: string): string[] {
  const grams = new Set<string>();
  let before = "";
  for (const character of normalised) {
    if (character === " ") {
      before = "";
      continue;
    }
    if (before !== "") grams.add(before + character);
    grams.add(character);
    before = character;
  }
  return [...grams];
}

/** The grams that every text holding the searched one must have: its pairs, or the character where it is a single one. */
export function gramsToFind(normalised: string): string[] {
  const grams = normalised.split(" ").flatMap((word) => {
    const characters = [...word];
    if (characters.length === 1) return characters;
    return characters.slice(0, -1).map((character, position) => character + (characters[position + 1] ?? ""));
  });
  return [...new Set(grams)].filter((gram) => gram !== "");
}

/** The words of a normalised text, each once: what a search must find all of, each wherever it stands. */
export function wordsOf(normalised: string): string[] {
  return [...new Set(normalised.split(" "))].filter((word) => word !== "");
}

/** A text as a literal inside LIKE: the wildcards stand for themselves. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (wildcard) => `\\${wildcard}`);
}
