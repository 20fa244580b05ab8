import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import {
  copyObstacles,
  dutySources,
  leaveKinds,
  leaveStates,
  noticeCauses,
  noticeStages,
  noticeStates,
  noticeViews,
  requestViews,
  rosterVerbs,
  rosterWarnings,
  swapObstacles,
  swapStates,
} from "./shift.words.js";

/** What may be wrong with a shift of a roster. */
export const RosterWarningEnum = enumOf(rosterWarnings);

registerEnumType(RosterWarningEnum, {
  name: "RosterWarning",
  description: "What may be wrong with a shift of a roster (排班提示).",
  valuesConfig: described({
    NO_LEADER: "Nobody leads the shift (无带班领导).",
    BELOW_PLAN: "Fewer seats are taken than are planned (人数不足).",
    GAP: "An emergency asks for people around the clock, and nobody covers some of its hours (无人值守时段).",
    REST: "Somebody rests too little before it, or has too many hours in seven days (休息不足).",
  }),
});

/** What was changed of a published roster. */
export const RosterVerbEnum = enumOf(rosterVerbs);

registerEnumType(RosterVerbEnum, {
  name: "RosterVerb",
  description: "What was changed of a published roster (变更类型).",
  valuesConfig: described({
    ASSIGNED: "Somebody was added (增加人员).",
    UNASSIGNED: "Somebody was taken off (撤下人员).",
    SWAPPED: "Somebody took over by a swap (换班).",
    ON_LEAVE: "Somebody was given leave (请假).",
    BACK_FROM_LEAVE: "Somebody's leave was withdrawn (销假).",
  }),
});

/** Why an assignment was not copied. */
export const CopyObstacleEnum = enumOf(copyObstacles);

registerEnumType(CopyObstacleEnum, {
  name: "RosterCopyObstacle",
  description: "Why an assignment was not copied to another day (未复制原因).",
  valuesConfig: described({
    NOT_ON: "The shift is not on that day (当日无该班次).",
    ALREADY_ON: "The person is on it already (已在班).",
    LED_ALREADY: "Somebody leads it already (已有带班领导).",
    NO_ROLE: "The person holds no role at the bureau on that day (当日不在岗).",
    NOT_FREE: "The person has another shift at that time, or leave (时段冲突或请假).",
    STRAINED: "The bureau refuses too little rest and too many hours (休息不足).",
  }),
});

/** The states of a swap. */
export const SwapStateEnum = enumOf(swapStates);

registerEnumType(SwapStateEnum, {
  name: "ShiftSwapState",
  description: "The state of a swap (换班状态).",
  valuesConfig: described({
    ASKED: "The other was asked (待对方同意).",
    AGREED: "The other agreed; the shift manager decides (待审批).",
    APPROVED: "The roster was changed (已换班).",
    REFUSED: "The other, or the shift manager, refused (未同意).",
    WITHDRAWN: "Whoever asked withdrew it (已撤回).",
  }),
});

/** The states of leave. */
export const LeaveStateEnum = enumOf(leaveStates);

registerEnumType(LeaveStateEnum, {
  name: "LeaveState",
  description: "The state of leave (请假状态).",
  valuesConfig: described({
    ASKED: "The shift manager decides (待审批).",
    APPROVED: "It was given (已批准).",
    REFUSED: "It was refused (未批准).",
    WITHDRAWN: "Whoever asked withdrew it (已撤销).",
  }),
});

/** The kinds of leave. */
export const LeaveKindEnum = enumOf(leaveKinds);

registerEnumType(LeaveKindEnum, {
  name: "LeaveKind",
  description: "The kind of leave (请假类型).",
  valuesConfig: described({
    ANNUAL: "Annual leave (年休假).",
    SICK: "Sick leave (病假).",
    PERSONAL: "Personal leave (事假).",
    OFFICIAL: "Away on duty (公差、培训).",
    OTHER: "Other leave (其他).",
  }),
});

/** Whose swaps or leave are listed. */
export const RequestViewEnum = enumOf(requestViews);

