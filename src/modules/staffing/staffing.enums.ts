import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import {
  busyPercentile,
  presenceSources,
  staffingBases,
  staffingDayKinds,
  staffingGaps,
  staffingTargets,
  staffingWarnings,
} from "./staffing.words.js";

/** Targets that are known by name. */
export const StaffingTargetEnum = enumOf(staffingTargets);

registerEnumType(StaffingTargetEnum, {
  name: "StaffingTarget",
  description: "A target that is known by name (服务水平目标).",
  valuesConfig: described({
    STANDARD_95_IN_15S: "95 % answered within 15 seconds, as GB/T 33358-2016 has it (国标：15秒内应答95%).",
    EIGHTY_IN_20S: "80 % answered within 20 seconds, as telephone centres use everywhere (20秒内应答80%).",
  }),
});

/** The kinds of days. */
export const StaffingDayKindEnum = enumOf(staffingDayKinds);

registerEnumType(StaffingDayKindEnum, {
  name: "StaffingDayKind",
  description: "What a day is to those who call (日期类型).",
  valuesConfig: described({
    WORKING: "A working day, make-up days (调休上班) included (工作日).",
    WEEKEND: "A plain weekend (周末).",
    HOLIDAY: "A statutory holiday with the days around it (法定节假日).",
  }),
});

/** What is planned by. */
export const StaffingBasisEnum = enumOf(staffingBases);

registerEnumType(StaffingBasisEnum, {
  name: "StaffingBasis",
  description: "What is planned by (测算依据).",
  valuesConfig: described({
    BUSY_DAY: `A busy one of the like days: ${busyPercentile} of a hundred bring no more; their mean where that is more (繁忙日，第${busyPercentile}百分位数).`,
    MEAN: "The mean of the like days (同类日均值).",
  }),
});

/** Where the agents come from. */
export const PresenceSourceEnum = enumOf(presenceSources);

registerEnumType(PresenceSourceEnum, {
  name: "PresenceSource",
  description: "Where the agents come from that the advice counts with (在岗人数来源).",
  valuesConfig: described({
    ROSTER: "The published roster of the day, without leaders and people on leave (已发布的值班表).",
    PLAN: "The planned heads of the shifts, since the roster of the day is not published (班次计划人数).",
    ALL_SEATS: "All seats, at all times (全部坐席).",
    NONE: "Neither roster nor plan: nobody but those of the night before (无).",
  }),
});

/** Why there is no advice. */
export const StaffingGapEnum = enumOf(staffingGaps);

registerEnumType(StaffingGapEnum, {
  name: "StaffingGap",
  description: "Why there is no advice (无法测算的原因).",
  valuesConfig: described({
    NO_CALLS: "No call of the bureau is known in the weeks that are looked back upon (没有来电记录).",
    NO_LIKE_DAYS: "None of those days was of the kind, or none of the kind had calls (没有同类日).",
    NO_TALKING_TIME:
      "Days of the kind had calls, and none was answered, so nobody knows how long one takes (没有通话时长).",
  }),
});

/** What advice warns of. */
export const StaffingWarningEnum = enumOf(staffingWarnings);

registerEnumType(StaffingWarningEnum, {
  name: "StaffingWarningCode",
  description: "What advice warns of (排班预警).",
  valuesConfig: described({
    SHORT: "Fewer people are there than are needed (人手不足).",
    OVERLOADED: "More comes in than can be answered (来电超出应答能力).",
    SEATS_TOO_FEW: "Not even all seats are enough (坐席不足).",
    SEATS_UNKNOWN: "It is not known how many seats there are (坐席总数未知).",
    NO_ROSTER: "There is neither a published roster nor a plan (无值班表).",
    BY_PLAN: "No roster is published; the plan is counted with (按计划人数).",
    FEW_LIKE_DAYS: "There are few like days (同类日过少).",
    NEXT_DAY_UNKNOWN: "The part of shifts after midnight is not known (次日无法测算).",
    PROVISIONAL_DAY: "The holidays of the year are not announced yet (放假安排未公布).",
  }),
});
