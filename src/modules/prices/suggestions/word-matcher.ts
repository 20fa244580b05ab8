/** Where a word stands in a folded text, the end excluded. */
export interface WordHit {
  /** The number of the word: its place in the list that the matcher was built from. */
  readonly word: number;
  readonly start: number;
  readonly end: number;
}

interface MatcherState {
  readonly next: Map<string, number>;
  /** The state of the longest shorter ending that also begins a word. */
  fallback: number;
  /** The word that ends here, or -1. */
  word: number;
  /** The nearest state along the fallbacks at which a word ends, or 0. */
  shorterWord: number;
}

/** Finds all words of a list in one pass. Build it once with `buildWordMatcher`. */
export interface WordMatcher {
  readonly states: readonly MatcherState[];
  readonly lengths: readonly number[];
}

/** The hits in a text, in order of their ends, and how many steps were taken, which is what grows with the text. */
export interface WordHits {
  readonly hits: readonly WordHit[];
  readonly steps: number;
}

const root = 0;

function addState(states: MatcherState[]): number {
  states.push({ next: new Map(), fallback: root, word: -1, shorterWord: root });
  return states.length - 1;
}

function plant(states: MatcherState[], word: string, number: number): void {
  let state = root;
  for (const unit of word.split("")) {
    const next = states[state]?.next;
    state = next?.get(unit) ?? addState(states);
    next?.set(unit, state);
  }
  const last = states[state];
  if (last && state !== root) last.word = number;
}

/** The state after one more unit, and how many fallbacks it took. */
function follow(states: readonly MatcherState[], from: number, unit: string): readonly [state: number, steps: number] {
  let state = from;
  let steps = 1;
  for (;;) {
    const next = states[state]?.next.get(unit);
    if (next !== undefined) return [next, steps];
    if (state === root) return [root, steps];
    state = states[state]?.fallback ?? root;
    steps += 1;
  }
}

/** Links each state to its fallback, the shorter ones first. */
function linkFallbacks(states: MatcherState[]): void {
  const queue = [...(states[root]?.next.values() ?? [])];
  for (let place = 0; place < queue.length; place += 1) {
    const parent = states[queue[place] ?? root];
    for (const [unit, number] of parent?.next ?? []) {
      const child = states[number];
      if (!parent || !child) continue;
      child.fallback = follow(states, parent.fallback, unit)[0];
      const fallback = states[child.fallback];
      child.shorterWord = fallback && fallback.word >= 0 ? child.fallback : (fallback?.shorterWord ?? root);
      queue.push(number);
    }
  }
}

/**
 * Builds a matcher of a list of words, each there once. An empty word is never found. The method is that of Aho and
 * Corasick ("Efficient string matching: an aid to bibliographic search", CACM 18-6, 1975): a text is read once, however many
 * words there are, and nothing in it can make the reading slow.
 */
export function buildWordMatcher(words: readonly string[]): WordMatcher {
  const states: MatcherState[] = [];
  addState(states);
  words.forEach((word, number) => {
    plant(states, word, number);
  });
  linkFallbacks(states);
  return { states, lengths: words.map(({ length }) => length) };
}

/**
 * Finds every occurrence of every word, those inside and across others too. Takes at most two steps for a unit of the text
 * and one for a hit.
 */
export function findWords({ states, lengths }: WordMatcher, units: string): WordHits {
  const hits: WordHit[] = [];
  let state = root;
  let steps = 0;
  for (let place = 0; place < units.length; place += 1) {
    const [reached, taken] = follow(states, state, units.charAt(place));
    state = reached;
    steps += taken;
    let ending = (states[state]?.word ?? -1) >= 0 ? state : (states[state]?.shorterWord ?? root);
    while (ending !== root) {
      const { word, shorterWord } = states[ending] ?? { word: -1, shorterWord: root };
      hits.push({ word, start: place + 1 - (lengths[word] ?? 0), end: place + 1 });
      ending = shorterWord;
      steps += 1;
    }
  }
  return { hits, steps };
}
