import { normalise } from "../../platform/grams.js";

/**
 * What nearly every complaint says, so that it tells nothing of which one it is: in lower case, of characters and not of words,
 * for pairs are taken across words.
 */
const usualPhrases = [
  ..."来电人反映 来电人称 来电人 反映人 消费者反映 消费者称 消费者 市民反映 市民来电 市民 当事人 投诉人 举报人 被投诉人".split(
    " ",
  ),
  ..."先生 女士 反映 来电 投诉 举报 咨询 商家 店家 店员 客服 老板 卖家 经营者 该店 该商家 该公司 公司 门店 店铺".split(
    " ",
  ),
  ..."要求 希望 请求 诉求 现要求 现诉求 要求退款 要求赔偿 退款 退货 赔偿 处理 核查 查处 调查 回复 协调 解决 核实 相关部门".split(
    " ",
  ),
  ..."购买 买了 购买了 在该店 商品 产品 质量 问题 发现 存在 认为 表示 联系 多次 拒绝 不予 未果 至今 但是 现在 已经 没有".split(
    " ",
  ),
  ..."市场监管 监管部门 部门 依法 请依法 有关规定 相关规定 消费 权益 合法权益 不合理 一直 没有得到 得到解决".split(" "),
];

const pairsOf = (characters: readonly string[]): string[] =>
  characters.slice(1).map((character, position) => `${characters[position] ?? ""}${character}`);

const usualPairs: ReadonlySet<string> = new Set(usualPhrases.flatMap((phrase) => pairsOf([...phrase])));

/**
 * The pairs of neighbouring characters of a text, each once, without those that nearly every ticket has. Pairs are taken
 * within what stands between signs and numbers, so that the order of the clauses makes no difference; numbers have none, for
 * they are compared by themselves.
 */
export function likenessPairs(text: string): Set<string> {
  const pairs = new Set<string>();
  for (const clause of normalise(text).split(/[^\p{L}\p{M}]+/u)) {
    const characters = [...clause];
    for (const pair of pairsOf(characters)) if (!usualPairs.has(pair)) pairs.add(pair);
  }
  return pairs;
}

/** How many bands a text has, each a column with an index of its own. */
export const bandCount = 5;

/** How many smallest hashes one band is made of: more find fewer texts that have little in common, and miss more that do. */
const rowsOfBand = 3;

/** Fewer pairs than this are too little to find anything by. */
const fewestPairs = 8;

// A hash of 32 bits of a pair (FNV-1a over its code points), and one made from it for each permutation (murmur3's finisher).
function hashOf(pair: string): number {
  let hash = 0x811c9dc5;
  for (const character of pair) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

function mixed(hash: number, seed: number): number {
  let value = hash ^ Math.imul(seed + 1, 0x9e3779b1);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/**
 * The bands of a text (MinHash with locality-sensitive hashing; Broder 1997, Indyk and Motwani 1998): numbers of 32 bits, of
 * which two texts share one at least with a probability of 1 - (1 - s³)⁵, where s is the share of their pairs that both have.
 * Nothing of the text can be read from them.
 *
 * @returns null for each band of a text that is too short
 */
export function likenessBands(text: string): readonly (number | null)[] {
  const hashes = [...likenessPairs(text)].map(hashOf);
  if (hashes.length < fewestPairs) return Array.from({ length: bandCount }, () => null);
  return Array.from({ length: bandCount }, (_, band) => {
    let joined = 0x811c9dc5;
    for (let row = 0; row < rowsOfBand; row += 1)
      joined = mixed(joined ^ smallest(hashes, band * rowsOfBand + row), band);
    return joined | 0;
  });
}

function smallest(hashes: readonly number[], seed: number): number {
  let least = 0xffffffff;
  for (const hash of hashes) least = Math.min(least, mixed(hash, seed));
  return least;
}
