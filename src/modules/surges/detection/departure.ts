import { type Baseline, fitBaseline } from "./baseline.js";
import type { DayKinds } from "./day-kinds.js";
import type { Evaluation, WindowFigures } from "./evaluation.js";
import { expectedOf } from "./expectation.js";
import { historyEnd } from "./history-end.js";
import { type CountDistribution, firstCountOf, upperTail } from "./negative-binomial.js";
import type { DepartureRule } from "./rules.js";
import { countBetween, type HourSeries, hourMilliseconds, hourOf, startOfHour } from "./series.js";

/** What a rule of departure is evaluated on. */
export interface DepartureGiven {
  /** The tickets that the rule watches, up to now. */
  readonly series: HourSeries;
  /** The kinds of the days of the series. */
  readonly kinds: DayKinds;
  readonly rule: DepartureRule;
  readonly now: Date;
  /** When the alert that runs was opened; null when none runs. */
  readonly openSince: Date | null;
}

/**
 * Evaluates a rule of departure at an instant: the tickets in each of its trailing windows against what the history lets
 * expect of exactly this stretch of time. A window reaches back to the beginning of the hour that ran `windowHours` ago.
 * Answers null where less than eight weeks are known. It may be called as often as one likes: the rate of false alarms does
 * not grow with it (see `allowedTail`).
 */
export function evaluateDeparture({ series, kinds, rule, now, openSince }: DepartureGiven): Evaluation | null {
  const baseline = baselineFor({ series, kinds, rule, now, openSince });
  if (baseline === null) return null;
  return evaluationOf(judgeWindows({ baseline, series, kinds, rule, now }), rule, now);
}

/**
 * The baseline of a rule at an instant. While an alert runs it is the one of the time before; where too little is known from
 * then, the alert is not left without one.
 */
export function baselineFor({ series, kinds, rule, now, openSince }: DepartureGiven): Baseline | null {
  const { windowHours } = rule;
  const before = fitBaseline({ series, kinds, endDay: historyEnd(now, openSince), windowHours });
  if (before !== null || openSince === null) return before;
  return fitBaseline({ series, kinds, endDay: historyEnd(now, null), windowHours });
}

/** A window that was judged. */
export interface Judged {
  readonly windowHours: number;
  readonly since: Date;
  /** How long it is in fact, in hours: up to an hour longer than the rule says. */
  readonly hours: number;
  readonly count: number;
  readonly expected: CountDistribution;
  readonly probability: number;
  readonly isOver: boolean;
}

/** What windows are judged by. */
export interface JudgingGiven extends Omit<DepartureGiven, "openSince"> {
  readonly baseline: Baseline;
}

/** Judges the windows of a rule, the shortest first. */
export function judgeWindows({ baseline, series, kinds, rule, now }: JudgingGiven): Judged[] {
  return rule.windowHours.map((windowHours) => {
    const from = hourOf(now) - windowHours;
    const hours = now.getTime() / hourMilliseconds - from;
    const count = countBetween(series, from, Math.ceil(now.getTime() / hourMilliseconds));
    const expected = expectedOf(baseline, kinds, { from, until: now, windowHours });
    const probability = upperTail(expected, count);
    const isOver = count >= rule.leastCount && probability <= allowedTail(rule, hours, count, expected.mean);
    return { windowHours, since: startOfHour(from), hours, count, expected, probability, isOver };
  });
}

const hoursOfYear = 365.25 * 24;

/**
 * The probability at which a count is over: from so many false alarms a year to one evaluation.
 *
 * Evaluations overlap: those of the next minutes see the same tickets, so there are far fewer chances to err than evaluations.
 * A new false alarm is a new crossing: the window goes from k - 1 tickets to k. As often as it goes up to k it comes down from
 * k, and with k tickets in a window of w hours one of them leaves it k / w times an hour; so k is crossed P(N = k) * k / w
 * times an hour, however often one looks. Crossings come in clumps, which are one alert: of the clumps there are 1 - mean / k
 * as many. These are the two factors of Alm's approximation to the scan statistic (On the distributions of the scan statistics
 * of a Poisson process, Essays in honour of Carl-Gustav Esseen, Uppsala 1983; 1999 in Glaz & Balakrishnan, Scan Statistics and
 * Applications). With P(N >= k), which is more, in the place of P(N = k), the rate stays below P(N >= k) * (k - mean) / w. The
 * rate that the rule states is shared evenly by its windows, so all together stay under it (Boole's inequality). What it is in
 * fact, on generated years, is measured by the tests and by `npm run bench -- surges`.
 */
export function allowedTail(rule: DepartureRule, hours: number, count: number, mean: number): number {
  const alarmsAnHour = rule.falseAlarmsPerYear / hoursOfYear / rule.windowHours.length;
  return (alarmsAnHour * hours) / Math.max(count - mean, 1);
}

/** Above this probability a count is usual. */
const usual = 0.02;

/** Whether all windows are as usual again. */
export const areQuiet = (windows: readonly Judged[]): boolean =>
  windows.every(({ probability, isOver }) => !isOver && probability > usual);

/** What was judged, as an evaluation. */
export function evaluationOf(judged: readonly Judged[], rule: DepartureRule, now: Date): Evaluation {
  const windows = judged.map((window) => figuresOf(window, rule));
  return {
    key: "",
    at: now,
    isOver: judged.some(({ isOver }) => isOver),
    isQuiet: areQuiet(judged),
    figures: windows[windows.length - 1] as WindowFigures,
    windows,
    tickets: [],
  };
}

function figuresOf(
  { windowHours, since, hours, count, expected, probability }: Judged,
  rule: DepartureRule,
): WindowFigures {
  const isOver = (other: number): boolean =>
    upperTail(expected, other) <= allowedTail(rule, hours, other, expected.mean);
  const upper = firstCountOf(isOver, Math.max(rule.leastCount, Math.ceil(expected.mean)));
  return { windowHours, since, count, expected: expected.mean, upper, probability, counties: null };
}
