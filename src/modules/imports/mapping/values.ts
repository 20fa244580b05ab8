/** The number of milliseconds by which the clocks of China are ahead of UTC. */
const chinaOffset = 8 * 3_600_000;
const dayMilliseconds = 86_400_000;

/** The first serial number of a day that is taken for one: 1982; fewer are rather numbers of something. */
const leastSerial = 30_000;
const mostSerial = 80_000;

/** The day from which the serial numbers of Excel count (ECMA-376 part 1, 18.17.4.1), so that those after 1900-02-28 are right. */
const serialStart = Date.UTC(1899, 11, 30);
const daysTo1904 = 1462;

// Longer than any way to write an instant or an amount: what is longer is none, and would take the patterns long.
const longestWritten = 80;

const written =
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[\sT]*(?:(上午|下午|AM|PM)\s*)?(\d{1,2})\s*[:时点]\s*(\d{1,2})?\s*分?(?::?\s*(\d{1,2})(?:\.\d+)?\s*秒?)?\s*(AM|PM)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/iu;
const closed = /^(\d{4})(\d{2})(\d{2})(?:\s*(\d{2}):?(\d{2}):?(\d{2})?)?$/;
const serial = /^\d{5}(?:\.\d+)?$/;

/**
 * The instant that a text names, in the forms in which Chinese sheets write it: 2020-01-24, 2020/1/24 10:30, 2020.1.24,
 * 2020年1月24日 10时30分, 20200124, with 上午 and 下午, ISO 8601 with a zone, and the serial numbers of Excel. What has no zone
 * is by the clocks of China; what has no time is the beginning of the day.
 *
 * @param isCountedFrom1904 whether serial numbers count from 1904
 * @returns null where it names none, such as the 30th of February
 */
export function toInstant(text: string, isCountedFrom1904 = false): Date | null {
  if (text.length > longestWritten) return null;
  const plain = text.normalize("NFKC").trim();
  if (serial.test(plain)) return fromSerial(Number(plain) + (isCountedFrom1904 ? daysTo1904 : 0));
  const match = written.exec(plain);
  if (match !== null) {
    const [, year, month, day, before, hour, minute, second, after, zone] = match;
    const half = (before ?? after ?? "").toUpperCase();
    const time = [clockHour(Number(hour ?? 0), half), Number(minute ?? 0), Number(second ?? 0)] as const;
    return compose([Number(year), Number(month), Number(day)], time, zone);
  }
  const packed = closed.exec(plain);
  if (packed === null) return null;
  const [, year, month, day, hour, minute, second] = packed;
  const time = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)] as const;
  return compose([Number(year), Number(month), Number(day)], time, undefined);
}

function clockHour(hour: number, half: string): number {
  if (half === "下午" || half === "PM") return hour < 12 ? hour + 12 : hour;
  return (half === "上午" || half === "AM") && hour === 12 ? 0 : hour;
}

type Three = readonly [number, number, number];

function compose([year, month, day]: Three, [hour, minute, second]: Three, zone: string | undefined): Date | null {
  if (hour > 23 || minute > 59 || second > 59) return null;
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  return new Date(at.getTime() - offsetOf(zone));
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined) return chinaOffset;
  if (zone.toUpperCase() === "Z") return 0;
  const [sign, digits] = [zone.startsWith("-") ? -1 : 1, zone.slice(1).replace(":", "")];
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
}

// The fraction of a day is rounded to the second: Excel keeps 10:30 as 0.4374999999.
function fromSerial(days: number): Date | null {
  if (days < leastSerial || days > mostSerial) return null;
  const seconds = Math.round((days * dayMilliseconds) / 1000);
  return new Date(serialStart + seconds * 1000 - chinaOffset);
}

/** The most that an amount may be, in 分: ten thousand million yuan. */
const mostFen = 1_000_000_000_000n;

const amountText = /^[¥￥]?(-?)(\d+(?:,\d{3})*|\d+)(?:\.(\d+))?(亿元|万元|亿|万|元)?$/u;

/**
 * The amount that a text names, in 分: 1,234.50, ¥12, 3.5万, 800元; what says no unit is in the one given. Exact: digits
 * beyond 分 must be zeros.
 *
 * @returns null where it names none, or a negative one
 */
export function toFen(text: string, unit: "YUAN" | "TEN_THOUSAND_YUAN"): bigint | null {
  if (text.length > longestWritten) return null;
  const match = amountText.exec(text.normalize("NFKC").replace(/\s/gu, ""));
  if (match === null) return null;
  const [, sign, whole = "", fraction = "", own] = match;
  const places =
    own === undefined ? (unit === "YUAN" ? 2 : 6) : own.startsWith("亿") ? 10 : own.startsWith("万") ? 6 : 2;
  if (/[1-9]/.test(fraction.slice(places))) return null;
  const fen = BigInt(whole.replaceAll(",", "") + fraction.slice(0, places).padEnd(places, "0"));
  return (sign === "-" && fen > 0n) || fen > mostFen ? null : fen;
}

const shownCharacters = 40;

/**
 * The form of a value that tells of a citizen, as a report of what is wrong shows it: 9 for a digit, 字 for a Chinese
 * character, A for another letter; signs stay.
 */
export function shapeOf(text: string): string {
  const shape = text
    .replace(/\p{N}/gu, "9")
    .replace(/\p{Script=Han}/gu, "字")
    .replace(/(?!字)\p{L}/gu, "A");
  return shape.length > shownCharacters ? `${shape.slice(0, shownCharacters)}…` : shape;
}

/** The beginning of a value that tells of no citizen. */
export function excerptOf(text: string): string {
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
}
