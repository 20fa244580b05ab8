import {
  dateOfDayNumber,
  dayNumberOf,
  endOfDay,
  isStatutoryHoliday,
  isWorkingDay,
  type LocalDate,
  type WorkingCalendar,
} from "../calendar/index.js";

const minute = 60_000;
const dayMilliseconds = 86_400_000;

/** Half-hours of a day. */
export const halfHours = 48;

/** What a shift says of its days and hours. */
export interface ShiftPlan {
  readonly code: string;
  readonly name: string;
  /** Minutes since midnight in China. */
  readonly startMinute: number;
  readonly lengthMinutes: number;
  readonly breakMinutes: number;
  /** 1 is Monday, 7 Sunday. */
  readonly weekdays: readonly number[];
  readonly onWorkingDays: boolean;
  readonly onHolidays: boolean;
  readonly plannedHeads: number;
}

/** A stretch of time, its end not included. */
export interface Span {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** A stretch of time with somebody on duty, of which so many minutes are breaks. */
export interface Turn extends Span {
  readonly breakMinutes: number;
}

/** Reads a time of the day such as 08:30 into minutes since midnight; null for anything else, 24:00 included. Pure. */
export function minuteOfClock(text: string): number | null {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return found === null ? null : Number(found[1]) * 60 + Number(found[2]);
}

/** Writes minutes since midnight as a time of the day; what lies beyond midnight is a time of the next day. Pure. */
export function clockOf(minutes: number): string {
  const within = minutes % 1440;
  return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}`;
}

/** The instant at which a day begins in China. Pure. */
export function startOfDay(day: LocalDate): Date {
  return new Date(endOfDay(day).getTime() + 1 - dayMilliseconds);
}

/** The days from one to another, both included. Pure. */
export function daysFrom(first: LocalDate, last: LocalDate): LocalDate[] {
  const from = dayNumberOf(first);
  return Array.from({ length: Math.max(dayNumberOf(last) - from + 1, 0) }, (_, place) => dateOfDayNumber(from + place));
}

/** The day so many days after another, or before it. Pure. */
export function dayFrom(day: LocalDate, days: number): LocalDate {
  return dateOfDayNumber(dayNumberOf(day) + days);
}

/** The day of the week, 1 for Monday to 7 for Sunday. 1970-01-01 was a Thursday. Pure. */
export function weekdayOf(day: LocalDate): number {
  return ((((dayNumberOf(day) + 3) % 7) + 7) % 7) + 1;
}

/**
 * Whether a shift is on a day. Statutory holidays (法定节假日) are asked about apart from everything else. On other days it is
 * on where the day of the week is one of its own, or where it is on working days and people work: make-up days (调休上班) are
 * working days, whatever day of the week they are. Pure.
 */
export function isOnDay(plan: ShiftPlan, day: LocalDate, calendar: WorkingCalendar): boolean {
  if (isStatutoryHoliday(day, calendar)) return plan.onHolidays;
  return plan.weekdays.includes(weekdayOf(day)) || (plan.onWorkingDays && isWorkingDay(day, calendar));
}

/** Whether the year of a day is not announced yet, so that its holidays and make-up days are not known. Pure. */
export function isProvisionalDay(day: LocalDate, calendar: WorkingCalendar): boolean {
  return day > calendar.announcedUntil || day < calendar.announcedFrom;
}

/** From when to when a shift lasts that begins on a day. Pure. */
export function spanOf({ lengthMinutes, startMinute }: ShiftPlan, day: LocalDate): Span {
  const startsAt = new Date(startOfDay(day).getTime() + startMinute * minute);
  return { startsAt, endsAt: new Date(startsAt.getTime() + lengthMinutes * minute) };
}

/** How long two stretches are the same, in milliseconds. Pure. */
export function overlapOf(one: Span, other: Span): number {
  const end = Math.min(one.endsAt.getTime(), other.endsAt.getTime());
  return Math.max(end - Math.max(one.startsAt.getTime(), other.startsAt.getTime()), 0);
}

/** The part of a turn that is worked: breaks are spread evenly over it. Pure. */
function netShareOf({ breakMinutes, endsAt, startsAt }: Turn): number {
  const length = (endsAt.getTime() - startsAt.getTime()) / minute;
  return Math.max(length - breakMinutes, 0) / length;
}

/**
 * How many are there in each half-hour of a day, net of breaks: 48 numbers, fractions of people included. What began the day
 * before or ends on the next counts with the part that lies within. Pure.
 *
 * @param turns each with how many people take it
 */
export function presenceOn(day: LocalDate, turns: readonly (Turn & { readonly heads: number })[]): number[] {
  const beginning = startOfDay(day).getTime();
  const length = dayMilliseconds / halfHours;
  return Array.from({ length: halfHours }, (_, place) => {
    const startsAt = new Date(beginning + place * length);
    const half = { startsAt, endsAt: new Date(startsAt.getTime() + length) };
    return turns.reduce((sum, turn) => sum + (turn.heads * netShareOf(turn) * overlapOf(turn, half)) / length, 0);
  });
}

/** The parts of a stretch in which none of the turns is, in their order. Pure. */
export function uncoveredOf(whole: Span, turns: readonly Span[]): Span[] {
  const gaps: Span[] = [];
  let covered = whole.startsAt.getTime();
  const end = whole.endsAt.getTime();
  const sorted = [...turns].sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
  for (const { endsAt, startsAt } of sorted) {
    const begins = Math.min(startsAt.getTime(), end);
    if (begins > covered) gaps.push({ startsAt: new Date(covered), endsAt: new Date(begins) });
    covered = Math.max(covered, endsAt.getTime());
  }
  if (covered < end) gaps.push({ startsAt: new Date(covered), endsAt: new Date(end) });
  return gaps;
}

/** What a bureau asks of how its people are assigned. */
export interface StrainRules {
  readonly leastRestMinutes: number;
  readonly mostWeekHours: number;
}

/**
 * The turns of one person that strain him: those that begin too soon after the one before, and those with which the hours of
 * seven days become too many, breaks not counted. Pure.
 *
 * @param turns the turns of one person, none overlapping another
 */
export function strainedTurns<Taken extends Turn>(turns: readonly Taken[], rules: StrainRules): Set<Taken> {
  const sorted = [...turns].sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
  const worked = ({ breakMinutes, endsAt, startsAt }: Turn): number =>
    (endsAt.getTime() - startsAt.getTime()) / minute - breakMinutes;
  const strained = sorted.filter((turn, place) => {
    const before = sorted[place - 1];
    if (before !== undefined && restBetween(before, turn) < rules.leastRestMinutes) return true;
    const since = turn.startsAt.getTime() - 7 * dayMilliseconds;
    const week = sorted.slice(0, place + 1).filter(({ startsAt }) => startsAt.getTime() > since);
    return week.reduce((sum, one) => sum + worked(one), 0) > rules.mostWeekHours * 60;
  });
  return new Set(strained);
}

const restBetween = (before: Span, after: Span): number =>
  (after.startsAt.getTime() - before.endsAt.getTime()) / minute;
