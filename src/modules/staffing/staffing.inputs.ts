import { Field, Float, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { StaffingBasisEnum, StaffingDayKindEnum, StaffingTargetEnum } from "./staffing.enums.js";
import {
  type StaffingBasis,
  type StaffingDayKind,
  type StaffingTarget,
  staffingLimits,
  usualWeeks,
} from "./staffing.words.js";

const { afterCallSeconds, percent, seats, seconds, shrinkagePercent, surgeFactor, weeks } = staffingLimits;

/** A target of one's own. */
@InputType({ description: "A target of your own (自定服务水平目标)." })
export class StaffingTargetInput {
  @Field(() => Int, { description: `So many of a hundred calls (应答比例，%), ${percent.least} to ${percent.most}.` })
  percent: number;

  @Field(() => Int, { description: `Within so many seconds (秒), ${seconds.least} to ${seconds.most}.` })
  seconds: number;
}

/** The input of staffingAdvice. */
@InputType({
  description: "What staffing advice is asked for (排班建议参数). What is left out is as the bureau has set it.",
})
export class StaffingAdviceInput {
  @Field(() => DayScalar, { description: `The day (日期), at most ${staffingLimits.days} days before or after today.` })
  day: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The code of the bureau that takes the calls (单位): your own where it is missing, or one of your region.",
  })
  bureau?: string | null;

  @Field(() => StaffingTargetEnum, { nullable: true, description: "A target that is known by name (目标)." })
  target?: StaffingTarget | null;

  @Field(() => StaffingTargetInput, {
    nullable: true,
    description: "A target of your own in its place (自定目标); not both.",
  })
  customTarget?: StaffingTargetInput | null;

  @Field(() => Int, {
    nullable: true,
    description: `The share of their time, in percent, for which agents on duty are not at the telephone, breaks not counted (损耗率), ${shrinkagePercent.least} to ${shrinkagePercent.most}.`,
  })
  shrinkagePercent?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `How long is written after a call, in seconds (话后处理时长), ${afterCallSeconds.least} to ${afterCallSeconds.most}.`,
  })
  afterCallSeconds?: number | null;

  @Field(() => Int, {
    defaultValue: usualWeeks,
    description: `How many weeks are looked back upon for days of the same kind (参照周数), ${weeks.least} to ${weeks.most}.`,
  })
  weeks: number;

  @Field(() => StaffingDayKindEnum, {
    nullable: true,
    description: "The kind of days that are looked for in place of the day's own (参照日期类型).",
  })
  likeKind?: StaffingDayKind | null;

  @Field(() => StaffingBasisEnum, { defaultValue: "BUSY_DAY", description: "What is planned by (测算依据)." })
  basis: StaffingBasis;

  @Field(() => Float, {
    defaultValue: 1,
    description: `What if so many times the calls came (激增倍数), ${surgeFactor.least} to ${surgeFactor.most}; 6 for a surge as in January 2020.`,
  })
  surgeFactor: number;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "What if all seats were taken at all times (全部坐席开放); where it is missing, as an emergency in force has it.",
  })
  isAllSeats?: boolean | null;
}

/** The input of setStaffingRule. */
@InputType({ description: "By what your bureau works its staffing out (设置排班测算)." })
export class SetStaffingRuleInput {
  @Field(() => Int, {
    nullable: true,
    description: "The version that you saw (版本); null where your bureau had set nothing.",
  })
  version?: number | null;

  @Field(() => Int, { description: `So many of a hundred calls (应答比例，%), ${percent.least} to ${percent.most}.` })
  targetPercent: number;

  @Field(() => Int, { description: `Are answered within so many seconds (秒), ${seconds.least} to ${seconds.most}.` })
  targetSeconds: number;

  @Field(() => Int, {
    description: `How long is written after a call, in seconds (话后处理时长), ${afterCallSeconds.least} to ${afterCallSeconds.most}.`,
  })
  afterCallSeconds: number;

  @Field(() => Int, {
    description: `The share of their time, in percent, for which agents on duty are not at the telephone, breaks not counted (损耗率), ${shrinkagePercent.least} to ${shrinkagePercent.most}.`,
  })
  shrinkagePercent: number;

  @Field(() => Int, {
    nullable: true,
    description: `How many seats there are (坐席总数), ${seats.least} to ${seats.most}; as its telephone system told where it is missing.`,
  })
  seats?: number | null;
}
