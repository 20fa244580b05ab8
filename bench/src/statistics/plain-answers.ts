import type { DayRange, Dimension, MeasureName } from "../../../src/modules/statistics/index.js";
import type { Answered, AnsweredRow, AnsweredValue, Counted, Spread } from "./asking.js";
import { dayLater } from "./periods.js";
import { plainMeasure, type Tally } from "./plain-measures.js";
import { type PlainStatements, placeOf } from "./plain-sql.js";
import { type Asked, isDuration } from "./questions.js";

/** What plain SQL found for a question, by group and period. */
export interface PlainGroups {
  tallies: readonly Tally[];
  counts: ReadonlyMap<string, readonly bigint[]>;
  durations: ReadonlyMap<string, Spread>;
}

/** The rows that a database answered for the statements of a question. */
export interface PlainRows {
  counts: readonly unknown[][];
  durations: readonly unknown[][][];
}

const separator = "\u0000";
const total = "total";

/** Gathers the rows under the codes by which the product names its groups. */
export function gather(
  asked: Asked,
  compared: DayRange | null,
  statements: PlainStatements,
  rows: PlainRows,
): PlainGroups {
  const dimensions = asked.question.dimensions ?? [];
  const shift = shiftOf(dimensions, asked.question.period, compared);
  const counts = new Map<string, bigint[]>();
  const hasOwnTotal = rows.counts.some(([g]) => Number(g) === 1);
  const add = (id: string, values: readonly unknown[]): void => {
    const known = counts.get(id);
    const sums = values.map((value, place) => (known?.[place] ?? 0n) + BigInt((value as string | number | null) ?? 0));
    counts.set(id, sums);
  };
  for (const [g, p, k0, k1, ...values] of rows.counts) {
    const period = Number(p);
    if (Number(g) === 1 || dimensions.length === 0) add(idOf(period, total), values);
    else {
      const keys = shift(period, codesOf(dimensions, [k0, k1]));
      if (keys !== null) add(idOf(period, keys), values);
      if (!hasOwnTotal) add(idOf(period, total), values);
    }
  }
  const durations = new Map<string, Spread>();
  for (const [place, { measure }] of statements.durations.entries()) {
    for (const [g, p, k0, k1, tickets, ranks] of rows.durations[place] ?? []) {
      const isTotal = Number(g) === 1 || dimensions.length === 0;
      const keys = isTotal ? total : shift(Number(p), codesOf(dimensions, [k0, k1]));
      const [median = 0, p90 = 0, p99 = 0] = ((ranks as unknown[] | null) ?? []).map(Number);
      if (Number(tickets) > 0 && keys !== null)
        durations.set(measure + idOf(Number(p), keys), { tickets: Number(tickets), median, p90, p99 });
    }
  }
  return { tallies: statements.counts?.tallies ?? [], counts, durations };
}

const idOf = (period: number, keys: string): string => `${period}:${keys}`;

const codesOf = (dimensions: readonly Dimension[], keys: readonly unknown[]): string[] =>
  dimensions.map((dimension, place) => {
    const key = String(keys[place] ?? "");
    switch (dimension) {
      case "HOUR":
        return key.padStart(2, "0");
      case "MONTH":
        return key.slice(0, 7);
      case "QUARTER":
        return `${key.slice(0, 4)}-Q${Math.ceil(Number(key.slice(5, 7)) / 3)}`;
      case "YEAR":
        return key.slice(0, 4);
      default:
        return key;
    }
  });

const units: ReadonlySet<Dimension> = new Set(["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"]);

