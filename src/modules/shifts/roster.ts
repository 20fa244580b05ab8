import type { LocalDate, WorkingCalendar } from "../calendar/index.js";
import type { AssignmentRow } from "./assignment.store.js";
import { groupedBy } from "./grouped.js";
import { type PlannedShift, shiftsOfDay } from "./shift.plans.js";
import type { ShiftRow } from "./shift.store.js";
import { overlapOf, type Span, type StrainRules, strainedTurns, uncoveredOf } from "./shift.times.js";
import type { RosterWarning } from "./shift.words.js";

/** A shift of one day with its people. */
export interface EntryOfRoster extends Span {
  day: LocalDate;
  code: string;
  name: string;
  plannedHeads: number;
  presentHeads: number;
  holes: number;
  isProvisional: boolean;
  people: readonly AssignmentRow[];
  warnings: RosterWarning[];
}

/** What a roster is made from. */
export interface RosterMatter {
  days: readonly LocalDate[];
  /** All versions of the bureau's shifts. */
  versions: readonly ShiftRow[];
  calendar: WorkingCalendar;
  /** Those of the days, and of the days around them, by which rest is judged. */
  assignments: readonly AssignmentRow[];
  rules: StrainRules;
  /** The hours within which an emergency asks for people around the clock. */
  aroundTheClock: readonly Span[];
}

/** Whether somebody takes a seat: he does not lead, and is not on leave. Pure. */
export function takesSeat({ isLeader, leave }: AssignmentRow): boolean {
  return !isLeader && leave === null;
}

/** Whether somebody is there at all, as a leader or on a seat. Pure. */
export function isThere({ leave }: AssignmentRow): boolean {
  return leave === null;
}

/** The assignments that strain their people, by the rules of the bureau. Pure. */
export function strainedOf(assignments: readonly AssignmentRow[], rules: StrainRules): ReadonlySet<AssignmentRow> {
  const byPerson = groupedBy(assignments.filter(isThere), ({ person }) => person);
  return new Set([...byPerson.values()].flatMap((turns) => [...strainedTurns(turns, rules)]));
}

/** The hours that nobody covers of those in which somebody must be there. Pure. */
export function gapsOf({ aroundTheClock, assignments }: Pick<RosterMatter, "aroundTheClock" | "assignments">): Span[] {
  const there = assignments.filter(isThere);
  return aroundTheClock.flatMap((span) => uncoveredOf(span, there));
}

/**
 * The roster of some days: each shift that is on, and each that people are on though it is not any more, with what may be
 * wrong with it. Pure.
 */
export function rosterOf(matter: RosterMatter): EntryOfRoster[] {
  const { assignments, calendar, days, rules, versions } = matter;
  const strained = strainedOf(assignments, rules);
  const gaps = gapsOf(matter);
  const byShift = groupedBy(assignments, ({ day, shiftCode }) => `${day} ${shiftCode}`);
  const entries = days.flatMap((day) => {
    const planned = shiftsOfDay(versions, day, calendar);
    const codes = new Set(planned.map(({ plan }) => plan.code));
    const leftOver = assignments.filter((one) => one.day === day && !codes.has(one.shiftCode));
    return [
      ...planned.map((shift) => entryOf(shift, byShift.get(`${day} ${shift.plan.code}`) ?? [])),
      ...[...groupedBy(leftOver, ({ shiftCode }) => shiftCode).values()].map(unplannedEntryOf),
    ].sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
  });
  return entries.map((entry) => ({ ...entry, warnings: warningsOf(entry, strained, gaps) }));
}

function entryOf({ day, isProvisional, plan, ...span }: PlannedShift, people: readonly AssignmentRow[]): EntryOfRoster {
  const { code, name, plannedHeads } = plan;
  const presentHeads = people.filter(takesSeat).length;
  const onLeave = people.filter((one) => !one.isLeader && one.leave !== null).length;
  const holes = plannedHeads === 0 ? onLeave : Math.max(plannedHeads - presentHeads, 0);
  return {
    ...{ day, code, name, plannedHeads, presentHeads, holes, isProvisional, people, warnings: [] },
    ...{ startsAt: span.startsAt, endsAt: span.endsAt },
  };
}

// People are on it by what it was when they were assigned.
function unplannedEntryOf(people: readonly AssignmentRow[]): EntryOfRoster {
  const [one] = people;
  if (one === undefined) throw new Error("a group of assignments is never empty");
  const { day, endsAt, shiftCode: code, shiftName: name, startsAt } = one;
  const plan = { ...{ code, name, startMinute: 0, lengthMinutes: 1, breakMinutes: 0, weekdays: [], plannedHeads: 0 } };
  return entryOf(
    { day, startsAt, endsAt, isProvisional: false, plan: { ...plan, onWorkingDays: false, onHolidays: false } },
    people,
  );
}

function warningsOf(
  entry: EntryOfRoster,
  strained: ReadonlySet<AssignmentRow>,
  gaps: readonly Span[],
): RosterWarning[] {
  const { people, plannedHeads, presentHeads } = entry;
  const found: [RosterWarning, boolean][] = [
    ["NO_LEADER", !people.some((one) => one.isLeader && isThere(one))],
    ["BELOW_PLAN", presentHeads < plannedHeads],
    ["GAP", gaps.some((gap) => overlapOf(gap, entry) > 0)],
    ["REST", people.some((one) => strained.has(one))],
  ];
  return found.flatMap(([warning, holds]) => (holds ? [warning] : []));
}
