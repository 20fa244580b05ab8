import { chinaDay } from "../../platform/clock.js";
import type { LoggedEvent } from "../../platform/live-source.js";
import type { CaseGroup } from "./triage.js";
import { groupsOf, noCases } from "./triage.js";
import type { CaseCounts, TriageKey, TriageRow } from "./triage.store.js";

/** A surge alert that was told of since the digest before. */
export interface DigestAlert {
  at: string;
  type: string;
  subjectType: string;
  subjectId: string;
}

/** What a digest tells: counts, and identifiers of what is to be looked at. */
export interface DigestContent {
  counts: CaseCounts;
  before: CaseCounts;
  goods: readonly CaseGroup[];
  places: readonly CaseGroup[];
  respondents: readonly CaseGroup[];
  /** The keys of the open key cases. */
  keyCases: readonly string[];
  /** The keys of the questions that nobody has answered. */
  openQuestions: readonly string[];
  alerts: readonly DigestAlert[];
  /** How far the log went: the next digest tells of the alerts after it. */
  position: number;
}

/** The events of surge alerts that a digest tells of, by the names that the log has for them. */
export const alertTypes: readonly string[] = ["surge.opened", "surge.reopened", "surge.raised"];

/** The most key cases, questions and alerts that a digest names. */
export const mostNamed = 100;

const dayMilliseconds = 24 * 60 * 60 * 1000;

// What was missed longer ago than that is not made up for: nobody reads it any more.
const mostDaysLate = 7;

/** When the digest of an hour of the day in China is due on a day. */
function dueOn(day: string, hour: number): Date {
  return new Date(`${day}T${String(hour).padStart(2, "0")}:00:00+08:00`);
}

/**
 * When the next digest is due that was asked for now: at the next stroke of its hour, and on a day that has none yet. Pure.
 *
 * @param hour 0 to 23 in China
 * @param lastDay the day of the last digest of the desk; null where there is none
 */
export function firstDue(now: Date, hour: number, lastDay: string | null): Date {
  const today = dueOn(chinaDay(now), hour);
  const next = today > now ? today : new Date(today.getTime() + dayMilliseconds);
  return lastDay === null || chinaDay(next) > lastDay ? next : new Date(next.getTime() + dayMilliseconds);
}

/** When the next digest is due after one that was due at an instant: a day later, or within the last week. Pure. */
export function nextDue(due: Date, now: Date): Date {
  const next = due.getTime() + dayMilliseconds;
  const missed = Math.floor((now.getTime() - next) / dayMilliseconds) - mostDaysLate;
  return new Date(next + Math.max(missed, 0) * dayMilliseconds);
}

/** What a digest that is due at an instant tells of: the day until then, and the day before that for comparison. Pure. */
export function periodsOf(due: Date): Record<"now" | "before", { from: Date; until: Date }> {
  const from = new Date(due.getTime() - dayMilliseconds);
  return { now: { from, until: due }, before: { from: new Date(from.getTime() - dayMilliseconds), until: from } };
}

/** The groups of a digest, each with how many there were the day before. Pure. */
export function compared(now: readonly TriageRow[], before: readonly TriageRow[], by: TriageKey): CaseGroup[] {
  const earlier = new Map(groupsOf(before, by).map((row) => [row.value, countsOf(row)]));
  return groupsOf(now, by).map((row) => ({
    value: row.value,
    ...countsOf(row),
    before: earlier.get(row.value) ?? null,
  }));
}

/** All cases among the rows of a count. */
export function wholeOf(rows: readonly TriageRow[]): CaseCounts {
  const [whole] = groupsOf(rows, "WHOLE");
  return whole === undefined ? noCases : countsOf(whole);
}

const countsOf = ({ done, fresh, key, open, total }: CaseCounts): CaseCounts => ({ total, fresh, key, done, open });

/** The alerts among events, as a digest names them. Pure. */
export function alertsAmong(events: readonly LoggedEvent[], from: Date): DigestAlert[] {
  return events
    .filter(({ at }) => at >= from)
    .slice(-mostNamed)
    .map(({ at, subjectId, subjectType, type }) => ({ at: at.toISOString(), type, subjectType, subjectId }));
}
