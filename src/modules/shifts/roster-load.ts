import { isStatutoryHoliday, type WorkingCalendar } from "../calendar/index.js";
import type { AssignmentRow } from "./assignment.store.js";
import { groupedBy } from "./grouped.js";
import { isThere } from "./roster.js";
import { overlapOf, startOfDay, type Turn } from "./shift.times.js";

const hour = 3_600_000;

/** How much one person has of a roster. */
export interface PersonLoad {
  person: string;
  shifts: number;
  /** Hours on duty, breaks not counted. */
  hours: number;
  /** Shifts of which a part lies between midnight and six in the morning. */
  nightShifts: number;
  /** Shifts that begin on a statutory holiday (法定节假日). */
  holidayShifts: number;
}

/**
 * How much each person has of a roster, whoever has most first, so that whoever makes it shares nights and holidays evenly. What
 * falls on somebody's leave is not his. Pure.
 */
export function loadsOf(assignments: readonly AssignmentRow[], calendar: WorkingCalendar): PersonLoad[] {
  const byPerson = groupedBy(assignments.filter(isThere), ({ person }) => person);
  return [...byPerson]
    .map(([person, turns]) => ({
      person,
      shifts: turns.length,
      hours: turns.reduce((sum, turn) => sum + workedHours(turn), 0),
      nightShifts: turns.filter(isByNight).length,
      holidayShifts: turns.filter(({ day }) => isStatutoryHoliday(day, calendar)).length,
    }))
    .sort((one, other) => other.hours - one.hours || (one.person < other.person ? -1 : 1));
}

const workedHours = ({ breakMinutes, endsAt, startsAt }: Turn): number =>
  (endsAt.getTime() - startsAt.getTime()) / hour - breakMinutes / 60;

// A shift lasts a day at most, so it touches the small hours of the day on which it begins, or of the next.
function isByNight(turn: AssignmentRow): boolean {
  const midnight = startOfDay(turn.day).getTime();
  return [midnight, midnight + 24 * hour].some((at) => {
    return overlapOf(turn, { startsAt: new Date(at), endsAt: new Date(at + 6 * hour) }) > 0;
  });
}
