/** What tells one occurrence from another of the same kind: amounts, days, and numbers of orders or contracts. */
export interface Marks {
  /** Amounts as they are written, without the unit. */
  readonly amounts: ReadonlySet<string>;
  /** Days as month and day. */
  readonly days: ReadonlySet<string>;
  /** Numbers of six signs or more with a digit at least: of an order, a contract, a batch. */
  readonly codes: ReadonlySet<string>;
}

const amountPattern = /(\d+(?:\.\d{1,2})?)\s*(?:元|块|￥|圆)/gu;
const dayPattern =
  /(?:(?:20\d{2})[年./-])?(?<![\d.])(1[0-2]|0?[1-9])(?:月|[./-])(3[01]|[12]\d|0?[1-9])(?:日|号|(?![\d.元块]))/gu;
const codePattern = /(?<![0-9a-z])(?=[a-z-]*\d)[0-9a-z]{6,}(?![0-9a-z])/gu;

/** The marks of a text. */
export function marksOf(text: string): Marks {
  const plain = text.normalize("NFKC").toLowerCase();
  return {
    amounts: new Set(Array.from(plain.matchAll(amountPattern), ([, amount]) => String(Number(amount)))),
    days: new Set(Array.from(plain.matchAll(dayPattern), ([, month, day]) => `${Number(month)}-${Number(day)}`)),
    codes: new Set(Array.from(plain.matchAll(codePattern), ([code]) => code)),
  };
}

/**
 * How far two sets of marks agree: the share of the smaller that the other has too, less what neither has of the other; null
 * where one of them is empty, which tells nothing.
 *
 * @returns 1 where one is among the other, -1 where they have nothing in common
 */
export function agreement(one: ReadonlySet<string>, other: ReadonlySet<string>): number | null {
  if (one.size === 0 || other.size === 0) return null;
  let shared = 0;
  for (const mark of one) if (other.has(mark)) shared += 1;
  return (2 * shared) / Math.min(one.size, other.size) - 1;
}
