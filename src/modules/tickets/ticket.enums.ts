import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import { localities } from "./ticket.advice.js";
import { respondentKinds } from "./ticket.competence.js";
import { noticeKinds } from "./ticket.notices.js";
import { ticketStates, ticketVerbs } from "./ticket.words.js";

/** The states of a ticket. */
export const TicketStateEnum = enumOf(ticketStates);

registerEnumType(TicketStateEnum, {
  name: "TicketState",
  description: "The state of a ticket (状态).",
  valuesConfig: described({
    REGISTERED: "Registered by an operator (已登记).",
    IN_REVIEW: "Waiting for a dispatcher (待审核).",
    RETURNED_TO_OPERATOR: "Sent back to be completed (退回补录).",
    DISPATCHED: "Sent to a bureau that has not signed for it yet (已分派).",
    SIGNED: "Signed for by a handler (已签收).",
    CHECKING: "A complaint is being checked (初查).",
    AWAITING_MATERIALS: "The complainant was asked for materials (待补充材料).",
    ACCEPTED: "The complaint is accepted (受理).",
    REFUSED: "The complaint is not accepted (不予受理).",
    MEDIATING: "The sides are being brought together (调解中).",
    SUSPENDED: "The mediation waits for the decision on a recusal (中止).",
    TESTING: "Goods are being tested or appraised (检测鉴定中).",
    SETTLED: "The sides agreed (调解成功).",
    TERMINATED: "The mediation ended without agreement (终止调解).",
    VERIFYING: "A report is being verified (核查).",
    CASE_FILED: "A case is filed (立案).",
    NOT_FILED: "No case is filed (不予立案).",
    DUPLICATE: "The report repeats an earlier one (重复举报).",
    REFERRED: "The report was referred to another body (移送).",
    ANSWERED: "The consultation is answered (即时解答).",
    ESCALATED: "The consultation was passed on (转办).",
    CLOSED: "Closed (办结).",
    ARCHIVED: "Archived (归档).",
  }),
});

/** The verbs of the workflow. */
export const TicketVerbEnum = enumOf(ticketVerbs);

const verbTexts = {
  REGISTER: "Register (登记).",
  AMEND: "Complete an entry (补录).",
  SUBMIT: "Pass on to review (提交审核).",
  ANSWER: "Answer a consultation (解答).",
  ESCALATE: "Pass a consultation on (转办).",
  RETURN_TO_OPERATOR: "Send back to the operator (退回补录).",
  RECLASSIFY: "Correct class, goods and topics (更正分类).",
  SPLIT: "Split mixed material (拆分).",
  SET_TRACING: "Put on or take off the list for joint tracing (协查名单).",
  DISPATCH: "Dispatch (分派).",
  SIGN: "Sign for (签收).",
  RETURN_TO_CENTRE: "Return to whoever dispatched it (退回).",
  START_CHECK: "Begin to check (初查).",
  REQUEST_MATERIALS: "Ask for materials (要求补充材料).",
  RECEIVE_MATERIALS: "Note that materials came (收到补充材料).",
  ACCEPT: "Accept (受理).",
  REFUSE: "Refuse (不予受理).",
  START_MEDIATION: "Begin to mediate (开始调解).",
  SUSPEND_MEDIATION: "Suspend for a recusal (中止调解).",
  RESUME_MEDIATION: "Go on (恢复调解).",
  START_TESTING: "Send goods to testing (送检).",
  FINISH_TESTING: "Testing is over (检测完成).",
  SETTLE: "Record the agreement (调解成功).",
  TERMINATE: "End the mediation (终止调解).",
  START_VERIFICATION: "Begin to verify (开始核查).",
  FILE_CASE: "File a case (立案).",
  DECLINE_CASE: "File no case (不予立案).",
  MARK_DUPLICATE: "Mark as repeated (重复举报).",
  REFER: "Refer to another body (移送).",
  CLOSE: "Close (办结).",
  GIVE_FEEDBACK: "Tell the citizen (反馈).",
  ARCHIVE: "Archive (归档).",
  EXTEND: "Extend the limit of verification, with the approval of the head (延期).",
  TURN_INTO_CASE: "Open a report on a breach found in a complaint (诉转案).",
  TRANSFER: "The bureau that was named took the ticket (协商移交).",
  REFER_TO_SUPERIOR: "After the third return the ticket went to the superior (报请指定).",
  DESIGNATE: "The common superior designated who handles it (指定管辖).",
  TAKE_UP: "A superior took the case up (提级).",
  HAND_OVER: "Hand over to another province (跨省移交).",
  REOPEN: "Done again after a callback (重办).",
  RECOUNT: "Its due day was counted again when a year was announced (重新计算期限).",
  MERGE: "Merge into another ticket of the same citizen (并案).",
  ABSORB: "Take in another ticket of the same citizen (并入其他工单).",
  UNMERGE: "Take apart from the ticket that it was merged into (撤销并案).",
  CORRECT: "Correct the entry on request of whoever handles it (更正录入).",
  RELEASE: "Let go of a ticket that was merged into it (撤销并入).",
} satisfies Record<(typeof ticketVerbs)[number], string>;

