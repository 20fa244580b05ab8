import { askedText, sameForm } from "./search.characters.js";

/** Words that say nothing of what somebody looks for. */
const empty = new Set(
  "的 了 着 过 吗 呢 吧 啊 呀 是 我 你 您 他 她 它 们 我们 他们 有 没有 没 和 与 或 在 从 向 就 都 也 很 把 被 给 对 要 想 会 能 得 里 上 个 可以 怎 怎么 怎么办 怎样 如何 什么 哪 哪里 哪个 谁 找 请 问 请问 一个 这 那 这个 那个 应该 是否 多少 办 以 而 及 等 为 于 其 之 以后 之后 时候".split(
    " ",
  ),
);

/** How many words of a search are looked for. */
const mostWords = 8;

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** Up to so many characters are a word, until nothing is found by it. */
const longestWord = 4;

/** What a search looks for. */
export interface Searched {
  /** The text as a whole. */
  phrase: string;
  /**
   * The words between spaces; one of more than four characters is taken apart into those that mean something, since who
   * asks a whole question does not expect to find it word for word.
   */
  words: readonly string[];
  /** The same with every word taken apart, for when nothing holds the words. */
  parts: readonly string[];
  /** Its letters and digits, where it may be pinyin: nothing else is in it. */
  letters: string | null;
}

/** Reads a search. Pure, but for how the ICU of this Node takes long words apart. */
export function readSearch(text: string): Searched {
  const asked = askedText(text);
  const given = asked.split(" ").filter((word) => word !== "");
  // Also with the marks of tones and ü, as dictionaries write it.
  const letters = asked
    .replace(/[ ']/g, "")
    .replace(/[üǖǘǚǜ]/g, "v")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
  return {
    phrase: sameForm(asked),
    words: someOf(given.flatMap((word) => ([...word].length > longestWord ? meaningful(word) : [word]))),
    parts: someOf(given.flatMap(meaningful)),
    letters: /^[a-z][a-z0-9]*$/.test(letters) ? letters : null,
  };
}

const someOf = (words: readonly string[]): string[] => [...new Set(words.map(sameForm))].slice(0, mostWords);

const isArticle = /^第[零一二三四五六七八九十百千]+条$/;

function meaningful(word: string): string[] {
  if (isArticle.test(word)) return [word];
  const runs: string[][] = [[]];
  for (const { isWordLike, segment } of segmenter.segment(word)) {
    if (isWordLike === true && !empty.has(segment)) runs.at(-1)?.push(segment);
    else runs.push([]);
  }
  const parts = runs.flatMap(joined);
  return parts.length === 0 ? [word] : parts;
}

/** Two single characters between others are a word that the segmenter does not know, such as 退货: together they say more. */
function joined(run: readonly string[]): string[] {
  const parts: string[] = [];
  for (let place = 0; place < run.length; place += 1) {
    const own = run[place] ?? "";
    const next = run[place + 1] ?? "";
    const isPair =
      isSingle(own) && isSingle(next) && !isSingle(run[place + 2] ?? "") && !isSingle(run[place - 1] ?? "");
    parts.push(isPair ? own + next : own);
    if (isPair) place += 1;
  }
  return parts;
}

const isSingle = (text: string): boolean => [...text].length === 1;