registerEnumType(RequestViewEnum, {
  name: "ShiftRequestView",
  description: "Whose swaps or leave are listed (列表范围).",
  valuesConfig: described({
    MINE: "Those that you asked for, or were asked (本人).",
    BUREAU: "Those of your bureau, for whoever leads its shifts (本单位).",
  }),
});

/** By whom a bureau is reached. */
export const DutySourceEnum = enumOf(dutySources);

registerEnumType(DutySourceEnum, {
  name: "DutySource",
  description: "By whom a bureau is reached (值守来源).",
  valuesConfig: described({
    ON_DUTY: "By those on shift (在班人员).",
    LEADER: "By whoever leads the shift, for nobody else is there (带班领导).",
    HEAD: "By its head, for nobody is on duty (单位负责人).",
    NOBODY: "By nobody: nobody is on duty, and it has no head (无人值守).",
  }),
});

/** The states of a duty notice. */
export const NoticeStateEnum = enumOf(noticeStates);

registerEnumType(NoticeStateEnum, {
  name: "DutyNoticeState",
  description: "The state of a duty notice (值班通知状态).",
  valuesConfig: described({
    OPEN: "Nobody has acknowledged it (待确认).",
    ACKNOWLEDGED: "Somebody has acknowledged it (已确认).",
    OVER: "It was taken in hand, or went elsewhere, before anybody acknowledged it (已失效).",
  }),
});

/** Why somebody cannot take a shift of another. */
export const SwapObstacleEnum = enumOf(swapObstacles);

registerEnumType(SwapObstacleEnum, {
  name: "ShiftSwapObstacle",
  description: "Why somebody cannot take a shift of yours (不能换班的原因).",
  valuesConfig: described({
    NO_ROLE: "He holds no role at your bureau on that day (当日不在本单位任岗).",
    NOT_FREE: "He has another shift at that time, at whatever bureau, or leave (该时段已有班次或请假).",
    STRAINED:
      "He would rest too little, or have too many hours in seven days, which your bureau refuses (休息不足或工时过多).",
  }),
});

/** Whose turn it is to act upon a duty notice. */
export const NoticeStageEnum = enumOf(noticeStages);

registerEnumType(NoticeStageEnum, {
  name: "DutyNoticeStage",
  description: "Whose turn it is to act upon a duty notice (通知环节).",
  valuesConfig: described({
    ON_DUTY: "Those on shift (值班人员).",
    LEADER: "Whoever leads the shift (带班领导).",
    HEAD: "The head of the bureau (单位负责人).",
    SENDER: "Nobody acknowledged it: the bureau that sent it there (发出单位).",
  }),
});

/** How something came to a bureau that did not ask for it. */
export const NoticeCauseEnum = enumOf(noticeCauses);

registerEnumType(NoticeCauseEnum, {
  name: "DutyNoticeCause",
  description: "How something came to a bureau that did not ask for it (来件方式).",
  valuesConfig: described({
    DISPATCHED: "A ticket was dispatched (分派).",
    DESIGNATED: "The common superior designated the bureau (指定管辖).",
    RETURNED: "A ticket that it had sent on was returned (退回).",
    REFERRED: "A ticket that was returned too often came to the bureau as the common superior (报请指定).",
    HANDED_OVER: "A ticket was handed over from another province (跨省移交).",
    REOPENED: "A ticket that it had closed is to be done again after a callback (回访重办).",
    SUPERVISED: "A supervision order was issued to it (督办).",
  }),
});

/** Which duty notices are listed. */
export const NoticeViewEnum = enumOf(noticeViews);

registerEnumType(NoticeViewEnum, {
  name: "DutyNoticeView",
  description: "Which duty notices are listed (列表范围).",
  valuesConfig: described({
    MINE: "Those that were sent to you (发给本人).",
    BUREAU: "Those of your bureau, for those who read who is on duty there (本单位).",
    SENT: "Those about what your bureau, or one that it acts for, sent to others (本单位发出).",
  }),
});
