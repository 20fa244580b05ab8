import type { LocalDate, WorkingCalendar } from "../calendar/index.js";
import { type Freedom, obstacleTo, strainsWith, type WantedTurn } from "./assigning.js";
import type { AssignmentRow } from "./assignment.store.js";
import { type PlannedShift, shiftsOfDay } from "./shift.plans.js";
import type { ShiftRow } from "./shift.store.js";
import { dayFrom } from "./shift.times.js";
import type { CopyObstacle } from "./shift.words.js";

/** Somebody who is to take on another day the shift that he has. */
export interface CopiedTurn extends WantedTurn {
  shift: PlannedShift;
  isLeader: boolean;
}

/** An assignment that was not copied, and why. */
export interface SkippedTurn {
  /** The day to which it would have been copied. */
  day: LocalDate;
  /** The code of the shift. */
  shift: string;
  person: string;
  isLeader: boolean;
  obstacle: CopyObstacle;
}

/** What a copy comes to. */
export interface RosterCopy {
  turns: readonly CopiedTurn[];
  skipped: readonly SkippedTurn[];
}

/** What rosters are copied by. */
export interface CopyMatter {
  /** How many days later the copy is. */
  offset: number;
  /** All versions of the bureau's shifts. */
  versions: readonly ShiftRow[];
  calendar: WorkingCalendar;
  /** Who is on the roster of the target's days already. */
  existing: readonly AssignmentRow[];
}

const skip = ({ isLeader, person, shiftCode }: AssignmentRow, day: LocalDate, obstacle: CopyObstacle): SkippedTurn => {
  return { day, shift: shiftCode, person, isLeader, obstacle };
};

/**
 * Where assignments go to so many days later: to the shift of the same code with the hours that it has then. Left out is what has
 * no such shift, and who is on it already; and a second leader. Pure.
 *
 * @param source the assignments that are copied, those of people on leave included
 */
export function placeCopies(source: readonly AssignmentRow[], matter: CopyMatter): RosterCopy {
  const { calendar, existing, offset, versions } = matter;
  const turns: CopiedTurn[] = [];
  const skipped: SkippedTurn[] = [];
  const led = new Set(
    existing.filter(({ isLeader, leave }) => isLeader && leave === null).map((row) => `${row.day} ${row.shiftCode}`),
  );
  const there = new Set(existing.map(({ day, person, shiftCode }) => `${day} ${shiftCode} ${person}`));
  for (const row of source) {
    const day = dayFrom(row.day, offset);
    const place = `${day} ${row.shiftCode}`;
    const shift = shiftsOfDay(versions, day, calendar).find(({ plan }) => plan.code === row.shiftCode);
    if (shift === undefined) skipped.push(skip(row, day, "NOT_ON"));
    else if (there.has(`${place} ${row.person}`)) skipped.push(skip(row, day, "ALREADY_ON"));
    else if (row.isLeader && led.has(place)) skipped.push(skip(row, day, "LED_ALREADY"));
    else {
      if (row.isLeader) led.add(place);
      const { endsAt, plan, startsAt } = shift;
      const span = { startsAt, endsAt, breakMinutes: plan.breakMinutes };
      turns.push({ person: row.person, day, ...span, field: "target", shift, isLeader: row.isLeader });
    }
  }
  return { turns, skipped };
}

/**
 * Out of what is to be copied what its people can take: whoever is not free, or would rest too little where the bureau refuses
 * that, is left out, the earlier shift before the later. Pure.
 */
export function choosePossible(wanted: readonly CopiedTurn[], freedom: Freedom): RosterCopy {
  const taken = new Map([...freedom.turns].map(([person, turns]) => [person, [...turns]]));
  const now: Freedom = { ...freedom, turns: taken };
  const turns: CopiedTurn[] = [];
  const skipped: SkippedTurn[] = [];
  const inOrder = [...wanted].sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
  for (const turn of inOrder) {
    const obstacle = obstacleTo(turn, now) ?? (freedom.rules.isRefused && strainsWith(turn, now) ? "STRAINED" : null);
    if (obstacle === null) {
      turns.push(turn);
      taken.set(turn.person, [...(taken.get(turn.person) ?? []), turn]);
    } else {
      const { day, isLeader, person, shift } = turn;
      skipped.push({ day, shift: shift.plan.code, person, isLeader, obstacle });
    }
  }
  return { turns, skipped };
}
