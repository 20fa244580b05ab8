import {
  acceptComplaint,
  amendTicket,
  answerConsultation,
  archiveTicket,
  closeTicket,
  declineCase,
  dispatchTicket,
  escalateConsultation,
  fileCase,
  finishTesting,
  giveFeedback,
  markDuplicate,
  receiveMaterials,
  reclassifyTicket,
  referReport,
  refuseComplaint,
  requestMaterials,
  resumeMediation,
  returnToOperator,
  setTracing,
  settleComplaint,
  signTicket,
  splitTicket,
  startCheck,
  startMediation,
  startTesting,
  startVerification,
  submitTicket,
  suspendMediation,
  type TicketReference,
  type TicketRow,
  terminateMediation,
} from "../modules/tickets/index.js";
import { returnToCentre } from "../modules/transfers/index.js";
import type { RequestContext } from "../platform/context.js";

/** Who takes a step, as seen from its ticket; "formerHandler" is the one of the bureau that was tried first. */
export type Hand = "operator" | "dispatcher" | "handler" | "formerHandler";

/** What a step needs to know of its ticket besides. */
export interface StepFacts {
  /** The codes of the bureau that handles it in the end, and of the one that was tried first. */
  target: string;
  formerTarget: string;
  /** Why it goes to the target, where the articles name another bureau. */
  dispatchReason: string | null;
  regime: "ORDER_20" | "ORDER_121";
  /** In fen: what is recovered, or the fine. */
  amount: bigint;
  /** A code of SETTLEMENT_METHOD. */
  method: string;
  /** The answer to a consultation. */
  answer: string;
  /** The number of a case, should one be filed. */
  caseNumber: string;
  /** The identifier of the report that this one repeats. */
  originalId(): string;
}

/** Takes a step by the command of the module, as the caller would. */
export type Take = (context: RequestContext, reference: TicketReference, facts: StepFacts) => Promise<TicketRow>;

interface StepKind {
  by: Hand;
  take: Take;
}

const step = (by: Hand, take: Take): StepKind => ({ by, take });

const intakeSteps = {
  submit: step("operator", (context, of) => submitTicket(context, of)),
  amend: step("operator", (context, of) =>
    amendTicket(context, { ...of, remark: "已回访消费者，补充购买时间和凭证情况。" }),
  ),
  answer: step("operator", (context, of, { answer }) => answerConsultation(context, { ...of, answer })),
  escalate: step("operator", (context, of) => escalateConsultation(context, of)),
  returnToOperator: step("dispatcher", (context, of) =>
    returnToOperator(context, { ...of, reason: "MISSING_ELEMENT", explanation: "请补充购买时间和付款凭证。" }),
  ),
  reclassify: step("dispatcher", (context, of) =>
    reclassifyTicket(context, { ...of, issueClass: "CONTRACT", remark: "按诉求内容更正分类。" }),
  ),
  trace: step("dispatcher", (context, of) =>
    setTracing(context, { ...of, isForTracing: true, reason: "ONLY_ONLINE_ACCOUNT" }),
  ),
  split: step("dispatcher", async (context, of) => {
    const part = {
      kind: "REPORT",
      issueClass: "ADVERTISING",
      facts: "同时反映该店宣传内容不实，请依法核查。",
    } as const;
    return (await splitTicket(context, { ...of, part }))[0];
  }),
  dispatch: step("dispatcher", (context, of, { target, dispatchReason }) =>
    dispatchTicket(context, { ...of, bureau: target, reason: dispatchReason }),
  ),
  dispatchElsewhere: step("dispatcher", (context, of, { formerTarget }) =>
    dispatchTicket(context, { ...of, bureau: formerTarget, reason: "据消费者所述，门店位于该辖区。" }),
  ),
  returnToCentre: step("formerHandler", (context, of) =>
    returnToCentre(context, { ...of, reason: "NOT_OUR_DUTY", explanation: "经查，经营地址不在本辖区。" }),
  ),
  signElsewhere: step("formerHandler", (context, of) => signTicket(context, of)),
} as const;

