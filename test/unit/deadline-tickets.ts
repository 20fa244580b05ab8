import chineseDays from "chinese-days/dist/chinese-days.json" with { type: "json" };
import fc from "fast-check";
import { ANNOUNCED_CALENDAR } from "../../src/modules/calendar/index.js";
import {
  advance,
  type DeadlineFacts,
  type DeadlineRow,
  type Limit,
  noBureauRules,
  type RulesInForce,
} from "../../src/modules/deadlines/index.js";

/** Noon of a day in China. */
export const noon = (day: string): Date => new Date(`${day}T12:00:00+08:00`);

/** A complaint of which nothing is known but what is given. */
export const ticketFacts = (more: Partial<DeadlineFacts>): DeadlineFacts => ({
  kind: "COMPLAINT",
  state: "IN_REVIEW",
  regime: "ORDER_121",
  isAnonymous: false,
  registeredAt: noon("2026-01-05"),
  dispatchedAt: null,
  competentReceivedAt: null,
  acceptedAt: null,
  decidedAt: null,
  feedbackAt: null,
  reopenedAt: null,
  leadFrom: null,
  holder: "320508",
  path: ["100000", "320000", "320500", "320508"],
  at: noon("2026-01-05"),
  ...more,
});

/** The deadlines of a ticket after steps, each given by what it leaves the ticket with. */
export function afterSteps(steps: readonly Partial<DeadlineFacts>[], rules: RulesInForce = noBureauRules) {
  let rows: readonly DeadlineRow[] = [];
  let facts = ticketFacts({});
  for (const step of steps) {
    facts = { ...facts, ...step };
    rows = advance(rows, facts, rules, ANNOUNCED_CALENDAR);
  }
  return { rows, facts, of: (limit: Limit) => rows.filter((row) => row.limit === limit) };
}

/** The one deadline of a limit after steps. */
export function deadlineAfter(limit: Limit, steps: readonly Partial<DeadlineFacts>[], rules?: RulesInForce) {
  const [row, ...others] = afterSteps(steps, rules).of(limit);
  if (row === undefined || others.length > 0) throw new Error(`there is not one deadline of ${limit}`);
  return row;
}

/** A complaint that the competent bureau received on a day. */
export const received = (day: string, more: Partial<DeadlineFacts> = {}): Partial<DeadlineFacts> => ({
  state: "DISPATCHED",
  registeredAt: noon(day),
  dispatchedAt: noon(day),
  competentReceivedAt: noon(day),
  at: noon(day),
  ...more,
});

/** A complaint that was accepted on a day. */
export const accepted = (day: string, more: Partial<DeadlineFacts> = {}): Partial<DeadlineFacts> => ({
  ...received(day),
  state: "MEDIATING",
  acceptedAt: noon(day),
  ...more,
});

const dayMilliseconds = 86_400_000;

/** The date of a number of days since 1970. */
export const dateAt = (day: number): string => new Date(day * dayMilliseconds).toISOString().slice(0, 10);

/** The number of days since 1970 of a date. */
export const dayOf = (date: string): number => Date.parse(date) / dayMilliseconds;

// The make-up day that chinese-days misses: see src/cli/derive-calendar.ts.
const missedByOracle = "2005-12-31";

/** Whether people work on a date, by the data of chinese-days. */
export function isWorkdayByOracle(date: string): boolean {
  const weekday = new Date(date).getUTCDay();
  if (date === missedByOracle || date in chineseDays.workdays) return true;
  return weekday >= 1 && weekday <= 5 && !(date in chineseDays.holidays);
}

/** Counts working days one by one. */
export function addByOracle(start: string, count: number): string {
  let date = start;
  for (let remaining = count; remaining > 0; ) {
    date = dateAt(dayOf(date) + 1);
    if (isWorkdayByOracle(date)) remaining -= 1;
  }
  return date;
}

/** Counts natural days one by one; a last day on a holiday moves to the first day after it (art. 45). */
export function addNaturalByOracle(start: string, count: number): string {
  let day = dayOf(start) + count;
  while (isOfHoliday(day)) day += 1;
  return dateAt(day);
}

// Of some years, such as 2011, chinese-days leaves out the Sunday in the middle of the days that are announced as one holiday.
function isOfHoliday(day: number): boolean {
  const isListed = (one: number): boolean => dateAt(one) in chineseDays.holidays;
  return isListed(day) || (isListed(day - 1) && isListed(day + 1) && !isWorkdayByOracle(dateAt(day)));
}

/** Dates that leave room for the longest limit within the years of chinese-days. */
export const anyDate = fc.integer({ min: dayOf("2004-01-01"), max: dayOf("2026-06-30") }).map(dateAt);