registerEnumType(TicketVerbEnum, {
  name: "TicketVerb",
  description: "A step of the workflow (办理动作); each is the mutation of like name.",
  valuesConfig: described(verbTexts),
});

/** What stands in a timeline: steps, and what happened around the ticket. */
export const TimelineVerbEnum = enumOf([...ticketVerbs, ...noticeKinds]);

registerEnumType(TimelineVerbEnum, {
  name: "TimelineVerb",
  description: "What stands in a timeline (办理过程): the steps of the workflow, and what happened around the ticket.",
  valuesConfig: described({
    ...verbTexts,
    WARNING: "A limit is about to end (预警).",
    REMINDER: "A reminder, by a bureau or because a limit ended (催办).",
    SUPERVISION_ISSUED: "A supervision order was issued (督办).",
    SUPERVISION_ANSWERED: "A supervision order was answered (督办回复).",
    SUPERVISION_SENT_BACK: "The answer to an order was sent back (督办退回).",
    SUPERVISION_ACCEPTED: "The answer to an order was accepted (督办认可).",
    SUPERVISION_CLOSED: "A supervision order was closed (督办结束).",
    EXTENSION_REQUESTED: "An extension was asked for (申请延期).",
    EXTENSION_REFUSED: "An extension was refused (不同意延期).",
    EXTENSION_WITHDRAWN: "The request to extend was withdrawn (撤回延期申请).",
    EXTENSION_LAPSED: "The limit ended before the request was decided (延期申请失效).",
    DISPUTE_RAISED: "The bureau named another as competent (管辖争议).",
    DISPUTE_CONTESTED: "The bureau that was named contested (提出异议).",
    DISPUTE_REFERRED: "The dispute went to the common superior (报请指定).",
    DISPUTE_WITHDRAWN: "The dispute was withdrawn (撤回争议).",
    ELEVATION_ASKED: "A superior was asked to take the case up (报请提级).",
    ELEVATION_REFUSED: "The superior did not take the case up (不予提级).",
    ELEVATION_WITHDRAWN: "The request was withdrawn (撤回提级申请).",
    TAKEN_OVER: "It came from another province (外省移交).",
    COPY_SENT: "A copy was sent (抄送).",
    COPY_WITHDRAWN: "A copy was withdrawn (撤回抄送).",
    REFERRED_OUT: "The matter was referred to the police or another body (移送).",
    REFERRAL_ANSWERED: "The other body answered (移送回复).",
    INVESTIGATION_OPENED: "A joint investigation was opened (发起协查).",
    INVESTIGATION_TASK_GIVEN: "A task of a joint investigation was given (协查任务).",
    INVESTIGATION_TASK_ANSWERED: "A task of a joint investigation was answered (协查回复).",
    INVESTIGATION_TASK_WITHDRAWN: "A task of a joint investigation was withdrawn (撤回协查任务).",
    INVESTIGATION_TASK_REMINDED: "A task of a joint investigation is overdue (协查任务逾期催办).",
    INVESTIGATION_CLOSED: "A joint investigation was closed (协查结束).",
    CALLBACK_PLANNED: "A callback was planned (列入回访).",
    CALLBACK_MADE: "The citizen was called back (回访).",
    CALLBACK_UNREACHED: "The citizen could not be reached (回访未接通).",
    PRICE_COMMENTED: "The price department commented (价格监督部门意见).",
    PRICE_ASKED: "The price department asked the bureau that handles it (价格监督部门询问).",
    PRICE_ANSWERED: "A question of the price department was answered (答复询问).",
    MERGED_TEXT: "What a ticket that was merged into it says (并入工单的诉求内容).",
    TICKETS_LINKED: "It was linked to another ticket (关联工单).",
    CORRECTION_REQUESTED: "The bureau that handles it asked for a correction of the entry (申请更正).",
    CORRECTION_REFUSED: "The correction was refused: the entry is right (不予更正).",
    CORRECTION_WITHDRAWN: "The request for a correction was withdrawn (撤回更正申请).",
    PERSONAL_DATA_REVIEWED: "Personal data in its texts were reviewed (个人信息复核).",
    TICKETS_UNLINKED: "A link to another ticket was taken away (解除关联).",
    CALL_LINKED: "It was linked to the call that it came of, after it was registered (关联来电).",
    CALL_UNLINKED: "A link to a call was taken away (解除来电关联).",
  }),
});

