import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { EmergencyLevelEnum, EmergencyViewEnum } from "./emergency.enums.js";
import { type EmergencyLevel, type EmergencyView, emergencyLimits } from "./emergency.words.js";

/** The input of declareEmergency. */
@InputType({ description: "An emergency is declared for the region of your authority or centre (宣布进入应急状态)." })
export class DeclareEmergencyInput {
  @Field(() => EmergencyLevelEnum, { description: "The level (等级)." })
  level: EmergencyLevel;

  @Field(() => DayScalar, {
    nullable: true,
    description: `The first day (起始日), at most ${emergencyLimits.daysAround} days before or after today; today where it is missing.`,
  })
  from?: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: `The last day (截止日), on which it still is in force, ${emergencyLimits.days} days in all at most; open where it is missing.`,
  })
  to?: string | null;

  @Field(() => String, {
    description: `Why (原因), ${emergencyLimits.reason} characters at most; all subordinates read it.`,
  })
  reason: string;

  @Field(() => String, {
    nullable: true,
    description:
      "A code of TOPIC in force (专题代码) that new tickets of the region get by default; none where it is missing.",
  })
  topic?: string | null;

  @Field(() => Boolean, { defaultValue: true, description: "Whether all seats are opened (全部坐席开放)." })
  isAllSeats: boolean;

  @Field(() => Boolean, {
    defaultValue: true,
    description: "Whether the hotline is manned around the clock (24小时值守).",
  })
  isAroundTheClock: boolean;

  @Field(() => Boolean, {
    defaultValue: true,
    description: "Whether a daily report (日报) of each day is prepared after its midnight.",
  })
  isReportedDaily: boolean;
}

/** Which emergency a step is about. */
@InputType({ description: "Which emergency a step is about (应急状态操作参数)." })
export class EmergencyStepInput {
  @Field(() => ID, { description: "The emergency (应急状态)." })
  emergencyId: string;

  @Field(() => Int, { description: "The version that you saw (版本号); a change since then is a CONFLICT." })
  version: number;
}

/** The input of changeEmergency. */
@InputType({ description: "An emergency of your region is changed (调整应急状态); what is left out stays as it is." })
export class ChangeEmergencyInput extends EmergencyStepInput {
  @Field(() => EmergencyLevelEnum, { nullable: true, description: "The level (等级)." })
  level?: EmergencyLevel | null;

  @Field(() => DayScalar, { nullable: true, description: "The last day (截止日); null opens the end." })
  to?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Whether all seats are opened (全部坐席开放)." })
  isAllSeats?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Whether the hotline is manned around the clock (24小时值守)." })
  isAroundTheClock?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Whether a daily report is prepared (每日报告)." })
  isReportedDaily?: boolean | null;
}

/** What a list of emergencies is narrowed by. */
@InputType({ description: "What a list of emergencies is narrowed by (筛选条件)." })
export class EmergencyFilter {
  @Field(() => EmergencyViewEnum, {
    nullable: true,
    description: "One part of what you see (视图); all where it is missing.",
  })
  view?: EmergencyView | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "True: only those that have not ended; false: only those that have (是否未结束).",
  })
  isOpen?: boolean | null;
}

/** The arguments of a page. */
@ArgsType()
class PageArgumentsOfEmergencies {
  @Field(() => Int, { nullable: true, description: "How many at most (每页条数), 1 to 100; 20 where it is missing." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The cursor after which the page begins (起始游标)." })
  after?: string | null;
}

/** The arguments of emergencies. */
@ArgsType()
export class EmergenciesArguments extends PageArgumentsOfEmergencies {
  @Field(() => EmergencyFilter, { nullable: true, description: "What the list is narrowed by (筛选条件)." })
  filter?: EmergencyFilter | null;
}

/** The arguments of Emergency.acknowledgements. */
@ArgsType()
export class AcknowledgementsArguments extends PageArgumentsOfEmergencies {
  @Field(() => Boolean, {
    nullable: true,
    description:
      "True: only those that took note of the latest announcement; false: only those that did not (是否已确认).",
  })
  isAcknowledged?: boolean | null;
}
