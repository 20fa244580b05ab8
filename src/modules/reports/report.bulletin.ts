import { hasCalls, isHidden, type ReportAnswers } from "./report.answers.js";
import type { ReportSection } from "./report.content.js";
import { factsOfReport, type ReportMatter } from "./report.facts.js";
import type { ReportKind } from "./report.kinds.js";
import { fillIn } from "./report.placeholders.js";
import { tableOf } from "./report.tables.js";
import type { TemplateSection } from "./report.template.js";
import { dayInWords, monthInWords, noNumber, periodInWords, suppressed } from "./report.wording.js";

const kindNames: Readonly<Record<ReportKind, string>> = {
  DAILY: "日报",
  CUMULATIVE: "累计情况报告",
  WEEKLY: "周报",
  MONTHLY: "月报",
  TOPIC: "专题报告",
};

/** The title of a report (标题), such as 苏州市市场监督管理局12315投诉举报日报（2020年1月29日）. */
export function titleOf({ kind, period, region, topic }: ReportMatter): string {
  const days = kind === "MONTHLY" ? monthInWords(period.to) : periodInWords(period);
  const about = topic === null ? "" : `“${topic.name}”`;
  return `${region.name}12315投诉举报${about}${kindNames[kind]}（${days}）`;
}

/** The sections of a report: those of its template, with the numbers filled in, but for that of calls where there were none. */
export function fillSections(
  matter: ReportMatter,
  answers: ReportAnswers,
  sections: readonly TemplateSection[],
): ReportSection[] {
  const facts = factsOfReport(matter, answers);
  const shown = sections.filter(({ tables }) => hasCalls(answers) || !tables.includes("CALLS"));
  return shown.map(({ title, paragraphs, tables }) => ({
    title,
    paragraphs: paragraphs.map((text) => fillIn(text, facts)),
    tables: tables.map((table) => tableOf(table, answers)),
  }));
}

/** What a reader has to know of the numbers: as of when they are, what was counted, and what the marks mean. */
export function notesOf({ asOfDay, line }: ReportMatter, answers: ReportAnswers): string[] {
  const { total, totalBefore } = answers;
  const compared = [
    total.comparedPeriod === null ? [] : [`同比基期为${periodInWords(total.comparedPeriod)}`],
    totalBefore.comparedPeriod === null ? [] : [`环比基期为${periodInWords(totalBefore.comparedPeriod)}`],
  ].flat();
  const isAnyHidden = Object.values(answers).some((answer) =>
    [...answer.rows, answer.total].some(({ values }) =>
      values.some((value) => isHidden(value) || isHidden(value.compared)),
    ),
  );
  return [
    `数据截至${dayInWords(asOfDay)}。接收量按登记日期统计，办理情况为期间内登记的诉求截至该日的办理结果；各项期限按其届满之日统计。`,
    ...(hasCalls(answers) ? ["来电按呼入日期和接听单位统计，已撤销的话务记录不计。"] : []),
    ...(line === null ? [] : ["仅统计本单位业务条线的诉求，以及由本单位承办的诉求。"]),
    ...(compared.length === 0 ? [] : [`${compared.join("，")}；基期为0的不计算增幅。`]),
    `“${noNumber}”表示无可计算的数值。`,
    ...(isAnyHidden ? [`“${suppressed}”表示数量过少，为保护举报人不予显示。`] : []),
  ];
}
