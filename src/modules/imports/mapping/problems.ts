import type { BilingualText } from "../../../platform/actor.js";
import type { ImportField } from "./fields.js";

/** What may be wrong with a row of a file, and what is told of it. */
export const problemTexts = {
  MALFORMED_ROW: { zh: "该行无法解析。", en: "The line cannot be read." },
  MISSING: { zh: "必填内容为空。", en: "What is needed is missing." },
  TOO_SHORT: { zh: "内容过短，至少 2 个字符。", en: "It is too short: at least 2 characters are needed." },
  TOO_LONG: { zh: "内容超过长度上限。", en: "It is longer than the field may be." },
  NOT_A_DATE: { zh: "无法识别的日期或时间。", en: "This is no date or time that is known." },
  IN_THE_FUTURE: { zh: "时间不能在将来。", en: "It lies in the future." },
  TOO_EARLY: {
    zh: "时间早于 12315 热线开通之日（1999 年 3 月 15 日）。",
    en: "It lies before 1999-03-15, when 12315 began.",
  },
  DATES_OUT_OF_ORDER: {
    zh: "时间先后矛盾：早于登记或接收时间。",
    en: "It lies before the registration or the receipt.",
  },
  NOT_AN_AMOUNT: { zh: "无法识别的金额。", en: "This is no amount of money." },
  UNKNOWN_WORD: {
    zh: "没有对应的代码；可在字段对应中为该词指定代码。",
    en: "No code stands for this word; the mapping can name one.",
  },
  UNKNOWN_DIVISION: { zh: "没有这个行政区划。", en: "There is no such division." },
  AMBIGUOUS_DIVISION: {
    zh: "有多个同名行政区划，请填写代码。",
    en: "Several divisions are called so: give the code.",
  },
  TOO_MANY_TOPICS: { zh: "主题最多 10 个。", en: "There may be 10 topics at most." },
  NOT_A_PHONE: { zh: "电话号码格式不正确。", en: "This is not a telephone number." },
  NOT_AN_IDENTITY_NUMBER: { zh: "证件号码格式不正确。", en: "This is not the number of a document." },
  NOT_A_CREDIT_CODE: {
    zh: "统一社会信用代码不正确（GB 32100）。",
    en: "This is not a unified social credit code (GB 32100).",
  },
  OUTCOME_MISSING: {
    zh: "已办结的投诉、举报须有处理结果。",
    en: "A finished complaint or report needs its outcome.",
  },
  OUTCOME_OF_OTHER_KIND: {
    zh: "处理结果与工单类型不符。",
    en: "A ticket of this kind cannot have this outcome.",
  },
  STATE_CONTRADICTS: {
    zh: "状态为未办结，却有办结时间。",
    en: "It is open, and has a day on which it was closed.",
  },
  NO_ORDER: {
    zh: "2020 年 1 月 1 日前接收的工单没有可适用的办法，只能作为已办结导入。",
    en: "Received before 2020-01-01 no order that is known rules it: it can only be imported as finished.",
  },
  CONTRADICTORY_ROWS: {
    zh: "同一编号在文件中出现多次，内容不一致。",
    en: "The file has the number several times, and says different things.",
  },
  ALREADY_DIFFERENT: {
    zh: "该编号已经导入过，内容不一致；未作修改。",
    en: "The number was imported before and said something else; nothing is changed.",
  },
  NUMBER_TAKEN: {
    zh: "本单位已有同编号的工单，且不是导入的。",
    en: "The bureau has a ticket of this number that was not imported.",
  },
} as const satisfies Record<string, BilingualText>;

/** What may be wrong with a row. */
export type ProblemCode = keyof typeof problemTexts;

/** All of them. */
export const problemCodes = Object.keys(problemTexts) as ProblemCode[];

/** Something that is wrong with a row. */
export interface RowProblem {
  code: ProblemCode;
  field: ImportField | null;
  /** The column that the field is mapped to; null for a constant, and where no field is meant. */
  column: string | null;
  /** The value in a form without personal data. */
  value: string | null;
}
