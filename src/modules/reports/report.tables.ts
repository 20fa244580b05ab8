import {
  isHidden,
  type ReportAnswer,
  type ReportAnswers,
  type ReportGroup,
  type ReportValue,
  valueIn,
} from "./report.answers.js";
import type { ReportTableContent, TableCell } from "./report.content.js";
import { kindStems, largestOf } from "./report.facts.js";
import { callMeasures, headingOf, type ReportMeasure, reportMeasures, unitOf } from "./report.measures.js";
import type { ReportTable } from "./report.template.js";
import { growthFigure, noNumber, suppressed } from "./report.wording.js";

const words = (text: string): TableCell => ({ text, number: null });

const numbered = (value: string | null | undefined): TableCell =>
  value == null ? words(noNumber) : { text: value, number: value };

const hidden: TableCell = words(suppressed);

const valueCell = (value: ReportValue | undefined, text: string | null | undefined): TableCell =>
  isHidden(value) ? hidden : numbered(text);

function numberIn(row: ReportGroup, measure: string): TableCell {
  const value = valueIn(row, measure);
  return valueCell(value, value?.value);
}

const growthCell = (measure: string, value: ReportValue | undefined): TableCell =>
  isHidden(value) ? hidden : words(growthFigure(measure, value?.compared));

const growthIn = (row: ReportGroup, measure: string): TableCell => growthCell(measure, valueIn(row, measure));

function shareIn(row: ReportGroup): TableCell {
  const value = valueIn(row, "RECEIVED");
  return valueCell(value, value?.share);
}

const nameOf = (row: ReportGroup): string => row.keys.map(({ name }) => name).join(" ");

type Column = readonly [heading: string, cell: (row: ReportGroup) => TableCell];

const received: Column = [headingOf("RECEIVED"), (row) => numberIn(row, "RECEIVED")];
const share: Column = ["占比（%）", shareIn];
const onYear: Column = ["接收量同比", (row) => growthIn(row, "RECEIVED")];
const closed: Column = [headingOf("CLOSED"), (row) => numberIn(row, "CLOSED")];
const closureRate: Column = [headingOf("CLOSURE_RATE"), (row) => numberIn(row, "CLOSURE_RATE")];
const recoveredLoss: Column = [headingOf("RECOVERED_LOSS"), (row) => numberIn(row, "RECOVERED_LOSS")];

interface GroupTable {
  title: string;
  heading: string;
  columns: readonly Column[];
  rows: readonly ReportGroup[];
  other?: ReportGroup | null;
  total: ReportGroup | null;
}

function groupTable({ title, heading, columns, rows, other, total }: GroupTable): ReportTableContent {
  const line = (label: string, row: ReportGroup): TableCell[] => [
    words(label),
    ...columns.map(([, cell]) => cell(row)),
  ];
  return {
    title,
    columns: [heading, ...columns.map(([name]) => name)],
    rows: [
      ...rows.map((row) => line(nameOf(row), row)),
      ...(other == null ? [] : [line("其他", other)]),
      ...(total === null ? [] : [line("合计", total)]),
    ],
  };
}

function byKind({ rows, total }: ReportAnswer, title: string, columns: readonly Column[]): ReportTableContent {
  const order = kindStems.map(({ kind }): string => kind);
  const position = (row: ReportGroup): number => order.indexOf(row.keys[0]?.code ?? "");
  const sorted = [...rows].sort((one, other) => position(one) - position(other));
  return groupTable({ title, heading: "类型", columns, rows: sorted, total });
}

const topColumns = [received, share, onYear] as const;

const top = (answer: ReportAnswer, title: string, heading: string): ReportTableContent =>
  groupTable({ ...answer, title, heading, columns: topColumns, rows: largestOf(answer) });

// A ticket may have several topics, so they do not add up.
const topics = ({ rows }: Pick<ReportAnswer, "rows">): ReportTableContent =>
  groupTable({ title: "主题居前情况表", heading: "主题", columns: topColumns, rows: largestOf({ rows }), total: null });

function handling({ total: { total } }: ReportAnswers): ReportTableContent {
  const lines = reportMeasures.map(({ measure }): TableCell[] => {
    const value = valueIn(total, measure);
    const parts = unitOf(measure) === "PERCENT" ? [value?.numerator, value?.denominator] : [null, null];
    const figures = [value?.value, ...parts].map((text) => valueCell(value, text));
    return [words(headingOf(measure)), ...figures];
  });
  return { title: "办理情况统计表", columns: ["指标", "数值", "分子", "分母"], rows: lines };
}

