import type { CallCounter } from "./calls/call-counters.js";
import type { CallDurationName, Definition, MeasureName, View } from "./measures.js";

type Words = Definition["name"];

/** The standard of the state for the service of hotlines. */
const standard = "GB/T 33358-2016";

// A call has one day, so both views count alike.
const of = (counter: CallCounter): Readonly<Record<View, { counter: CallCounter; basis: "CALL" }>> => ({
  COHORT: { counter, basis: "CALL" },
  EVENT: { counter, basis: "CALL" },
});

const count = (measure: MeasureName, counter: CallCounter, name: Words, formula: Words): Definition => ({
  measure,
  version: 1,
  unit: "CALLS",
  form: "COUNT",
  name,
  formula,
  isHigherBetter: null,
  source: null,
  numerator: of(counter),
  denominator: null,
});

const rate = (measure: MeasureName, counter: CallCounter, name: Words, formula: Words): Definition => ({
  ...count(measure, counter, name, formula),
  unit: "PERCENT",
  form: "RATE",
  isHigherBetter: true,
  source: standard,
  denominator: of("offered"),
});

const duration = (
  measure: CallDurationName,
  isHigherBetter: false | null,
  name: Words,
  formula: Words,
): Definition => ({
  ...count(measure, "answered", name, formula),
  unit: "SECONDS",
  form: "DISTRIBUTION",
  isHigherBetter,
  numerator: null,
});

/**
 * The definitions of measures of calls. A call counts on the day in China on which it was offered, at the bureau that took
 * it, as its telephone system told it last; one that was taken back (VOID) counts nowhere.
 */
export const callDefinitions: readonly Definition[] = [
  count(
    "CALLS_OFFERED",
    "offered",
    { zh: "呼入量", en: "calls offered" },
    { zh: "期间内呼入的来电数。", en: "Calls that came in in the period." },
  ),
  count(
    "CALLS_ANSWERED",
    "answered",
    { zh: "接通量", en: "calls answered" },
    { zh: "人工接听的来电数。", en: "Calls that somebody answered." },
  ),
  rate(
    "CONNECTION_RATE",
    "answered",
    { zh: "接通率", en: "connection rate" },
    { zh: "接通量 ÷ 呼入量。", en: "Answered / offered." },
  ),
  {
    ...rate(
      "LOWEST_CONNECTION_RATE_24H",
      "answered",
      { zh: "任意24小时最低接通率", en: "lowest connection rate over any 24 hours" },
      {
        zh: "期间内且已过的任意连续24小时（有呼入）接通量 ÷ 呼入量的最小值；标准为不低于95%。",
        en: "The smallest of answered / offered over any 24 hours that lie in the period, are over and had a call; the standard asks for 95 % at least.",
      },
    ),
    form: "EXTREME",
    numerator: null,
    denominator: null,
  },
  count(
    "ANSWERED_WITHIN_15S",
    "answeredSoon",
    { zh: "15秒内接通量", en: "answered within 15 seconds" },
    { zh: "等待不超过15秒即接通的来电数。", en: "Calls that were answered after 15 seconds at most." },
  ),
  rate(
    "ANSWERED_WITHIN_15S_RATE",
    "answeredSoon",
    { zh: "15秒接通率", en: "rate of answers within 15 seconds" },
    { zh: "15秒内接通量 ÷ 呼入量。", en: "Answered within 15 seconds / offered." },
  ),
  count(
    "CALLS_ABANDONED",
    "abandoned",
    { zh: "放弃量", en: "calls abandoned" },
    { zh: "来电人在接通前挂断的来电数。", en: "Calls whose callers hung up before anybody answered." },
  ),
  count(
    "CALLS_TRANSFERRED",
    "transferred",
    { zh: "转接量", en: "calls transferred" },
    { zh: "转往他处的来电数，接听后转接的也计入接通量。", en: "Calls transferred elsewhere, answered before or not." },
  ),
  duration(
    "WAITING_TIME",
    false,
    { zh: "等待时长", en: "waiting time" },
    {
      zh: "接通来电自呼入至接通的秒数：中位数、第90与第99百分位数（最近秩法）。",
      en: "Seconds from the offering to the answer, of answered calls: median, 90th and 99th percentile by the nearest rank.",
    },
  ),
  duration(
    "TALKING_TIME",
    null,
    { zh: "通话时长", en: "talking time" },
    {
      zh: "已结束的接通来电的通话秒数：中位数、第90与第99百分位数（最近秩法）。",
      en: "Seconds from the answer to the end, of answered calls that have ended: median, 90th and 99th percentile by the nearest rank.",
    },
  ),
  {
    ...count(
      "LONGEST_CALL",
      "answered",
      { zh: "最长通话", en: "longest call" },
      {
        zh: "已结束的接通来电中最长的通话秒数。",
        en: "The most seconds of talking of an answered call that has ended.",
      },
    ),
    unit: "SECONDS",
    form: "EXTREME",
    numerator: null,
  },
  {
    ...count(
      "CALLS_PER_OPERATOR_DAY",
      "answeredByOperators",
      { zh: "人均日接通量", en: "calls per operator and day" },
      {
        zh: "载明工号的接通量 ÷ 至少接通一个来电的人日数（同一工号同一日计一个人日）。",
        en: "Answered calls that name their operator / operator-days, one for each operator and day with at least one answered call.",
      },
    ),
    unit: "CALLS_PER_OPERATOR_DAY",
    form: "RATIO",
    denominator: of("operatorDays"),
  },
];
