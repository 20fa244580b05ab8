import { authorize } from "../../access/index.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { invalidInput, tooLarge } from "../../platform/errors.js";
import { currentCalendar, requireCountedDay, type WorkingCalendar } from "../calendar/index.js";
import { type BacktestSurgeRuleInput, backtestDays } from "./backtest.type.js";
import { addDays, firstKnownDay, type SeriesByKey, seriesOf, sharedRule, startOfDay } from "./baseline.js";
import {
  type Backtest,
  backtestThreshold,
  type DepartureRule,
  dayKindsOf,
  departureBacktestSteps,
  historyWeeks,
  type ThresholdRule,
} from "./detection/index.js";
import { checkRule, detectionRuleOf, regionOfRule } from "./rule.check.js";
import type { SurgeGrouping } from "./rule.words.js";
import type { Watched } from "./watched.js";
import { countHours, findSought, type HourCounted } from "./watched.store.js";

const [hourMilliseconds, dayMilliseconds] = [3_600_000, 86_400_000];

/** How many tickets a backtest counts at most, and of how many a threshold is tried one by one. */
const mostCounted = 1_000_000;
const mostListed = 100_000;

/** On how many groups a baseline is tried: each takes a second of computing. */
const mostGroups = 3;

/** What a rule would have done, and on how much it was tried. */
export interface Backtested {
  from: Date;
  until: Date;
  groupedBy: SurgeGrouping;
  result: Backtest;
  ticketCount: number;
  groupsLeftOut: number;
}

interface Trial {
  watched: Watched;
  groupedBy: SurgeGrouping;
  from: Date;
  until: Date;
}

/**
 * Tries a rule on the past before it is switched on (回测): by the same functions as the detection, on what the caller sees.
 * Nothing is written.
 *
 * @throws NOT_FOUND for a region above or beside the caller's; INVALID_INPUT; TOO_LARGE where too many tickets would be counted
 */
export async function backtestSurgeRule(context: RequestContext, input: BacktestSurgeRuleInput): Promise<Backtested> {
  const actor = actorOf(context);
  const { days, rule } = input;
  if (days < backtestDays.least || days > backtestDays.most) {
    throw invalidInput("days", {
      zh: `回测天数须为 ${backtestDays.least} 至 ${backtestDays.most}。`,
      en: `From ${backtestDays.least} to ${backtestDays.most} days.`,
    });
  }
  const region = await regionOfRule(context, rule);
  if (input.until != null) requireCountedDay("until", input.until);
  const until = untilOf(input.until ?? null, context.clock.now());
  const from = new Date(until.getTime() - days * dayMilliseconds);
  const read = await inScope(context, async (tx) => {
    authorize(actor, "surge.manage", actor.bureau);
    const { content, watched } = await checkRule(tx, context, rule, region);
    const detection = detectionRuleOf(content);
    const trial = { watched, groupedBy: content.groupedBy as SurgeGrouping, from, until };
    if (detection.kind === "THRESHOLD") return { trial, ...(await readFacts(tx, trial, detection)) };
    return { trial, ...(await readHours(tx, trial, detection)) };
  });
  // The rest is computing, for which no transaction is kept open.
  const tried = "facts" in read ? tryThreshold(read.trial, read) : await tryBaseline(read.trial, read);
  return { from, until, groupedBy: read.trial.groupedBy, ...tried };
}

/** The instant up to which a rule is tried: the end of the last day, or now. */
function untilOf(lastDay: string | null, now: Date): Date {
  if (lastDay === null) return now;
  const end = startOfDay(addDays(lastDay, 1));
  return end < now ? end : now;
}

async function readFacts(tx: Transaction, { from, groupedBy, until, watched }: Trial, rule: ThresholdRule) {
  const since = new Date(from.getTime() - rule.windowHours * hourMilliseconds);
  const listed = await findSought(tx, { watched, groupedBy, from: since, to: until }, mostListed + 1);
  if (listed.length > mostListed) throw tooLarge("days", listed.length, mostListed);
  const facts = listed.map(({ county, id, key, receivedAt }) => {
    return { id, at: receivedAt, county, product: key, respondent: "" };
  });
  return { rule, facts };
}

function tryThreshold({ from, until }: Trial, { facts, rule }: Awaited<ReturnType<typeof readFacts>>) {
  const result = backtestThreshold({ facts, rule, from, until });
  return { result, ticketCount: facts.length, groupsLeftOut: 0 };
}

async function readHours(tx: Transaction, { from, groupedBy, until, watched }: Trial, rule: DepartureRule) {
  const earliest = addDays(chinaDay(from), -(historyWeeks.most * 7 + 9));
  const known = await firstKnownDay(tx, watched, chinaDay(until));
  const since = startOfDay(known > earliest ? known : earliest);
  const sought = { watched, groupedBy, from: new Date(since.getTime() - 1), to: until };
  const counted = await countHours(tx, sought, mostCounted + 1);
  const ticketCount = counted.reduce((sum, { count }) => sum + count, 0);
  if (ticketCount > mostCounted) throw tooLarge("days", ticketCount, mostCounted);
  return { rule, counted, since, ticketCount, calendar: await currentCalendar(tx) };
}

interface Hours {
  rule: DepartureRule;
  counted: readonly HourCounted[];
  since: Date;
  ticketCount: number;
  calendar: WorkingCalendar;
}

async function tryBaseline({ from, until }: Trial, { calendar, counted, rule, since, ticketCount }: Hours) {
  const all = seriesOf(counted, since, until);
  const kinds = dayKindsOf(since, until, calendar);
  const shared = sharedRule(rule, all.size);
  const results: Backtest[] = [];
  for (const [key, series] of largestOf(all)) {
    const tried = await unhurried(departureBacktestSteps({ series, kinds, rule: shared, from, until }));
    results.push({ ...tried, alerts: tried.alerts.map((alert) => ({ ...alert, key })) });
  }
  return { result: merged(results), ticketCount, groupsLeftOut: Math.max(all.size - mostGroups, 0) };
}

/** Lets others be answered between two steps: a year takes a second of computing. */
async function unhurried(steps: Generator<void, Backtest, void>): Promise<Backtest> {
  let step = steps.next();
  while (step.done !== true) {
    await new Promise((resolve) => setImmediate(resolve));
    step = steps.next();
  }
  return step.value;
}

function largestOf(all: SeriesByKey): [string, NonNullable<ReturnType<SeriesByKey["get"]>>][] {
  const sizes = new Map([...all].map(([key, { counts }]) => [key, counts.reduce((sum, count) => sum + count, 0)]));
  return [...all].sort(([one], [other]) => (sizes.get(other) ?? 0) - (sizes.get(one) ?? 0)).slice(0, mostGroups);
}

function merged(results: readonly Backtest[]): Backtest {
  const daysOf = (pick: (result: Backtest) => readonly string[]): string[] =>
    [...new Set(results.flatMap(pick))].sort();
  const starts = results.flatMap(({ evaluatedFrom }) => evaluatedFrom ?? []);
  return {
    days: daysOf(({ days }) => days),
    daysOver: daysOf(({ daysOver }) => daysOver),
    alerts: results
      .flatMap(({ alerts }) => alerts)
      .sort((one, other) => one.openedAt.getTime() - other.openedAt.getTime()),
    evaluatedFrom: starts.length === 0 ? null : new Date(Math.min(...starts.map((start) => start.getTime()))),
  };
}
