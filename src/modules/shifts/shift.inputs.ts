import { ArgsType, Field, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { limits } from "./shift.words.js";

const versionText = "The version that you saw (版本号); left out for a shift that your bureau has not set before.";

/** The input of setShift. */
@InputType({ description: "A shift to be set, from a day on (设置班次)." })
export class SetShiftInput {
  @Field(() => String, {
    description:
      "What your bureau calls it in short (班次代码): 1 to 20 capital letters, digits and underscores, such as NIGHT.",
  })
  code: string;

  @Field(() => String, { description: `The name (名称), 1 to ${limits.name} characters.` })
  name: string;

  @Field(() => String, { description: "When it begins (开始时间), such as 22:00." })
  startTime: string;

  @Field(() => String, { description: "When it ends (结束时间), such as 08:00." })
  endTime: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether it ends on the next day (是否跨零点). A shift lasts 24 hours at most.",
  })
  endsNextDay: boolean;

  @Field(() => Int, { defaultValue: 0, description: "Breaks in it, in minutes (休息分钟数)." })
  breakMinutes: number;

  @Field(() => [Int], {
    defaultValue: [],
    description: "The days of the week that it is on, 1 for Monday to 7 (每周几), statutory holidays excepted.",
  })
  weekdays: number[];

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether it is on each working day (工作日), make-up days (调休上班日) included.",
  })
  onWorkingDays: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether it is on statutory holidays (法定节假日); nothing else decides about those.",
  })
  onHolidays: boolean;

  @Field(() => Int, {
    defaultValue: 0,
    description: `How many seats are planned (计划席位数), ${limits.heads} at most; 0 where nothing is planned.`,
  })
  plannedHeads: number;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      "The first day (启用日), today or later; today where it is left out. What was in force until then stays as history.",
  })
  validFrom?: string | null;

  @Field(() => Int, { nullable: true, description: versionText })
  version?: number | null;
}

/** The input of endShift. */
@InputType({ description: "A shift to be ended (停用班次)." })
export class EndShiftInput {
  @Field(() => String, { description: "Its code (班次代码)." })
  code: string;

  @Field(() => DayScalar, { description: "The first day on which it is no longer in force (停用日), after today." })
  validTo: string;

  @Field(() => Int, { description: "The version that you saw (版本号)." })
  version: number;
}

/** The input of setRosterRules. */
@InputType({ description: "What your bureau asks of its rosters (设置排班规则)." })
export class SetRosterRulesInput {
  @Field(() => Int, { description: "The least rest between two shifts of a person, in minutes (最少休息), 0 to 1440." })
  leastRestMinutes: number;

  @Field(() => Int, { description: "The most hours on duty in any seven days (每七日最多工时), 8 to 168." })
  mostWeekHours: number;

  @Field(() => Boolean, {
    description: "Whether an assignment against these two is refused (是否拒绝); it is warned of otherwise.",
  })
  isRefused: boolean;

  @Field(() => Int, {
    description: "Within how many minutes a duty notice is to be acknowledged before it goes on (确认时限), 1 to 240.",
  })
  acknowledgeMinutes: number;

  @Field(() => Int, {
    nullable: true,
    description: "The version that you saw (版本号); left out where none was set yet.",
  })
  version?: number | null;
}

/** The arguments of shifts. */
@ArgsType()
export class ShiftsArguments {
  @Field(() => String, {
    nullable: true,
    description: "The code of a bureau that you may ask about (单位); your own where it is left out.",
  })
  bureau?: string | null;

  @Field(() => DayScalar, { nullable: true, description: "A day (日期); today where it is left out." })
  on?: string | null;
}

/** The arguments of shiftVersions. */
@ArgsType()
export class ShiftVersionsArguments {
  @Field(() => String, {
    nullable: true,
    description: "The code of a bureau that you may ask about (单位); your own where it is left out.",
  })
  bureau?: string | null;

  @Field(() => String, { nullable: true, description: "Only versions of this shift, by its code (班次代码)." })
  code?: string | null;

  @Field(() => Int, { nullable: true, description: "The size of the page (每页条数), 20 when left out, at most 100." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The endCursor of the page before (游标)." })
  after?: string | null;
}
