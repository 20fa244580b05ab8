import { callDefinitions } from "./definitions-of-calls.js";
import { durationDefinitions } from "./definitions-of-durations.js";
import type { Count, Definition, MeasureName, View } from "./measures.js";
import type { Basis, Counter } from "./rollups/counters.js";

type Words = Definition["name"];
type Sides = Readonly<Record<View, Count>>;

const of = (counter: Counter, basis: Basis): Count => ({ counter, basis });
const always = (counter: Counter, basis: Basis): Sides => ({ COHORT: of(counter, basis), EVENT: of(counter, basis) });
/** What of the tickets registered in the period, or on the day of something in the period. */
const since = (counter: Counter, basis: Basis, event: Counter = counter): Sides => ({
  COHORT: of(counter, "REGISTERED"),
  EVENT: of(event, basis),
});

const count = (measure: MeasureName, numerator: Sides, name: Words, formula: Words): Definition => ({
  measure,
  version: 1,
  unit: "TICKETS",
  form: "COUNT",
  name,
  formula,
  isHigherBetter: null,
  source: null,
  numerator,
  denominator: null,
});

const sum = (measure: MeasureName, numerator: Sides, name: Words, formula: Words): Definition => ({
  ...count(measure, numerator, name, formula),
  unit: "YUAN",
  form: "SUM",
});

const rate = (measure: MeasureName, numerator: Sides, denominator: Sides, name: Words, formula: Words): Definition => ({
  ...count(measure, numerator, name, formula),
  unit: "PERCENT",
  form: "RATE",
  isHigherBetter: true,
  denominator,
});

const received = always("tickets", "REGISTERED");
const closed = since("closed", "CLOSED");

