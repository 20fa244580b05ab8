/** A number in a folded text, the end excluded. */
export interface NumberHit {
  /** Whether it is a sum of money, with the unit inside (38元, 十块钱, 四块五). */
  readonly isAmount: boolean;
  readonly start: number;
  readonly end: number;
}

const digits = new Set("0123456789");
const inside = new Set(".,");
const smallNumerals = new Set("一二两三四五六七八九俩几");
const largeNumerals = new Set("十百千万");
const moneyUnits = ["元", "块钱", "块", "毛钱", "毛", "角钱", "分钱", "蚊", "刀", "rmb", "大洋"];

/** After a number these make it a date, a share, a time or a measure, which is no price. */
const otherUnits = new Set("年月日号天点%℃次周岁度级期寸升码米克时分小平栋楼层名位人");

const isDigit = (unit: string): boolean => digits.has(unit);
const isNumeral = (unit: string): boolean => smallNumerals.has(unit) || largeNumerals.has(unit) || unit === "半";

/** Where a run of units ends that fulfil a condition. */
function endOfRun(units: string, start: number, belongs: (unit: string) => boolean): number {
  let end = start;
  while (end < units.length && belongs(units.charAt(end))) end += 1;
  return end;
}

function endOfDigits(units: string, start: number): number {
  let end = endOfRun(units, start, isDigit);
  while (end > start && inside.has(units.charAt(end)) && isDigit(units.charAt(end + 1))) {
    end = endOfRun(units, end + 1, isDigit);
  }
  // 3千, 2万
  return end > start ? endOfRun(units, end, (unit) => largeNumerals.has(unit)) : end;
}

/** Whether a run of Chinese numerals says a number by itself: 十五, 三百二, but not 一 or 万一. */
function isSpoken(run: string): boolean {
  if (run.length < 2) return false;
  const first = run.charAt(0);
  if (first !== "十" && largeNumerals.has(first)) return false;
  return run.split("").some((unit) => largeNumerals.has(unit));
}

/** Where the unit of money after a number ends, with what is said after it (四块五, 9块9); the start where there is none. */
function endOfMoney(units: string, start: number): number {
  const unit = moneyUnits.find((candidate) => units.startsWith(candidate, start));
  if (unit === undefined) return start;
  const end = start + unit.length;
  const rest = units.charAt(end);
  const following = units.charAt(end + 1);
  const continues = (isDigit(rest) || smallNumerals.has(rest)) && !"斤个只包瓶盒袋份张".includes(following);
  return unit !== "元" && continues ? end + 1 : end;
}

function readNumber(units: string, start: number): NumberHit | null {
  const digitsEnd = endOfDigits(units, start);
  const isWritten = digitsEnd > start;
  const end = isWritten ? digitsEnd : endOfRun(units, start, isNumeral);
  if (end === start) return null;
  const moneyEnd = endOfMoney(units, end);
  const run = units.slice(start, end);
  // 一块 alone may be a piece of something (一块屏).
  const hasUnit = moneyEnd > end && (isWritten || run !== "一" || moneyEnd > end + 1);
  const isAmount = hasUnit || (isWritten && units.charAt(start - 1) === "¥");
  if (isAmount) return { isAmount, start, end: moneyEnd };
  const isPlain = (isWritten || isSpoken(run)) && !otherUnits.has(units.charAt(end));
  return { isAmount: false, start, end: isPlain ? end : start };
}

/**
 * Finds the numbers of a folded text that may be prices, in order: sums of money, and bare numbers that are no date, share,
 * time or measure. Each unit is read a bounded number of times.
 */
export function findNumbers(units: string): NumberHit[] {
  const found: NumberHit[] = [];
  let place = 0;
  while (place < units.length) {
    const hit = readNumber(units, place);
    if (hit && hit.end > hit.start) found.push(hit);
    place = hit ? Math.max(hit.end, skipNumber(units, place)) : place + 1;
  }
  return found;
}

/** Where the run that begins here is over, whether or not it was a price. */
function skipNumber(units: string, start: number): number {
  const digitsEnd = endOfDigits(units, start);
  return digitsEnd > start ? digitsEnd : Math.max(endOfRun(units, start, isNumeral), start + 1);
}
