import { Converter } from "opencc-js/t2cn";
import { normalise } from "../../platform/grams.js";
import { articleLabel } from "./knowledge.words.js";

const isPlain = /^[\p{ASCII}\s]*$/u;

// Made when it is first needed: its dictionary takes a tenth of a second to read.
let converter: ((text: string) => string) | null = null;

/** A text with its traditional characters (繁体字) simplified; every place stays where it is. */
function simplified(text: string): string {
  if (isPlain.test(text)) return text;
  const convert = converter ?? Converter({ from: "t", to: "cn" });
  converter = convert;
  const plain = convert(text);
  return plain.length === text.length ? plain : text;
}

const numerals = "零一二三四五六七八九";

/**
 * What is one in a search, of a text that is normalised: characters of both scripts, numerals and digits, 七天 and 7日. Each
 * character by itself, so that parts and beginnings are found as the whole is; every place stays where it is.
 */
export function sameForm(normalised: string): string {
  return simplified(normalised).replace(/[一二三四五六七八九天]/g, (character) =>
    character === "天" ? "日" : String(numerals.indexOf(character)),
  );
}

/** The form of a text in which it is searched. Pure. */
export function searchedForm(text: string): string {
  return sameForm(normalise(text));
}

const chineseDigits: ReadonlyMap<string, number> = new Map(
  [...numerals, "〇", "两"].map((digit, place) => [digit, place < 10 ? place : place === 10 ? 0 : 2]),
);
const chineseUnits: ReadonlyMap<string, number> = new Map([
  ["十", 10],
  ["百", 100],
  ["千", 1000],
]);

/** The number that numerals write, such as 24 or 二十四; null for what is none from 1 to 9999. */
function numberOf(text: string): number | null {
  if (/^\d{1,4}$/.test(text)) return Number(text) > 0 ? Number(text) : null;
  let [sum, digit] = [0, 0];
  for (const character of text) {
    const unit = chineseUnits.get(character);
    if (unit === undefined) digit = chineseDigits.get(character) ?? 0;
    else [sum, digit] = [sum + (digit === 0 ? 1 : digit) * unit, 0];
  }
  const number = sum + digit;
  return number > 0 && number < 10_000 ? number : null;
}

const numeral = "(\\d{1,4}|[零〇一二两三四五六七八九十百千]{1,8})";
// 第24条, 第二十四条; 24条 where nothing follows that it could count; article 24, art. 24; and 第24 while it is being typed.
const named = new RegExp(
  `第 ?${numeral} ?条|(?<![\\d第零〇一二两三四五六七八九十百千])${numeral}条(?=$|[ 款项的是])|\\bart(?:icle)?\\.? ?(\\d{1,4})\\b|第(\\d{1,4})$`,
  "g",
);
const ofOrder = /(?:总局)?令?第?(\d{1,4})号令?/g;
const marks = /[《》〈〉「」『』“”‘’"，。？！、；：…（）()[\]【】?!,;]/g;

/**
 * What somebody searches for: an article as its title names it, an order by its code, no marks, simplified. It has the words
 * yet that the texts have; `sameForm` makes it comparable. Pure.
 */
export function askedText(text: string): string {
  const form = simplified(normalise(text))
    .replace(ofOrder, " $1 ")
    .replace(named, (whole, ...groups: unknown[]) => {
      const number = numberOf(String(groups.slice(0, 4).find((group) => group !== undefined) ?? ""));
      return number === null ? whole : ` ${articleLabel(number)} `;
    })
    .replace(marks, " ");
  return normalise(form);
}
