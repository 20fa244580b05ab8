import { type Evaluation, mostTickets, type WindowFigures } from "./evaluation.js";
import type { ThresholdRule } from "./rules.js";
import { hourMilliseconds } from "./series.js";

/** What detection needs to know of a ticket. */
export interface TicketFact {
  readonly id: string;
  /** When it was registered. */
  readonly at: Date;
  /** The code of the county where the respondent is; empty where it is not known: then it is none that others are not in. */
  readonly county: string;
  /** The goods or the product that it is about; empty where none is named: thresholds pass it over. */
  readonly product: string;
  /** What stands for its respondent; empty where none is named. */
  readonly respondent: string;
}

/**
 * Evaluates a threshold rule at an instant: an evaluation for each product that is over, and for each that is watched. The
 * window holds the tickets registered after (now - windowHours) and up to now.
 *
 * @param facts in any order; those outside the window are passed over
 * @param watched the products of alerts that may fade or reopen: they have an evaluation though nothing may be left of them
 */
export function evaluateThreshold(
  facts: readonly TicketFact[],
  rule: ThresholdRule,
  now: Date,
  watched: readonly string[] = [],
): Evaluation[] {
  const since = new Date(now.getTime() - rule.windowHours * hourMilliseconds);
  const groups = new Map<string, TicketFact[]>(watched.map((key) => [key, []]));
  for (const fact of facts) {
    if (fact.product === "" || fact.at <= since || fact.at > now) continue;
    const group = groups.get(fact.product);
    if (group === undefined) groups.set(fact.product, [fact]);
    else group.push(fact);
  }
  const isWatched = new Set(watched);
  return [...groups]
    .map(([key, group]) => thresholdEvaluation(key, group, rule, now))
    .filter(({ key, isOver }) => isOver || isWatched.has(key));
}

/** Evaluates a threshold of one product, from its tickets within the window. */
export function thresholdEvaluation(
  key: string,
  inWindow: readonly TicketFact[],
  rule: ThresholdRule,
  now: Date,
): Evaluation {
  const known = new Set(inWindow.map(({ county }) => county).filter((county) => county !== ""));
  const counties = countiesOf(known.size, inWindow.length);
  const figures: WindowFigures = {
    windowHours: rule.windowHours,
    since: new Date(now.getTime() - rule.windowHours * hourMilliseconds),
    count: inWindow.length,
    expected: null,
    upper: rule.tickets,
    probability: null,
    counties,
  };
  const tickets = newestFirst(inWindow).slice(0, mostTickets);
  return {
    key,
    at: now,
    ...standingOf(rule, inWindow.length, counties),
    figures,
    windows: [figures],
    tickets: tickets.map(({ id }) => id),
  };
}

/** In how many counties tickets are, of which so many are known: in one at least, wherever that is. */
const countiesOf = (known: number, tickets: number): number => Math.max(known, Math.min(tickets, 1));

/** Whether so many tickets in so many counties are over the threshold, and whether less than half of it is left. */
export function standingOf(rule: ThresholdRule, tickets: number, known: number) {
  const counties = countiesOf(known, tickets);
  return {
    isOver: tickets >= rule.tickets && counties >= rule.counties,
    isQuiet: tickets * 2 < rule.tickets || counties * 2 < rule.counties,
  };
}

/** Tickets from the newest to the oldest; of those registered at the same instant the later identifier first. */
export function newestFirst(facts: readonly TicketFact[]): TicketFact[] {
  return [...facts].sort((one, other) => other.at.getTime() - one.at.getTime() || (one.id < other.id ? 1 : -1));
}
