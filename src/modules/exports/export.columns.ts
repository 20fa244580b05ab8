import type { BilingualText } from "../../platform/actor.js";
import type { DictionaryName } from "../dictionaries/index.js";
import type { TicketRow } from "../tickets/index.js";

/**
 * How a value is written. Texts are what people wrote, codes hold letters, digits, underscores and hyphens alone.
 *
 * INSTANT: in JSON in UTC, in CSV as China's clocks show it; YUAN: exact, with two decimals, in JSON as text.
 */
export type CellForm = "TEXT" | "CODE" | "CODES" | "INSTANT" | "DAY" | "YUAN" | "TRUTH" | "WHOLE";

/** The words for codes that no dictionary has. */
export type WordList = "KIND" | "STATE" | "LOCALITY";

/** Where a value comes from, other than as it stands in the row of the ticket. */
export type Through =
  | { readonly name: "BUREAU" | "DIVISION" | "CONTACT" | "OVERDUE" | "TICKET_ID" | "SEEN_TICKET_ID" }
  | { readonly name: "WORD"; readonly words: WordList }
  | { readonly name: "DICTIONARY"; readonly dictionary: DictionaryName };

/** A column of an export of tickets. */
export interface TicketColumn extends BilingualText {
  /** The column of the ticket that it is made of. */
  readonly column: keyof TicketRow & string;
  readonly form: CellForm;
  /** Null: as it stands. */
  readonly through: Through | null;
}

type Column = TicketColumn["column"];

const plain = (form: CellForm, column: Column, zh: string, en: string): TicketColumn => ({
  ...{ form, column, zh, en },
  through: null,
});

const code = (column: Column, zh: string, en: string) => plain("CODE", column, zh, en);
const text = (column: Column, zh: string, en: string) => plain("TEXT", column, zh, en);
const instant = (column: Column, zh: string, en: string) => plain("INSTANT", column, zh, en);
const yuan = (column: Column, zh: string, en: string) => plain("YUAN", column, zh, en);

const via = (name: "BUREAU" | "DIVISION" | "CONTACT", column: Column, zh: string, en: string): TicketColumn => ({
  ...text(column, zh, en),
  through: { name },
});

const word = (words: WordList, column: Column, zh: string, en: string): TicketColumn => ({
  ...text(column, zh, en),
  through: { name: "WORD", words },
});

const entry = (dictionary: DictionaryName, column: Column, zh: string, en: string): TicketColumn => ({
  ...text(column, zh, en),
  through: { name: "DICTIONARY", dictionary },
});

/**
 * The columns that tickets may be exported with. Facts, requests and answers are none of them: to mask a text, its contact
 * must be opened and the text looked through, which is done for the ticket that somebody opens.
 */
