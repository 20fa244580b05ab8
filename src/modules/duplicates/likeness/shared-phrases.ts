/** A phrase says something from so many characters on. */
const shortest = 3;
const longest = 20;
const most = 5;

/**
 * What two texts say in the same words: the longest runs of characters of the one of which the other has every pair.
 *
 * @param text one of them, with personal data masked
 * @param pairs the pairs that tell something of the other
 * @returns the five longest, of at most 20 characters each
 */
export function sharedPhrases(text: string, pairs: ReadonlySet<string>): string[] {
  const phrases = text.split(/[^\p{L}\p{M}]+/u).flatMap((clause) => runsOf([...clause], pairs));
  const long = [...new Set(phrases)].filter((phrase) => [...phrase].length >= shortest);
  return long.sort((one, other) => other.length - one.length || (one < other ? -1 : 1)).slice(0, most);
}

function runsOf(characters: readonly string[], pairs: ReadonlySet<string>): string[] {
  const runs: string[] = [];
  let run = characters[0] ?? "";
  for (let place = 1; place <= characters.length; place += 1) {
    const character = characters[place];
    const isShared = character !== undefined && pairs.has(`${characters[place - 1] ?? ""}${character}`.toLowerCase());
    if (isShared && [...run].length < longest) {
      run += character;
      continue;
    }
    runs.push(run);
    run = character ?? "";
  }
  return runs;
}
