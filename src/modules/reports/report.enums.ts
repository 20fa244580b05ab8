import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import { reportKinds } from "./report.kinds.js";
import { reportViews } from "./report.scope.store.js";
import { reportStates, reportVerbs } from "./report.states.js";
import { reportTables } from "./report.template.js";

/** The kinds of report. */
export const ReportKindEnum = enumOf(reportKinds);

registerEnumType(ReportKindEnum, {
  name: "ReportKind",
  description: "The kind of a statistical report (统计报告类型).",
  valuesConfig: described({
    DAILY: "Of one day (日报).",
    CUMULATIVE: "From a first day on (累计情况报告).",
    WEEKLY: "Of the seven days that end with the last day (周报).",
    MONTHLY: "Of the month, up to the last day (月报).",
    TOPIC: "About one topic, from a first day on (专题报告).",
  }),
});

/** The states of a report. */
export const ReportStateEnum = enumOf(reportStates);

registerEnumType(ReportStateEnum, {
  name: "ReportState",
  description: "The state of a statistical report (统计报告状态).",
  valuesConfig: described({
    DRAFT: "Prepared; seen by the bureau that prepared it alone (草稿).",
    SUBMITTED: "Submitted to a bureau above and frozen; the receipt is waited for (已报送).",
    RECEIVED: "The bureau above gave its receipt (已回执).",
    DISCARDED: "A draft that was not wanted (已作废).",
  }),
});

/** The verbs of reports. */
export const ReportVerbEnum = enumOf(reportVerbs);

registerEnumType(ReportVerbEnum, {
  name: "ReportVerb",
  description: "What is done with a statistical report (统计报告动作).",
  valuesConfig: described({
    SUBMIT: "Submit it to a bureau above: submitReport (报送).",
    DISCARD: "Discard the draft: discardReport (作废).",
    RECEIVE: "Give the receipt: receiveReport (回执).",
  }),
});

/** The views of reports. */
export const ReportViewEnum = enumOf(reportViews);

registerEnumType(ReportViewEnum, {
  name: "ReportView",
  description: "Which part of the statistical reports that you see is listed (视图).",
  valuesConfig: described({
    MINE: "Those that your bureau prepared, drafts included (本单位编制).",
    SUBMITTED_TO_US: "Those that were submitted to your bureau (报送本单位).",
    BENEATH: "All that others submitted within your region (下级报送).",
  }),
});

/** The tables of reports. */
export const ReportTableEnum = enumOf(reportTables);

registerEnumType(ReportTableEnum, {
  name: "ReportTableName",
  description: "A table that a section of a report may show (报告表格).",
  valuesConfig: described({
    BY_KIND: "Consultations, complaints and reports (按类型).",
    BY_REGION: "The bureaus directly beneath (按下级单位).",
    ISSUE_CLASSES: "The largest issue classes (问题类别居前).",
    GOODS_CLASSES: "The largest classes of goods and services (商品服务类别居前).",
    TOPICS: "The largest topics (主题居前).",
    CHANNELS: "The largest channels (接收渠道居前).",
    PRICE: "What is about prices, by kind (价格类诉求).",
    HANDLING: "All measures with numerators and denominators (办理情况).",
    COMPARISON: "All measures beside the year before and the period before (同比、环比).",
    BY_TIME: "By hours, days or months (分时段).",
    CALLS: "All measures of calls; its section is left out where there were no calls (话务情况).",
    CALLS_BY_TIME: "Calls by hours, days or months (分时段话务情况).",
  }),
});

/** The formats of a report as a document. */
export const reportFormats = ["JSON", "XLSX", "DOCX"] as const;

/** A format of a report as a document. */
export type ReportFormat = (typeof reportFormats)[number];

/** The same as an enumeration of the API. */
export const ReportFormatEnum = enumOf(reportFormats);

registerEnumType(ReportFormatEnum, {
  name: "ReportFormat",
  description: "The format of a report as a document (文档格式).",
  valuesConfig: described({
    JSON: "Everything, with questions, answers and definitions; of a frozen report the bytes that were digested (数据).",
    XLSX: "A workbook with a sheet for each table (电子表格).",
    DOCX: "A document after the form of official documents, GB/T 9704 (公文格式文档).",
  }),
});
