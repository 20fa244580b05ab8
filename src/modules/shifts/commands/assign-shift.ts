import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { invalidInput, tooLarge } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { write } from "../../../platform/writing.store.js";
import { readPeriod } from "../../calendar/index.js";
import { checkTurns, isWithinReach, type WantedTurn } from "../assigning.js";
import { type AssignmentRow, assignmentInsertion, findAssignments, lockTurnsOf } from "../assignment.store.js";
import { personIdOf } from "../own-person.js";
import { findPublications } from "../publication.store.js";
import { changesOf, isPublishedOn, reasonOf } from "../published.js";
import { rosterRecordings } from "../roster.change.js";
import type { AssignShiftInput } from "../roster.inputs.js";
import { changeInsertion } from "../roster-changes.store.js";
import { shiftEventTypes } from "../shift.events.js";
import { type PlannedShift, readPlans, shiftsOfDay } from "../shift.plans.js";
import { lockRosterOf } from "../shift.store.js";
import { daysFrom } from "../shift.times.js";
import { limits } from "../shift.words.js";

/**
 * Puts people on a shift of the caller's bureau (排班), on days or on every day of a period on which it is on: all of them, or
 * nobody. On days whose roster people were shown already it is published at once, and the reason is kept.
 *
 * @throws FORBIDDEN; INVALID_INPUT where the shift is not on, where somebody is not free, holds no role, or, where the bureau
 *   refuses that, rests too little; for a second leader, and for a reason that is missing; TOO_LARGE
 */
export function assignShift(context: RequestContext, input: AssignShiftInput): Promise<AssignmentRow[]> {
  const actor = actorOf(context);
  const persons = peopleOf(input);
  return inScope(context, async (tx) => {
    const { bureau } = actor.bureau;
    await lockRosterOf(tx, bureau);
    await lockTurnsOf(tx, persons);
    authorize(actor, "shift.manage", actor.bureau);
    const at = context.clock.now();
    const shifts = await shiftsAsked(tx, bureau, input, at);
    if (shifts.length * persons.length > limits.assignments) {
      throw tooLarge("people", shifts.length * persons.length, limits.assignments);
    }
    if (input.isLeader) await checkLeader(tx, bureau, shifts, persons);
    await checkTurns(tx, context, turnsOf(shifts, persons));
    const days = shifts.map(({ day }) => day).sort();
    const publications = await findPublications(tx, bureau, days[0] ?? "", days.at(-1) ?? "");
    const rows = rowsOf(context, input, shifts, persons, at).map((row) => {
      return isPublishedOn(row.day, publications) ? { ...row, publishedAt: at } : row;
    });
    const published = rows.filter(({ publishedAt }) => publishedAt !== null);
    const reason = reasonOf(input.reason, published.length > 0);
    const by = actor.person?.id ?? null;
    const detail = { shift: input.shift, firstDay: days[0] ?? "", lastDay: days.at(-1) ?? "", count: rows.length };
    await write(tx, [
      assignmentInsertion(rows),
      changeInsertion(changesOf(published, { at, by, reason, verb: "ASSIGNED" })),
      ...rosterRecordings(context, actor, at, shiftEventTypes.ASSIGNED, { ...detail, isLeader: input.isLeader }),
    ]);
    return rows;
  });
}

function peopleOf({ people }: AssignShiftInput): string[] {
  if (people.length > limits.people) throw tooLarge("people", people.length, limits.people);
  const persons = people.map((id, place) => personIdOf(id, `people.${place}`));
  if (persons.length === 0 || new Set(persons).size < persons.length) {
    throw invalidInput("people", { zh: "须列出人员，且不得重复。", en: "List people, each once." });
  }
  return persons;
}

async function shiftsAsked(
  tx: Transaction,
  bureau: string,
  { days, period, shift }: AssignShiftInput,
  at: Date,
): Promise<PlannedShift[]> {
  if ((days == null) === (period == null)) {
    throw invalidInput("days", {
      zh: "须且只须给出日期（days）或期间（period）之一。",
      en: "Give exactly one of days and period.",
    });
  }
  if (period != null) readPeriod(period.from, period.to, limits.rosterDays, "period.");
  if (days != null && days.length > limits.rosterDays) throw tooLarge("days", days.length, limits.rosterDays);
  const wanted = period == null ? [...new Set(days ?? [])].sort() : daysFrom(period.from, period.to);
  const field = period == null ? "days" : "period";
  if (wanted.some((day) => !isWithinReach(day, at, limits.daysBack, limits.daysAhead))) {
    throw invalidInput(field, {
      zh: `只能排今日前 ${limits.daysBack} 日至今日后 ${limits.daysAhead} 日的班。`,
      en: `Rosters are made from ${limits.daysBack} days back to ${limits.daysAhead} days ahead.`,
    });
  }
  const { calendar, versions } = await readPlans(tx, [bureau]);
  const found = wanted.map((day) =>
    shiftsOfDay(versions.get(bureau) ?? [], day, calendar).find(({ plan }) => plan.code === shift),
  );
  const on = found.filter((one) => one !== undefined);
  if (on.length === 0 || (period == null && on.length < wanted.length)) {
    throw invalidInput(on.length === 0 ? "shift" : "days", {
      zh: "所选日期没有该班次。",
      en: "That shift is not on, on a day that was given.",
    });
  }
  return on;
}

async function checkLeader(
  tx: Transaction,
  bureau: string,
  shifts: readonly PlannedShift[],
  persons: readonly string[],
): Promise<void> {
  const days = shifts.map(({ day }) => day).sort();
  const code = shifts[0]?.plan.code;
  const there = await findAssignments(tx, [bureau], days[0] ?? "", days.at(-1) ?? "");
  const led = there.filter(({ isLeader, leave, shiftCode }) => isLeader && leave === null && shiftCode === code);
  if (persons.length === 1 && !led.some(({ day }) => days.includes(day))) return;
  throw invalidInput("isLeader", {
    zh: "每个班次只能有一名带班领导。",
    en: "A shift has one leader: take off whoever leads it before.",
  });
}

function turnsOf(shifts: readonly PlannedShift[], persons: readonly string[]): WantedTurn[] {
  return shifts.flatMap(({ day, endsAt, plan: { breakMinutes }, startsAt }) =>
    persons.map((person, place) => ({ person, day, startsAt, endsAt, breakMinutes, field: `people.${place}` })),
  );
}

function rowsOf(
  context: RequestContext,
  { isLeader }: AssignShiftInput,
  shifts: readonly PlannedShift[],
  persons: readonly string[],
  at: Date,
): AssignmentRow[] {
  const { bureau: acting, person } = actorOf(context);
  const { bureau, city, county, province } = acting;
  return shifts.flatMap(({ day, endsAt, plan, startsAt }) =>
    persons.map((one) => ({
      ...{ province, city, county, bureau, id: newId(at), person: one, shiftCode: plan.code, shiftName: plan.name },
      ...{ day, startsAt, endsAt, breakMinutes: plan.breakMinutes, isLeader, publishedAt: null, leave: null },
      ...{ madeAt: at, madeBy: person?.id ?? null, removedAt: null, removedBy: null, version: 1 },
    })),
  );
}
