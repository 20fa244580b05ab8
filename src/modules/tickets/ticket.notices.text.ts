import type { BilingualText } from "../../platform/actor.js";
import type { DictionaryName } from "../dictionaries/index.js";
import type { NoticeKind } from "./ticket.notices.js";
import type { NoticeRow } from "./ticket.parts.store.js";
import { because, type Detail, type Names, plain, type Sentence, text } from "./ticket.timeline.js";

const to =
  (zh: string, en: string, field?: string): Sentence =>
  (detail, names) => {
    const bureau = names.bureau(text(detail, "toBureau"));
    const sentence = { zh: zh.replace("{to}", () => bureau), en: en.replace("{to}", () => bureau) };
    return field === undefined ? sentence : because(sentence.zh, sentence.en, field)(detail, names);
  };

const partnerNames: Readonly<Record<string, BilingualText>> = {
  POLICE: { zh: "公安机关", en: "the police" },
  TELECOM: { zh: "电信运营商", en: "a telecommunications operator" },
  BANK: { zh: "银行、支付机构", en: "a bank or payment institution" },
  PLATFORM: { zh: "电商平台", en: "an e-commerce platform" },
  POST: { zh: "邮政、快递企业", en: "a postal or courier company" },
  OTHER: { zh: "其他单位", en: "another body" },
};

// A partner outside has a name that an officer wrote; the kind is told in its place.
const toPartner =
  (zh: string, en: string): Sentence =>
  (detail, names) => {
    const outside = partnerNames[text(detail, "partnerKind")];
    if (outside === undefined) return to(zh, en)(detail, names);
    return { zh: zh.replace("{to}", () => outside.zh), en: en.replace("{to}", () => outside.en) };
  };

const by =
  (day: string, sentence: Sentence): Sentence =>
  (detail, names) => {
    const { zh, en } = sentence(detail, names);
    const on = text(detail, day);
    return on === "" ? { zh, en } : { zh: `${zh}（${on} 前）`, en: `${en} (by ${on})` };
  };

const limitNames: Readonly<Record<string, BilingualText>> = {
  REVIEW: { zh: "审核分派期限", en: "limit of review" },
  SIGNING: { zh: "签收期限", en: "limit of signing" },
  ACCEPTANCE: { zh: "受理期限", en: "limit of acceptance" },
  MATERIALS: { zh: "补正期限", en: "limit of materials" },
  MEDIATION: { zh: "调解期限", en: "limit of mediation" },
  TERMINATION_NOTICE: { zh: "终止告知期限", en: "limit of the notice of termination" },
  VERIFICATION: { zh: "核查期限", en: "limit of verification" },
  RESULT_NOTICE: { zh: "结果告知期限", en: "limit of the notice of the result" },
  REWORK: { zh: "重办期限", en: "limit of doing again" },
};

const limitName = (detail: Detail): BilingualText =>
  limitNames[text(detail, "limit")] ?? { zh: "办理期限", en: "limit" };

const warning: Sentence = (detail) => {
  const name = limitName(detail);
  const [days, on] = [text(detail, "days"), text(detail, "dueOn")];
  return {
    zh: `预警：${name.zh}将于 ${on} 届满，剩余 ${days} 个工作日`,
    en: `Warning: the ${name.en} ends on ${on}, ${days} working days are left`,
  };
};

const reminder: Sentence = (detail, names) => {
  if (text(detail, "limit") === "") return to("催办{to}", "Reminded {to}")(detail, names);
  const name = limitName(detail);
  return {
    zh: `催办：${name.zh}已于 ${text(detail, "dueOn")} 届满`,
    en: `Reminder: the ${name.en} ended on ${text(detail, "dueOn")}`,
  };
};

const gradeNames: Readonly<Record<string, BilingualText>> = {
  VERY_SATISFIED: { zh: "非常满意", en: "very satisfied" },
  SATISFIED: { zh: "满意", en: "satisfied" },
  NEUTRAL: { zh: "一般", en: "neutral" },
  DISSATISFIED: { zh: "不满意", en: "dissatisfied" },
};

