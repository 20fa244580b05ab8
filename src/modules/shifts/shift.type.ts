import { Field, Int, ObjectType } from "type-graphql";
import { connectionTypes } from "../../platform/relay.type.js";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";

/** A version of a shift, or one that is shipped. */
@ObjectType({
  description:
    "A shift as a bureau defines it (班次), in one version; or one that is shipped for bureaus that defined none.",
  simpleResolvers: true,
})
export class Shift {
  @Field(() => String, { description: "What its bureau calls it in short (班次代码), such as NIGHT." })
  code: string;

  @Field(() => String, { description: "The name (名称), such as 夜班." })
  name: string;

  @Field(() => String, { description: "When it begins (开始时间), such as 22:00." })
  startTime: string;

  @Field(() => String, { description: "When it ends (结束时间), such as 08:00." })
  endTime: string;

  @Field(() => Boolean, { description: "Whether it ends on the next day (是否跨零点)." })
  endsNextDay: boolean;

  @Field(() => Int, { description: "How long it lasts, in minutes (时长)." })
  lengthMinutes: number;

  @Field(() => Int, { description: "Breaks in it, in minutes (休息分钟数): presence is counted without them." })
  breakMinutes: number;

  @Field(() => [Int], {
    description: "The days of the week that it is on, 1 for Monday to 7 (每周几), statutory holidays excepted.",
  })
  weekdays: number[];

  @Field(() => Boolean, {
    description: "Whether it is on each working day (工作日), make-up days (调休上班日) included.",
  })
  onWorkingDays: boolean;

  @Field(() => Boolean, { description: "Whether it is on statutory holidays (法定节假日)." })
  onHolidays: boolean;

  @Field(() => Int, { description: "How many seats are planned (计划席位数)." })
  plannedHeads: number;

  @Field(() => DayScalar, { nullable: true, description: "The first day (启用日); null for a shift that is shipped." })
  validFrom: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The first day on which it is no longer in force (停用日); null while no end is set.",
  })
  validTo: string | null;

  @Field(() => Boolean, { description: "Whether it is shipped, since the bureau defined none (是否缺省班次)." })
  isDefault: boolean;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When it was set (设置时间); null for one that is shipped.",
  })
  setAt: Date | null;

  @Field(() => Int, { nullable: true, description: "The version (版本号); null for a shift that is shipped." })
  version: number | null;
}

/** A page of versions of shifts. */
export const { Connection: ShiftConnection } = connectionTypes(() => Shift, "Shift", "versions of shifts (班次版本)");

/** What a change of a shift answers. */
@ObjectType({ description: "What a change of a shift answers (班次操作结果).", simpleResolvers: true })
export class ShiftPayload {
  @Field(() => Shift, { description: "The shift after the change (班次)." })
  shift: Shift;
}

/** What a bureau asks of its rosters. */
@ObjectType({
  description: "What a bureau asks of its rosters (排班规则), and how soon a duty notice is to be acknowledged.",
  simpleResolvers: true,
})
export class RosterRules {
  @Field(() => Int, { description: "The least rest between two shifts of a person, in minutes (最少休息)." })
  leastRestMinutes: number;

  @Field(() => Int, { description: "The most hours on duty in any seven days (每七日最多工时)." })
  mostWeekHours: number;

  @Field(() => Boolean, {
    description: "Whether an assignment against these two is refused (是否拒绝); it is warned of otherwise.",
  })
  isRefused: boolean;

  @Field(() => Int, {
    description: "Within how many minutes a duty notice is to be acknowledged before it goes on (确认时限).",
  })
  acknowledgeMinutes: number;

  @Field(() => InstantScalar, { nullable: true, description: "When it was set (设置时间); null for what is usual." })
  setAt: Date | null;

  @Field(() => Int, { nullable: true, description: "The version (版本号); null for what is usual." })
  version: number | null;
}

/** What setRosterRules answers. */
@ObjectType({ description: "What setRosterRules answers (设置排班规则结果).", simpleResolvers: true })
export class RosterRulesPayload {
  @Field(() => RosterRules, { description: "As it is set now (排班规则)." })
  rules: RosterRules;
}
