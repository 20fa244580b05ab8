import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import type { WorkingCalendar } from "../calendar/index.js";
import { dropCounts, findCounts, replaceCounts } from "./counts.store.js";
import {
  type DepartureRule,
  dayKindsOf,
  type Evaluation,
  evaluateDeparture,
  type HourCount,
  type HourSeries,
  historyWeeks,
  makeSeries,
} from "./detection/index.js";
import type { RuleRow } from "./rule.store.js";
import type { SurgeGrouping } from "./rule.words.js";
import type { Watched } from "./watched.js";
import { countHours, findFirstReceipt, type HourCounted } from "./watched.store.js";

const dayMilliseconds = 86_400_000;

/** How many days of history are counted in one look: the rest follows at once, in transactions of their own. */
const daysAtOnce = 14;

/** How many days are counted anew at each look: for so long a ticket may be sorted otherwise and still be counted right. */
const daysAnew = 2;

/** How many tickets are looked at for the days of one look. */
const mostAtOnce = 2_000_000;

/** How far back the history of a rule goes, in days. */
const historyDays = historyWeeks.most * 7 + 9;

/** The instant at which a day begins in China. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`);
}

/** The day that is so many days later; earlier where the number is negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMilliseconds).toISOString().slice(0, 10);
}

const laterOf = (one: string, other: string): string => (one > other ? one : other);

/** How far the hours of a rule are counted. */
export type Counted = Pick<RuleRow, "knownFrom" | "countedUntil">;

/**
 * Counts the next days of what a baseline watches, up to now, and keeps them.
 *
 * @returns how far it has come; up to the day of the instant when it is done
 */
export async function countOn(tx: Transaction, rule: RuleRow, watched: Watched, at: Date): Promise<Counted> {
  const today = chinaDay(at);
  const earliest = addDays(today, -historyDays);
  const knownFrom = laterOf(rule.knownFrom ?? (await firstKnownDay(tx, watched, today)), earliest);
  if (rule.countedUntil === null) await dropCounts(tx, rule, null);
  const from = rule.countedUntil === null ? knownFrom : laterOf(addDays(rule.countedUntil, -daysAnew), knownFrom);
  const last = addDays(from, daysAtOnce);
  const to = last < today ? last : today;
  if (from > to) return { knownFrom, countedUntil: today };
  const period = { from: new Date(startOfDay(from).getTime() - 1), to: earlierOf(at, startOfDay(addDays(to, 1))) };
  const sought = { watched, groupedBy: rule.groupedBy as SurgeGrouping, ...period };
  await replaceCounts(tx, rule, { from, to }, await countHours(tx, sought, mostAtOnce));
  if (to === today) await dropCounts(tx, rule, knownFrom);
  return { knownFrom, countedUntil: to };
}

const earlierOf = (one: Date, other: Date): Date => (one < other ? one : other);

/**
 * The first day of which all tickets of a region are known: the one after it began to register, for nobody knows how much
 * would have come on that day before.
 */
export async function firstKnownDay(tx: Transaction, watched: Watched, today: string): Promise<string> {
  const first = await findFirstReceipt(tx, watched);
  return first === null ? today : addDays(chinaDay(first), 1);
}

/** What came in hour by hour, of each of the surges that a rule tells apart. */
export type SeriesByKey = ReadonlyMap<string, HourSeries>;

/** The series of what is kept of a rule, up to an instant. */
export async function readSeries(tx: Transaction, rule: RuleRow, at: Date): Promise<SeriesByKey> {
  const { knownFrom } = rule;
  if (knownFrom === null) return new Map();
  const days = await findCounts(tx, rule, knownFrom);
  const hours = days.flatMap(({ day, hours, key }) =>
    hours.flatMap((count, hour) => (count > 0 ? [{ key, day, hour, count }] : [])),
  );
  return seriesOf(hours, startOfDay(knownFrom), at);
}

/** The series of hours that were counted. */
export function seriesOf(counted: readonly HourCounted[], from: Date, until: Date): SeriesByKey {
  const counts = new Map<string, HourCount[]>();
  for (const { count, day, hour, key } of counted) {
    const known = counts.get(key) ?? [];
    known.push({ hour: new Date(startOfDay(day).getTime() + hour * 3_600_000), count });
    counts.set(key, known);
  }
  return new Map([...counts].map(([key, given]) => [key, makeSeries({ from, until, counts: given })]));
}

/**
 * The rule for each of so many surges that are told apart: the false alarms that are put up with are shared by all of them.
 */
export function sharedRule(rule: DepartureRule, keys: number): DepartureRule {
  return { ...rule, falseAlarmsPerYear: rule.falseAlarmsPerYear / Math.max(keys, 1) };
}

/** What a baseline is evaluated by. */
export interface BaselineLook {
  series: SeriesByKey;
  rule: DepartureRule;
  at: Date;
  calendar: WorkingCalendar;
  /** When the alerts that are not closed were opened, by key; those that are watched although they are closed are null. */
  watched: ReadonlyMap<string, Date | null>;
}

/** Evaluates a baseline for each of the surges that it tells apart, where enough came in or an alert is watched. */
export function evaluateBaseline({ at, calendar, rule, series, watched }: BaselineLook): Evaluation[] {
  const [any] = series.values();
  if (any === undefined) return [];
  const kinds = dayKindsOf(new Date(any.from * 3_600_000), at, calendar);
  const shared = sharedRule(rule, series.size);
  return [...series].flatMap(([key, one]) => {
    if (!watched.has(key) && recentOf(one, rule) < rule.leastCount) return [];
    const given = { series: one, kinds, rule: shared, now: at, openSince: watched.get(key) ?? null };
    const evaluation = evaluateDeparture(given);
    return evaluation === null ? [] : [{ ...evaluation, key }];
  });
}

/** How many tickets came in within the longest window, the running hour included. */
function recentOf({ counts }: HourSeries, { windowHours }: DepartureRule): number {
  const longest = windowHours.at(-1) ?? 0;
  return counts.slice(Math.max(counts.length - longest - 1, 0)).reduce((sum, count) => sum + count, 0);
}