const called: Sentence = (detail) => {
  const grade = gradeNames[text(detail, "grade")];
  return { zh: `已回访：${grade?.zh ?? ""}`, en: `Called back: ${grade?.en ?? ""}` };
};

const takenOver: Sentence = (detail, names) => {
  const from = names.bureau(text(detail, "fromBureau"));
  return because(`由外省${from}移交而来`, `Handed over by ${from} of another province`)(detail, names);
};

const lapseCauses: Readonly<Record<string, BilingualText>> = {
  EXPIRED: { zh: "期限届满，负责人未批准", en: "the limit was over before the head decided" },
  DECIDED: { zh: "工单已作出决定", en: "the ticket was decided" },
  LEFT: { zh: "工单已由其他单位办理", en: "another bureau handles the ticket now" },
};

const lapsed: Sentence = (detail) => {
  const cause = lapseCauses[text(detail, "cause")];
  return { zh: `延期申请失效：${cause?.zh ?? ""}`, en: `The request to extend lapsed: ${cause?.en ?? ""}` };
};

const unreached: Sentence = (detail) => {
  const tries = text(detail, "tries");
  return {
    zh: `回访未能接通（第 ${tries} 次）`,
    en: `The citizen could not be reached for the callback (try ${tries})`,
  };
};

const supervised: Sentence = (detail, names) => {
  const isListed = text(detail, "orderKind") === "LISTED";
  return isListed
    ? to("挂牌督办{to}", "Listed supervision order to {to}", "ground")(detail, names)
    : to("督办{to}", "Supervision order to {to}", "ground")(detail, names);
};

