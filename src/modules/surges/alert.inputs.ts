import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { InstantScalar } from "../../platform/scalars.js";
import { SurgeAlertStateEnum, SurgeCloseReasonEnum } from "./alert.enums.js";
import { longestSnooze, longestSurgeRemark, type SurgeAlertState, type SurgeCloseReason } from "./alert.words.js";

/** Which alert a step is about. */
@InputType({ description: "Which surge alert a step is about (预警操作参数)." })
export class SurgeAlertStepInput {
  @Field(() => ID, { description: "The alert (激增预警)." })
  alertId: string;

  @Field(() => Int, { description: "The version that you saw (版本)." })
  version: number;

  @Field(() => String, { nullable: true, description: `A remark (备注), at most ${longestSurgeRemark} characters.` })
  remark?: string | null;
}

/** The input of snoozeSurgeAlert. */
@InputType({ description: "A surge alert to be put off (暂缓提醒)." })
export class SnoozeSurgeAlertInput extends SurgeAlertStepInput {
  @Field(() => InstantScalar, {
    description: `Until when nothing is told of it (暂缓至), within ${longestSnooze / 24} days.`,
  })
  until: Date;
}

/** The input of closeSurgeAlert. */
@InputType({ description: "A surge alert to be closed (关闭预警)." })
export class CloseSurgeAlertInput extends SurgeAlertStepInput {
  @Field(() => SurgeCloseReasonEnum, { description: "Why (关闭原因); OTHER needs a remark." })
  reason: SurgeCloseReason;
}

/** What a list of alerts is narrowed by. */
@InputType({ description: "What a list of surge alerts is narrowed by (预警筛选条件). All that is given must hold." })
export class SurgeAlertFilter {
  @Field(() => [SurgeAlertStateEnum], { nullable: true, description: "Any of these states (状态)." })
  states?: SurgeAlertState[] | null;

  @Field(() => ID, { nullable: true, description: "Found by this rule, which you see (预警规则)." })
  rule?: string | null;

  @Field(() => String, { nullable: true, description: "Of this bureau, by its code (所属单位)." })
  bureau?: string | null;

  @Field(() => InstantScalar, { nullable: true, description: "Opened at this instant or later (发现时间起)." })
  since?: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "True: only those that the platform raised because several places show the same (上报预警). False: only the others.",
  })
  isRaised?: boolean | null;
}

/** The arguments of surgeAlerts. */
@ArgsType()
export class SurgeAlertsArguments {
  @Field(() => SurgeAlertFilter, { nullable: true, description: "What the list is narrowed by (筛选条件)." })
  filter?: SurgeAlertFilter | null;

  @Field(() => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
  after?: string | null;
}
