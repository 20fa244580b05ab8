import { isHidden, type ReportComparison, type ReportValue } from "./report.answers.js";
import type { ReportPeriod } from "./report.kinds.js";
import { unitOf } from "./report.measures.js";

/** What stands for a number that there is none of. */
export const noNumber = "—";

/** What stands for a number that is too small to be told. */
export const suppressed = "*";

/** Which comparison is meant: with the same days of the year before (同比), or with the period before (环比). */
export type ComparisonWord = "同比" | "环比";

const baseOf: Record<ComparisonWord, string> = { 同比: "上年同期", 环比: "上期" };

/** A day in words, such as 2020年1月29日. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

/** A period in words, such as 2020年1月24日至1月30日; one day alone stands for itself. */
export function periodInWords({ from, to }: ReportPeriod): string {
  if (from === to) return dayInWords(from);
  const end = dayInWords(to);
  return `${dayInWords(from)}至${from.slice(0, 4) === to.slice(0, 4) ? end.slice(5) : end}`;
}

/** A month in words, such as 2020年1月. */
export function monthInWords(day: string): string {
  return dayInWords(day).replace(/月.*$/, "月");
}

const digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/** The Chinese numeral of a number from 1 to 99, as sections are numbered. */
export function numeral(number: number): string {
  if (number <= 10) return digits[number] ?? "";
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return `${tens === 1 ? "" : digits[tens]}十${ones === 0 ? "" : digits[ones]}`;
}

/** A value in a sentence: rates with the sign of percent, seconds in minutes, everything else as it is. */
function inText(measure: string, value: string | null | undefined): string {
  if (value == null) return noNumber;
  const unit = unitOf(measure);
  if (unit === "SECONDS") return secondsInWords(Number(value));
  return unit === "PERCENT" ? `${value}%` : value;
}

/** A number of seconds in words, such as 40分钟 or 2分5秒. */
function secondsInWords(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (minutes === 0) return `${rest}秒`;
  return rest === 0 ? `${minutes}分钟` : `${minutes}分${rest}秒`;
}

/** The value of a group in a sentence; one that is too small is not told, and of a group that is not there it is 0. */
export function told(value: ReportValue | undefined): string {
  if (isHidden(value)) return suppressed;
  return value === undefined ? "0" : inText(value.measure, value.value);
}

/** The value of the period that is compared with, in a sentence. */
export function toldBefore(measure: string, compared: ReportComparison | null | undefined): string {
  return isHidden(compared) ? suppressed : inText(measure, compared?.value);
}

/** A share of all in a sentence. */
export function shareInText(share: string | null | undefined): string {
  return share == null ? noNumber : `${share}%`;
}

const isZero = (text: string): boolean => /^-?0*(\.0*)?$/.test(text);
const isNegative = (text: string): boolean => text.startsWith("-") && !isZero(text);
const size = (text: string): string => text.replace(/^[-+]/, "");

/** The growth as a figure with its sign, such as +12.34%; of a rate the change in percentage points. */
export function growthFigure(measure: string, compared: ReportComparison | null | undefined): string {
  if (isHidden(compared)) return suppressed;
  const isRate = unitOf(measure) === "PERCENT";
  const text = isRate ? compared?.change : compared?.growth;
  if (text == null) return noNumber;
  const sign = isZero(text) ? "" : isNegative(text) ? "-" : "+";
  return `${sign}${size(text)}${isRate ? "个百分点" : "%"}`;
}

/**
 * The growth in words, such as 同比增长12.34%. Where the base is zero there is no growth, and the words say so: never a zero
 * and never an infinity.
 */
export function growthInWords(
  word: ComparisonWord,
  measure: string,
  compared: ReportComparison | null | undefined,
): string {
  const base = baseOf[word];
  if (isHidden(compared)) return `${word}${suppressed}`;
  if (compared == null) return `${base}无可比数据`;
  const isRate = unitOf(measure) === "PERCENT";
  const text = isRate ? compared.change : compared.growth;
  if (text === null) {
    const isEmpty = compared.value !== null && isZero(compared.value);
    return isEmpty ? `${base}为${compared.value}，不计算${word}` : `${base}无可比数据`;
  }
  if (isZero(text)) return `${word}持平`;
  const direction = isRate ? ["下降", "提高"] : ["下降", "增长"];
  return `${word}${direction[isNegative(text) ? 0 : 1]}${size(text)}${isRate ? "个百分点" : "%"}`;
}
