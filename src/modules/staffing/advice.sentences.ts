import type { BilingualText } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import type { AdvisedHalfHour } from "./advice.js";
import type { AdvisedShift } from "./advice.shifts.js";
import type { StaffingGap, StaffingWarning, TargetNumbers } from "./staffing.words.js";

const eastOfGreenwich = 28_800_000;
const halfHour = 1_800_000;

/** The time of day in China, such as 20:30; the end of a day is 24:00. */
export function clockOf(instant: Date): string {
  return new Date(instant.getTime() + eastOfGreenwich).toISOString().slice(11, 16);
}

/** A share in percent, with one decimal. */
export function percentOf(share: number): string {
  return (Math.round(share * 1000) / 10).toFixed(1);
}

const decimal = (value: number): string => String(Math.round(value * 10) / 10);

function spanOf({ startsAt }: AdvisedHalfHour, day: string): BilingualText {
  const ends = clockOf(new Date(startsAt.getTime() + halfHour));
  const span = `${clockOf(startsAt)}–${ends === "00:00" ? "24:00" : ends}`;
  const isNext = chinaDay(startsAt) > day;
  return { zh: isNext ? `次日${span}` : span, en: isNext ? `${span} of the next day` : span };
}

/** What a sentence about a shift is worked out from. */
export interface ShiftTerms {
  day: string;
  target: TargetNumbers;
  shrinkagePercent: number;
}

/** Whether a shift is short of people, by how many, and why, with the numbers (班次结论). */
export function shiftSentence(advised: AdvisedShift, { day, shrinkagePercent, target }: ShiftTerms): BilingualText {
  const { missing, serviceLevel, shift, shortHalfHours, worst } = advised;
  const name = shift.name;
  if (worst === null) {
    return { zh: `${name}：没有可供测算的时段。`, en: `${name}: nothing is known of its half-hours.` };
  }
  const level = percentOf(serviceLevel);
  const span = spanOf(worst, day);
  const { agentsNeeded, agentsToRoster, handlingSeconds, load } = worst;
  const [calls, present] = [decimal(worst.plannedCalls), decimal(worst.agentsPresent)];
  const needs: BilingualText = {
    zh: `${span.zh} 预计来电 ${calls} 通，平均处理 ${Math.round(handlingSeconds)} 秒，话务量 ${decimal(load)} 爱尔兰，须 ${agentsNeeded} 人在线，按损耗 ${shrinkagePercent}% 应排 ${agentsToRoster} 人，实有 ${present} 人`,
    en: `${span.en}: ${calls} calls of ${Math.round(handlingSeconds)} seconds are a load of ${decimal(load)} erlangs, which needs ${agentsNeeded} agents on the line, ${agentsToRoster} on the roster at ${shrinkagePercent} % shrinkage, and ${present} are there`,
  };
  const goal: BilingualText = {
    zh: `目标 ${target.seconds} 秒内应答 ${target.percent}%`,
    en: `the target is ${target.percent} % within ${target.seconds} seconds`,
  };
  if (missing === 0) {
    return {
      zh: `${name}人手充足：最紧张的 ${needs.zh}；全班预计 ${target.seconds} 秒内应答 ${level}%（${goal.zh}）。`,
      en: `${name} has enough people. Its tightest half-hour is ${needs.en}; of the whole shift ${level} % are answered in time (${goal.en}).`,
    };
  }
  const wait = waitOf(worst);
  return {
    zh: `${name}缺 ${missing} 人${missing > worst.shortfall ? "（含轮休）" : ""}，共 ${shortHalfHours} 个半小时人手不足：最紧张的 ${needs.zh}，该时段预计 ${target.seconds} 秒内应答 ${percentOf(worst.serviceLevel)}%，${wait.zh}；全班 ${level}%（${goal.zh}）。`,
    en: `${name} is short of ${missing}${missing > worst.shortfall ? ", breaks counted," : ""} in ${shortHalfHours} of its half-hours. The shortest is ${needs.en}, so that ${percentOf(worst.serviceLevel)} % are answered in time, ${wait.en}; of the whole shift ${level} % (${goal.en}).`,
  };
}

