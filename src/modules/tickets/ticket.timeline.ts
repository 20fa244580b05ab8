import type { BilingualText } from "../../platform/actor.js";
import { fenToYuan } from "../../platform/scalars.js";
import type { DictionaryName } from "../dictionaries/index.js";
import type { RemedyRoute } from "./ticket.enums.js";
import type { TimelineRow } from "./ticket.parts.store.js";
import type { TicketVerb } from "./ticket.words.js";

/** The names that a sentence needs: of bureaus by code, and of dictionary words by code. */
export interface Names {
  bureau(code: string): string;
  term(code: string): string;
}

/** What an entry notes besides its verb. */
export type Detail = Readonly<Record<string, unknown>>;

/** The text under a name; empty where there is none. */
export const text = (detail: Detail, name: string): string => {
  const value = detail[name];
  return typeof value === "string" ? value : "";
};

const yuan = (detail: Detail, name: string): string | null => {
  const value = text(detail, name);
  return /^\d+$/.test(value) ? fenToYuan(BigInt(value)) : null;
};

/** Makes the sentence of an entry. */
export type Sentence = (detail: Detail, names: Names) => BilingualText;

/** A sentence that is always the same. */
export const plain =
  (zh: string, en: string): Sentence =>
  () => ({ zh, en });

/** A sentence with the reason after it, where there is one. */
export const because =
  (zh: string, en: string, field = "reason"): Sentence =>
  (detail, names) => {
    const code = text(detail, field);
    return code === "" ? { zh, en } : { zh: `${zh}：${names.term(code)}`, en: `${en}: ${names.term(code)}` };
  };

/** A sentence with two bureaus in it. */
const between =
  (zh: string, en: string): Sentence =>
  (detail, names) => {
    const [from, to] = [names.bureau(text(detail, "fromBureau")), names.bureau(text(detail, "toBureau"))];
    return {
      zh: zh.replace("{from}", () => from).replace("{to}", () => to),
      en: en.replace("{from}", () => from).replace("{to}", () => to),
    };
  };

const closed: Sentence = (detail) => {
  const amounts = [
    ["挽回经济损失", "recovered loss", yuan(detail, "recoveredLoss")],
    ["罚款", "fine", yuan(detail, "fineAmount")],
    ["没收", "confiscated", yuan(detail, "confiscatedAmount")],
  ].filter((amount): amount is [string, string, string] => amount[2] !== null);
  return {
    zh: ["办结", ...amounts.map(([zh, , sum]) => `${zh} ${sum} 元`)].join("，"),
    en: ["Closed", ...amounts.map(([, en, sum]) => `${en} ${sum} yuan`)].join(", "),
  };
};

// In the words of art. 39 of the consumer law (消费者权益保护法第三十九条).
const routeNames: Readonly<Record<RemedyRoute, BilingualText>> = {
  NEGOTIATION: { zh: "与经营者协商和解", en: "negotiation with the trader" },
  CONSUMER_ASSOCIATION: {
    zh: "请求消费者协会或者其他调解组织调解",
    en: "mediation by a consumer association or another body",
  },
  OTHER_AUTHORITY: { zh: "向有关行政部门投诉", en: "a complaint to the authority concerned" },
  ARBITRATION: { zh: "提请仲裁", en: "arbitration" },
  LAWSUIT: { zh: "向人民法院提起诉讼", en: "a lawsuit" },
};

const refused: Sentence = (detail, names) => {
  const decision = because("不予受理", "Did not accept the complaint", "ground")(detail, names);
  const routes = Array.isArray(detail.otherRoutes) ? (detail.otherRoutes as RemedyRoute[]) : [];
  if (routes.length === 0) return decision;
  const told = routes.map((route) => routeNames[route]);
  return {
    zh: `${decision.zh}；已告知其他途径：${told.map(({ zh }) => zh).join("、")}`,
    en: `${decision.en}; told of other routes: ${told.map(({ en }) => en).join(", ")}`,
  };
};

const imported = (row: number): BilingualText => ({
  zh: `从历史工单表第 ${row} 行导入`,
  en: `Imported from row ${row} of a sheet of old tickets`,
});