const handlingSteps = {
  sign: step("handler", (context, of) => signTicket(context, of)),
  reply: step("handler", (context, of, { answer }) => answerConsultation(context, { ...of, answer })),
  startCheck: step("handler", (context, of) => startCheck(context, of)),
  requestMaterials: step("handler", (context, of) =>
    requestMaterials(context, { ...of, explanation: "请提供购物小票或者付款记录。" }),
  ),
  receiveMaterials: step("handler", (context, of) => receiveMaterials(context, { ...of, remark: "已收到付款截图。" })),
  accept: step("handler", (context, of) => acceptComplaint(context, of)),
  refuse: step("handler", (context, of, { regime }) =>
    refuseComplaint(context, {
      ...of,
      ground: `${regime}_HANDLED_ELSEWHERE`,
      explanation: "同一争议已由消费者协会处理完毕。",
      otherRoutes: ["NEGOTIATION", "LAWSUIT"],
    }),
  ),
  acceptAtOnce: step("handler", (context, of) =>
    acceptComplaint(context, { ...of, withSigning: true, withCheck: true }),
  ),
  startMediation: step("handler", (context, of) => startMediation(context, of)),
  suspendMediation: step("handler", (context, of) =>
    suspendMediation(context, { ...of, explanation: "被投诉人申请调解人员回避。" }),
  ),
  resumeMediation: step("handler", (context, of) => resumeMediation(context, of)),
  startTesting: step("handler", (context, of) => startTesting(context, { ...of, remark: "双方同意送检。" })),
  finishTesting: step("handler", (context, of) => finishTesting(context, { ...of, remark: "检测报告已送达双方。" })),
  settle: step("handler", (context, of, { method, amount }) =>
    settleComplaint(context, { ...of, method, recoveredLoss: amount }),
  ),
  terminate: step("handler", (context, of, { regime }) =>
    terminateMediation(context, {
      ...of,
      ground: `${regime}_NO_AGREEMENT`,
      explanation: "双方分歧较大，无法达成一致。",
    }),
  ),
} as const;

const decidingSteps = {
  startVerification: step("handler", (context, of) => startVerification(context, of)),
  verifyAtOnce: step("handler", (context, of) => startVerification(context, { ...of, withSigning: true })),
  fileCase: step("handler", (context, of, { caseNumber }) => fileCase(context, { ...of, caseNumber })),
  declineCase: step("handler", (context, of) =>
    declineCase(context, {
      ...of,
      reason: "MINOR_AND_CORRECTED",
      explanation: "违法行为轻微，当场改正，未造成危害后果。",
    }),
  ),
  markDuplicate: step("handler", (context, of, facts) =>
    markDuplicate(context, { ...of, originalId: facts.originalId() }),
  ),
  refer: step("handler", (context, of) =>
    referReport(context, { ...of, target: "CITY_MANAGEMENT", explanation: "占道经营由城市管理部门处理。" }),
  ),
  close: step("handler", (context, of) => closeTicket(context, of)),
  settleAtOnce: step("handler", (context, of, { method, amount }) =>
    closeTicket(context, { ...of, settlement: { withMediation: true, method, recoveredLoss: amount } }),
  ),
  closeWithFine: step("handler", (context, of, { amount }) => closeTicket(context, { ...of, fineAmount: amount })),
  giveFeedback: step("handler", (context, of) =>
    giveFeedback(context, { ...of, method: "PHONE", explanation: "已电话告知处理结果。" }),
  ),
  archive: step("handler", (context, of) => archiveTicket(context, of)),
} as const;

/** Every step that a ticket of the demo world takes. */
export const steps = { ...intakeSteps, ...handlingSteps, ...decidingSteps } as const;

/** The name of a step. */
export type StepName = keyof typeof steps;