/** Where the competent bureau lies. */
export const LocalityEnum = enumOf(localities);

registerEnumType(LocalityEnum, {
  name: "Locality",
  description: "Where the competent bureau lies, as seen from the bureau that registered (属地).",
  valuesConfig: described({
    WITHIN_REACH: "Beneath the bureau (本辖区).",
    ELSEWHERE_IN_PROVINCE: "Elsewhere in the province (本省其他地区).",
    OUTSIDE_PROVINCE: "In another province (外省).",
    UNIDENTIFIED: "Not known: the respondent cannot be identified (无法确定).",
  }),
});

/** The kinds of respondent. */
export const RespondentKindEnum = enumOf(respondentKinds);

registerEnumType(RespondentKindEnum, {
  name: "RespondentKind",
  description: "What the respondent is, for the question who is competent (被投诉举报人类型).",
  valuesConfig: described({
    OPERATOR: "A trader with a place of business (一般经营者).",
    PLATFORM_OPERATOR: "The operator of an e-commerce platform (电子商务平台经营者).",
    OWN_SITE: "A trader who sells through his own site or another network service (自建网站、其他网络服务经营者).",
    PLATFORM_TRADER: "A trader on a platform (平台内经营者).",
    ADVERTISEMENT: "An advertisement in the mass media or on the internet (广告).",
  }),
});

/** The routes that are open to a consumer besides (art. 39 of the consumer law). */
export const RemedyRouteEnum = enumOf([
  "NEGOTIATION",
  "CONSUMER_ASSOCIATION",
  "OTHER_AUTHORITY",
  "ARBITRATION",
  "LAWSUIT",
]);

/** A route of art. 39 of the consumer law. */
export type RemedyRoute = keyof typeof RemedyRouteEnum;

registerEnumType(RemedyRouteEnum, {
  name: "RemedyRoute",
  description: "Another route to settle a dispute (art. 39 of the consumer law, 消费者权益保护法第三十九条).",
  valuesConfig: described({
    NEGOTIATION: "Negotiate with the trader (与经营者协商和解).",
    CONSUMER_ASSOCIATION:
      "Ask a consumer association or another mediation body to mediate (请求消费者协会或者其他调解组织调解).",
    OTHER_AUTHORITY: "Complain to the authority concerned (向有关行政部门投诉).",
    ARBITRATION: "Arbitration, if the parties agreed on it (提请仲裁).",
    LAWSUIT: "A lawsuit (向人民法院提起诉讼).",
  }),
});

/** The part of the scope that a list shows. */
export const TicketViewEnum = enumOf(["ALL", "OWNED", "REGISTERED_BY_US", "WAITING_FOR_ME", "MY_WORK"]);

registerEnumType(TicketViewEnum, {
  name: "TicketView",
  description: "Which part of what you see is listed (视图).",
  valuesConfig: described({
    ALL: "All that you see (全部).",
    OWNED: "What your subtree handles, or for a department with a line the tickets of its line (本辖区承办).",
    REGISTERED_BY_US: "What your bureau registered (本单位登记).",
    WAITING_FOR_ME: "What your bureau holds and you may move on, and no colleague has signed for (待我办理).",
    MY_WORK:
      "What you have signed for and is not archived (我的工单); in the order of due days what expires first comes first, and what has no limit last.",
  }),
});

/** The order of a list of tickets. */
export const TicketOrderEnum = enumOf(["RECEIVED_DESCENDING", "DUE_ASCENDING"]);

registerEnumType(TicketOrderEnum, {
  name: "TicketOrder",
  description: "The order of a list of tickets (排序).",
  valuesConfig: described({
    RECEIVED_DESCENDING: "The latest received first (按接收时间倒序).",
    DUE_ASCENDING:
      "What is due first comes first; tickets on which no limit runs are left out, save of MY_WORK (按到期日).",
  }),
});