const sentences: Readonly<Record<TicketVerb, Sentence>> = {
  REGISTER: (detail, names) => {
    if (typeof detail.importedRow === "number") return imported(detail.importedRow);
    return text(detail, "leadFrom") === ""
      ? because("登记", "Registered", "channel")(detail, names)
      : {
          zh: "诉转案：就投诉中发现的线索登记并核查",
          en: "Registered on a lead found in a complaint, and being verified",
        };
  },
  AMEND: plain("补录信息", "Completed the entry"),
  SUBMIT: plain("提交审核", "Passed on to review"),
  ANSWER: plain("解答咨询", "Answered the consultation"),
  ESCALATE: plain("转办咨询", "Passed the consultation on"),
  RETURN_TO_OPERATOR: because("退回补录", "Sent back to be completed"),
  RECLASSIFY: (detail, names) => {
    const [before, after] = [text(detail, "issueClassBefore"), text(detail, "issueClass")];
    if (before === after) return { zh: "更正商品服务类别或主题", en: "Corrected the goods or the topics" };
    return {
      zh: `更正分类：${names.term(before)} → ${names.term(after)}`,
      en: `Corrected the class: ${names.term(before)} → ${names.term(after)}`,
    };
  },
  SPLIT: plain("拆分混合诉求，另立关联工单", "Split mixed material into a linked ticket"),
  SET_TRACING: (detail, names) =>
    detail.isForTracing === true
      ? because("列入协查名单", "Put on the list for joint tracing")(detail, names)
      : { zh: "移出协查名单", en: "Taken off the list for joint tracing" },
  DISPATCH: between("由{from}分派至{to}", "Dispatched by {from} to {to}"),
  SIGN: plain("签收", "Signed for"),
  RETURN_TO_CENTRE: (detail, names) => {
    const returned = between("由{from}退回{to}", "Returned by {from} to {to}")(detail, names);
    return because(returned.zh, returned.en)(detail, names);
  },
  START_CHECK: plain("开始初查", "Began to check"),
  REQUEST_MATERIALS: plain("要求补充材料", "Asked for materials"),
  RECEIVE_MATERIALS: plain("收到补充材料", "Materials came"),
  ACCEPT: plain("受理投诉", "Accepted the complaint"),
  REFUSE: refused,
  START_MEDIATION: plain("开始调解", "Began to mediate"),
  SUSPEND_MEDIATION: plain("因回避申请中止调解", "Suspended the mediation for a recusal"),
  RESUME_MEDIATION: plain("恢复调解", "Went on with the mediation"),
  START_TESTING: plain("送检鉴定", "Sent goods to testing"),
  FINISH_TESTING: plain("检测鉴定完成", "Testing is over"),
  SETTLE: (detail, names) => {
    const sum = yuan(detail, "recoveredLoss") ?? "0.00";
    const method = names.term(text(detail, "method"));
    return {
      zh: `调解成功：${method}，挽回经济损失 ${sum} 元`,
      en: `Settled: ${method}, recovered loss ${sum} yuan`,
    };
  },
  TERMINATE: because("终止调解", "Ended the mediation without agreement", "ground"),
  START_VERIFICATION: plain("开始核查", "Began to verify"),
  FILE_CASE: (detail) => ({
    zh: `立案：${text(detail, "caseNumber")}`,
    en: `Filed a case: ${text(detail, "caseNumber")}`,
  }),
  DECLINE_CASE: because("不予立案", "Filed no case"),
  MARK_DUPLICATE: plain("认定为重复举报，不再另行处理", "Found to repeat an earlier report; not handled again"),
  REFER: because("移送", "Referred", "target"),
  CLOSE: closed,
  GIVE_FEEDBACK: because("已反馈当事人", "Told the citizen", "method"),
  ARCHIVE: plain("归档", "Archived"),
  EXTEND: (detail, names) => ({
    zh: `经负责人批准延期 ${text(detail, "days")} 个工作日，至 ${text(detail, "dueOn")}：${names.term(text(detail, "reason"))}`,
    en: `Extended by ${text(detail, "days")} working days, to ${text(detail, "dueOn")}, with the approval of the head: ${names.term(text(detail, "reason"))}`,
  }),
  TURN_INTO_CASE: plain("诉转案：发现涉嫌违法线索，另立举报核查", "Found a breach of the law: opened a report on it"),
  TRANSFER: between("经协商由{from}移交{to}办理", "By agreement transferred by {from} to {to}"),
  REFER_TO_SUPERIOR: between(
    "第三次退回，由{from}报请{to}指定处理机关",
    "After the third return {from} referred it to {to}, which designates",
  ),
  DESIGNATE: between("由{from}指定{to}处理", "{from} designated {to}"),
  TAKE_UP: (detail, names) => {
    const taken = between("由{to}提级办理", "Taken up by {to}")(detail, names);
    return because(taken.zh, taken.en)(detail, names);
  },
  HAND_OVER: (detail, names) => {
    const given = between(
      "由{from}移交外省{to}，已告知当事人",
      "Handed over by {from} to {to} of another province; the citizen was told",
    )(detail, names);
    return because(given.zh, given.en)(detail, names);
  },
  REOPEN: plain("回访不满意，重新办理", "The citizen was dissatisfied: done again"),
  RECOUNT: (detail) => ({
    zh: `节假日安排公布，到期日由 ${text(detail, "dueBefore")} 改为 ${text(detail, "dueOn")}`,
    en: `The holidays of the year were announced: due on ${text(detail, "dueOn")} instead of ${text(detail, "dueBefore")}`,
  }),
  CORRECT: plain("更正录入信息", "Corrected the entry on request"),
  MERGE: (detail) => ({
    zh: `并入工单 ${text(detail, "number")} 一并办理`,
    en: `Merged into the ticket ${text(detail, "number")}`,
  }),
  ABSORB: (detail) => ({
    zh: `工单 ${text(detail, "number")} 并入本件${detail.hasNewFacts === true ? "（补充新的事实，处理期限重新计算）" : ""}`,
    en: `The ticket ${text(detail, "number")} was merged into this one${detail.hasNewFacts === true ? ", with new facts: the limit runs anew" : ""}`,
  }),
  UNMERGE: (detail) => ({
    zh: `撤销并入工单 ${text(detail, "number")}，继续办理`,
    en: `Taken apart from the ticket ${text(detail, "number")}; it goes on`,
  }),
  RELEASE: (detail) => ({
    zh: `工单 ${text(detail, "number")} 不再并入本件`,
    en: `The ticket ${text(detail, "number")} is no part of this one any more`,
  }),
};

