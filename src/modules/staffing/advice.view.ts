import type { Locale } from "../../platform/actor.js";
import { inLocale } from "../../platform/errors.js";
import { type AdvisedHalfHour, levelOf } from "./advice.js";
import type { Advice } from "./advice.reading.js";
import { gapSentence, shiftSentence, type WarningNumbers, warningSentence } from "./advice.sentences.js";
import type { AdvisedShift } from "./advice.shifts.js";
import { StaffingAdvice, StaffingHistory, StaffingWarningView } from "./advice.type.js";
import { StaffingHalfHour, StaffingShift } from "./half-hour.type.js";
import type { StaffingAdviceInput } from "./staffing.inputs.js";
import { fewLikeDays, type StaffingWarning } from "./staffing.words.js";

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

const inPercent = (share: number): number => rounded(share * 100, 1);

/** Advice for the API, in the language of the request. */
export function toAdvice(
  advice: Advice,
  { basis, day, surgeFactor }: StaffingAdviceInput,
  locale: Locale,
): StaffingAdvice {
  const { asked, back, bureau, dayKind, emergency, gap, halfHours, likeKind, presence, shifts, terms } = advice;
  const { percent, seconds } = asked.target;
  const shiftTerms = { day, target: asked.target, shrinkagePercent: asked.shrinkagePercent };
  return Object.assign(new StaffingAdvice(), {
    ...{ day, dayKind, basis, surgeFactor, gap, presence, seats: terms.seats },
    ...{ targetPercent: percent, targetSeconds: seconds, shrinkagePercent: asked.shrinkagePercent },
    afterCallSeconds: asked.afterCallSeconds,
    history: toHistory(advice),
    gapText: gap === null ? null : inLocale(gapSentence(gap, back.from, back.to, likeKind), locale),
    plannedCalls: rounded(
      halfHours.reduce((sum, { plannedCalls }) => sum + plannedCalls, 0),
      1,
    ),
    serviceLevelPercent: gap === null ? inPercent(levelOf(halfHours)) : null,
    halfHours: halfHours.map(toHalfHour),
    shifts: shifts.map((shift) => toShift(shift, inLocale(shiftSentence(shift, shiftTerms), locale))),
    warnings: warningsOf(advice).map((code) => toWarning(code, advice, locale)),
    bureauCode: bureau.code,
    emergencyId: emergency?.id ?? null,
  });
}

function toHistory({ back, expectation, likeKind }: Advice): StaffingHistory {
  return Object.assign(new StaffingHistory(), {
    ...{ kind: likeKind, from: back.from, to: back.to, likeDays: back.days.length },
    ...{ daysWithCalls: expectation.days, calls: expectation.calls },
  });
}

function toHalfHour(one: AdvisedHalfHour): StaffingHalfHour {
  const { agentsNeeded, agentsToRoster, isOverloaded, shortfall, startsAt } = one;
  return Object.assign(new StaffingHalfHour(), {
    ...{ startsAt, agentsNeeded, agentsToRoster, isOverloaded, shortfall },
    expectedCalls: rounded(one.expectedCalls, 2),
    busyCalls: rounded(one.busyCalls, 2),
    plannedCalls: rounded(one.plannedCalls, 2),
    handlingSeconds: Math.round(one.handlingSeconds),
    load: rounded(one.load, 3),
    agentsPresent: rounded(one.agentsPresent, 2),
    serviceLevelPercent: inPercent(one.serviceLevel),
    meanWaitSeconds: one.meanWait === null ? null : rounded(one.meanWait, 1),
    serviceLevelPercentWithOneMore: inPercent(one.serviceLevelWithOneMore),
    callsInTimeWithOneMore: rounded(one.callsInTimeWithOneMore, 2),
    serviceLevelPercentWithAllSeats:
      one.serviceLevelWithAllSeats === null ? null : inPercent(one.serviceLevelWithAllSeats),
  });
}

function toShift(advised: AdvisedShift, explanation: string): StaffingShift {
  const { missing, serviceLevel, shift, shortHalfHours, worst } = advised;
  const { code, endsAt, heads, name, plannedHeads, startsAt } = shift;
  return Object.assign(new StaffingShift(), {
    ...{ code, name, startsAt, endsAt, plannedHeads, heads, missing, shortHalfHours, explanation },
    isShort: missing > 0,
    serviceLevelPercent: inPercent(serviceLevel),
    callsInTimeWithOneMore: rounded(advised.callsInTimeWithOneMore, 1),
    shortest: worst === null ? null : toHalfHour(worst),
  });
}

const shortIn = (halfHours: readonly AdvisedHalfHour[]): number =>
  halfHours.filter(({ shortfall }) => shortfall > 0).length;

const overloadedIn = (halfHours: readonly AdvisedHalfHour[]): number =>
  halfHours.filter(({ isOverloaded }) => isOverloaded).length;

const mostIn = (halfHours: readonly AdvisedHalfHour[]): number =>
  halfHours.reduce((most, { agentsNeeded }) => Math.max(most, agentsNeeded), 0);

/** What advice warns of, the gravest first. */
function warningsOf({ expectation, gap, halfHours, isNextDayUnknown, isProvisional, presence, terms }: Advice) {
  const isKnown = gap === null;
  const met: Readonly<Record<StaffingWarning, boolean>> = {
    SHORT: shortIn(halfHours) > 0,
    OVERLOADED: overloadedIn(halfHours) > 0,
    SEATS_TOO_FEW: terms.seats !== null && mostIn(halfHours) > terms.seats,
    SEATS_UNKNOWN: terms.isAllSeats && terms.seats === null,
    NO_ROSTER: presence === "NONE",
    BY_PLAN: presence === "PLAN",
    FEW_LIKE_DAYS: isKnown && expectation.days < fewLikeDays,
    NEXT_DAY_UNKNOWN: isNextDayUnknown,
    PROVISIONAL_DAY: isProvisional,
  };
  return (Object.keys(met) as StaffingWarning[]).filter((code) => met[code]);
}

function toWarning(
  code: StaffingWarning,
  { expectation, halfHours, terms }: Advice,
  locale: Locale,
): StaffingWarningView {
  const numbers: WarningNumbers = {
    short: shortIn(halfHours),
    overloaded: overloadedIn(halfHours),
    most: mostIn(halfHours),
    seats: terms.seats,
    likeDays: expectation.days,
  };
  return Object.assign(new StaffingWarningView(), { code, text: inLocale(warningSentence(code, numbers), locale) });
}