function waitOf({ isOverloaded, meanWait }: AdvisedHalfHour): BilingualText {
  if (isOverloaded)
    return { zh: "来电超出应答能力、排队不断加长", en: "more comes in than can be answered, and the queue grows" };
  if (meanWait === null) return { zh: "部分时间排队不断加长", en: "for a part of the time the queue grows" };
  return {
    zh: `平均等待 ${Math.round(meanWait)} 秒`,
    en: `callers wait for ${Math.round(meanWait)} seconds on average`,
  };
}

/** Why there is no advice (无法测算的原因). */
export function gapSentence(gap: StaffingGap, from: string, to: string, kind: string): BilingualText {
  if (gap === "NO_CALLS") {
    return {
      zh: `${from} 至 ${to} 没有该单位的来电记录，无法测算；请先通过 recordCalls 接入来电。`,
      en: `No call of this bureau is known from ${from} to ${to}, so nothing can be said; have its telephone system record calls.`,
    };
  }
  if (gap === "NO_TALKING_TIME") {
    return {
      zh: `${from} 至 ${to} 的同类日（${kind}）有来电，但没有已接通且已结束的来电，平均处理时长未知，无法测算；可增加 weeks，或以 likeKind 指定参照的日期类型。`,
      en: `From ${from} to ${to} days of the kind ${kind} have calls, but none that was answered and has ended, so it is not known how long one takes; look further back with weeks, or name another kind with likeKind.`,
    };
  }
  return {
    zh: `${from} 至 ${to} 没有有来电记录的同类日（${kind}），无法测算；可增加 weeks，或以 likeKind 指定参照的日期类型。`,
    en: `From ${from} to ${to} no day of the kind ${kind} has calls, so nothing can be said; look further back with weeks, or name another kind with likeKind.`,
  };
}

/** What warnings are worded with. */
export interface WarningNumbers {
  short: number;
  overloaded: number;
  most: number;
  seats: number | null;
  likeDays: number;
}

const warningTexts: Readonly<Record<StaffingWarning, (numbers: WarningNumbers) => BilingualText>> = {
  SHORT: ({ short }) => ({
    zh: `当日有 ${short} 个半小时在岗人数不足。`,
    en: `In ${short} half-hours of the day fewer people are there than are needed.`,
  }),
  OVERLOADED: ({ overloaded }) => ({
    zh: `当日有 ${overloaded} 个半小时来电超出应答能力，排队将不断加长。`,
    en: `In ${overloaded} half-hours of the day more comes in than can be answered: the queue grows without end.`,
  }),
  SEATS_TOO_FEW: ({ most, seats }) => ({
    zh: `最忙时须 ${most} 人在线，而坐席只有 ${seats ?? 0} 个：全部坐席开放仍不够。`,
    en: `At its busiest ${most} agents are needed, and there are ${seats ?? 0} seats: not even all of them are enough.`,
  }),
  SEATS_UNKNOWN: () => ({
    zh: "坐席总数未知，无法测算全部坐席开放的情形；请在 setStaffingRule 中填写。",
    en: "It is not known how many seats there are, so nothing is said of all of them; set it with setStaffingRule.",
  }),
  NO_ROSTER: () => ({
    zh: "当日既无已发布的值班表，也无计划人数：除前一日跨零点的班次外，在岗人数按 0 计。",
    en: "The day has no published roster and no planned heads: nobody is counted as present but those whose shift began the day before.",
  }),
  BY_PLAN: () => ({
    zh: "当日值班表尚未发布，在岗人数按班次计划人数计。",
    en: "The roster of the day is not published: the planned heads of its shifts are counted.",
  }),
  FEW_LIKE_DAYS: ({ likeDays }) => ({
    zh: `只有 ${likeDays} 个同类日有来电记录，测算仅供参考。`,
    en: `Only ${likeDays} like days have calls: take the advice with care.`,
  }),
  NEXT_DAY_UNKNOWN: () => ({
    zh: "次日没有同类日可供参照，跨零点的班次只测算到24:00。",
    en: "The next day has no like days: of shifts that cross midnight only the part before it is worked out.",
  }),
  PROVISIONAL_DAY: () => ({
    zh: "该年的放假安排尚未公布，日期类型按普通周计。",
    en: "The holidays of that year are not announced yet: the kind of the day is that of a plain week.",
  }),
};

/** A warning in words (预警). */
export function warningSentence(warning: StaffingWarning, numbers: WarningNumbers): BilingualText {
  return warningTexts[warning](numbers);
}
