import { type Amounts, countsAs, totalPeriod, valuesOf } from "./answer.measures.js";
import type { Answer, AnswerRow } from "./answer.values.js";
import type { ExtremeGroup } from "./calls/call-extremes.js";
import type { Counting } from "./counting/counting.js";
import type { Counted } from "./counting/counting.store.js";
import { isRecurring, isTime } from "./counting/dimensions.js";
import type { DurationGroup } from "./counting/durations.store.js";
import { percentText } from "./numbers/fraction.js";
import { bucketsOf } from "./numbers/periods.js";
import { orderGroups } from "./numbers/shares.js";
import type { CheckedQuestion } from "./question.js";
import type { Marks } from "./suppressed-groups.js";

/** What was counted, and how long it took. */
export interface Numbers {
  counted: readonly Counted[];
  durations: readonly DurationGroup[];
  extremes: readonly ExtremeGroup[];
}

/** A group in both periods. */
export interface Group {
  keys: readonly string[];
  /** The keys that it has in each period: a month of last year stands beside that of this year. */
  keysOf: readonly (readonly string[])[];
  periods: readonly Amounts[];
}

type Built = Pick<Answer, "rows" | "total" | "other" | "jointShare">;

/** The rows of an answer from what was counted. Pure. */
export function buildRows(question: CheckedQuestion, counting: Counting, numbers: Numbers, marks: Marks): Built {
  const groups = groupsOf(question, counting, numbers, marks);
  const totals = totalOf(question, counting, numbers);
  const shared = { question, counting, marks, totals: totals.periods };
  const rowOf = (group: Group): AnswerRow => toRow(shared, group, false);
  const total = toRow(shared, totals, true);
  if (question.dimensions.length === 0) return { rows: [], total, other: null, jointShare: null };
  const ordered = inOrder(question, counting, groups, (group) => rowOf(group).isSuppressed);
  const shown = question.top === null ? ordered : ordered.slice(0, question.top);
  const rows = shown.map(rowOf);
  return { rows, total, ...restOf(shared, rows, shown, groups) };
}

interface Shared {
  question: CheckedQuestion;
  counting: Counting;
  marks: Marks;
  totals: readonly Amounts[];
}

function toRow({ question, counting, marks, totals }: Shared, group: Group, isTotal: boolean): AnswerRow {
  const isHidden = (period: number, basis: Parameters<Marks["isTotalHidden"]>[1]): boolean =>
    isTotal || period === totalPeriod
      ? marks.isTotalHidden(Math.max(period, 0), basis)
      : marks.isHidden(period, basis, group.keysOf[period] ?? group.keys);
  const values = valuesOf(
    question,
    counting,
    group.periods,
    question.dimensions.length === 0 ? null : totals,
    isHidden,
  );
  return {
    keys: isTotal ? [] : question.dimensions.map((dimension, at) => ({ dimension, code: group.keys[at] ?? "" })),
    values,
    isSuppressed: values.some(({ reason, compared }) => reason === "SUPPRESSED" || compared?.reason === "SUPPRESSED"),
  };
}

const separator = "\u0000";

const empty = (counting: Counting): Amounts => ({
  amounts: counting.counts.map(() => 0n),
  durations: new Map(),
  extremes: new Map(),
});

/** The groups of the first grouping, in both periods. */
function groupsOf(
  question: CheckedQuestion,
  counting: Counting,
  { counted, durations, extremes }: Numbers,
  { mentioned }: Marks,
): Group[] {
  const shifts = question.periods.map((_, period) => shiftOf(question, period));
  const groups = new Map<string, Group & { periods: Amounts[] }>();
  const place = (period: number, keys: readonly string[]) => {
    const shifted = shifts[period]?.toAsked(keys) ?? null;
    if (shifted === null) return null;
    const id = shifted.join(separator);
    const known = groups.get(id) ?? {
      keys: shifted,
      // Of a period that has nothing of it too: that there is nothing may be what is not told.
      keysOf: shifts.map(({ fromAsked }) => fromAsked(shifted) ?? shifted),
      periods: question.periods.map(() => empty(counting)),
    };
    groups.set(id, known);
    return known.periods;
  };
  for (const { amounts, grouping, keys, period } of counted) {
    const periods = grouping === 0 ? place(period, keys) : null;
    if (periods !== null) periods[period] = { amounts, durations: new Map(), extremes: new Map() };
  }
  for (const { distribution, grouping, keys, measure, period } of durations) {
    if (grouping === 0) place(period, keys)?.[period]?.durations?.set(measure, distribution);
  }
  for (const { extreme, grouping, keys, measure, period } of extremes) {
    if (grouping === 0) place(period, keys)?.[period]?.extremes?.set(measure, extreme);
  }
  for (const keys of gaps(question)) place(0, keys);
  for (const { keys, period } of mentioned) place(period, keys);
  return [...groups.values()];
}

/** How the keys of a group in a period are called in the one asked for, and the other way; null where there is no such time. */
interface Shift {
  toAsked(keys: readonly string[]): readonly string[] | null;
  fromAsked(keys: readonly string[]): readonly string[] | null;
}

const unshifted: Shift = { toAsked: (keys) => keys, fromAsked: (keys) => keys };

/**
 * Turns the time of a compared period into that of the period asked for: the third month of one is that of the other. What
 * has no counterpart, as the last day of a longer period, stands in no row, and is counted in the total alone.
 */