const comparedCells = (measure: string, value: ReportValue | undefined): TableCell[] => {
  const compared = value?.compared ?? null;
  const cell = (text: string | null | undefined): TableCell => (isHidden(compared) ? hidden : numbered(text));
  return [cell(compared?.value), cell(compared?.change), growthCell(measure, value)];
};

function comparison({ total, totalBefore }: ReportAnswers): ReportTableContent {
  const lines = reportMeasures.map(({ measure }): TableCell[] => {
    const [value, before] = [valueIn(total.total, measure), valueIn(totalBefore.total, measure)];
    const now = valueCell(value, value?.value);
    return [words(headingOf(measure)), now, ...comparedCells(measure, value), ...comparedCells(measure, before)];
  });
  return {
    title: "与上年同期、上期比较表",
    columns: ["指标", "本期", "上年同期", "同比增减", "同比", "上期", "环比增减", "环比"],
    rows: lines,
  };
}

const timeHeadings: Readonly<Record<string, string>> = { HOUR: "时段", DAY: "日期", WEEK: "周", MONTH: "月份" };

function calls({ calls: answer, callsBefore }: ReportAnswers): ReportTableContent {
  const told = callMeasures.filter(({ measure }) => valueIn(answer?.total, measure) !== undefined);
  const lines = told.map(({ measure }: ReportMeasure): TableCell[] => {
    const [value, before] = [valueIn(answer?.total, measure), valueIn(callsBefore?.total, measure)];
    const figures = [value?.value, value?.numerator, value?.denominator].map((text) => valueCell(value, text));
    const isRate = value?.denominator != null;
    const parts = isRate ? figures : [figures[0] ?? hidden, numbered(null), numbered(null)];
    const compared = [value, before].flatMap((one) => [numbered(one?.compared?.value), growthCell(measure, one)]);
    return [words(headingOf(measure)), ...parts, ...compared];
  });
  return {
    title: "话务情况统计表",
    columns: ["指标", "数值", "分子", "分母", "上年同期", "同比", "上期", "环比"],
    rows: lines,
  };
}

const callColumns: readonly Column[] = ["CALLS_OFFERED", "CALLS_ANSWERED", "CONNECTION_RATE"].map((measure) => [
  headingOf(measure),
  (row) => numberIn(row, measure),
]);

function callsByTime({ callsByTime: answer }: ReportAnswers): ReportTableContent {
  const heading = timeHeadings[answer?.rows[0]?.keys[0]?.dimension ?? "DAY"] ?? "时间";
  const title = "分时段话务情况表";
  return groupTable({ title, heading, columns: callColumns, rows: answer?.rows ?? [], total: answer?.total ?? null });
}

function byTime({ rows, total }: ReportAnswer): ReportTableContent {
  const heading = timeHeadings[rows[0]?.keys[0]?.dimension ?? "DAY"] ?? "时间";
  const columns = [received, closed, closureRate];
  return groupTable({ title: "分时段接收、办结情况表", heading, columns, rows, total });
}

const makers: Readonly<Record<ReportTable, (answers: ReportAnswers) => ReportTableContent>> = {
  BY_KIND: ({ byKind: answer }) => byKind(answer, "诉求类型统计表", [received, share, onYear, closed, closureRate]),
  BY_REGION: ({ byRegion }) =>
    groupTable({
      ...byRegion,
      title: "下级单位统计表",
      heading: "单位",
      columns: [received, share, onYear, closed, closureRate, recoveredLoss],
    }),
  ISSUE_CLASSES: ({ issueClasses }) => top(issueClasses, "问题类别居前情况表", "问题类别"),
  GOODS_CLASSES: ({ goodsClasses }) => top(goodsClasses, "商品服务类别居前情况表", "商品服务类别"),
  TOPICS: (answers) => topics(answers.topics),
  CHANNELS: ({ channels }) => top(channels, "接收渠道统计表", "接收渠道"),
  PRICE: ({ price }) => byKind(price, "价格类诉求统计表", [received, onYear, closed, closureRate]),
  HANDLING: handling,
  COMPARISON: comparison,
  BY_TIME: ({ byTime: answer }) => byTime(answer),
  CALLS: calls,
  CALLS_BY_TIME: callsByTime,
};

/** A table of a report, made of its answers. */
export function tableOf(table: ReportTable, answers: ReportAnswers): ReportTableContent {
  return makers[table](answers);
}