const sentences: Readonly<Record<NoticeKind, Sentence>> = {
  WARNING: warning,
  REMINDER: reminder,
  SUPERVISION_ISSUED: by("replyBy", supervised),
  SUPERVISION_ANSWERED: to("已向{to}回复督办", "Answered the supervision order of {to}"),
  SUPERVISION_SENT_BACK: by(
    "replyBy",
    to("退回{to}的督办回复", "Sent the answer of {to} to the supervision order back"),
  ),
  SUPERVISION_ACCEPTED: to("认可{to}的督办回复", "Accepted the answer of {to} to the supervision order"),
  SUPERVISION_CLOSED: to("结束对{to}的督办", "Closed the supervision order to {to}"),
  EXTENSION_REQUESTED: because("申请延期", "Asked to extend the limit"),
  EXTENSION_REFUSED: plain("不同意延期", "The extension was refused"),
  EXTENSION_WITHDRAWN: plain("撤回延期申请", "The request to extend was withdrawn"),
  EXTENSION_LAPSED: lapsed,
  DISPUTE_RAISED: to("提出管辖争议，认为应由{to}处理", "Raised a dispute: {to} is competent", "reason"),
  DISPUTE_CONTESTED: plain("对管辖争议提出异议", "Contested to be competent"),
  DISPUTE_REFERRED: to("管辖争议报请{to}指定", "The dispute went to {to}, which designates"),
  DISPUTE_WITHDRAWN: (detail) =>
    text(detail, "reason") === "MOVED_ON"
      ? { zh: "工单已移出或已作出决定，管辖争议终结", en: "The dispute ended, for the ticket has moved on" }
      : { zh: "撤回管辖争议", en: "Withdrew the dispute" },
  ELEVATION_ASKED: to("报请{to}提级办理", "Asked {to} to take the case up", "reason"),
  ELEVATION_REFUSED: plain("不予提级", "The case was not taken up"),
  ELEVATION_WITHDRAWN: plain("撤回提级申请", "The request to take the case up was withdrawn"),
  TAKEN_OVER: takenOver,
  COPY_SENT: to("抄送{to}", "Sent a copy to {to}"),
  COPY_WITHDRAWN: to("撤回对{to}的抄送", "Withdrew the copy to {to}"),
  REFERRED_OUT: because("移送", "Referred", "target"),
  REFERRAL_ANSWERED: plain("移送已获回复", "The referral was answered"),
  INVESTIGATION_OPENED: plain("发起协查", "Opened a joint investigation"),
  INVESTIGATION_TASK_GIVEN: by("dueOn", toPartner("请{to}协查", "Asked {to} to help in a joint investigation")),
  INVESTIGATION_TASK_ANSWERED: toPartner("{to}已回复协查", "The task of {to} in a joint investigation was answered"),
  INVESTIGATION_TASK_WITHDRAWN: toPartner("撤回{to}的协查任务", "Withdrew the task of {to} in a joint investigation"),
  INVESTIGATION_TASK_REMINDED: toPartner(
    "催办：{to}的协查任务已逾期",
    "Reminder: the task of {to} in a joint investigation is overdue",
  ),
  INVESTIGATION_CLOSED: plain("协查结束", "The joint investigation was closed"),
  CALLBACK_PLANNED: by("dueOn", plain("列入回访", "A callback was planned")),
  CALLBACK_MADE: called,
  CALLBACK_UNREACHED: unreached,
  PRICE_COMMENTED: plain("价格监督部门意见", "The price department commented"),
  PRICE_ASKED: to("价格监督部门询问{to}", "The price department asked {to}"),
  PRICE_ANSWERED: to("答复{to}的询问", "Answered the question of {to}"),
  MERGED_TEXT: (detail) => ({
    zh: `并入工单 ${text(detail, "number")} 的诉求内容`,
    en: `What the ticket ${text(detail, "number")} that was merged into it says`,
  }),
  TICKETS_LINKED: plain("关联另一工单", "Linked to another ticket"),
  CORRECTION_REQUESTED: to("申请{to}更正录入信息", "Asked {to} to correct the entry"),
  CORRECTION_REFUSED: plain("经核对录入无误，不予更正", "The entry is right; the correction was refused"),
  CORRECTION_WITHDRAWN: plain("撤回更正申请", "The request for a correction was withdrawn"),
  PERSONAL_DATA_REVIEWED: plain("复核文本中的个人信息", "Personal data in the texts were reviewed"),
  TICKETS_UNLINKED: plain("解除与另一工单的关联", "The link to another ticket was taken away"),
  CALL_LINKED: plain("关联来电", "Linked to the call that it came of"),
  CALL_UNLINKED: plain("解除与来电的关联", "The link to a call was taken away"),
};

const termFields: Partial<Record<NoticeKind, readonly (readonly [field: string, dictionary: DictionaryName])[]>> = {
  SUPERVISION_ISSUED: [["ground", "SUPERVISION_GROUND"]],
  EXTENSION_REQUESTED: [["reason", "EXTENSION_REASON"]],
  DISPUTE_RAISED: [["reason", "RETURN_REASON"]],
  ELEVATION_ASKED: [["reason", "ELEVATION_REASON"]],
  TAKEN_OVER: [["reason", "HANDOVER_REASON"]],
  REFERRED_OUT: [["target", "REFERRAL_TARGET"]],
};

const detailOf = (notice: NoticeRow): Detail => ({ ...(notice.detail as Detail), toBureau: notice.toBureau });

/** A notice in plain words. */
export function noticeSentenceOf(notice: NoticeRow, names: Names): BilingualText {
  return sentences[notice.kind as NoticeKind](detailOf(notice), names);
}

/** The codes that the sentence of a notice names: bureaus, and words of dictionaries. */
export function codesInNotice(notice: NoticeRow): {
  bureaus: string[];
  terms: { dictionary: DictionaryName; code: string }[];
} {
  const detail = detailOf(notice);
  const terms = (termFields[notice.kind as NoticeKind] ?? []).map(([field, dictionary]) => ({
    dictionary,
    code: text(detail, field),
  }));
  return {
    bureaus: [text(detail, "toBureau"), text(detail, "fromBureau")].filter((code) => code !== ""),
    terms: terms.filter(({ code }) => code !== ""),
  };
}
