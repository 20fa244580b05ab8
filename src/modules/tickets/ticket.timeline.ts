import type { BilingualText } from "../../platform/actor.js";
import { fenToYuan } from "../../platform/scalars.js";
import type { DictionaryName } from "../dictionaries/index.js";
import type { RemedyRoute } from "./ticket.enums.js";
import type { TimelineRow } from "./ticket.parts.store.js";
import type { TicketVerb } from "./ticket.workflow.js";

/** The names that a sentence needs: of bureaus by code, and of dictionary words by code. */
export interface Names {
  bureau(code: string): string;
  term(code: string): string;
}

type Detail = Readonly<Record<string, unknown>>;

const text = (detail: Detail, name: string): string => {
  const value = detail[name];
  return typeof value === "string" ? value : "";
};

const yuan = (detail: Detail, name: string): string | null => {
  const value = text(detail, name);
  return /^\d+$/.test(value) ? fenToYuan(BigInt(value)) : null;
};

type Sentence = (detail: Detail, names: Names) => BilingualText;

const plain =
  (zh: string, en: string): Sentence =>
  () => ({ zh, en });

const because =
  (zh: string, en: string, field = "reason"): Sentence =>
  (detail, names) => {
    const code = text(detail, field);
    return code === "" ? { zh, en } : { zh: `${zh}：${names.term(code)}`, en: `${en}: ${names.term(code)}` };
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

const sentences: Readonly<Record<TicketVerb, Sentence>> = {
  REGISTER: because("登记", "Registered", "channel"),
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
  DISPATCH: (detail, names) => ({
    zh: `由${names.bureau(text(detail, "fromBureau"))}分派至${names.bureau(text(detail, "toBureau"))}`,
    en: `Dispatched by ${names.bureau(text(detail, "fromBureau"))} to ${names.bureau(text(detail, "toBureau"))}`,
  }),
  SIGN: plain("签收", "Signed for"),
  RETURN_TO_CENTRE: (detail, names) => ({
    zh: `由${names.bureau(text(detail, "fromBureau"))}退回${names.bureau(text(detail, "toBureau"))}：${names.term(text(detail, "reason"))}`,
    en: `Returned by ${names.bureau(text(detail, "fromBureau"))} to ${names.bureau(text(detail, "toBureau"))}: ${names.term(text(detail, "reason"))}`,
  }),
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
  const bureaus =
    verb === "DISPATCH" || verb === "RETURN_TO_CENTRE" ? [text(detail, "fromBureau"), text(detail, "toBureau")] : [];
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
};
