import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import { investigationViews, taskViews } from "./investigation.scope.store.js";
import {
  investigationStates,
  investigationVerbs,
  partnerKinds,
  taskStates,
  taskVerbs,
} from "./investigation.states.js";

/** The states of a joint investigation. */
export const InvestigationStateEnum = enumOf(investigationStates);

registerEnumType(InvestigationStateEnum, {
  name: "InvestigationState",
  description: "The state of a joint investigation (协查状态).",
  valuesConfig: described({ OPEN: "Under way (进行中).", CLOSED: "Closed, with its outcome (已结束)." }),
});

/** The verbs of joint investigations. */
export const InvestigationVerbEnum = enumOf(investigationVerbs);

registerEnumType(InvestigationVerbEnum, {
  name: "InvestigationVerb",
  description: "What is done with a joint investigation (协查动作).",
  valuesConfig: described({
    ADD_TICKETS: "Add tickets: addInvestigationTickets (增加工单).",
    GIVE_TASK: "Give a task to a partner: giveInvestigationTask (下达任务).",
    CLOSE: "Close it: closeInvestigation (结束协查).",
  }),
});

/** The states of a task. */
export const TaskStateEnum = enumOf(taskStates);

registerEnumType(TaskStateEnum, {
  name: "InvestigationTaskState",
  description: "The state of a task of a joint investigation (协查任务状态).",
  valuesConfig: described({
    OPEN: "The answer is waited for; the partner sees the parts of the ticket that the task names (待回复).",
    ANSWERED: "Answered; the partner sees nothing of the ticket any more (已回复).",
    CLOSED: "The lead has taken the answer (已了结).",
    WITHDRAWN: "The lead withdrew it before it was answered (已撤回).",
  }),
});

/** The verbs of tasks. */
export const TaskVerbEnum = enumOf(taskVerbs);

registerEnumType(TaskVerbEnum, {
  name: "InvestigationTaskVerb",
  description: "What is done with a task of a joint investigation (协查任务动作).",
  valuesConfig: described({
    ANSWER: "The partner answers: answerInvestigationTask (回复).",
    NOTE_ANSWER: "The lead notes the answer of a body outside: noteInvestigationAnswer (代录答复).",
    CLOSE: "The lead takes the answer: closeInvestigationTask (了结).",
    WITHDRAW: "The lead withdraws it: withdrawInvestigationTask (撤回).",
  }),
});

/** The kinds of partner. */
export const PartnerKindEnum = enumOf(partnerKinds);

registerEnumType(PartnerKindEnum, {
  name: "InvestigationPartnerKind",
  description: "What a partner of a joint investigation is (协查单位类型).",
  valuesConfig: described({
    BUREAU: "A bureau, of this province or another; it works with the task itself (市场监管部门).",
    POLICE: "The police; outside, without access (公安机关).",
    TELECOM: "A telecommunications operator; outside, without access (电信运营商).",
    BANK: "A bank or payment institution; outside, without access (银行、支付机构).",
    PLATFORM: "An e-commerce platform; outside, without access (电商平台).",
    POST: "A postal or courier company; outside, without access (邮政、快递企业).",
    OTHER: "Another body; outside, without access (其他单位).",
  }),
});

/** The views of joint investigations. */
export const InvestigationViewEnum = enumOf(investigationViews);

registerEnumType(InvestigationViewEnum, {
  name: "InvestigationView",
  description: "Which part of the joint investigations that you see is listed (视图).",
  valuesConfig: described({
    OURS: "Those that your bureau leads (本单位牵头).",
    IN_REGION: "All that you see: those that your bureau or one beneath it leads (本辖区).",
  }),
});

/** The views of tasks. */
export const TaskViewEnum = enumOf(taskViews);

registerEnumType(TaskViewEnum, {
  name: "InvestigationTaskView",
  description: "Which part of the tasks that you see is listed (视图).",
  valuesConfig: described({
    GIVEN_BY_US: "Those that your bureau gave (本单位下达).",
    GIVEN_TO_US: "Those that your bureau was given (下达本单位).",
    IN_REGION: "All that you see: given by or to your bureau or one beneath it (本辖区).",
  }),
});
