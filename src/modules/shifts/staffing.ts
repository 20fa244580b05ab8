import type { Transaction } from "../../platform/database.js";
import type { LocalDate } from "../calendar/index.js";
import { type AssignmentRow, findAssignments } from "./assignment.store.js";
import { findPublications } from "./publication.store.js";
import { isPublishedOn } from "./published.js";
import { takesSeat } from "./roster.js";
import { readPlans, shiftsOfDay } from "./shift.plans.js";
import { dayFrom, presenceOn } from "./shift.times.js";

/** A shift that begins on a day, and who takes it. */
export interface ShiftOn {
  code: string;
  name: string;
  startsAt: Date;
  endsAt: Date;
  breakMinutes: number;
  plannedHeads: number;
  /** How many of the published roster take a seat: without the leader, and without those on leave. */
  heads: number;
  /** Whether the year is not announced yet. */
  isProvisional: boolean;
}

/** How many seats are taken in each half-hour of a day, and what that was worked out from. */
export interface SeatsOfDay {
  /**
   * ROSTER: the roster of the day, which was published, whoever is on it; PLAN: what the shifts of the day plan, since it was
   * not; NONE: neither, so that there are at most those whose shift began the day before.
   */
  source: "ROSTER" | "PLAN" | "NONE";
  /** 48 numbers, fractions of people included. */
  seats: number[];
}

// The shift of the evening before reaches into the day.
async function publishedOf(tx: Transaction, bureau: string, day: LocalDate): Promise<AssignmentRow[]> {
  const found = await findAssignments(tx, [bureau], dayFrom(day, -1), day);
  return found.filter(({ publishedAt }) => publishedAt !== null);
}

/**
 * How many seats of a bureau are taken in each half-hour of a day in China. Each day goes by its own roster: where that was
 * published, those who are on it count, net of breaks, without leaders and people on leave, and nobody where nobody is on it;
 * until then what its shifts plan. What began the day before counts with its part. What the row policies hide counts as nothing.
 */
export async function seatsByHalfHour(tx: Transaction, bureau: string, day: LocalDate): Promise<SeatsOfDay> {
  const before = dayFrom(day, -1);
  const rows = await publishedOf(tx, bureau, day);
  const publications = await findPublications(tx, bureau, before, day);
  const isPublished = (one: LocalDate): boolean =>
    isPublishedOn(one, publications) || rows.some((row) => row.day === one);
  const { calendar, versions } = await readPlans(tx, [bureau]);
  const planned = [before, day]
    .filter((one) => !isPublished(one))
    .flatMap((one) => shiftsOfDay(versions.get(bureau) ?? [], one, calendar));
  const seats = presenceOn(day, [
    ...rows
      .filter(takesSeat)
      .map(({ breakMinutes, endsAt, startsAt }) => ({ breakMinutes, endsAt, startsAt, heads: 1 })),
    ...planned.map(({ endsAt, plan: { breakMinutes, plannedHeads: heads }, startsAt }) => {
      return { breakMinutes, endsAt, startsAt, heads };
    }),
  ]);
  if (isPublished(day)) return { source: "ROSTER", seats };
  return { source: planned.some((one) => one.day === day && one.plan.plannedHeads > 0) ? "PLAN" : "NONE", seats };
}

/** The shifts of a bureau that begin on a day, by their start, and how many take them by the published roster. */
export async function shiftsOn(tx: Transaction, bureau: string, day: LocalDate): Promise<ShiftOn[]> {
  const { calendar, versions } = await readPlans(tx, [bureau]);
  const rows = (await publishedOf(tx, bureau, day)).filter((row) => row.day === day && takesSeat(row));
  return shiftsOfDay(versions.get(bureau) ?? [], day, calendar).map(({ endsAt, isProvisional, plan, startsAt }) => ({
    ...{ code: plan.code, name: plan.name, startsAt, endsAt, breakMinutes: plan.breakMinutes },
    ...{ plannedHeads: plan.plannedHeads, isProvisional },
    heads: rows.filter(({ shiftCode }) => shiftCode === plan.code).length,
  }));
}
