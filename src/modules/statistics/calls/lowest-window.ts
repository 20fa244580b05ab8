/** A day in milliseconds: 24 hours. */
const dayLong = 86_400_000;
const hourLong = 3_600_000;

/** What was counted of the calls of one hour. */
export interface HourOfCalls {
  /** When it begins, in milliseconds. */
  readonly at: number;
  readonly offered: number;
  readonly answered: number;
}

/** A call: when it was offered, in milliseconds, and whether somebody answered it. */
export type OfferedCall = readonly [at: number, isAnswered: boolean];

/** 24 hours, and the calls that were offered in them: from an instant on, up to and without that of the day after. */
export interface Window {
  readonly from: number;
  readonly offered: number;
  readonly answered: number;
}

/** A span of time, in milliseconds: the windows that lie in it begin no earlier and end no later. */
export interface Frame {
  readonly from: number;
  readonly until: number;
}

/** An hour in which a window may begin that has a lower rate than is known, and how low the rate can be. */
export interface Promising {
  /** When it begins. */
  readonly at: number;
  readonly offered: number;
  readonly answered: number;
}

/** The hours in which a window may begin that has a lower rate than all that begin on the hour, and the best of these. */
export interface Narrowed {
  readonly onTheHour: Window | null;
  /** The most promising first. */
  readonly hours: readonly Promising[];
}

const isLower = (one: Pick<Window, "offered" | "answered">, other: Window | null): boolean =>
  one.offered > 0 && (other === null || one.answered * other.offered < other.answered * one.offered);

/**
 * Narrows down where the lowest rate of any 24 hours can be: of windows that begin in an hour, the 23 hours after it are
 * known whole, and of the two at the edges no more than their missed calls can be in it. Pure.
 *
 * @param hours those of the frame, in any order; those without a call may be left out
 * @param frame begins on the hour
 */
export function narrow(hours: readonly HourOfCalls[], frame: Frame): Narrowed {
  const { answeredIn, offeredIn } = countedIn(hours, frame);
  const starts = Array.from(
    { length: Math.max(0, Math.floor((frame.until - frame.from - dayLong) / hourLong) + 1) },
    (_, position) => position,
  );
  let lowest: Window | null = null;
  for (const start of starts) {
    const window = {
      from: frame.from + start * hourLong,
      offered: offeredIn(start, 24),
      answered: answeredIn(start, 24),
    };
    if (isLower(window, lowest)) lowest = window;
  }
  const onTheHour = lowest;
  const missedIn = (start: number, count: number): number => offeredIn(start, count) - answeredIn(start, count);
  const bounds = starts.map((start): Promising => {
    const answered = answeredIn(start + 1, 23);
    const missed = missedIn(start, 25);
    return { at: frame.from + start * hourLong, answered, offered: answered + missed };
  });
  return { onTheHour, hours: stillPromising(bounds, onTheHour).sort(byBound) };
}

const rateOf = ({ answered, offered }: Promising): number => (offered === 0 ? 1 : answered / offered);
const byBound = (one: Promising, other: Promising): number => rateOf(one) - rateOf(other) || one.at - other.at;

/** Those hours in which a window may begin that has a lower rate than one that is known; all where none is known. Pure. */
export function stillPromising(hours: readonly Promising[], known: Window | null): Promising[] {
  return hours.filter((hour) => known === null || isLower(hour, known));
}

/** Tells how many calls so many hours have, from one on by its place in the frame. */
function countedIn(hours: readonly HourOfCalls[], { from, until }: Frame) {
  const length = Math.ceil((until - from) / hourLong);
  const [offered, answered] = [new Float64Array(length + 1), new Float64Array(length + 1)];
  for (const hour of hours) {
    const position = (hour.at - from) / hourLong + 1;
    if (position < 1 || position > length) continue;
    offered[position] = (offered[position] ?? 0) + hour.offered;
    answered[position] = (answered[position] ?? 0) + hour.answered;
  }
  for (let position = 1; position <= length; position += 1) {
    offered[position] = (offered[position] ?? 0) + (offered[position - 1] ?? 0);
    answered[position] = (answered[position] ?? 0) + (answered[position - 1] ?? 0);
  }
  const between = (sums: Float64Array) => (start: number, count: number) =>
    (sums[Math.min(start + count, length)] ?? 0) - (sums[Math.min(start, length)] ?? 0);
  return { offeredIn: between(offered), answeredIn: between(answered) };
}

/** The first position in a list in the order of time that is not before an instant. */
function positionFrom(calls: readonly OfferedCall[], instant: number): number {
  let [low, high] = [0, calls.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((calls[middle]?.[0] ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The window with the lowest rate among those that begin in some hours. Which calls lie in a window changes only where one
 * of them is at its beginning or its end: so those are looked at that begin at a call, that end at one, and the last. Pure.
 *
 * @param calls in the order of time: all from the beginning of each hour until 25 hours later
 */
export function lowestAmong(
  calls: readonly OfferedCall[],
  hours: readonly number[],
  frame: Frame,
  known: Window | null,
): Window | null {
  const answered = [0];
  for (const [position, [, isAnswered]] of calls.entries())
    answered.push((answered[position] ?? 0) + Number(isAnswered));
  let lowest = known;
  const look = (from: number): void => {
    const [first, end] = [positionFrom(calls, from), positionFrom(calls, from + dayLong)];
    const window = { from, offered: end - first, answered: (answered[end] ?? 0) - (answered[first] ?? 0) };
    if (isLower(window, lowest)) lowest = window;
  };
  for (const hour of hours) {
    const [least, most] = [Math.max(hour, frame.from), Math.min(hour + hourLong - 1, frame.until - dayLong)];
    if (least > most) continue;
    const instants = (from: number, shift: number): number[] =>
      calls.slice(positionFrom(calls, from), positionFrom(calls, from + most - least + 1)).map(([at]) => at - shift);
    for (const from of [...instants(least, 0), ...instants(least + dayLong, dayLong), most]) look(from);
  }
  return lowest;
}

/** The spans of time of which the calls are needed to look at windows that begin in some hours; those that touch are one. */
export function spansOf(hours: readonly number[]): Frame[] {
  const spans: { from: number; until: number }[] = [];
  for (const hour of [...hours].sort((one, other) => one - other)) {
    const last = spans.at(-1);
    if (last !== undefined && hour <= last.until) last.until = hour + dayLong + hourLong;
    else spans.push({ from: hour, until: hour + dayLong + hourLong });
  }
  return spans;
}
