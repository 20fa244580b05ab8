import {
  isHidden,
  type ReportAnswer,
  type ReportAnswers,
  type ReportGroup,
  type ReportValue,
  rowOf,
  valueIn,
} from "./report.answers.js";
import type { ReportKind, ReportPeriod } from "./report.kinds.js";
import { callMeasures, reportMeasures, unitOf } from "./report.measures.js";
import {
  type ComparisonWord,
  dayInWords,
  growthFigure,
  growthInWords,
  noNumber,
  periodInWords,
  shareInText,
  suppressed,
  told,
  toldBefore,
} from "./report.wording.js";

/** What a report is about, beside its numbers. */
export interface ReportMatter {
  kind: ReportKind;
  period: ReportPeriod;
  /** The bureau that prepares it, and the one whose region it is about. */
  bureau: { code: string; name: string };
  region: { code: string; name: string };
  topic: { code: string; name: string } | null;
  /** The business line that is counted alone, for a department that has one. */
  line: string | null;
  /** The day on which the numbers were read. */
  asOfDay: string;
}

/** How many groups of a kind a report names one by one. */
export const mostNamed = 5;

/** The groups that a report names: the word in placeholders, the question that answers it, and what they are. */
export const groupings = [
  { stem: "issueClass", question: "issueClasses", label: "问题类别" },
  { stem: "goodsClass", question: "goodsClasses", label: "商品服务类别" },
  { stem: "topic", question: "topics", label: "主题词" },
  { stem: "channel", question: "channels", label: "接收渠道" },
  { stem: "region", question: "byRegion", label: "下级单位" },
] as const;

/** The kinds of ticket, with their words in placeholders; of all, and of those about prices. */
export const kindStems = [
  { stem: "consultations", priceStem: "priceConsultations", kind: "CONSULTATION", label: "咨询" },
  { stem: "complaints", priceStem: "priceComplaints", kind: "COMPLAINT", label: "投诉" },
  { stem: "reports", priceStem: "priceReports", kind: "REPORT", label: "举报" },
] as const;

type Facts = Map<string, string>;

/** The largest groups of an answer that hold tickets, largest first; what has no topic is none of them. */
export function largestOf({ rows }: Pick<ReportAnswer, "rows">): readonly ReportGroup[] {
  const sizeOf = (row: ReportGroup): number => Number(valueIn(row, "RECEIVED")?.value ?? 0);
  const hasNoTopic = ({ keys: [key] }: ReportGroup): boolean => key?.dimension === "TOPIC" && key.code === "";
  return rows
    .filter((row) => sizeOf(row) > 0 && !hasNoTopic(row))
    .sort((one, other) => sizeOf(other) - sizeOf(one))
    .slice(0, mostNamed);
}

/** What is told of each measure, after its word. */
const measureSuffixes = [
  ...["", ".numerator", ".denominator", ".share", ".yearBefore", ".growth", ".onYear", ".periodBefore"],
  ...[".periodGrowth", ".onPeriod"],
];

function addMeasure(
  facts: Facts,
  stem: string,
  measure: string,
  row: ReportGroup | undefined,
  before: ReportGroup | undefined,
): void {
  const [value, earlier] = [valueIn(row, measure), valueIn(before, measure)];
  const part = (text: string | null | undefined): string => (isHidden(value) ? suppressed : (text ?? noNumber));
  const growth = (of: ReportValue | undefined): string =>
    isHidden(of) ? suppressed : growthFigure(measure, of?.compared);
  const words = (word: ComparisonWord, of: ReportValue | undefined): string =>
    isHidden(of) ? `${word}${suppressed}` : growthInWords(word, measure, of?.compared);
  facts.set(stem, told(value));
  // Of money the parts are kept in 分, which nobody reads.
  facts.set(`${stem}.numerator`, part(unitOf(measure) === "YUAN" ? value?.value : value?.numerator));
  facts.set(`${stem}.denominator`, part(value?.denominator));
  facts.set(`${stem}.share`, part(shareInText(value?.share)));
  facts.set(`${stem}.yearBefore`, toldBefore(measure, value?.compared));
  facts.set(`${stem}.growth`, growth(value));
  facts.set(`${stem}.onYear`, words("同比", value));
  facts.set(`${stem}.periodBefore`, toldBefore(measure, earlier?.compared));
  facts.set(`${stem}.periodGrowth`, growth(earlier));
  facts.set(`${stem}.onPeriod`, words("环比", earlier));
}

