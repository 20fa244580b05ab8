import type { DayKinds } from "./day-kinds.js";
import { baselineFor } from "./departure.js";
import { type Evaluation, mostTickets } from "./evaluation.js";
import { expectedOf } from "./expectation.js";
import { quantileOf } from "./negative-binomial.js";
import { countBetween, type HourNumber, type HourSeries, hourMilliseconds, hourOf, startOfHour } from "./series.js";
import { newestFirst, type TicketFact } from "./threshold.js";

/** One hour of the series behind an alert, with what was to be expected of it. */
export interface EvidenceHour {
  readonly from: Date;
  readonly until: Date;
  readonly count: number;
  /** The expected count, and the range in which 19 of 20 hours lie (expected range, 预期区间); null of a threshold. */
  readonly expected: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** How many of the tickets have something in common. */
export interface Share {
  readonly key: string;
  readonly count: number;
}

/** What an alert rests on (依据): sizes are bounded, whatever the surge. */
export interface Evidence {
  /** The hours up to the evaluation, the oldest first; at most `evidenceBounds.hours`. */
  readonly series: readonly EvidenceHour[];
  /** The counties, the goods and the respondents with the most tickets. */
  readonly places: readonly Share[];
  readonly goods: readonly Share[];
  readonly respondents: readonly Share[];
  /** The identifiers of the tickets, newest first, at most `mostTickets`. */
  readonly tickets: readonly string[];
  /** How many tickets there are, those left out included. */
  readonly count: number;
}

/** The most of everything that evidence holds. */
export const evidenceBounds = { hours: 168, places: 20, goods: 10, respondents: 10 } as const;

/** What evidence is made of. */
export interface EvidenceGiven {
  readonly evaluation: Evaluation;
  /** The tickets that the rule watches; those outside the longest window, and those of other products, are passed over. */
  readonly facts: readonly TicketFact[];
  /** The series and the kinds of days of a departure; null of a threshold, whose series is counted from the facts. */
  readonly series: HourSeries | null;
  readonly kinds: DayKinds | null;
  /** When the alert was opened: its baseline is the one of the time before; null where none runs. */
  readonly openSince: Date | null;
}

/** Gathers the evidence of an evaluation. */
export function evidenceOf(given: EvidenceGiven): Evidence {
  const { at, key, figures } = given.evaluation;
  const inWindow = given.facts.filter(
    (fact) => fact.at >= figures.since && fact.at <= at && (key === "" || fact.product === key),
  );
  return {
    series: given.series === null ? countedHours(given.evaluation, inWindow) : expectedHours(given, given.series),
    places: sharesOf(inWindow, ({ county }) => county, evidenceBounds.places),
    goods: sharesOf(inWindow, ({ product }) => product, evidenceBounds.goods),
    respondents: sharesOf(inWindow, ({ respondent }) => respondent, evidenceBounds.respondents),
    tickets: newestFirst(inWindow)
      .slice(0, mostTickets)
      .map(({ id }) => id),
    count: inWindow.length,
  };
}

/**
 * The hours of a departure reach twice as far back as its longest window, so that the rise is seen, and at least three days.
 */
function hoursShown({ at, figures }: Evaluation): HourNumber[] {
  const length = Math.min(Math.max(figures.windowHours * 2, 72), evidenceBounds.hours);
  const end = Math.ceil(at.getTime() / hourMilliseconds);
  return Array.from({ length }, (_, place) => end - length + place);
}

// One in forty hours lies below the range, one in forty above it.
const tail = 0.025;

function expectedHours({ evaluation, kinds, openSince }: EvidenceGiven, series: HourSeries): EvidenceHour[] {
  const windowHours = evaluation.windows.map((window) => window.windowHours);
  const given = kinds ?? { firstDay: 0, kinds: [] };
  const rule = { kind: "DEPARTURE", windowHours, falseAlarmsPerYear: 1, leastCount: 2 } as const;
  const baseline = baselineFor({ series, kinds: given, rule, now: evaluation.at, openSince });
  return hoursShown(evaluation).map((hour) => {
    const [from, until] = [startOfHour(hour), earlier(startOfHour(hour + 1), evaluation.at)];
    const count = countBetween(series, hour, hour + 1);
    if (baseline === null) return { from, until, count, expected: null, low: null, high: null };
    const expected = expectedOf(baseline, given, { from: hour, until, windowHours: windowHours[0] ?? 1 });
    const [low, high] = [quantileOf(expected, 1 - tail), quantileOf(expected, tail)];
    return { from, until, count, expected: expected.mean, low, high };
  });
}

function countedHours(evaluation: Evaluation, facts: readonly TicketFact[]): EvidenceHour[] {
  const counts = new Map<HourNumber, number>();
  for (const { at } of facts) counts.set(hourOf(at), (counts.get(hourOf(at)) ?? 0) + 1);
  const first = hourOf(evaluation.figures.since);
  return hoursShown(evaluation)
    .filter((hour) => hour >= first)
    .map((hour) => {
      const [from, until] = [startOfHour(hour), earlier(startOfHour(hour + 1), evaluation.at)];
      return { from, until, count: counts.get(hour) ?? 0, expected: null, low: null, high: null };
    });
}

const earlier = (one: Date, other: Date): Date => (one < other ? one : other);

function sharesOf(facts: readonly TicketFact[], keyOf: (fact: TicketFact) => string, most: number): Share[] {
  const counts = new Map<string, number>();
  for (const fact of facts) {
    const key = keyOf(fact);
    if (key !== "") counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .map(([key, count]) => ({ key, count }))
    .sort((one, other) => other.count - one.count || (one.key < other.key ? -1 : 1))
    .slice(0, most);
}
