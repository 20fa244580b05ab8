import {
  questionNames,
  type ReportAnswer,
  type ReportAnswers,
  type ReportComparison,
  type ReportGroup,
  type ReportValue,
} from "../../../src/modules/reports/report.answers.js";
import { fillSections, notesOf, titleOf } from "../../../src/modules/reports/report.bulletin.js";
import { contentFormat, type ReportContent } from "../../../src/modules/reports/report.content.js";
import { shippedTemplates } from "../../../src/modules/reports/report.defaults.js";
import type { ReportMatter } from "../../../src/modules/reports/report.facts.js";
import { callMeasures, reportMeasures } from "../../../src/modules/reports/report.measures.js";
import { questionsOf } from "../../../src/modules/reports/report.questions.js";
import type { TemplateSection } from "../../../src/modules/reports/report.template.js";

/** What a daily bulletin of Suihua is about, for tests of its parts. */
export const suihua: ReportMatter = {
  kind: "CUMULATIVE",
  period: { from: "2020-01-24", to: "2020-01-30" },
  bureau: { code: "231200", name: "绥化市市场监督管理局" },
  region: { code: "231200", name: "绥化市市场监督管理局" },
  topic: null,
  line: null,
  asOfDay: "2020-01-31",
};

/** A comparison in which the value grew by a third. */
export const grown = (more: Partial<ReportComparison> = {}): ReportComparison => ({
  value: "75",
  numerator: "75",
  denominator: null,
  change: "25",
  growth: "33.33",
  reason: null,
  ...more,
});

/** A value of a measure. */
export const figure = (measure: string, value: string | null, more: Partial<ReportValue> = {}): ReportValue => ({
  measure,
  value,
  numerator: value,
  denominator: null,
  share: null,
  reason: null,
  compared: null,
  ...more,
});

/** A group of a dimension with what it received. */
export const group = (dimension: string, code: string, name: string, received: string, share: string): ReportGroup => ({
  keys: [{ dimension, code, name }],
  values: [
    figure("RECEIVED", received, { share, compared: grown() }),
    figure("CLOSED", received),
    figure("CLOSURE_RATE", "100.00"),
  ],
});

const answer = (rows: ReportGroup[], total: ReportValue[], more: Partial<ReportAnswer> = {}): ReportAnswer => ({
  period: suihua.period,
  comparedPeriod: { from: "2019-01-24", to: "2019-01-30" },
  rows,
  total: { keys: [], values: total },
  other: null,
  jointShare: null,
  ...more,
});

const rates = (measure: string): ReportValue =>
  figure(measure, "88.89", {
    numerator: "880",
    denominator: "990",
    compared: grown({ value: "80.00", change: "8.89", growth: "11.11" }),
  });

const all = reportMeasures.map(({ measure, unit }) => {
  if (unit === "PERCENT") return rates(measure);
  if (unit === "YUAN") return figure(measure, "380.00", { numerator: "38000", compared: grown() });
  return figure(measure, measure === "RECEIVED" ? "990" : "880", { compared: grown() });
});

const ofCalls = callMeasures.map(({ measure, unit }) => {
  if (unit === "PERCENT")
    return figure(measure, "95.00", { numerator: "1254", denominator: "1320", compared: grown() });
  return figure(measure, measure === "LONGEST_CALL" ? "2400" : "1320", { compared: grown() });
});

const kinds = [
  group("KIND", "CONSULTATION", "咨询", "859", "86.77"),
  group("KIND", "REPORT", "举报", "75", "7.58"),
  group("KIND", "COMPLAINT", "投诉", "56", "5.66"),
];

const received = [figure("RECEIVED", "990", { compared: grown() })];

/** The answers of a bulletin with the published figures of Suihua. */
export const answers: ReportAnswers = {
  total: answer([], all),
  totalBefore: answer([], all, { comparedPeriod: { from: "2020-01-17", to: "2020-01-23" } }),
  byKind: answer(kinds, received),
  byKindBefore: answer(kinds, received),
  byRegion: answer([group("COUNTY", "231202", "北林区市场监督管理局", "400", "40.40")], received),
  issueClasses: answer(
    [group("ISSUE_CLASS", "PRICE", "价格", "600", "60.61"), group("ISSUE_CLASS", "QUALITY", "质量", "200", "20.20")],
    received,
    { jointShare: "80.81", other: { keys: [], values: [figure("RECEIVED", "190", { share: "19.19" })] } },
  ),
  goodsClasses: answer([group("GOODS_CLASS", "MASK", "口罩", "500", "50.51")], received, { jointShare: "50.51" }),
  channels: answer([group("CHANNEL", "PHONE", "电话", "990", "100.00")], received),
  topics: answer(
    [group("TOPIC", "", "未分类", "400", "40.40"), group("TOPIC", "EPIDEMIC", "疫情防控", "590", "59.60")],
    received,
  ),
  price: answer([group("KIND", "REPORT", "举报", "60", "100.00")], [figure("RECEIVED", "60", { compared: grown() })]),
  priceBefore: answer(
    [group("KIND", "REPORT", "举报", "60", "100.00")],
    [figure("RECEIVED", "60", { compared: grown() })],
  ),
  calls: answer([], ofCalls),
  callsBefore: answer([], ofCalls),
  callsByTime: answer([group("DAY", "2020-01-24", "2020年1月24日", "120", "12.12")], ofCalls, { comparedPeriod: null }),
  byTime: answer([group("DAY", "2020-01-24", "2020年1月24日", "120", "12.12")], received, { comparedPeriod: null }),
};

/** The same answers with some of them changed. */
export const answersWith = (changes: Partial<ReportAnswers>): ReportAnswers => ({ ...answers, ...changes });

/** An answer without groups whose total is these values. */
export const totalAnswer = (...values: ReportValue[]): ReportAnswer => answer([], values);

/** An answer of these groups. */
export const groupsAnswer = (...rows: ReportGroup[]): ReportAnswer => answer(rows, received);

/** A whole document. */
export function sampleContent(more: Partial<ReportContent> = {}, sections?: readonly TemplateSection[]): ReportContent {
  const template = sections ?? shippedTemplates[suihua.kind];
  const matter = { kind: suihua.kind, period: suihua.period, region: "231200", topic: null, line: null };
  return {
    format: contentFormat,
    kind: suihua.kind,
    title: titleOf(suihua),
    number: "绥市监统〔2020〕第3号",
    bureau: suihua.bureau,
    receiver: { code: "230000", name: "黑龙江省市场监督管理局" },
    region: suihua.region,
    period: suihua.period,
    topic: null,
    asOf: "2020-01-31T01:00:00.000Z",
    issuedOn: "2020-01-31",
    sections: fillSections(suihua, answers, template),
    notes: notesOf(suihua, answers),
    definitions: [
      {
        measure: "RECEIVED",
        id: "RECEIVED.1",
        version: 1,
        name: "接收量",
        formula: "期间内登记的工单数。",
        unit: "TICKETS",
      },
    ],
    view: "COHORT",
    tree: "NOW",
    line: null,
    template: { bureau: null, version: null, sections: template },
    questions: questionsOf({ ...matter, regionDimension: "COUNTY" }),
    answers,
    ...more,
  };
}

/** The names of all questions, for tests that go through them. */
export const allQuestions = questionNames;