/** All definitions; of each measure the last version is in force. */
export const definitions: readonly Definition[] = [
  count(
    "RECEIVED",
    received,
    { zh: "接收量", en: "received" },
    { zh: "期间内登记的工单数。", en: "Tickets registered in the period." },
  ),
  count(
    "TO_DISPATCH",
    always("toDispatch", "REGISTERED"),
    { zh: "应转办数", en: "to be dispatched" },
    {
      zh: "期间内登记的投诉、举报（由线索转立而未分派的举报、未分派即并案的工单除外），以及待分派或已分派的咨询。",
      en: "Complaints and reports registered in the period, but for reports on a lead that stay with whoever found it and what was merged before its dispatch, and consultations that wait for dispatch or were dispatched.",
    },
  ),
  count(
    "DISPATCHED",
    since("dispatched", "DISPATCHED", "tickets"),
    { zh: "转办数", en: "dispatched" },
    { zh: "已首次分派的工单数。", en: "Tickets that were dispatched, by the first time." },
  ),
  rate(
    "TRANSFER_RATE",
    since("dispatched", "DISPATCHED", "tickets"),
    always("toDispatch", "REGISTERED"),
    { zh: "转办率", en: "transfer rate" },
    { zh: "转办数 ÷ 应转办数。", en: "Dispatched / to be dispatched." },
  ),
  count(
    "ACCEPTED",
    since("accepted", "ACCEPTED", "tickets"),
    { zh: "受理数", en: "accepted" },
    { zh: "决定受理的投诉数。", en: "Complaints that were accepted." },
  ),
  count(
    "REFUSED",
    since("refused", "CLOSED"),
    { zh: "不予受理数", en: "refused" },
    { zh: "以不予受理办结的投诉数。", en: "Complaints closed by a refusal." },
  ),
  count("CLOSED", closed, { zh: "办结数", en: "closed" }, { zh: "已办结的工单数。", en: "Tickets that are closed." }),
  rate(
    "CLOSURE_RATE",
    closed,
    received,
    { zh: "办结率", en: "closure rate" },
    { zh: "办结数 ÷ 接收量。", en: "Closed / received." },
  ),
  rate(
    "ON_TIME_CHECK_RATE",
    always("met", "CHECK_DUE"),
    always("tickets", "CHECK_DUE"),
    { zh: "按时初查率", en: "on-time check rate" },
    {
      zh: "在期限内决定是否受理的投诉 ÷ 最后一日在期间内且已过的受理期限。",
      en: "Complaints whose acceptance was decided in time / limits of acceptance whose last day lies in the period and is over.",
    },
  ),
  rate(
    "ON_TIME_VERIFICATION_RATE",
    always("met", "VERIFICATION_DUE"),
    always("tickets", "VERIFICATION_DUE"),
    { zh: "按时核查率", en: "on-time verification rate" },
    {
      zh: "在期限内完成核查的举报 ÷ 最后一日在期间内且已过的核查期限。",
      en: "Reports verified in time / limits of verification whose last day lies in the period and is over.",
    },
  ),
  rate(
    "ON_TIME_CLOSURE_RATE",
    always("met", "CLOSING_DUE"),
    always("tickets", "CLOSING_DUE"),
    { zh: "按期办结率", en: "on-time closure rate" },
    {
      zh: "在期限内办结的投诉、举报 ÷ 最后一日在期间内且已过的办理期限（已受理投诉为调解期限，未受理的为受理期限，举报为核查期限）。",
      en: "Complaints and reports decided in time / limits for it whose last day lies in the period and is over: of mediation for an accepted complaint, of acceptance for another, of verification for a report.",
    },
  ),
  rate(
    "SUPERVISION_RATE",
    always("met", "SUPERVISION_DUE"),
    always("tickets", "SUPERVISION_DUE"),
    { zh: "督办率", en: "supervision rate" },
    {
      zh: "已督办的工单 ÷ 应督办的工单（法定期限届满后五个工作日仍未办理，应督办之日在期间内且已过）。",
      en: "Tickets with a supervision order / tickets to be supervised: a limit of law was over for five working days, and the day on which an order is due lies in the period and is over.",
    },
  ),
  count(
    "SETTLED",
    since("settled", "CLOSED"),
    { zh: "调解成功数", en: "settled" },
    { zh: "以调解成功办结的投诉数。", en: "Complaints closed with a settlement." },
  ),
  count(
    "TERMINATED",
    since("terminated", "CLOSED"),
    { zh: "终止调解数", en: "terminated" },
    { zh: "以终止调解办结的投诉数。", en: "Complaints closed by a termination of mediation." },
  ),
  rate(
    "MEDIATION_SUCCESS_RATE",
    since("settled", "CLOSED"),
    closed,
    { zh: "调解成功率", en: "mediation success rate" },
    { zh: "调解成功数 ÷ 办结数（2022年及以前口径）。", en: "Settled / closed (the definition until 2022)." },
  ),
  {
    ...rate(
      "MEDIATION_SUCCESS_RATE",
      since("settled", "CLOSED"),
      since("acceptedAndClosed", "CLOSED"),
      { zh: "调解成功率", en: "mediation success rate" },
      { zh: "调解成功数 ÷ 已受理且已办结的投诉数。", en: "Settled / accepted and closed." },
    ),
    version: 2,
  },
  count(
    "CASES_FILED",
    since("filed", "CLOSED"),
    { zh: "立案数", en: "cases filed" },
    { zh: "已立案且已办结的举报数。", en: "Reports that are closed and for which a case was filed." },
  ),
  count(
    "TURNED_INTO_CASES",
    since("turnedIntoCase", "CLOSED"),
    { zh: "诉转案数", en: "complaints turned into cases" },
    { zh: "由投诉发现线索而转立举报的投诉数。", en: "Complaints in which a lead was found and turned into a report." },
  ),
  count(
    "RETURNED",
    since("returned", "CLOSED"),
    { zh: "被退回数", en: "returned" },
    { zh: "至少被退回一次的工单数。", en: "Tickets that were returned at least once." },
  ),
  sum(
    "RECOVERED_LOSS",
    since("recoveredLoss", "CLOSED"),
    { zh: "挽回经济损失", en: "recovered loss" },
    { zh: "已办结工单挽回的经济损失合计。", en: "The loss recovered in closed tickets." },
  ),
  sum(
    "DISPUTED_AMOUNT",
    since("disputedAmount", "CLOSED"),
    { zh: "争议金额", en: "disputed amount" },
    { zh: "争议金额合计。", en: "The amounts in dispute." },
  ),
  sum(
    "FINES",
    since("fineAmount", "CLOSED"),
    { zh: "罚款金额", en: "fines" },
    { zh: "已办结工单的罚款合计。", en: "The fines in closed tickets." },
  ),
  sum(
    "CONFISCATED",
    since("confiscatedAmount", "CLOSED"),
    { zh: "没收金额", en: "confiscated" },
    { zh: "已办结工单的没收金额合计。", en: "What was confiscated in closed tickets." },
  ),
  rate(
    "SATISFACTION_RATE",
    since("satisfied", "CLOSED"),
    since("graded", "CLOSED"),
    { zh: "满意率", en: "satisfaction rate" },
    {
      zh: "评价为非常满意或满意的工单 ÷ 有评价的工单（以最后一次回访评价为准）。",
      en: "Tickets graded very satisfied or satisfied / tickets that were graded, by the last callback.",
    },
  ),
  ...durationDefinitions,
  ...callDefinitions,
];

/** The definition of a measure in a version; the one in force where none is named; null where there is none. */
export function findDefinition(measure: MeasureName, version: number | null): Definition | null {
  const known = definitions.filter((definition) => definition.measure === measure);
  if (version === null) return known.at(-1) ?? null;
  return known.find((definition) => definition.version === version) ?? null;
}
