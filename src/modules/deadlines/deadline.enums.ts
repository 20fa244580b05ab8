import { registerEnumType } from "type-graphql";
import type { SkipReason } from "./deadline.basis.js";
import type { DeadlineState } from "./deadline.row.js";
import type { DayUnit, ExpiryAct, Limit, PauseReason, StartingEvent } from "./limit.js";

type EnumOf<Name extends string> = { readonly [Key in Name]: Key };

/** The limits. */
export const LimitEnum: EnumOf<Limit> = {
  REVIEW: "REVIEW",
  SIGNING: "SIGNING",
  ACCEPTANCE: "ACCEPTANCE",
  MATERIALS: "MATERIALS",
  MEDIATION: "MEDIATION",
  TERMINATION_NOTICE: "TERMINATION_NOTICE",
  VERIFICATION: "VERIFICATION",
  RESULT_NOTICE: "RESULT_NOTICE",
  REWORK: "REWORK",
};

registerEnumType(LimitEnum, {
  name: "DueLimit",
  description: "A limit that may run on a ticket (期限): of law, of a bureau, or of the platform.",
  valuesConfig: {
    REVIEW: { description: "Review and dispatch an entry: only where a bureau has set it (审核期限)." },
    SIGNING: { description: "Sign for what was dispatched: only where a bureau has set it (签收期限)." },
    ACCEPTANCE: {
      description:
        "Decide on acceptance and tell the complainant: 7 working days from receipt by the competent bureau (受理期限).",
    },
    MATERIALS: { description: "Bring materials that were asked for: only where a bureau has set it (补正期限)." },
    MEDIATION: {
      description: "Reach an agreement: 45 working days (Order 20) or 60 days (Order 121) from acceptance (调解期限).",
    },
    TERMINATION_NOTICE: { description: "Tell both sides that the mediation ended: 7 working days (终止告知期限)." },
    VERIFICATION: { description: "Verify a report: 15 working days, which the head may extend once (核查期限)." },
    RESULT_NOTICE: {
      description:
        "Tell who reported under his name whether a case is filed: 5 working days, Order 20 only (告知期限).",
    },
    REWORK: { description: "Do a reopened ticket again: 7 working days, set by the platform (重办期限)." },
  },
});

/** The states of a deadline. */
export const DeadlineStateEnum: EnumOf<DeadlineState> = {
  RUNNING: "RUNNING",
  PAUSED: "PAUSED",
  MET: "MET",
  MISSED: "MISSED",
  CANCELLED: "CANCELLED",
};

registerEnumType(DeadlineStateEnum, {
  name: "DeadlineState",
  description: "The state of a deadline (期限状态).",
  valuesConfig: {
    RUNNING: { description: "It runs, and its last day is not over (计时中)." },
    PAUSED: { description: "Its clock stands still (暂停)." },
    MET: { description: "What it is for was done in time (按期)." },
    MISSED: { description: "Its last day is over, whether or not it was done since (超期)." },
    CANCELLED: { description: "It no longer applies, as after a return (取消)." },
  },
});

/** The events that a limit starts from. */
export const StartingEventEnum: EnumOf<StartingEvent> = {
  REGISTERED: "REGISTERED",
  DISPATCHED: "DISPATCHED",
  COMPETENT_RECEIPT: "COMPETENT_RECEIPT",
  MATERIALS_REQUESTED: "MATERIALS_REQUESTED",
  ACCEPTED: "ACCEPTED",
  TERMINATED: "TERMINATED",
  LEAD_FOUND: "LEAD_FOUND",
  CASE_DECIDED: "CASE_DECIDED",
  REOPENED: "REOPENED",
};

registerEnumType(StartingEventEnum, {
  name: "StartingEvent",
  description: "The event that a limit starts from (起算事件).",
  valuesConfig: {
    REGISTERED: { description: "The registration (登记)." },
    DISPATCHED: { description: "The dispatch to the bureau (分派)." },
    COMPETENT_RECEIPT: { description: "The receipt by the competent bureau (有处理权限的部门收到)." },
    MATERIALS_REQUESTED: { description: "The request for materials (要求补充材料)." },
    ACCEPTED: { description: "The acceptance of the complaint (受理)." },
    TERMINATED: { description: "The decision to end the mediation (作出终止调解决定)." },
    LEAD_FOUND: { description: "The finding of a lead in a mediation (调解中发现线索)." },
    CASE_DECIDED: { description: "The decision whether a case is filed (作出是否立案决定)." },
    REOPENED: { description: "The decision to do it again (决定重办)." },
  },
});

/** The units of limits. */
export const DayUnitEnum: EnumOf<DayUnit> = { WORKING: "WORKING", NATURAL: "NATURAL" };

registerEnumType(DayUnitEnum, {
  name: "DayUnit",
  description: "The days that a limit is counted in (期限单位).",
  valuesConfig: {
    WORKING: { description: "Working days (工作日)." },
    NATURAL: { description: "Natural days (自然日)." },
  },
});

/** What stops a clock. */
export const PauseReasonEnum: EnumOf<PauseReason> = { TESTING: "TESTING" };

registerEnumType(PauseReasonEnum, {
  name: "PauseReason",
  description: "What stops the clock of a limit (不计入期限的事由).",
  valuesConfig: { TESTING: { description: "Testing and appraisal (鉴定、检测)." } },
});

/** What is done when a limit is over. */
export const ExpiryActEnum: EnumOf<ExpiryAct> = {
  REMINDER: "REMINDER",
  CITY_ORDER: "CITY_ORDER",
  PROVINCE_ORDER: "PROVINCE_ORDER",
};

registerEnumType(ExpiryActEnum, {
  name: "ExpiryAct",
  description: "What is done when a limit is over (到期处置).",
  valuesConfig: {
    REMINDER: { description: "A reminder on the day after (催办)." },
    CITY_ORDER: { description: "A supervision order of the city, five working days later (市级督办)." },
    PROVINCE_ORDER: { description: "A supervision order of the province, ten working days after that (省级督办)." },
  },
});

/** Why days were not counted. */
export const SkipReasonEnum: EnumOf<SkipReason> = { WEEKEND: "WEEKEND", HOLIDAY: "HOLIDAY" };

registerEnumType(SkipReasonEnum, {
  name: "SkipReason",
  description: "Why days were not counted (不计入的原因).",
  valuesConfig: {
    WEEKEND: { description: "A plain weekend (公休日)." },
    HOLIDAY: { description: "A holiday that the State Council announced (法定节假日)." },
  },
});
