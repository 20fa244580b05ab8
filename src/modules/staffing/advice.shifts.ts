import type { ShiftOn } from "../shifts/index.js";
import { type AdvisedHalfHour, levelOf, wholePeople, worstOf } from "./advice.js";

/** How a shift stands: what its half-hours need and have, whoever else is on duty in them. */
export interface AdvisedShift {
  shift: ShiftOn;
  halfHours: readonly AdvisedHalfHour[];
  /** How many people more it needs on the roster for its shortest half-hour, their breaks counted; 0 where it has enough. */
  missing: number;
  shortHalfHours: number;
  /** The share of the calls in it that is answered in time. */
  serviceLevel: number;
  /** How many calls more would be answered in time with one person more all through it. */
  callsInTimeWithOneMore: number;
  /** Its shortest half-hour; null where nothing is known of any. */
  worst: AdvisedHalfHour | null;
}

/** The shifts that begin on a day, each with the half-hours that it covers, also those after midnight. Pure. */
export function adviseShifts(shifts: readonly ShiftOn[], known: readonly AdvisedHalfHour[]): AdvisedShift[] {
  return shifts.map((shift) => {
    const halfHours = known.filter(({ startsAt }) => startsAt >= shift.startsAt && startsAt < shift.endsAt);
    const worst = worstOf(halfHours);
    return {
      ...{ shift, halfHours, worst },
      missing: wholePeople(Math.max(0, ...halfHours.map(({ lacking }) => lacking)) / workedShareOf(shift)),
      shortHalfHours: halfHours.filter(({ shortfall }) => shortfall > 0).length,
      serviceLevel: levelOf(halfHours),
      callsInTimeWithOneMore: halfHours.reduce((sum, one) => sum + one.callsInTimeWithOneMore, 0),
    };
  });
}

// Whoever is on a shift is away for its breaks, at whatever time of it.
function workedShareOf({ breakMinutes, endsAt, startsAt }: ShiftOn): number {
  const minutes = (endsAt.getTime() - startsAt.getTime()) / 60_000;
  return Math.max(minutes - breakMinutes, 1) / minutes;
}
