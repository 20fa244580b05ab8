import { plain } from "../../platform/text-forms.js";

/** The amounts that a text names in yuan, in 分. Pure. */
export function amountsIn(text: string): bigint[] {
  const found = plain(text).matchAll(/(\d{1,9}(?:,\d{3})*)(?:\.(\d{1,2}))?\s*(万)?\s*(?:元|块)/g);
  return Array.from(found, ([, whole = "0", cents = "", tenThousand]) => {
    const fen = BigInt(whole.replaceAll(",", "")) * 100n + BigInt(cents.padEnd(2, "0"));
    return tenThousand === undefined ? fen : fen * 10_000n;
  });
}

const numerals = "零一二三四五六七八九十";
const numeral = "(\\d{1,3}|[一二两三四五六七八九十])";
const pieces = new RegExp(`(?<!\\d)${numeral}\\s*(?:[包盒件个瓶斤只袋箱台套双份支罐条张次]|公斤)`, "g");
const claims = new RegExp(`(?:赔偿?\\s*${numeral}(?!\\d)|(?<!\\d)${numeral}\\s*倍)`, "g");

const countOf = (text: string): bigint => BigInt(/\d/.test(text) ? text : numerals.indexOf(text.replace("两", "二")));

/** How many pieces a text speaks of, and how many times the price it claims: 退一赔三 is three times, or four with the price. Pure. */
export function multiplesIn(text: string): bigint[] {
  const shadow = plain(text);
  const bought = Array.from(shadow.matchAll(pieces), ([, count = "1"]) => countOf(count));
  const claimed = Array.from(shadow.matchAll(claims), ([, damages, times]) => countOf(damages ?? times ?? "1"));
  return [...new Set([...bought, ...claimed.flatMap((times) => [times, times + 1n])])];
}

// A guarantee, a card or a promise may last until a day that is still to come.
const isUntil = /[至到止期于约限计]$/;

// A word that belongs to a day stands right before it; a text of thousands of spaces and days is not read again for each of them.
const reachBefore = 20;

/** The days that a text names with their year as days on which something was, as YYYY-MM-DD. Pure. */
export function daysIn(text: string): string[] {
  const shadow = plain(text);
  return Array.from(shadow.matchAll(/(20\d{2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})/g)).flatMap((match) => {
    const [, year, month = "", day = ""] = match;
    const before = shadow.slice(Math.max(0, match.index - reachBefore), match.index).replace(/[\s:：为是]+$/, "");
    return isUntil.test(before) ? [] : [`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`];
  });
}
