import { registerEnumType } from "type-graphql";

/** The dictionaries (字典). */
export const DictionaryNameEnum = {
  CHANNEL: "CHANNEL",
  ISSUE_CLASS: "ISSUE_CLASS",
  GOODS_CLASS: "GOODS_CLASS",
  TOPIC: "TOPIC",
  RETURN_REASON: "RETURN_REASON",
  REFUSAL_GROUND: "REFUSAL_GROUND",
  TERMINATION_GROUND: "TERMINATION_GROUND",
  SETTLEMENT_METHOD: "SETTLEMENT_METHOD",
  CONTACT_PURPOSE: "CONTACT_PURPOSE",
  FEEDBACK_METHOD: "FEEDBACK_METHOD",
  TRACING_REASON: "TRACING_REASON",
  REFERRAL_TARGET: "REFERRAL_TARGET",
  NOT_FILED_REASON: "NOT_FILED_REASON",
  SUPERVISION_GROUND: "SUPERVISION_GROUND",
  EXTENSION_REASON: "EXTENSION_REASON",
  ELEVATION_REASON: "ELEVATION_REASON",
  HANDOVER_REASON: "HANDOVER_REASON",
  REFERRAL_GROUND: "REFERRAL_GROUND",
} as const;

/** The name of a dictionary. */
export type DictionaryName = keyof typeof DictionaryNameEnum;

/** The kinds of ticket (工单类型). They are named here because entries are bound to them, and tickets stand higher. */
export const TicketKindEnum = { CONSULTATION: "CONSULTATION", COMPLAINT: "COMPLAINT", REPORT: "REPORT" } as const;

/** A kind of ticket. */
export type TicketKind = keyof typeof TicketKindEnum;

/** The orders that rule tickets. They are named here because the grounds of law are bound to them. */
export const RegimeEnum = { ORDER_20: "ORDER_20", ORDER_121: "ORDER_121" } as const;

/** An order that rules a ticket. */
export type Regime = keyof typeof RegimeEnum;

registerEnumType(DictionaryNameEnum, {
  name: "DictionaryName",
  description: "A dictionary (字典): a list of words that tickets are sorted by.",
  valuesConfig: {
    CHANNEL: { description: "How a citizen reached the authority (来源渠道)." },
    ISSUE_CLASS: { description: "What kind of problem it is (问题类别)." },
    GOODS_CLASS: { description: "Which goods or services it is about (客体类别); codes open with GOODS_ or SERVICE_." },
    TOPIC: { description: "A subject that cuts across classes (专题)." },
    RETURN_REASON: { description: "Why an entry is sent back (退回原因)." },
    REFUSAL_GROUND: { description: "A ground of law for not accepting a complaint (不予受理情形)." },
    TERMINATION_GROUND: { description: "A ground of law for ending a mediation (终止调解情形)." },
    SETTLEMENT_METHOD: { description: "How a dispute was settled (调解结果方式)." },
    CONTACT_PURPOSE: { description: "What a contact is read for (查看联系方式的目的)." },
    FEEDBACK_METHOD: { description: "How a citizen was told (反馈方式)." },
    TRACING_REASON: { description: "Why a respondent is searched for jointly (协查原因)." },
    REFERRAL_TARGET: { description: "Whom a matter is referred to (移送去向)." },
    NOT_FILED_REASON: { description: "Why no case is filed upon a report (不予立案原因)." },
    SUPERVISION_GROUND: { description: "Why a supervision order is issued (督办事由)." },
    EXTENSION_REASON: { description: "Why a limit is extended (延期原因)." },
    ELEVATION_REASON: { description: "Why a superior takes a case up (提级原因)." },
    HANDOVER_REASON: { description: "Why a ticket is handed over to another province (跨省移交原因)." },
    REFERRAL_GROUND: { description: "On which ground a matter is referred to the police or another body (移送情形)." },
  },
});

registerEnumType(TicketKindEnum, {
  name: "TicketKind",
  description: "The kind of a ticket (工单类型).",
  valuesConfig: {
    CONSULTATION: { description: "A question (咨询)." },
    COMPLAINT: { description: "A consumer dispute that the authority is asked to settle (投诉), art. 3." },
    REPORT: { description: "A lead on a breach of the law (举报), art. 3." },
  },
});

registerEnumType(RegimeEnum, {
  name: "Regime",
  description:
    "The order of the State Administration for Market Regulation that rules a ticket, by its day of receipt (适用规章).",
  valuesConfig: {
    ORDER_20: { description: "Order 20 (市场监督管理投诉举报处理暂行办法), in force from 2020-01-01 to 2026-04-14." },
    ORDER_121: { description: "Order 121 (市场监督管理投诉举报处理办法), in force since 2026-04-15." },
  },
});