function shiftOf({ dimensions, periods }: CheckedQuestion, period: number): Shift {
  const at = dimensions.findIndex(isTime);
  const unit = dimensions[at];
  const [now, then] = [periods[0], periods[period]];
  if (unit === undefined || !isTime(unit) || then === undefined || period === 0) return unshifted;
  const [asked, compared] = [now, then].map((one) => bucketsOf(one, unit).map(({ code }) => code));
  return { toAsked: renamed(at, compared, asked), fromAsked: renamed(at, asked, compared) };
}

function renamed(at: number, from: readonly string[] = [], to: readonly string[] = []): Shift["toAsked"] {
  const positions = new Map(from.map((code, position) => [code, position]));
  return (keys) => {
    const code = to[positions.get(keys[at] ?? "") ?? to.length];
    return code === undefined ? null : keys.with(at, code);
  };
}

/** What a single dimension of time, hours or weekdays has nothing of: it stands there with zero. */
function gaps({ dimensions, periods }: CheckedQuestion): string[][] {
  const [dimension, ...others] = dimensions;
  if (dimension === undefined || others.length > 0) return [];
  if (isTime(dimension)) return bucketsOf(periods[0], dimension).map(({ code }) => [code]);
  if (dimension === "WEEKDAY") return Array.from({ length: 7 }, (_, weekday) => [String(weekday + 1)]);
  if (dimension !== "HOUR") return [];
  return Array.from({ length: 24 }, (_, hour) => [String(hour).padStart(2, "0")]);
}

function totalOf(question: CheckedQuestion, counting: Counting, numbers: Numbers): Group {
  const asked = counting.groupings.findIndex((dimensions) => dimensions.length === 0);
  const ofDurations = asked >= 0 ? asked : counting.groupings.length;
  const periods = question.periods.map((_, period): Amounts => {
    const found = numbers.counted.find((one) => one.grouping === asked && one.period === period);
    const counted = numbers.counted.filter((one) => one.grouping === 0 && one.period === period);
    const amounts = asked >= 0 ? found?.amounts : addAll(counted, counting);
    const ofTotal = (one: { grouping: number; period: number }): boolean =>
      one.grouping === ofDurations && one.period === period;
    const durations = numbers.durations.filter(ofTotal);
    const extremes = numbers.extremes.filter(ofTotal);
    return {
      amounts: amounts ?? empty(counting).amounts,
      durations: new Map(durations.map(({ measure, distribution }) => [measure, distribution])),
      extremes: new Map(extremes.map(({ measure, extreme }) => [measure, extreme])),
    };
  });
  return { keys: [], keysOf: [], periods };
}

function addAll(counted: readonly (Pick<Amounts, "amounts"> | undefined)[], { counts }: Counting): bigint[] {
  return counts.map((_, at) => counted.reduce((sum, one) => sum + (one?.amounts[at] ?? 0n), 0n));
}

const sumOf = (groups: readonly Group[], period: number, counting: Counting): bigint[] =>
  addAll(
    groups.map(({ periods }) => periods[period]),
    counting,
  );

/** Time runs on; other groups come by the measure, the largest first. */
function inOrder(
  { dimensions, topBy, view, top }: CheckedQuestion,
  counting: Counting,
  groups: readonly Group[],
  isSuppressed: (group: Group) => boolean,
): Group[] {
  const code = ({ keys }: Group): string => keys.join(separator);
  const isOfTime = top === null && dimensions.some((one) => isTime(one) || isRecurring(one));
  if (isOfTime || topBy.form === "DISTRIBUTION" || topBy.form === "EXTREME") {
    return [...groups].sort((one, other) => (code(one) < code(other) ? -1 : 1));
  }
  return orderGroups(groups, {
    code,
    measured: (group) => (isSuppressed(group) ? null : countsAs(topBy, view, counting, group.periods[0])),
  });
}

/** What is left beside the groups that are shown. */
function restOf(
  shared: Shared,
  rows: readonly AnswerRow[],
  shown: readonly Group[],
  groups: readonly Group[],
): Pick<Built, "other" | "jointShare"> {
  const { counting, question, totals } = shared;
  const isOverlapping = question.dimensions.includes("TOPIC");
  // From the rest and the total one could work out a single group that is not told.
  const isHidden = rows.some(({ isSuppressed }) => isSuppressed) || shared.marks.isAnyHidden;
  if (question.top === null || isOverlapping || isHidden) return { other: null, jointShare: null };
  const sumOfShown = (period: number) => sumOf(shown, period, counting);
  const periods = totals.map(({ amounts }, period): Amounts => {
    const sums = sumOfShown(period);
    return { amounts: amounts.map((amount, at) => amount - (sums[at] ?? 0n)), durations: null, extremes: null };
  });
  const isWhole = shown.length === groups.length && !question.dimensions.includes("RESPONDENT");
  const other = isWhole ? null : toRow(shared, { keys: [], keysOf: [], periods }, true);
  return { other, jointShare: jointShareOf(shared, sumOfShown(0)) };
}

function jointShareOf({ counting, question, totals }: Shared, shown: readonly bigint[]): string | null {
  const { digits, topBy, view } = question;
  if (topBy.form !== "COUNT" && topBy.form !== "SUM") return null;
  const part = countsAs(topBy, view, counting, { amounts: shown, durations: null, extremes: null });
  const whole = countsAs(topBy, view, counting, totals[0]);
  if (part === null || whole === null) return null;
  return percentText({ numerator: part.numerator, denominator: whole.numerator }, digits);
}
