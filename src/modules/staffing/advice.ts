import { agentsNeeded, loadOf, serviceWith, type Target, withShrinkage } from "./erlang.js";
import type { ExpectedHalfHour } from "./load.js";
import type { StaffingBasis } from "./staffing.words.js";

/** By what advice is worked out. */
export interface AdviceTerms {
  target: Target;
  /** The share of their time for which agents on duty are not at the telephone, from 0 to below 1. */
  shrinkage: number;
  afterCallSeconds: number;
  /** How many times the calls are that are to be expected. */
  surgeFactor: number;
  basis: StaffingBasis;
  /** How many seats there are; null where that is not known. */
  seats: number | null;
  /** Whether the advice counts with all seats taken, at all times. */
  isAllSeats: boolean;
}

/** What a half-hour needs, has, and would have. */
export interface AdvisedHalfHour {
  startsAt: Date;
  /** Calls: the mean of like days, those of a busy one, and those that are planned for. */
  expectedCalls: number;
  busyCalls: number;
  plannedCalls: number;
  handlingSeconds: number;
  /** In erlangs. */
  load: number;
  /** Agents at the telephone, and people on the roster for them. */
  agentsNeeded: number;
  agentsToRoster: number;
  /** People on duty, breaks taken off; parts of people are there for a part of the time. */
  agentsPresent: number;
  /** How many people more are needed, parts of people included; 0 where the target is met by those who are there. */
  lacking: number;
  /** The same in whole people, who are there all the time. */
  shortfall: number;
  /** The share of the planned calls that is answered in time, from 0 to 1. */
  serviceLevel: number;
  meanWait: number | null;
  isOverloaded: boolean;
  /** The same with one person more. */
  serviceLevelWithOneMore: number;
  /** How many planned calls more would be answered in time with one person more. */
  callsInTimeWithOneMore: number;
  /** The share answered in time with all seats taken; null where it is not known how many there are. */
  serviceLevelWithAllSeats: number | null;
}

const halfHour = 1_800_000;

/** The half-hours of a day from what is expected and who is there. Pure. */
export function adviseDay(
  beginning: Date,
  expected: readonly ExpectedHalfHour[],
  present: readonly number[],
  terms: AdviceTerms,
): AdvisedHalfHour[] {
  return expected.map((one, position) => {
    const startsAt = new Date(beginning.getTime() + position * halfHour);
    return adviseHalfHour(startsAt, one, present[position] ?? 0, terms);
  });
}

function adviseHalfHour(
  startsAt: Date,
  { busy, mean, talkingSeconds }: ExpectedHalfHour,
  rostered: number,
  terms: AdviceTerms,
): AdvisedHalfHour {
  const { afterCallSeconds, basis, isAllSeats, seats, shrinkage, surgeFactor, target } = terms;
  const plannedCalls = plannedOf({ mean, busy }, basis) * surgeFactor;
  const handlingSeconds = Math.max(talkingSeconds + afterCallSeconds, 1);
  const traffic = { callsPerHour: plannedCalls * 2, handlingSeconds };
  const needed = agentsNeeded(traffic, target);
  const toRoster = withShrinkage(needed, shrinkage);
  const agentsPresent = isAllSeats && seats !== null ? Math.max(seats, rostered) : rostered;
  const service = (people: number) => serviceWith(traffic, people * (1 - shrinkage), target);
  const [now, then] = [service(agentsPresent), service(agentsPresent + 1)];
  // Parts of people may do where a whole one more is reckoned with: whoever meets the target is not short.
  const lacking = now.serviceLevel >= target.share ? 0 : Math.max(needed / (1 - shrinkage) - agentsPresent, 0);
  return {
    ...{ startsAt, expectedCalls: mean, busyCalls: busy, plannedCalls, handlingSeconds, load: loadOf(traffic) },
    ...{ agentsNeeded: needed, agentsToRoster: toRoster, agentsPresent, ...now },
    ...{ lacking, shortfall: wholePeople(lacking) },
    serviceLevelWithOneMore: then.serviceLevel,
    callsInTimeWithOneMore: (then.serviceLevel - now.serviceLevel) * plannedCalls,
    serviceLevelWithAllSeats: seats === null ? null : service(Math.max(seats, rostered)).serviceLevel,
  };
}

/** So many people that parts of them are made up for. What is whole but for the last digits of a division is whole. Pure. */
export function wholePeople(parts: number): number {
  return Math.max(Math.ceil(parts - 1e-9), 0);
}

// Where few calls come, as by night, four of five days bring none, and still somebody has to be there.
function plannedOf({ busy, mean }: Pick<ExpectedHalfHour, "busy" | "mean">, basis: StaffingBasis): number {
  return basis === "MEAN" ? mean : Math.max(busy, mean);
}

/** The share of the planned calls of half-hours that is answered in time; 1 where none is planned. */
export function levelOf(halfHours: readonly AdvisedHalfHour[]): number {
  const planned = halfHours.reduce((sum, { plannedCalls }) => sum + plannedCalls, 0);
  if (planned === 0) return 1;
  return halfHours.reduce((sum, { plannedCalls, serviceLevel }) => sum + plannedCalls * serviceLevel, 0) / planned;
}

/** The half-hour that is shortest of people, and of those the one in which fewest calls are answered in time. */
export function worstOf(halfHours: readonly AdvisedHalfHour[]): AdvisedHalfHour | null {
  const [worst = null] = [...halfHours].sort(
    (one, other) => other.shortfall - one.shortfall || one.serviceLevel - other.serviceLevel,
  );
  return worst;
}