// A group without a ticket in either period has no row: it received none, now and before.
function receivedIn(answer: ReportAnswer, kind: string): ReportGroup {
  const isEmpty = Number(valueIn(answer.total, "RECEIVED")?.value ?? 0) === 0;
  const none = { value: "0", numerator: "0", denominator: null };
  const compared = { ...none, change: "0", growth: null, reason: "ZERO_BASE" };
  const value = { ...none, measure: "RECEIVED", share: isEmpty ? null : "0.00", reason: null, compared };
  return rowOf(answer, kind) ?? { keys: [], values: [value] };
}

function addKinds(facts: Facts, answers: ReportAnswers): void {
  addMeasure(facts, "price", "RECEIVED", answers.price.total, answers.priceBefore.total);
  for (const { stem, priceStem, kind } of kindStems) {
    const [row, before] = [receivedIn(answers.byKind, kind), receivedIn(answers.byKindBefore, kind)];
    addMeasure(facts, stem, "RECEIVED", row, before);
    const rate = valueIn(row, "CLOSURE_RATE");
    facts.set(`${stem}.closed`, told(valueIn(row, "CLOSED")));
    facts.set(`${stem}.closureRate`, rate === undefined ? noNumber : told(rate));
    addMeasure(facts, priceStem, "RECEIVED", receivedIn(answers.price, kind), receivedIn(answers.priceBefore, kind));
  }
}

function addGroups(facts: Facts, stem: string, answer: ReportAnswer): void {
  const rows = largestOf(answer);
  for (let rank = 1; rank <= mostNamed; rank += 1) {
    const row = rows[rank - 1];
    const value = valueIn(row, "RECEIVED");
    const of = `top.${stem}.${rank}`;
    facts.set(`${of}.name`, row?.keys[0]?.name ?? noNumber);
    facts.set(`${of}.received`, row === undefined ? noNumber : told(value));
    facts.set(`${of}.share`, shareInText(value?.share));
    facts.set(`${of}.growth`, growthFigure("RECEIVED", value?.compared));
    facts.set(`${of}.onYear`, growthInWords("同比", "RECEIVED", value?.compared));
  }
  facts.set(`top.${stem}.count`, String(rows.length));
  const isAnyHidden = answer.rows.some((row) => isHidden(valueIn(row, "RECEIVED")));
  facts.set(`top.${stem}.jointShare`, isAnyHidden ? suppressed : shareInText(answer.jointShare));
  facts.set(`list.${stem}`, rows.length === 0 ? "无" : rows.map(namedGroup).join("、"));
}

function namedGroup(row: ReportGroup): string {
  const value = valueIn(row, "RECEIVED");
  const share = value?.share == null ? "" : `，占${shareInText(value.share)}`;
  return `${row.keys[0]?.name ?? ""}（${told(value)}件${share}）`;
}

/**
 * All that the placeholders of a report stand for, by their names. The numbers are those of the answers and nothing else.
 */
export function factsOfReport(matter: ReportMatter, answers: ReportAnswers): ReadonlyMap<string, string> {
  const { total, totalBefore } = answers;
  const facts: Facts = new Map([
    ["bureau", matter.bureau.name],
    ["region", matter.region.name],
    ["period", periodInWords(matter.period)],
    ["firstDay", dayInWords(matter.period.from)],
    ["lastDay", dayInWords(matter.period.to)],
    ["asOf", dayInWords(matter.asOfDay)],
    ["yearBefore", total.comparedPeriod === null ? noNumber : periodInWords(total.comparedPeriod)],
    ["periodBefore", totalBefore.comparedPeriod === null ? noNumber : periodInWords(totalBefore.comparedPeriod)],
    ["topic", matter.topic?.name ?? noNumber],
  ]);
  for (const { stem, measure } of reportMeasures) addMeasure(facts, stem, measure, total.total, totalBefore.total);
  for (const { stem, measure } of callMeasures) {
    // Where no calls are counted, or not by such a measure, there is no number: it is not zero.
    const isThere = valueIn(answers.calls?.total, measure) !== undefined;
    if (isThere) addMeasure(facts, stem, measure, answers.calls?.total, answers.callsBefore?.total);
    else for (const suffix of measureSuffixes) facts.set(`${stem}${suffix}`, noNumber);
  }
  addKinds(facts, answers);
  for (const { stem, question } of groupings) addGroups(facts, stem, answers[question]);
  const topic = matter.topic === null ? undefined : rowOf(answers.topics, matter.topic.code);
  facts.set("topic.share", shareInText(valueIn(topic, "RECEIVED")?.share));
  return facts;
}