export const ticketColumns = {
  ID: { ...code("id", "标识", "Global identifier"), through: { name: "TICKET_ID" } },
  NUMBER: text("number", "编号", "Number"),
  KIND: code("kind", "类型代码", "Code of the kind"),
  KIND_NAME: word("KIND", "kind", "类型", "Kind"),
  STATE: code("state", "状态代码", "Code of the state"),
  STATE_NAME: word("STATE", "state", "状态", "State"),
  REGIME: code("regime", "适用规章", "Order in force"),
  LINE: code("line", "业务条线", "Business line"),
  CHANNEL: code("channel", "渠道代码", "Code of the channel"),
  CHANNEL_NAME: entry("CHANNEL", "channel", "渠道", "Channel"),
  ISSUE_CLASS: code("issueClass", "问题类别代码", "Code of the issue class"),
  ISSUE_CLASS_NAME: entry("ISSUE_CLASS", "issueClass", "问题类别", "Issue class"),
  GOODS_CLASS: code("goodsClass", "商品服务类别代码", "Code of the goods or services"),
  GOODS_CLASS_NAME: entry("GOODS_CLASS", "goodsClass", "商品服务类别", "Goods or services"),
  TOPICS: plain("CODES", "topics", "专题", "Topics"),
  CONTACT_NAME: via("CONTACT", "contactNameMasked", "联系人（脱敏）", "Name of the citizen, masked"),
  CONTACT_PHONE: via("CONTACT", "contactPhoneMasked", "联系电话（脱敏）", "Telephone of the citizen, masked"),
  IS_ANONYMOUS: plain("TRUTH", "isAnonymous", "是否匿名", "Anonymous"),
  RESPONDENT_NAME: text("respondentName", "被投诉举报人", "Respondent"),
  DIVISION: code("division", "属地区划代码", "Code of the division"),
  DIVISION_NAME: via("DIVISION", "division", "属地区划", "Division"),
  LOCALITY: code("locality", "属地代码", "Code of the locality"),
  LOCALITY_NAME: word("LOCALITY", "locality", "属地", "Locality"),
  IS_FOR_TRACING: plain("TRUTH", "isForTracing", "是否列入协查名单", "For joint tracing"),
  INTAKE_BUREAU: code("intakeBureau", "登记单位代码", "Code of the bureau that registered it"),
  INTAKE_BUREAU_NAME: via("BUREAU", "intakeBureau", "登记单位", "Bureau that registered it"),
  HOLDER: code("holder", "承办单位代码", "Code of the bureau that holds it"),
  HOLDER_NAME: via("BUREAU", "holder", "承办单位", "Bureau that holds it"),
  RECEIVED_AT: instant("receivedAt", "接收时间", "Received at"),
  REGISTERED_AT: instant("registeredAt", "登记时间", "Registered at"),
  DISPATCHED_AT: instant("dispatchedAt", "首次分派时间", "First dispatched at"),
  COMPETENT_RECEIVED_AT: instant("competentReceivedAt", "承办单位收到时间", "Received by the competent bureau at"),
  SIGNED_AT: instant("signedAt", "签收时间", "Signed for at"),
  ACCEPTED_AT: instant("acceptedAt", "受理时间", "Accepted at"),
  DECIDED_AT: instant("decidedAt", "决定时间", "Decided at"),
  CLOSED_AT: instant("closedAt", "办结时间", "Closed at"),
  MERGED_INTO: {
    ...code(
      "mergedInto",
      "并入的主工单标识",
      "Global identifier of the ticket that it was merged into, where that is in sight",
    ),
    through: { name: "SEEN_TICKET_ID" },
  },
  FEEDBACK_AT: instant("feedbackAt", "反馈时间", "Citizen told at"),
  ARCHIVED_AT: instant("archivedAt", "归档时间", "Archived at"),
  DUE_ON: plain("DAY", "dueOn", "到期日", "Due on"),
  DUE_LIMIT: code("dueLimit", "期限", "Limit that runs"),
  IS_OVERDUE: { ...plain("TRUTH", "dueOn", "是否逾期", "Overdue at the request"), through: { name: "OVERDUE" } },
  DISPUTED_AMOUNT: yuan("disputedAmount", "争议金额（元）", "Disputed amount in yuan"),
  RECOVERED_LOSS: yuan("recoveredLoss", "挽回经济损失（元）", "Recovered loss in yuan"),
  FINE_AMOUNT: yuan("fineAmount", "罚款（元）", "Fine in yuan"),
  CONFISCATED_AMOUNT: yuan("confiscatedAmount", "没收（元）", "Confiscation in yuan"),
  SETTLEMENT_METHOD: code("settlementMethod", "解决方式代码", "Code of the settlement"),
  SETTLEMENT_METHOD_NAME: entry("SETTLEMENT_METHOD", "settlementMethod", "解决方式", "Settlement"),
  REFUSAL_GROUND: code("refusalGround", "不予受理情形", "Ground of the refusal"),
  TERMINATION_GROUND: code("terminationGround", "终止情形", "Ground of the termination"),
  CASE_NUMBER: text("caseNumber", "案号", "Number of the case"),
  RETURNS: plain("WHOLE", "returns", "退回次数", "Times returned"),
} as const satisfies Readonly<Record<string, TicketColumn>>;

/** The name of a column of exported tickets. */
export type ExportColumn = keyof typeof ticketColumns;

/** All of them, in their order. */
export const exportColumns = Object.keys(ticketColumns) as ExportColumn[];

/** Those that an export has where none are named. */
export const usualColumns: readonly ExportColumn[] = [
  ...(["NUMBER", "KIND_NAME", "STATE_NAME", "CHANNEL_NAME", "ISSUE_CLASS_NAME", "GOODS_CLASS_NAME"] as const),
  ...(["RESPONDENT_NAME", "DIVISION_NAME", "INTAKE_BUREAU_NAME", "HOLDER_NAME"] as const),
  ...(["RECEIVED_AT", "DISPATCHED_AT", "ACCEPTED_AT", "DECIDED_AT", "CLOSED_AT", "DUE_ON"] as const),
  ...(["DISPUTED_AMOUNT", "RECOVERED_LOSS"] as const),
];

/** Whether a text names a column. */
export function isExportColumn(text: string): text is ExportColumn {
  return Object.hasOwn(ticketColumns, text);
}

/** The key of a column in JSON Lines: RECEIVED_AT is receivedAt. */
export function keyOfColumn(name: ExportColumn): string {
  return name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
