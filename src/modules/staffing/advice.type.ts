import { Field, Float, Int, ObjectType } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { StaffingHalfHour, StaffingShift } from "./half-hour.type.js";
import {
  PresenceSourceEnum,
  StaffingBasisEnum,
  StaffingDayKindEnum,
  StaffingGapEnum,
  StaffingWarningEnum,
} from "./staffing.enums.js";
import type { PresenceSource, StaffingBasis, StaffingDayKind, StaffingGap, StaffingWarning } from "./staffing.words.js";

/** Something that advice warns of. */
@ObjectType({ description: "Something that advice warns of (排班预警).", simpleResolvers: true })
export class StaffingWarningView {
  @Field(() => StaffingWarningEnum, { description: "What it is (预警类型)." })
  code: StaffingWarning;

  @Field(() => String, { description: "The same in words, with the numbers (说明)." })
  text: string;
}

/** What advice is worked out from. */
@ObjectType({ description: "The days that advice is worked out from (测算依据的历史).", simpleResolvers: true })
export class StaffingHistory {
  @Field(() => StaffingDayKindEnum, { description: "The kind of days that were looked for (参照日期类型)." })
  kind: StaffingDayKind;

  @Field(() => DayScalar, { description: "The first day that was looked back upon (起始日)." })
  from: string;

  @Field(() => DayScalar, { description: "The last (截止日)." })
  to: string;

  @Field(() => Int, { description: "How many days of the kind lie between (同类日天数)." })
  likeDays: number;

  @Field(() => Int, {
    description: "How many of them have calls (有来电记录的天数): the others count for nothing.",
  })
  daysWithCalls: number;

  @Field(() => Int, { description: "How many calls they have (来电量)." })
  calls: number;
}

/** Staffing advice. */
@ObjectType({
  description:
    "How many agents a day needs by half-hours (排班建议), by Erlang C from what came on like days, beside those who are there.",
  simpleResolvers: true,
})
export class StaffingAdvice {
  @Field(() => DayScalar, { description: "The day (日期)." })
  day: string;

  @Field(() => StaffingDayKindEnum, { description: "The kind of the day (日期类型)." })
  dayKind: StaffingDayKind;

  @Field(() => Int, { description: "So many of a hundred calls are to be answered (目标应答比例，%)." })
  targetPercent: number;

  @Field(() => Int, { description: "Within so many seconds (目标秒数)." })
  targetSeconds: number;

  @Field(() => Int, { description: "The shrinkage in percent (损耗率)." })
  shrinkagePercent: number;

  @Field(() => Int, { description: "How long is written after a call, in seconds (话后处理时长)." })
  afterCallSeconds: number;

  @Field(() => StaffingBasisEnum, { description: "What is planned by (测算依据)." })
  basis: StaffingBasis;

  @Field(() => Float, { description: "How many times the calls are planned for (激增倍数)." })
  surgeFactor: number;

  @Field(() => StaffingHistory, { description: "The days that it is worked out from (历史)." })
  history: StaffingHistory;

  @Field(() => StaffingGapEnum, {
    nullable: true,
    description: "Why there is no advice (无法测算的原因); null where there is.",
  })
  gap: StaffingGap | null;

  @Field(() => String, { nullable: true, description: "The same in words, and what to do (说明)." })
  gapText: string | null;

  @Field(() => PresenceSourceEnum, { description: "Where the agents come from that it counts with (在岗人数来源)." })
  presence: PresenceSource;

  @Field(() => Int, {
    nullable: true,
    description: "How many seats there are (坐席总数); null where that is not known.",
  })
  seats: number | null;

  @Field(() => Float, { description: "How many calls the day is planned for (全日测算来电量)." })
  plannedCalls: number;

  @Field(() => Float, {
    nullable: true,
    description: "What share of them is answered in time, in percent (全日服务水平); null where there is no advice.",
  })
  serviceLevelPercent: number | null;

  @Field(() => [StaffingHalfHour], { description: "Its 48 half-hours (半小时测算); none where there is no advice." })
  halfHours: StaffingHalfHour[];

  @Field(() => [StaffingShift], { description: "The shifts that begin on the day, by their start (班次结论)." })
  shifts: StaffingShift[];

  @Field(() => [StaffingWarningView], { description: "What it warns of (预警)." })
  warnings: StaffingWarningView[];

  /** What nested fields are read by. */
  bureauCode: string;
  emergencyId: string | null;
}
