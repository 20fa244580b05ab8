import type { BilingualText } from "../../platform/actor.js";
import type { TicketKind, TicketState } from "../tickets/index.js";
import type { WordList } from "./export.columns.js";

const words = (zh: string, en: string): BilingualText => ({ zh, en });

const kinds: Readonly<Record<TicketKind, BilingualText>> = {
  CONSULTATION: words("咨询", "Consultation"),
  COMPLAINT: words("投诉", "Complaint"),
  REPORT: words("举报", "Report"),
};

const states: Readonly<Record<TicketState, BilingualText>> = {
  REGISTERED: words("已登记", "Registered"),
  IN_REVIEW: words("待审核", "In review"),
  RETURNED_TO_OPERATOR: words("退回补录", "Returned to the operator"),
  DISPATCHED: words("已分派", "Dispatched"),
  SIGNED: words("已签收", "Signed for"),
  CHECKING: words("初查", "Being checked"),
  AWAITING_MATERIALS: words("待补充材料", "Awaiting materials"),
  ACCEPTED: words("受理", "Accepted"),
  REFUSED: words("不予受理", "Not accepted"),
  MEDIATING: words("调解中", "In mediation"),
  SUSPENDED: words("中止", "Suspended"),
  TESTING: words("检测鉴定中", "In testing"),
  SETTLED: words("调解成功", "Settled"),
  TERMINATED: words("终止调解", "Terminated"),
  VERIFYING: words("核查", "Being verified"),
  CASE_FILED: words("立案", "Case filed"),
  NOT_FILED: words("不予立案", "No case filed"),
  DUPLICATE: words("重复举报", "Repeated report"),
  REFERRED: words("移送", "Referred"),
  ANSWERED: words("即时解答", "Answered"),
  ESCALATED: words("转办", "Passed on"),
  CLOSED: words("办结", "Closed"),
  ARCHIVED: words("归档", "Archived"),
};

const localities: Readonly<Record<string, BilingualText>> = {
  WITHIN_REACH: words("本辖区", "Within the region"),
  ELSEWHERE_IN_PROVINCE: words("本省其他地区", "Elsewhere in the province"),
  OUTSIDE_PROVINCE: words("外省", "Another province"),
  UNIDENTIFIED: words("无法确定", "Not known"),
} satisfies Record<string, BilingualText>;

/** The words for the codes of tickets that no dictionary has, as they stand in exports. */
export const wordLists: Readonly<Record<WordList, Readonly<Record<string, BilingualText>>>> = {
  KIND: kinds,
  STATE: states,
  LOCALITY: localities,
};
