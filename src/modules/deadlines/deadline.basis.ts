import type { BilingualText } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { holidayNameOf, isWorkingDay, type WorkingCalendar, workingDaysBetween } from "../calendar/index.js";
import { daysOfPause } from "./deadline.count.js";
import { type DeadlineRow, never, type TicketBasics } from "./deadline.row.js";
import { stateOf } from "./deadline.states.js";
import type { LimitRule, PauseReason, StartingEvent } from "./limit.js";
import { findRule, statuteOf } from "./statutes.js";

/** What of a ticket its deadlines are explained from. */
export type ExplainedTicket = TicketBasics & { readonly competentReceivedAt: Date | null };

/** Why a run of days was not counted: a plain weekend (公休日), or a holiday by its name. */
export type SkipReason = "WEEKEND" | "HOLIDAY";

/** A run of days that were not counted. */
export interface SkippedDays {
  readonly first: string;
  readonly last: string;
  readonly reason: SkipReason;
  readonly name: BilingualText;
}

/** A pause, and the days by which it moved the last day. */
export interface CountedPause {
  readonly from: Date;
  readonly to: Date | null;
  readonly reason: PauseReason;
  readonly days: number;
}

/** Why a deadline ends on the day on which it ends. */
export interface Basis {
  /** The statute, also where a bureau's stricter limit decides; what the platform sets; null where only a bureau sets it. */
  readonly rule: LimitRule | null;
  /** The identifier of the bureau's limit that decides; null where the statute or the platform does. */
  readonly bureauLimit: string | null;
  readonly startedFrom: StartingEvent;
  readonly startedAt: Date;
  /** Both marks: when the citizen was heard, and when the competent bureau received it. */
  readonly registeredAt: Date;
  readonly competentReceivedAt: Date | null;
  /** The day of the start, which is not counted (art. 45 of Order 121), and the first day that is. */
  readonly startDay: string;
  readonly firstDay: string;
  /** How many days were counted in all: those of the rule, of the extension, and of the pauses. */
  readonly countedDays: number;
  /** The last day before a holiday moved it, where one did. */
  readonly rolledFrom: string | null;
  /** The days between the start and the last day that were not counted; none for natural days but those that moved the last. */
  readonly skipped: readonly SkippedDays[];
  /** The weekend days that were counted because people worked on them in exchange. */
  readonly makeUpDays: readonly string[];
  readonly pauses: readonly CountedPause[];
}

const dayMilliseconds = 86_400_000;
const dayAt = (day: number): string => new Date(day * dayMilliseconds).toISOString().slice(0, 10);
const numberOf = (day: string): number => Date.parse(day) / dayMilliseconds;

/**
 * Explains a deadline: by which article it runs, from what and when, which days were counted and which not, and why. While
 * the clock stands still there is no last day yet, so no days are listed.
 */
export function explain(row: DeadlineRow, ticket: ExplainedTicket, calendar: WorkingCalendar): Basis {
  const known = findRule(row.rule);
  const pauses = row.pauses.map((pause) => ({
    from: new Date(pause.from),
    to: pause.to === null ? null : new Date(pause.to),
    reason: pause.reason,
    days: daysOfPause(pause, row.unit, calendar),
  }));
  const startDay = chinaDay(row.startedAt);
  const countedDays = pauses.reduce((sum, { days }) => sum + days, row.days + row.extendedDays);
  return {
    rule: known ?? statuteOf(row.limit, ticket.regime, ticket.leadFrom !== null),
    bureauLimit: known === null ? row.rule : null,
    startedFrom: row.startedFrom,
    startedAt: row.startedAt,
    registeredAt: ticket.registeredAt,
    competentReceivedAt: ticket.competentReceivedAt,
    startDay,
    countedDays,
    pauses,
    ...daysOf(row, startDay, countedDays, calendar),
  };
}

type Days = Pick<Basis, "firstDay" | "rolledFrom" | "skipped" | "makeUpDays">;

function daysOf(row: DeadlineRow, startDay: string, countedDays: number, calendar: WorkingCalendar): Days {
  const tomorrow = dayAt(numberOf(startDay) + 1);
  if (row.dueOn === never) return { firstDay: tomorrow, rolledFrom: null, skipped: [], makeUpDays: [] };
  if (row.unit === "NATURAL") {
    const last = dayAt(numberOf(startDay) + countedDays);
    const isRolled = last < row.dueOn;
    const moving = isRolled ? skippedDays(last, dayAt(numberOf(row.dueOn) - 1), calendar) : [];
    return { firstDay: tomorrow, rolledFrom: isRolled ? last : null, skipped: moving, makeUpDays: [] };
  }
  return {
    firstDay: firstWorkingDay(tomorrow, calendar),
    rolledFrom: null,
    skipped: skippedDays(tomorrow, row.dueOn, calendar),
    makeUpDays: makeUpDaysBetween(tomorrow, row.dueOn, calendar),
  };
}

function firstWorkingDay(from: string, calendar: WorkingCalendar): string {
  let day = from;
  while (!isWorkingDay(day, calendar)) day = dayAt(numberOf(day) + 1);
  return day;
}

function makeUpDaysBetween(first: string, last: string, calendar: WorkingCalendar): string[] {
  return daysBetween(first, last).filter((day) => isWeekendDay(day) && isWorkingDay(day, calendar));
}

// Days of one reason that follow each other are told as one run.
function skippedDays(first: string, last: string, calendar: WorkingCalendar): SkippedDays[] {
  const runs: SkippedDays[] = [];
  for (const day of daysBetween(first, last)) {
    if (isWorkingDay(day, calendar)) continue;
    const holiday = holidayNameOf(day, calendar);
    const reason: SkipReason = holiday === null ? "WEEKEND" : "HOLIDAY";
    const name = holiday === null ? weekendName : holidayName(holiday);
    const before = runs.at(-1);
    if (before !== undefined && before.name.zh === name.zh && numberOf(before.last) + 1 === numberOf(day)) {
      runs[runs.length - 1] = { ...before, last: day };
    } else {
      runs.push({ first: day, last: day, reason, name });
    }
  }
  return runs;
}

function daysBetween(first: string, last: string): string[] {
  const [from, to] = [numberOf(first), numberOf(last)];
  return Array.from({ length: Math.max(to - from + 1, 0) }, (_, index) => dayAt(from + index));
}

function isWeekendDay(day: string): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday === 0 || weekday === 6;
}

const weekendName: BilingualText = { zh: "公休日", en: "weekend" };

const holidayNames: Readonly<Record<string, string>> = {
  元旦: "New Year's Day",
  春节: "Spring Festival",
  清明节: "Qingming Festival",
  劳动节: "Labour Day",
  端午节: "Dragon Boat Festival",
  中秋节: "Mid-Autumn Festival",
  国庆节: "National Day",
  中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日: "70th anniversary of victory in the war of resistance",
};

// A year that is announced later may name a holiday that is not in the list: then its Chinese name stands for both.
function holidayName(zh: string): BilingualText {
  return { zh, en: holidayNames[zh] ?? zh };
}

/**
 * The working days that remain until the last day of a deadline that runs, negative by those that it is overdue; null for
 * one that has ended or stands still.
 */
export function remainingWorkingDays(row: DeadlineRow, now: Date, calendar: WorkingCalendar): number | null {
  const state = stateOf(row, now);
  if (row.endedAt !== null || state === "PAUSED" || row.dueOn === never) return null;
  return workingDaysBetween(chinaDay(now), row.dueOn, calendar);
}