function startOf(day: string, unit: Dimension): string {
  const month = Number(day.slice(5, 7));
  if (unit === "WEEK") return dayLater(day, -((new Date(day).getUTCDay() + 6) % 7));
  if (unit === "MONTH") return `${day.slice(0, 7)}-01`;
  if (unit === "QUARTER") return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, "0")}-01`;
  return unit === "YEAR" ? `${day.slice(0, 4)}-01-01` : day;
}

/** The codes of the units of time that a period touches, in order. */
function bucketsOf({ from, to }: DayRange, unit: Dimension): string[] {
  const codes = new Set<string>();
  for (let day = from; day <= to; day = dayLater(day, 1)) codes.add(codesOf([unit], [startOf(day, unit)])[0] ?? "");
  return [...codes];
}

/**
 * The third month of the compared period stands beside the third month of the one that is asked for; what has none beside it,
 * since the compared period touches more of them, stands in no row: null.
 */
function shiftOf(dimensions: readonly Dimension[], period: DayRange, compared: DayRange | null) {
  const at = dimensions.findIndex((dimension) => units.has(dimension));
  const unit = dimensions[at];
  const [now, then] =
    unit === undefined || compared === null ? [[], []] : [bucketsOf(period, unit), bucketsOf(compared, unit)];
  return (of: number, codes: readonly string[]): string | null => {
    if (of === 0 || unit === undefined) return codes.join(separator);
    const beside = now[then.indexOf(codes[at] ?? "")];
    return beside === undefined ? null : codes.with(at, beside).join(separator);
  };
}

/** How many numbers of an answer were compared, and how many the product does not tell. */
export interface Comparison {
  equal: number;
  suppressed: number;
}

/**
 * Compares an answer of the product with what plain SQL found, number by number.
 *
 * @throws Error with the first number that differs
 */
export function compare(asked: Asked, answered: Answered, plain: PlainGroups): Comparison {
  const { comparison, dimensions, top } = asked.question;
  const done: Comparison = { equal: 0, suppressed: 0 };
  compareRow(asked, plain, total, answered.total.values, done);
  if ((dimensions ?? []).length === 0) return done;
  const seen = new Set<string>();
  for (const row of answered.rows) {
    const keys = row.keys.map(({ code }) => code).join(separator);
    seen.add(keys);
    compareRow(asked, plain, keys, row.values, done);
  }
  if (top == null) checkComplete(asked, plain, seen, comparison != null);
  else checkLargest(asked, plain, answered.rows, seen);
  return done;
}

function compareRow(
  asked: Asked,
  plain: PlainGroups,
  keys: string,
  values: readonly AnsweredValue[],
  done: Comparison,
): void {
  for (const [place, measure] of asked.question.measures.entries()) {
    const value = values[place];
    if (value?.measure !== measure) throw new Error(`${JSON.stringify(asked)} has no ${measure}`);
    compareCounted(asked, plain, measure, idOf(0, keys), value, done);
    if (value.compared !== null) compareCounted(asked, plain, measure, idOf(1, keys), value.compared, done);
  }
}

function compareCounted(
  asked: Asked,
  plain: PlainGroups,
  measure: MeasureName,
  id: string,
  found: Counted,
  done: Comparison,
): void {
  // The value of the other period may be told where this one is not.
  if (found.reason === "SUPPRESSED" && found.numerator === null && found.distribution === null) {
    done.suppressed += 1;
    return;
  }
  const given = isDuration(measure) ? spreadText(found.distribution) : `${found.numerator}/${found.denominator}`;
  const wanted = isDuration(measure)
    ? spreadText(plain.durations.get(measure + id) ?? null)
    : fractionText(asked, plain, measure, id);
  if (given !== wanted) {
    throw new Error(
      `${JSON.stringify(asked)}\n${measure} of ${id.replaceAll(separator, " ")} is ${given} and not ${wanted}`,
    );
  }
  done.equal += 1;
}

const spreadText = (spread: Spread | null): string =>
  spread === null ? "none" : [spread.tickets, spread.median, spread.p90, spread.p99].join(" ");

function fractionText({ question: { view } }: Asked, plain: PlainGroups, measure: MeasureName, id: string): string {
  const { denominator, numerator } = plainMeasure(measure, view ?? "COHORT");
  const amount = (tally: Tally): bigint => plain.counts.get(id)?.[placeOf(plain.tallies, tally)] ?? 0n;
  return `${amount(numerator)}/${denominator === null ? null : amount(denominator)}`;
}

/** Every group of which anything was counted must be in the answer. */
function checkComplete(asked: Asked, plain: PlainGroups, seen: ReadonlySet<string>, isCompared: boolean): void {
  for (const [id, amounts] of plain.counts) {
    const keys = id.slice(2);
    if (keys === total || seen.has(keys) || amounts.every((amount) => amount === 0n)) continue;
    if (isCompared || id.startsWith("0:"))
      throw new Error(`${JSON.stringify(asked)} has no row ${keys.replaceAll(separator, " ")}`);
  }
}

/** None that is not shown may be larger than the smallest that is, by the first measure; of rates another test says so. */
function checkLargest(asked: Asked, plain: PlainGroups, rows: readonly AnsweredRow[], seen: ReadonlySet<string>): void {
  const [measure = "RECEIVED"] = asked.question.measures;
  const isHidden = rows.some(({ values }) => values[0]?.numerator == null);
  if (measure.endsWith("_RATE") || isDuration(measure) || isHidden) return;
  const place = placeOf(plain.tallies, plainMeasure(measure, asked.question.view ?? "COHORT").numerator);
  const smallest = BigInt(rows.at(-1)?.values[0]?.numerator ?? 0);
  for (const [id, amounts] of plain.counts) {
    const keys = id.slice(2);
    if (!id.startsWith("0:") || keys === total || seen.has(keys)) continue;
    // A group that is not told stands last.
    if ((amounts[place] ?? 0n) > smallest && rows.length > 0 && !mayBeHidden(asked)) {
      throw new Error(`${JSON.stringify(asked)} leaves out ${keys.replaceAll(separator, " ")}`);
    }
  }
}

const mayBeHidden = ({ question: { filter } }: Asked): boolean =>
  filter?.kinds == null || filter.kinds.includes("REPORT");