/** The entry of a timeline in plain words. */
export function sentenceOf(entry: TimelineRow, names: Names): BilingualText {
  return sentences[entry.verb as TicketVerb](entry.detail as Detail, names);
}

/** The codes that the sentence of an entry names: bureaus, and words of dictionaries. */
export function codesIn(entry: TimelineRow): {
  bureaus: string[];
  terms: { dictionary: DictionaryName; code: string }[];
} {
  const detail = entry.detail as Detail;
  const verb = entry.verb as TicketVerb;
  const bureaus = [text(detail, "fromBureau"), text(detail, "toBureau")];
  const terms = (termFields[verb] ?? []).map(([field, dictionary]) => ({ dictionary, code: text(detail, field) }));
  return { bureaus: bureaus.filter((code) => code !== ""), terms: terms.filter(({ code }) => code !== "") };
}

const termFields: Partial<Record<TicketVerb, readonly (readonly [field: string, dictionary: DictionaryName])[]>> = {
  REGISTER: [["channel", "CHANNEL"]],
  RETURN_TO_OPERATOR: [["reason", "RETURN_REASON"]],
  RETURN_TO_CENTRE: [["reason", "RETURN_REASON"]],
  RECLASSIFY: [
    ["issueClassBefore", "ISSUE_CLASS"],
    ["issueClass", "ISSUE_CLASS"],
  ],
  SET_TRACING: [["reason", "TRACING_REASON"]],
  REFUSE: [["ground", "REFUSAL_GROUND"]],
  SETTLE: [["method", "SETTLEMENT_METHOD"]],
  TERMINATE: [["ground", "TERMINATION_GROUND"]],
  DECLINE_CASE: [["reason", "NOT_FILED_REASON"]],
  REFER: [["target", "REFERRAL_TARGET"]],
  GIVE_FEEDBACK: [["method", "FEEDBACK_METHOD"]],
  EXTEND: [["reason", "EXTENSION_REASON"]],
  TAKE_UP: [["reason", "ELEVATION_REASON"]],
  HAND_OVER: [["reason", "HANDOVER_REASON"]],
};
