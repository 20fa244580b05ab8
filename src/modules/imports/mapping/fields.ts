import type { DictionaryName } from "../../dictionaries/index.js";

/** How the words of a column become the value of a field. */
export type FieldForm = "TEXT" | "INSTANT" | "AMOUNT" | "WORD" | "WORDS" | "DIVISION";

/** What is known of a field of a ticket that a column may be mapped to. */
export interface FieldRule {
  form: FieldForm;
  zh: string;
  en: string;
  /** The longest value of a text, in characters. */
  most?: number;
  /** The dictionary whose codes and names the words are; null where they are words of this module. */
  dictionary?: DictionaryName;
  /** Whether it tells of a citizen: its values are never shown. */
  isPersonal?: boolean;
  /** How old sheets call it, the usual name first. */
  titles: readonly string[];
}

/** The fields of a ticket that the columns of a file may be mapped to (字段). */
export const fieldRules = {
  NUMBER: {
    ...{ form: "TEXT", zh: "工单编号", en: "Its number in the old system", most: 60 },
    titles: [
      "工单编号",
      "工单号",
      "编号",
      "登记编号",
      "受理编号",
      "案件编号",
      "单号",
      "登记号",
      "number",
      "ticket number",
    ],
  },
  KIND: {
    ...{ form: "WORD", zh: "工单类型", en: "Consultation, complaint or report" },
    titles: ["类别", "工单类型", "类型", "诉求类型", "业务类型", "信件类型", "登记类型", "kind", "type"],
  },
  STATE: {
    ...{ form: "WORD", zh: "办理状态", en: "Whether it is finished" },
    titles: ["状态", "办理状态", "工单状态", "处理状态", "办结状态", "是否办结", "办理情况", "state", "status"],
  },
  REGISTERED_AT: {
    ...{ form: "INSTANT", zh: "登记时间", en: "When it was registered" },
    titles: ["登记时间", "登记日期", "录入时间", "创建时间", "登记日", "registered at", "registered"],
  },
  RECEIVED_AT: {
    ...{ form: "INSTANT", zh: "接收时间", en: "When it was received" },
    titles: [
      "接收时间",
      "来电时间",
      "来电日期",
      "收到时间",
      "接收日期",
      "受理日期",
      "接收日",
      "received at",
      "received",
    ],
  },
  DISPATCHED_AT: {
    ...{ form: "INSTANT", zh: "分派时间", en: "When it was dispatched" },
    titles: ["分派时间", "派单时间", "分送时间", "转办时间", "交办时间", "分派日期", "dispatched at"],
  },
  ACCEPTED_AT: {
    ...{ form: "INSTANT", zh: "受理时间", en: "When the complaint was accepted" },
    titles: ["受理时间", "受理决定时间", "决定受理时间", "accepted at"],
  },
  DECIDED_AT: {
    ...{ form: "INSTANT", zh: "决定时间", en: "When it was decided" },
    titles: ["决定时间", "处理时间", "答复时间", "调解时间", "立案时间", "decided at"],
  },
  CLOSED_AT: {
    ...{ form: "INSTANT", zh: "办结时间", en: "When it was closed" },
    titles: ["办结时间", "办结日期", "结案时间", "完成时间", "结束时间", "办结日", "closed at", "closed"],
  },
  CHANNEL: {
    ...{ form: "WORD", zh: "来源渠道", en: "The channel", dictionary: "CHANNEL" },
    titles: ["来源渠道", "渠道", "来源", "受理渠道", "登记渠道", "接收方式", "来源方式", "channel"],
  },
  ISSUE_CLASS: {
    ...{ form: "WORD", zh: "问题类别", en: "The issue class", dictionary: "ISSUE_CLASS" },
    titles: [
      "问题类别",
      "问题类型",
      "投诉问题类别",
      "举报问题类别",
      "诉求分类",
      "问题分类",
      "违法行为类别",
      "issue class",
    ],
  },
  GOODS_CLASS: {
    ...{ form: "WORD", zh: "客体类别", en: "The class of goods or services", dictionary: "GOODS_CLASS" },
    titles: ["客体类别", "商品类别", "商品服务类别", "商品类型", "服务类别", "涉及客体", "goods class"],
  },
  TOPICS: {
    ...{ form: "WORDS", zh: "主题", en: "Its topics", dictionary: "TOPIC" },
    titles: ["主题", "主题词", "关键词", "专题", "标签", "热点", "topics"],
  },
  CONTACT_NAME: {
    ...{ form: "TEXT", zh: "投诉举报人姓名", en: "The citizen's name", most: 100, isPersonal: true },
    titles: [
      "姓名",
      "投诉人",
      "投诉人姓名",
      "举报人",
      "举报人姓名",
      "来电人",
      "来电人姓名",
      "消费者",
      "消费者姓名",
      "提供方姓名",
    ],
  },
  CONTACT_PHONE: {
    ...{ form: "TEXT", zh: "联系电话", en: "The citizen's telephone number", most: 30, isPersonal: true },
    titles: ["联系电话", "电话", "手机", "手机号", "电话号码", "来电号码", "联系方式", "投诉人电话", "消费者电话"],
  },
  CONTACT_ADDRESS: {
    ...{ form: "TEXT", zh: "投诉举报人地址", en: "The citizen's address", most: 300, isPersonal: true },
    titles: ["投诉人地址", "联系地址", "举报人地址", "通讯地址", "住址", "消费者地址"],
  },
  CONTACT_IDENTITY: {
    ...{ form: "TEXT", zh: "证件号码", en: "The number of the citizen's document", most: 30, isPersonal: true },
    titles: ["证件号码", "身份证号", "身份证号码", "证件号", "投诉人证件号"],
  },
  RESPONDENT_NAME: {
    ...{ form: "TEXT", zh: "被投诉举报人", en: "The respondent", most: 200 },
    titles: [
      "被投诉对象",
      "被投诉人",
      "被举报人",
      "被投诉举报人",
      "涉事主体",
      "企业名称",
      "被投诉单位",
      "被诉单位",
      "商家名称",
      "涉及主体",
    ],
  },
  RESPONDENT_ADDRESS: {
    ...{ form: "TEXT", zh: "被投诉举报人地址", en: "The respondent's address", most: 300 },
    titles: ["被投诉人地址", "企业地址", "经营地址", "被举报人地址", "被投诉单位地址", "涉事地址", "地址"],
  },
  RESPONDENT_CREDIT_CODE: {
    ...{ form: "TEXT", zh: "统一社会信用代码", en: "The respondent's credit code", most: 18 },
    titles: ["统一社会信用代码", "信用代码", "社会信用代码", "credit code"],
  },
  DIVISION: {
    ...{ form: "DIVISION", zh: "被投诉举报人所在地", en: "The division in which the respondent is" },
    titles: ["所在区县", "行政区划", "区县", "所属区县", "所在地区", "所属地区", "经营地区划", "辖区", "division"],
  },
  FACTS: {
    ...{ form: "TEXT", zh: "诉求内容", en: "What the citizen tells", most: 5000 },
    titles: [
      "诉求内容",
      "投诉内容",
      "举报内容",
      "内容",
      "反映内容",
      "反映问题",
      "事项内容",
      "咨询内容",
      "来电内容",
      "facts",
    ],
  },
  REQUEST: {
    ...{ form: "TEXT", zh: "诉求请求", en: "What the citizen asks for", most: 1000 },
    titles: ["投诉请求", "诉求请求", "请求", "具体诉求", "投诉人诉求", "要求", "request"],
  },
  ANSWER: {
    ...{ form: "TEXT", zh: "答复内容", en: "The answer", most: 5000 },
    titles: ["答复内容", "回复内容", "解答内容", "答复意见", "办理意见", "answer"],
  },
  OUTCOME: {
    ...{ form: "WORD", zh: "处理结果", en: "What was done with it" },
    titles: ["处理结果", "办理结果", "结果", "调解结果", "处理方式", "办结方式", "核查结果", "outcome"],
  },
  SETTLEMENT_METHOD: {
    ...{ form: "WORD", zh: "调解方式", en: "How it was settled", dictionary: "SETTLEMENT_METHOD" },
    titles: ["和解方式", "调解结果方式", "争议解决方式", "settlement method"],
  },
  CASE_NUMBER: {
    ...{ form: "TEXT", zh: "立案号", en: "The number of the case", most: 100 },
    titles: ["立案号", "案号", "立案编号", "立案文号", "处罚文号", "case number"],
  },
  DISPUTED_AMOUNT: {
    ...{ form: "AMOUNT", zh: "争议金额", en: "The disputed amount" },
    titles: ["争议金额", "涉及金额", "涉案金额", "消费金额", "disputed amount"],
  },
  RECOVERED_LOSS: {
    ...{ form: "AMOUNT", zh: "挽回经济损失", en: "The recovered loss" },
    titles: ["挽回经济损失", "挽回损失", "挽回金额", "为消费者挽回损失", "recovered loss"],
  },
  FINE_AMOUNT: {
    ...{ form: "AMOUNT", zh: "罚款金额", en: "The fine" },
    titles: ["罚款金额", "罚款", "罚没款", "处罚金额", "fine"],
  },
  CONFISCATED_AMOUNT: {
    ...{ form: "AMOUNT", zh: "没收金额", en: "The confiscated amount" },
    titles: ["没收金额", "没收违法所得", "没收", "confiscated"],
  },
} as const satisfies Record<string, FieldRule>;

/** A field of a ticket that a column may be mapped to. */
export type ImportField = keyof typeof fieldRules;

/** All fields, in the order of lists. */
export const importFields = Object.keys(fieldRules) as ImportField[];

/** What is known of a field. */
export function fieldRule(field: ImportField): FieldRule {
  return fieldRules[field];
}

/** How amounts are written. */
export const amountUnits = ["YUAN", "TEN_THOUSAND_YUAN"] as const;

/** How amounts are written: in 元 or 万元. */
export type AmountUnit = (typeof amountUnits)[number];

/** What of a bureau's own words stands for what of ours. */
export interface WordPair {
  word: string;
  value: string;
}

/** Where one field comes from: a column of the file, or the same value for all rows. */
export interface MappingRule {
  field: ImportField;
  /** The title of the column; null where the value is the same for all. */
  column: string | null;
  constant: string | null;
  /** What counts where the cell is empty, or its word is not known. */
  otherwise: string | null;
  /** For amounts. */
  unit: AmountUnit;
  /** What stands between the words of a cell, for topics: any of these signs. */
  separators: string;
  /** The words that mean something here; the codes and names of the dictionaries are known besides. */
  words: readonly WordPair[];
}
